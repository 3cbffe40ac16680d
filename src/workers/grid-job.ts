import { compileFormula } from '../core/expression/compile.ts';
import { sampleRow } from '../core/geometry/grid.ts';
import type { GridRequest, JobProgress } from './protocol.ts';

/** Samples a formula row by row: the very numbers that the page would have got. */
export function* gridJob({
  formula,
  domain,
  n,
}: GridRequest): Generator<JobProgress, Float64Array<ArrayBuffer>> {
  const loss = compileFormula(formula);
  const values = new Float64Array(n * n);
  for (let row = 0; row < n; row++) {
    sampleRow(loss, domain, n, n, row, values);
    yield { done: row + 1, total: n };
  }
  return values;
}
