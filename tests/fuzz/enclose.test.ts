import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Differentiator } from '../../src/core/expression/differentiate.ts';
import { enclose } from '../../src/core/expression/enclose.ts';
import { functions } from '../../src/core/expression/functions.ts';
import { Graph } from '../../src/core/expression/graph.ts';
import { interpreter } from '../../src/core/expression/interpret.ts';
import { lower } from '../../src/core/expression/lower.ts';
import { parseExpression } from '../../src/core/expression/parse.ts';
import { formulas, isAccepted } from './formulas.ts';

const SEED = 20261125;

/** Value and first derivatives of a formula, as numbers and as intervals. */
function bothWays(text: string) {
  const graph = new Graph();
  const root = lower(graph, parseExpression(text, ['x', 'y']), (name) =>
    name === 'x' ? graph.variable(0) : name === 'y' ? graph.variable(1) : undefined,
  );
  const differentiator = new Differentiator(graph);
  const roots = [root, differentiator.derivative(root, 0), differentiator.derivative(root, 1)];
  return { numbers: interpreter(graph).evaluator(roots), intervals: enclose(graph, roots) };
}

const anyFormula = formulas([...functions.keys(), 'where'], ['+', '-', '*', '/', '^']).filter(isAccepted);
const side = fc.oneof(fc.double({ min: 1e-9, max: 3, noNaN: true }), fc.constantFrom(0, 1e-300, 1));
const corner = fc.oneof(
  fc.double({ min: -4, max: 4, noNaN: true }),
  fc.integer({ min: -3, max: 3 }).map((n) => n + 0),
  fc.constantFrom(1e6, -1e6),
);
const share = fc.double({ min: 0, max: 1, noNaN: true });

test(`an interval holds every value in its box, seed ${SEED}`, () => {
  fc.assert(
    fc.property(
      anyFormula,
      corner,
      corner,
      side,
      side,
      fc.array(fc.tuple(share, share), { minLength: 8, maxLength: 8 }),
      (text, x0, y0, width, height, shares) => {
        const { numbers, intervals } = bothWays(text);
        intervals.over(x0, x0 + width, y0, y0 + height);
        for (const [a, b] of shares) {
          const x = Math.min(x0 + width, Math.max(x0, x0 + a * width));
          const y = Math.min(y0 + height, Math.max(y0, y0 + b * height));
          const values = [numbers.call(x, y), numbers.rest[0]!, numbers.rest[1]!];
          // A number that is not finite is no value of the function: it overflowed, or is not defined there. And one
          // that went through such numbers on its way may have lost what they stood for.
          if (!values.every(Number.isFinite)) continue;
          values.forEach((value, i) => {
            if (i > 0 && !intervals.smooth) return;
            const inside = intervals.lo[i]! <= value && value <= intervals.hi[i]!;
            expect([text, x, y, i, value, intervals.lo[i], intervals.hi[i], inside].at(-1)).toBe(true);
          });
        }
      },
    ),
    { seed: SEED, numRuns: 3000 },
  );
});
