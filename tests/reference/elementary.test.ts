import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { functions } from '../../src/core/expression/functions.ts';

/** Numbers, infinities and NaN as make_elementary.py writes them: arguments, value, rest. */
type Case = readonly (number | string)[];

const stored = JSON.parse(readFileSync(new URL('./elementary.json', import.meta.url), 'utf8')) as Record<
  string,
  readonly Case[]
>;

/** What the headers of core/math and the table of functions promise, in units in the last place. */
const CLAIMED: Readonly<Record<string, number>> = {
  exp: 1,
  log: 1,
  log10: 1,
  log2: 1,
  cbrt: 2,
  softplus: 4,
  pow: 1,
  sin: 1,
  cos: 1,
  tan: 3,
  asin: 3,
  acos: 3,
  atan: 3,
  atan2: 3,
  sinh: 3,
  cosh: 3,
  tanh: 3,
  sigmoid: 2,
  erf: 1,
  normcdf: 3,
  sqrt: 0.5,
};
/** Functions that only choose or clear a sign. */
const EXACT = ['floor', 'ceil', 'relu', 'abs', 'sign', 'min', 'max'];

/** The distance from a double to the next one of larger size. */
function unitOf(value: number): number {
  const exponent = Math.max(-1022, Math.floor(Math.log2(Math.abs(value))));
  const unit = 2 ** (exponent - 52);
  // The logarithm of a number just below a power of two is rounded to that of the power.
  return Math.abs(value) < 2 ** exponent && exponent > -1022 ? unit / 2 : unit;
}

/** How many units in the last place a computed double is from the exact value. */
function unitsOff(computed: number, value: number, rest: number): number {
  if (Object.is(computed, value) && !Number.isFinite(value)) return 0;
  if (Number.isNaN(computed) || Number.isNaN(value)) return Infinity;
  // Infinity is what follows the largest number.
  const whole = (x: number) => (Number.isFinite(x) ? x / 2 ** 971 : Math.sign(x) * 2 ** 53);
  if (!Number.isFinite(computed) || !Number.isFinite(value)) {
    return Math.abs(whole(computed) - whole(value) - rest);
  }
  const unit = unitOf(value);
  return Math.abs((computed - value) / unit - rest);
}

test('every function that is computed has its values stored', () => {
  const known = [...functions.values()].filter(({ same }) => same === undefined).map(({ name }) => name);
  expect([...Object.keys(stored), ...EXACT].toSorted()).toEqual(known.toSorted());
  expect(Object.keys(CLAIMED).toSorted()).toEqual(Object.keys(stored).toSorted());
});

describe.each(Object.entries(stored))('%s', (name, cases) => {
  const { evaluate } = functions.get(name)!;
  const claimed = CLAIMED[name]!;

  test(`is within ${claimed} units in the last place of ${cases.length} values of MPFR`, () => {
    expect(cases.length).toBeGreaterThan(200);
    let worst = { off: 0, at: [] as readonly number[] };
    for (const row of cases) {
      const numbers = row.map(Number);
      const [value = NaN, rest = NaN] = numbers.slice(-2);
      const [a = NaN, b = NaN] = numbers.slice(0, -2);
      const off = unitsOff(evaluate(a, b), value, rest);
      if (!(off <= worst.off)) worst = { off, at: numbers };
    }
    // The stored rest has four places.
    expect(worst.off, `at ${worst.at.join(', ')}`).toBeLessThanOrEqual(claimed + 1e-4);
  });
});
