import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CompiledLoss, compileFormula } from '../../src/core/expression/compile.ts';
import { FormulaError } from '../../src/core/expression/formula-error.ts';
import { functions } from '../../src/core/expression/functions.ts';
import { parseExpression } from '../../src/core/expression/parse.ts';
import { printExpression } from '../../src/core/expression/print.ts';
import type { Expression } from '../../src/core/expression/tree.ts';
import { losses } from '../../src/core/losses/catalog.ts';
import { formulas, isAccepted } from './formulas.ts';

const SEED = 20240611;
const SMOOTH = ['sin', 'cos', 'tanh', 'atan', 'sigmoid', 'exp'];

const anyFormula = formulas([...functions.keys(), 'where'], ['+', '-', '*', '/', '^', ' ']).filter(
  isAccepted,
);
const coordinate = fc.oneof(
  fc.double({ min: -4, max: 4 }),
  fc.integer({ min: -3, max: 3 }).map((n) => n + 0),
  fc.constantFrom(0, -0, 1e-300, 1e300, Infinity, -Infinity, NaN),
);

function everything(loss: CompiledLoss, p: readonly number[]): number[] {
  return [loss.value(p), ...loss.gradient(p), ...loss.hessian(p)];
}

test(`compiled equals interpreted to the bit, seed ${SEED}`, () => {
  fc.assert(
    fc.property(anyFormula, coordinate, coordinate, (text, x, y) => {
      const wasm = compileFormula(text, { backend: 'wasm' });
      const plain = compileFormula(text, { backend: 'interpreter' });
      expect(wasm.backend).toBe('wasm');
      const [a, b] = [everything(wasm, [x, y]), everything(plain, [x, y])];
      expect(a.every((value, i) => Object.is(value, b[i]))).toBe(true);
      expect(Object.is(wasm.valueAndGradient([x, y], new Float64Array(2)), a[0])).toBe(true);
    }),
    { seed: SEED, numRuns: 1500 },
  );
});

test(`gradient and Hessian follow the numeric differences where these settle, seed ${SEED}`, () => {
  let compared = 0;
  const smooth = formulas(SMOOTH, ['+', '-', '*']).filter(isAccepted);
  const near = fc.double({ min: -1.5, max: 1.5, noNaN: true });
  fc.assert(
    fc.property(smooth, near, near, (text, x, y) => {
      const loss = compileFormula(text);
      const exact = everything(loss, [x, y]);
      const shifted = (h: number) => [everything(loss, [x + h, y]), everything(loss, [x, y + h])];
      const slope = (h: number) => {
        const [forward, back] = [shifted(h), shifted(-h)];
        return [0, 1].flatMap((axis) => {
          const [f, b] = [forward[axis]!, back[axis]!];
          // The value's difference gives the gradient, the gradient's the Hessian.
          return [0, 1, 2].map((i) => (f[i]! - b[i]!) / (2 * h));
        });
      };
      const [fine, coarse] = [slope(1e-5), slope(2e-5)];
      const expected = [exact[1], exact[3], exact[4], exact[2], exact[5], exact[6]];
      expected.forEach((value = NaN, i) => {
        const [a = NaN, b = NaN] = [fine[i], coarse[i]];
        const settled = Math.abs(a - b) <= 1e-6 * (1 + Math.abs(a)) && Math.abs(exact[0]!) < 1e4;
        if (!settled) return;
        compared++;
        expect(Math.abs(value - a)).toBeLessThanOrEqual(1e-4 * (1 + Math.abs(a)));
      });
    }),
    { seed: SEED, numRuns: 800 },
  );
  expect(compared).toBeGreaterThan(3000);
});

test(`printing and parsing round-trips, seed ${SEED}`, () => {
  fc.assert(
    fc.property(anyFormula, (text) => {
      const tree = parseExpression(text);
      const printed = printExpression(tree);
      fc.pre(printed.length <= 4000);
      expect(withoutSpans(parseExpression(printed))).toEqual(withoutSpans(tree));
    }),
    { seed: SEED, numRuns: 1500 },
  );
});

test(`no text does worse than FormulaError, seed ${SEED}`, () => {
  const pieces = [
    ...Array.from('xye+-*/^()., \t0123456789.²π×·−"\'`;={}[]\\'),
    'sin',
    'max',
    'where(',
    ' if ',
    '<=',
    '?',
    ':',
    '\\begin{cases}',
    '\\\\',
    '&',
    'θ_1',
    'a',
    'e-',
    '1e',
    '__proto__',
    '**',
  ];
  const anything = fc.oneof(
    fc.string({ maxLength: 200 }),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((list) => list.join('')),
  );
  fc.assert(fc.property(anything, expectTotal), { seed: SEED, numRuns: 4000 });
});

test(`no slip of the hand does worse than FormulaError, seed ${SEED}`, () => {
  const originals = fc.constantFrom(...losses.map((row) => row.formula));
  const slip = fc.tuple(
    fc.nat(),
    fc.nat(3),
    fc.constantFrom(...Array.from('xy()+-*/^.,e0 s'), '', '(((', '^-'),
  );
  const slipped = fc.tuple(originals, fc.array(slip, { minLength: 1, maxLength: 5 })).map(([text, slips]) =>
    slips.reduce((now, [at, removed, put]) => {
      const place = at % (now.length + 1);
      return now.slice(0, place) + put + now.slice(place + removed);
    }, text),
  );
  fc.assert(fc.property(slipped, expectTotal), { seed: SEED, numRuns: 2000 });
});

test.each([
  '(',
  '-',
  '+',
  'sin(',
  'x^',
  'x^-',
  'x+',
  'x ',
  '2x(',
  'max(x,',
  ')',
  ',',
  '1',
  '1e',
  '\u202e',
  'x*(y-',
])('repeating %j stays within the limits', (piece) => {
  for (const times of [199, 201, 999, 4000, 100_000]) expectTotal(piece.repeat(times) + 'x');
});

/** Either it is a loss, total at a point, or the one kind of error with a place inside the text. */
function expectTotal(text: string): void {
  try {
    const loss = compileFormula(text);
    expect(everything(loss, [0.3, -0.4])).toHaveLength(7);
    expect(typeof loss.tex).toBe('string');
    expect(loss.gradientTex).toHaveLength(2);
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error;
    expect(error.message).toMatch(/[.?]$/);
    expect(error.start).toBeGreaterThanOrEqual(0);
    expect(error.end).toBeGreaterThanOrEqual(error.start);
    expect(error.end).toBeLessThanOrEqual(text.length);
  }
}

function withoutSpans(tree: Expression): unknown {
  return JSON.parse(
    JSON.stringify(tree, (key, value: unknown) => (key === 'start' || key === 'end' ? undefined : value)),
  );
}
