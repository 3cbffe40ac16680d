import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compileFormula } from '../../src/core/expression/compile.ts';
import { FormulaError } from '../../src/core/expression/formula-error.ts';

interface Point {
  x: number;
  y: number;
  value: number;
  gradient: number[];
  hessian: number[][];
}
interface Reference {
  valid: { id: string; formula: string; explicit?: string; points: Point[] }[];
  non_finite: { id: string; formula: string; x: number; y: number; value: string }[];
  refuse: { id: string; input?: string; build?: [string, number][]; reason: string }[];
}

const reference = JSON.parse(
  readFileSync(new URL('./formulas_public.json', import.meta.url), 'utf8'),
) as Reference;

/** The tolerance that the data states: 1e-12 * max(1, |expected|). */
function expectClose(found: number, expected: number): void {
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(expected)));
}

describe.each(['wasm', 'interpreter'] as const)('formulas equal PyTorch: %s', (backend) => {
  test.each(reference.valid)('$id $formula', ({ formula, explicit, points }) => {
    for (const text of explicit === undefined ? [formula] : [formula, explicit]) {
      const loss = compileFormula(text, { backend });
      expect(loss.backend).toBe(backend);
      for (const { x, y, value, gradient, hessian } of points) {
        expectClose(loss.value([x, y]), value);
        loss.gradient([x, y]).forEach((found, i) => expectClose(found, gradient[i]!));
        loss.hessian([x, y]).forEach((found, i) => expectClose(found, hessian.flat()[i]!));
      }
    }
  });

  test.each(reference.non_finite)('$id $formula is $value at ($x, $y)', ({ formula, x, y, value }) => {
    expect(String(compileFormula(formula, { backend }).value([x, y]))).toBe(value);
  });
});

test.each(reference.refuse)('refuses $id: $reason', ({ input, build }) => {
  const text = input ?? build!.map(([piece, times]) => piece.repeat(times)).join('');
  let error: unknown;
  try {
    compileFormula(text);
  } catch (caught) {
    error = caught;
  }
  expect(error).toBeInstanceOf(FormulaError);
  const { start, end, message } = error as FormulaError;
  expect(message).toMatch(/^[A-Z"0-9a-z].{5,}[.?]$/s);
  expect(start).toBeGreaterThanOrEqual(0);
  expect(end).toBeGreaterThanOrEqual(start);
  expect(end).toBeLessThanOrEqual(text.length);
});
