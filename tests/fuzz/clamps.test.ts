import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileFormula } from '../../src/core/expression/compile.ts';
import { parseExpression } from '../../src/core/expression/parse.ts';
import { type Jet, jetOf, Undecided } from './jets.ts';

const SEED = 20261125;

/** Formulas in which clamps are under roots, powers, logarithms, arcsines, quotients and angles, and in each other. */
const { clamped } = fc.letrec<{ clamped: string; clamp: string; part: string }>((tie) => {
  const [part, clamp] = [tie('part'), tie('clamp')];
  const bound = fc.constantFrom('0', '1', '-1', '0.5', '2', '-0.25');
  const leaf = fc.constantFrom(
    'x',
    'y',
    'x',
    'y',
    '2',
    '0.5',
    '3',
    '1.5x',
    '(x+y)',
    '(x-y)',
    '(4-x^2-y^2)',
    '(x*y)',
  );
  const of = (name: string) => (a: string) => `${name}(${a})`;
  return {
    part: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 4, arbitrary: leaf },
      { weight: 4, arbitrary: clamp },
      { weight: 1, arbitrary: part.map(of('sin')) },
      { weight: 1, arbitrary: part.map(of('atan')) },
      { weight: 1, arbitrary: part.map(of('abs')) },
      {
        weight: 2,
        arbitrary: fc
          .tuple(part, fc.constantFrom('+', '-', '*'), part)
          .map(([a, op, b]) => `(${a} ${op} ${b})`),
      },
      { weight: 1, arbitrary: part.map((a) => `(${a})^2`) },
    ),
    clamp: fc.oneof(
      fc.tuple(fc.constantFrom('max', 'min'), part, bound).map(([name, a, b]) => `${name}(${a}, ${b})`),
      fc.tuple(fc.constantFrom('max', 'min'), bound, part).map(([name, a, b]) => `${name}(${a}, ${b})`),
      fc.tuple(fc.constantFrom('max', 'min'), part, part).map(([name, a, b]) => `${name}(${a}, ${b})`),
      part.map((a) => `min(1, max(-1, ${a}))`),
      part.map((a) => `max(0, min(2, ${a}))`),
    ),
    clamped: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      {
        weight: 3,
        arbitrary: fc
          .tuple(fc.constantFrom('sqrt', 'log', 'log10', 'asin', 'acos', 'exp'), clamp)
          .map(([name, a]) => `${name}(${a})`),
      },
      {
        weight: 3,
        arbitrary: fc
          .tuple(clamp, fc.constantFrom('0.5', '1.5', '2.5', '0.25', '-0.5', '3', '-1', 'y', 'max(x, 2)'))
          .map(([a, n]) => `(${a})^${n}`),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(fc.constantFrom('2', '0.3', 'cos(3)', '0'), clamp)
          .map(([base, a]) => `${base}^${a}`),
      },
      { weight: 1, arbitrary: fc.tuple(clamp, clamp).map(([a, b]) => `atan2(${a}, ${b})`) },
      { weight: 1, arbitrary: fc.tuple(part, clamp).map(([a, b]) => `${a}/${b}`) },
      {
        weight: 2,
        arbitrary: fc
          .tuple(tie('clamped'), fc.constantFrom('+', '-', '*'), part)
          .map(([a, op, b]) => `(${a}) ${op} ${b}`),
      },
      { weight: 1, arbitrary: fc.tuple(tie('clamped'), tie('clamped')).map(([a, b]) => `(${a}) + (${b})`) },
      { weight: 1, arbitrary: tie('clamped').map((a) => `sqrt(max(0, ${a}))`) },
    ),
  };
});

const coordinate = fc.oneof(
  fc.constantFrom(-2, -1, -0.5, 0, 0.5, 1, 2, 3),
  fc.integer({ min: -3000, max: 3000 }).map((n) => n / 1024),
);

function taken(text: string, x: number, y: number): Jet | null {
  try {
    return jetOf(parseExpression(text), x, y);
  } catch (error) {
    if (error instanceof Undecided) return null;
    throw error;
  }
}

test(`gradient and Hessian of clamped formulas are those of the branches that are taken, seed ${SEED}`, () => {
  let compared = 0;
  let flat = 0;
  fc.assert(
    fc.property(clamped, coordinate, coordinate, (text, x, y) => {
      const jet = taken(text, x, y);
      // Where the loss is undefined, so are its derivatives.
      if (jet === null || Number.isNaN(jet.value.value)) return;
      const expected = [...jet.first, ...jet.second];
      for (const backend of ['wasm', 'interpreter'] as const) {
        const loss = compileFormula(text, { backend });
        const [xx, xy, , yy] = loss.hessian([x, y]);
        const found = [...loss.gradient([x, y]), xx, xy, yy];
        expected.forEach((part, i) => {
          // It does not depend on the variable: exactly nothing.
          if (part === null) {
            flat++;
            expect(Math.abs(found[i]!), `${text} at ${x}, ${y}: ${i}`).toBe(0);
            return;
          }
          if (![part, jet.value].every(({ value }) => Number.isFinite(value)) || !(part.error < 1e100))
            return;
          compared++;
          const off = Math.abs(found[i]! - part.value);
          expect(off, `${text} at ${x}, ${y}: ${i}`).toBeLessThanOrEqual(part.error * 2 ** -50);
        });
      }
    }),
    { seed: SEED, numRuns: 4000 },
  );
  expect(compared).toBeGreaterThan(8000);
  expect(flat).toBeGreaterThan(5000);
});
