import { beforeAll, expect, test } from 'vitest';
import { falseClaims } from '../../../src/core/claims/check.ts';
import type { Check, Claimed, Quantity, Reading } from '../../../src/core/claims/claims.ts';
import { openModels } from '../../../src/core/scene/models.ts';
import { readFragment } from '../../../src/core/scene/url.ts';
import { preparedScenes } from '../../../src/panels/models/prepared.ts';
import { prepared } from '../../../src/text/en/prepared.ts';

beforeAll(openModels);

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
  ],
  memory: [
    [
      [is(loss(1, 20), 0.3), is(loss(2, 20), 1.27, 0.002)],
      [is(loss(1, 150), 0.0273, 0.002), is(loss(2, 150), 0.00441)],
    ],
    [
      [below(loss(1, 60), 1e-6), below(at('move', 1, 59), at('move', 1, 9))],
      [
        is(loss(2, 150), 0.000705),
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
      [is(loss(1, 500), 2.4, 0.003), below(loss(1, 500), 2.5), is(loss(2, 500), 0.00563)],
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

const all = Object.entries(preparedScenes).flatMap(([id, fragments]) =>
  fragments.map((scene, i) => ({ id, i, scene })),
);

test('every model with prepared scenes has two or more, with words and claims for each', () => {
  expect(Object.keys(prepared.scenes)).toEqual(Object.keys(preparedScenes));
  expect(Object.keys(claims)).toEqual(Object.keys(preparedScenes));
  for (const [id, fragments] of Object.entries(preparedScenes)) {
    expect(fragments.length).toBeGreaterThanOrEqual(2);
    expect(prepared.scenes[id as 'robot-arm']).toHaveLength(fragments.length);
    expect(claims[id]).toHaveLength(fragments.length);
  }
});

test.each(all)(
  '$id, scene $i: its link is whole, and each sentence of its caption is so',
  ({ id, i, scene }) => {
    const read = readFragment(scene);
    expect(read.problems).toEqual([]);
    expect(read.scene.model!.id).toBe(id);
    // Another scene of the same model may be read as well.
    const claimed = preparedScenes[id as 'robot-arm']!.map(
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
  },
);
