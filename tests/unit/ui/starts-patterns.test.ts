import { expect, test } from 'vitest';
import { ENDED, UNDECIDED } from '../../../src/core/run/basins.ts';
import { inkAt, lookOfNone, looksOfPlaces } from '../../../src/ui/starts-looks.ts';

const minimum = { kind: 'minimum', at: [0, 0] } as const;
const looks = [
  ...looksOfPlaces([minimum, minimum, minimum, minimum, { kind: 'saddle', at: [0, 0] }], 'light'),
  lookOfNone(UNDECIDED, 'light'),
  lookOfNone(ENDED, 'light'),
];

/** The share of ink in a square of a picture. */
function inkIn({ pattern }: (typeof looks)[number], left: number, top: number, side = 252): number {
  let ink = 0;
  for (let y = top; y < top + side; y++) for (let x = left; x < left + side; x++) ink += inkAt(pattern, x, y);
  return ink / side ** 2;
}

test('patterns are as dense in every corner of a picture of 2,000 pixels a side', () => {
  // By their making: none, 2 of 14, a dot of 8 pixels in 90, 2 of 14, both less where they cross, 4 of 256, 3 of 9.
  const shares = looks.map((look) => inkIn(look, 0, 0));
  for (const [k, share] of [0, 1 / 7, 8 / 90, 1 / 7, 2 / 7 - 1 / 49, 1 / 64, 1 / 3].entries())
    expect(Math.abs(shares[k]! - share), String(k)).toBeLessThan(0.03);
  for (const [left, top] of [
    [0, 1748],
    [1748, 0],
    [1748, 1748],
  ] as const)
    looks.forEach((look, k) => expect(inkIn(look, left, top), String(k)).toBeCloseTo(shares[k]!, 2));
});

test('rising lines rise and falling ones fall', () => {
  const [, rising, , falling] = looks as unknown as readonly [
    unknown,
    (typeof looks)[number],
    unknown,
    (typeof looks)[number],
  ];
  for (let k = 0; k < 100; k++) {
    expect(inkAt(rising.pattern, 3 + k, 100 - k)).toBe(inkAt(rising.pattern, 3, 100));
    expect(inkAt(falling.pattern, 3 + k, 100 + k)).toBe(inkAt(falling.pattern, 3, 100));
  }
});
