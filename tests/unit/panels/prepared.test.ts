import { beforeAll, expect, test } from 'vitest';
import { falseClaims } from '../../../src/core/claims/check.ts';
import type { Check, Claimed, Quantity, Reading } from '../../../src/core/claims/claims.ts';
import { modelIds } from '../../../src/core/scene/model-door.ts';
import { modelOf, openModels } from '../../../src/core/scene/models.ts';
import { readFragment } from '../../../src/core/scene/url.ts';
import { preparedFragments } from '../../../src/panels/models/prepared.ts';
import { prepared } from '../../../src/text/en/prepared.ts';
import { giveDigitsHere } from '../../tools/digits.ts';
import { numbersIn, toTheDigit } from '../claimed-words.ts';

beforeAll(() => {
  openModels();
  giveDigitsHere();
});

const at = (quantity: Quantity, run: number, step: number): Reading => ({ quantity, run, step });
const loss = (run: number, step: number) => at('loss', run, step);
const is = (left: Reading, right: Reading, within = 0.001): Check => ({ left, is: '=', right, within });
const below = (left: Reading, right: Reading): Check => ({ left, is: '<', right });

/** The square of how many times as far from 0 a run is as at its start. */
const square = (run: number, step: number): Reading => ({
  difference: [
    { product: [at('x', run, step), at('x', run, step)] },
    { product: [-1, at('y', run, step), at('y', run, step)] },
  ],
});
const outward = (run: number, step: number): Reading => ({ ratio: [square(run, step), square(run, 0)] });

/** What each sentence of a caption claims, in their order. */
const claims: Readonly<Record<string, readonly (readonly [Check[], Check[]])[]>> = {
  digits: [
    [
      [
        is(at('parameters', 1, 0), 3322, 0),
        is(at('rows', 1, 0), 2000, 0),
        is(at('right', 2, 63), 0.84, 0.006),
      ],
      [
        is(
          {
            ratio: [
              { setting: 'lr', run: 1 },
              { setting: 'lr', run: 2 },
            ],
          },
          10,
          1e-12,
        ),
        is(at('right', 1, 63), 0.75, 0.006),
      ],
    ],
    [
      [
        is(at('still', 1, 5), 3312, 0),
        is(at('still', 2, 5), 3312, 0),
        is({ difference: [at('parameters', 1, 0), at('still', 1, 5)] }, 10, 0),
        is(at('parameters', 1, 0), 3322, 0),
      ],
      [
        is(loss(1, 63), 2.303),
        is(loss(1, 63), Math.log(10)),
        is(loss(2, 63), 2.303),
        is(at('right', 1, 63), 0.1, 1e-9),
        is(at('right', 2, 63), 0.1, 1e-9),
      ],
    ],
  ],
  spiral: [
    [
      [is(loss(1, 100), 0.473), is(loss(1, 300), 0.467)],
      [is(loss(2, 300), 0.0605), is(at('right', 2, 300), 0.96, 1e-9)],
    ],
    [
      [is(loss(1, 300), 0.472), is(loss(2, 300), 0.463)],
      [
        is(at('parameters', 1, 0), 3, 0),
        is(at('right', 1, 300), 0.66, 1e-9),
        below(at('right', 2, 300), 0.66),
      ],
    ],
  ],
  moons: [
    [
      [is(loss(2, 300), 0.00755), is(at('right', 2, 300), 1, 0)],
      [
        is(
          {
            ratio: [
              { setting: 'lr', run: 1 },
              { setting: 'lr', run: 2 },
            ],
          },
          10,
          1e-12,
        ),
        is(loss(1, 300), 0.247, 0.002),
        is(at('right', 1, 300), 0.88, 1e-9),
      ],
    ],
    [
      [is(loss(2, 40), 0.333), is(loss(2, 500), 0.177, 0.002)],
      [is(at('right', 2, 40), 0.84, 1e-9), is(at('right', 2, 500), 0.82, 1e-9)],
    ],
  ],
  xor: [
    [
      [is(loss(1, 0), 0.698), is(loss(1, 150), 0.678, 0.002)],
      [is(loss(2, 150), 0.181, 0.002), is(at('right', 2, 150), 0.94, 1e-9)],
    ],
    [
      [is(at('still', 1, 5), 12, 0), is(at('still', 2, 299), 12, 0), is(at('parameters', 1, 0), 13, 0)],
      [is(loss(1, 300), 0.693), is(loss(2, 300), 0.693), is(loss(1, 300), Math.log(2))],
    ],
  ],
  logistic: [
    [
      [is(loss(1, 20), 0.217, 0.002), is(loss(2, 20), 0.185, 0.002)],
      [
        is(loss(1, 300), 0.1641),
        is(loss(2, 300), 0.1637),
        below(at('fromStart', 1, 20), at('fromStart', 1, 300)),
        { falls: 1, from: 20, to: 300 },
      ],
    ],
    [
      [is(loss(1, 60), 0.3664), is(loss(2, 60), 0.3664)],
      [
        is(at('right', 1, 100), 0.94, 1e-9),
        is({ scene: 'logistic 0', reading: at('right', 1, 300) }, 0.94, 1e-9),
      ],
    ],
  ],
  softmax: [
    [
      [
        is(loss(1, 20), 0.321),
        is(loss(2, 20), 0.256, 0.002),
        is(loss(1, 300), 0.178, 0.002),
        is(loss(2, 300), 0.172),
      ],
      [is(at('right', 1, 20), 0.89, 0.005), is(at('right', 1, 300), 0.87, 0.005)],
    ],
    [
      [is(loss(1, 100), 0.589), is(loss(2, 100), 0.589), is(loss(1, 60), 0.589)],
      [is(loss(2, 10), 0.606), is(loss(2, 20), 0.624)],
    ],
  ],
  readmission: [
    [
      [is(loss(1, 0), 0.756), is(loss(1, 60), 0.4398), { falls: 1, from: 0, to: 60 }],
      [is(loss(2, 10), 0.4489), is(loss(2, 20), 0.4515), is(loss(2, 60), 0.4401)],
    ],
    [
      [is(loss(1, 0), 0.603), is(loss(1, 300), 0.578)],
      [
        is(loss(2, 1), 5.22),
        is(loss(2, 300), 0.4402),
        is({ scene: 'readmission 0', reading: loss(1, 20) }, 0.4403),
      ],
    ],
  ],
  sales: [
    [
      [is(loss(1, 0), 14917), is(loss(1, 1), 776), is(loss(1, 150), 135, 0.002)],
      [is({ scene: 'sales 1', reading: loss(1, 20) }, 19.65)],
    ],
    [
      [
        is(
          {
            ratio: [
              { setting: 'lr', run: 1 },
              { scene: 'sales 0', reading: { setting: 'lr', run: 1 } },
            ],
          },
          50,
          1e-12,
        ),
        is(loss(1, 20), 19.65),
      ],
      [is(loss(2, 60), 4669), below(at('move', 2, 10), 3), below(at('move', 2, 59), 3)],
    ],
  ],
  'option-prices': [
    [[is(loss(1, 0), 1.92, 0.002), is(loss(1, 40), 1.65), is(loss(1, 80), 0.0685)], [is(loss(2, 1), 0.13)]],
    [
      [
        is(at('parameters', 1, 0), 4, 0),
        is(loss(1, 80), 1.85),
        is(loss(1, 150), 0.0223),
        is({ scene: 'option-prices 0', reading: loss(1, 80) }, 0.0685),
      ],
      [is(loss(2, 5), 0.0815)],
    ],
  ],
  'robot-arm': [
    [
      [
        is(loss(1, 200), 0.305, 0.002),
        is({ difference: [loss(1, 100), loss(1, 200)] }, 0, 1e-9),
        below(at('y', 1, 200), 0),
      ],
      [is(loss(2, 200), 0.0732), below(0, at('y', 2, 200)), is(loss(1, 0), loss(2, 0), 0)],
    ],
    [
      [is(at('parameters', 1, 0), 48, 0), is(loss(1, 200), 0.966)],
      [below(loss(2, 50), 0.4), below(0.4, loss(2, 40))],
    ],
  ],
  delivery: [
    [
      [is(loss(1, 0), 22.6), is(loss(1, 100), 17.74), below(2, at('y', 1, 100))],
      [
        is(loss(2, 100), 17.28),
        below(3.5, at('y', 2, 100)),
        is({ of: 'value', at: [1.6568, -4.3673] }, 15.52),
        is({ of: 'slope', at: [1.6568, -4.3673] }, 0, 1e-3),
      ],
    ],
    [
      [
        is({ setting: 'lr', run: 1 }, 1, 0),
        is(loss(1, 200), 2.044),
        below(0.3, at('move', 1, 199)),
        below(0.3, at('move', 1, 198)),
      ],
      [
        is(loss(2, 200), 1.977),
        is(at('x', 2, 200), 0.8),
        is(at('y', 2, 200), 0.6),
        below(at('move', 2, 199), 0.01),
      ],
    ],
  ],
  recovery: [
    [
      [is(at('x', 1, 40), 0.304, 0.002), is(at('y', 1, 40), 0.886)],
      [
        is(at('x', 2, 40), 0.582),
        is(at('y', 2, 40), 0.839),
        is({ ratio: [loss(2, 40), loss(1, 40)] }, 8, 0.06),
      ],
    ],
    [
      [is(at('parameters', 1, 0), 3, 0), is(loss(1, 40), 0.00473)],
      [is(loss(2, 40), 0.000501), below({ product: [9, loss(2, 40)] }, loss(1, 40))],
    ],
  ],
  posterior: [
    [
      [is(at('y', 1, 200), 5.51), is(at('y', 2, 200), 7.29)],
      [is({ difference: [loss(1, 200), loss(2, 200)] }, 0.106, 0.005)],
    ],
    [
      [
        is({ of: 'slope', at: [0.233812, 3.918641] }, 0, 1e-4),
        is({ scene: 'posterior 0', reading: { of: 'slope', at: [0.777695, 7.316487] } }, 0, 1e-4),
      ],
      [
        below({ difference: [loss(1, 200), { of: 'value', at: [0.233812, 3.918641] }] }, 0.0002),
        is(
          {
            scene: 'posterior 0',
            reading: { difference: [loss(1, 200), { of: 'value', at: [0.777695, 7.316487] }] },
          },
          0.106,
          0.005,
        ),
      ],
    ],
    [
      [
        is({ over: 'mean', quantity: 'y', run: 1, from: 4000, to: 8000 }, 11.0, 0.002),
        is({ of: 'slope', at: [0, 10.95721] }, 0, 1e-4),
      ],
      // A normal distribution's: 1.645 deviations on each side, where f is higher by half of its square.
      [8.755051, 13.159369].map((slope) =>
        is(
          {
            difference: [
              { of: 'value', at: [0, slope] },
              { of: 'value', at: [0, 10.95721] },
            ],
          },
          1.644854 ** 2 / 2,
          1e-5,
        ),
      ),
    ],
  ],
  memory: [
    [
      [is(loss(1, 20), 0.3), is(loss(2, 20), 1.27, 0.002)],
      [is(loss(1, 150), 0.0273, 0.002), is(loss(2, 150), 0.00441)],
    ],
    [
      [below(loss(1, 60), 1e-6), below(at('move', 1, 59), at('move', 1, 9))],
      [
        is(loss(2, 150), 0.000704),
        is({ ratio: [at('move', 2, 149), at('move', 2, 0)] }, 1, 0.15),
        below(loss(2, 80), loss(2, 150)),
      ],
    ],
  ],
  'deep-linear': [
    [
      [is(loss(1, 0), 10.5, 0.002), is(loss(1, 60), 10.3, 0.005), is(loss(1, 120), 3.62, 0.002)],
      [is(loss(1, 200), 1.02, 0.005), is(loss(1, 500), 0.00284), is(loss(2, 80), 0.46)],
    ],
    [
      [
        is({ setting: 'lr', run: 1 }, 0.01, 0),
        is(loss(1, 120), 10.4, 0.005),
        is({ scene: 'deep-linear 0', reading: loss(1, 120) }, 3.62, 0.002),
      ],
      // Two of three, 2 and 1, make half the sum of their squares.
      [is(loss(1, 500), 2.39, 0.003), below(loss(1, 500), 2.5), is(loss(2, 500), 0.00563)],
    ],
  ],
  'low-rank': [
    [
      [is(loss(1, 20), 8.76), is(loss(1, 0), 10.3, 0.005), is(loss(1, 100), 0.318)],
      [is(loss(1, 300), 0.0225, 0.002), is(loss(2, 300), 0.0225, 0.002)],
    ],
    [
      [is(loss(1, 10), 5.86), is({ scene: 'low-rank 0', reading: loss(1, 10) }, 9.92)],
      [
        is(loss(1, 300), 0.601),
        is({ scene: 'low-rank 0', reading: loss(1, 300) }, 0.0225, 0.002),
        is(loss(2, 300), 0.0225, 0.002),
        is({ scene: 'low-rank 0', reading: loss(2, 300) }, 0.0225, 0.002),
      ],
    ],
  ],
  'two-players': [
    [
      [
        is({ setting: 'lr', run: 1 }, 0.1, 0),
        is(outward(1, 1), 1.01, 1e-12),
        is(outward(1, 300), 1.01 ** 150 * 1.01 ** 150, 1e-9),
        is(4.45 ** 2, outward(1, 300), 0.002),
      ],
      [below(6 ** 2, outward(2, 300))],
    ],
    [
      [is(outward(1, 300), 0.952 ** 2, 0.002), is(outward(1, 100), 0.988 ** 2, 0.002)],
      [is(outward(2, 300), 5.98 ** 2, 0.002)],
    ],
    [
      [is({ difference: [at('x', 1, 1), at('x', 1, 0)] }, { product: [0.1, at('y', 1, 0)] }, 1e-9)],
      [is(outward(1, 100), 0.628 ** 2, 0.002)],
    ],
  ],
};

const all = Object.entries(preparedFragments).flatMap(([id, fragments]) =>
  fragments.map((scene, i) => ({ id, i, scene })),
);

test('every model has two prepared scenes or more, with words and claims for each', () => {
  expect(new Set(Object.keys(preparedFragments))).toEqual(new Set(modelIds));
  expect(Object.keys(prepared.scenes)).toEqual(Object.keys(preparedFragments));
  expect(Object.keys(claims)).toEqual(Object.keys(preparedFragments));
  for (const [id, fragments] of Object.entries(preparedFragments)) {
    expect(fragments.length).toBeGreaterThanOrEqual(2);
    expect(prepared.scenes[id as 'robot-arm']).toHaveLength(fragments.length);
    expect(claims[id]).toHaveLength(fragments.length);
  }
});

/** All numbers of checks and of a link. */
function numbersOf(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  if (typeof value === 'string') return [...value.matchAll(/\d+(\.\d+)?/g)].map(([found]) => Number(found));
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersOf) : [];
}

test.each(all)(
  '$id, scene $i: every number of its caption is in its checks or its link',
  ({ id, i, scene }) => {
    const model = modelOf(readFragment(scene).scene.model!);
    prepared.scenes[id as 'robot-arm'][i]!.caption.forEach((says, c) => {
      // How fast it plays is no number of its subject.
      const link = scene.replace(/&speed=\d+/, '');
      const known = [...numbersOf(claims[id]![i]![c]), ...numbersOf(link), ...numbersOf(model.options)];
      for (const [from, to] of numbersIn(says)) {
        const number = Number(says.slice(from, to).replaceAll(',', ''));
        const isPercent = says.slice(to).startsWith(' %');
        // A share, its square where a distance is, or its logarithm's base.
        const meant = isPercent ? [number / 100] : [number, number ** 2, Math.log(number)];
        const isKnown = known.some((one) =>
          meant.some(
            (own) => Math.abs(one - own) <= 1e-9 * Math.abs(own) || Number(one.toPrecision(3)) === own,
          ),
        );
        expect(isKnown, `${says.slice(0, to)}|`).toBe(true);
      }
    });
  },
);

test.each(all)(
  '$id, scene $i: its link is whole, and each sentence of its caption is so',
  ({ id, i, scene }) => {
    const read = readFragment(scene);
    expect(read.problems).toEqual([]);
    expect(read.scene.model!.id).toBe(id);
    // Another scene of the same model may be read as well.
    const claimed = preparedFragments[id as 'robot-arm']!.map(
      (fragment, k): Claimed => ({
        id: `${id} ${k}`,
        scene: fragment,
        claims:
          k === i
            ? prepared.scenes[id as 'robot-arm']![k]!.caption.map((says, c) => ({
                says,
                checks: claims[id]![k]![c]!,
              }))
            : [],
      }),
    );
    expect(claimed[i]!.claims.map(({ checks }) => checks.length > 0)).toEqual([true, true]);
    expect(falseClaims(claimed)).toEqual([]);
    // To the last digit that is said, and not with one more or less.
    const { held, wrong, count } = toTheDigit(claimed);
    expect(falseClaims(held)).toEqual([]);
    expect(falseClaims(wrong)).toHaveLength(count);
  },
);
