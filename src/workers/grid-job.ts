import { compileFormula } from '../core/expression/compile.ts';
import { sampleRow } from '../core/geometry/grid.ts';
import type { GridRequest, Progress } from './protocol.ts';

/** Samples a formula row by row: the very numbers that the page would have got. */
export function* gridJob({
  formula,
  domain,
  n,
}: GridRequest): Generator<Progress, Float64Array<ArrayBuffer>> {
  const loss = compileFormula(formula);
  const values = new Float64Array(n * n);
  for (let row = 0; row < n; row++) {
    sampleRow(loss, domain, n, n, row, values);
    yield { done: row + 1, total: n };
  }
  return values;
}
