import { sampleRow } from '../core/geometry/grid.ts';
import { sliceOf } from '../core/plane/slice.ts';
import { modelOf } from '../core/scene/models.ts';
import type { JobProgress, SliceRequest } from './protocol.ts';

/** Samples a model's loss on a plane, row by row: the exact loss at each point. */
export function* sliceJob({
  model,
  plane,
  domain,
  n,
}: SliceRequest): Generator<JobProgress, Float64Array<ArrayBuffer>> {
  const slice = sliceOf(modelOf(model).loss, plane);
  const values = new Float64Array(n * n);
  for (let row = 0; row < n; row++) {
    sampleRow(slice, domain, n, n, row, values);
    yield { done: row + 1, total: n };
  }
  return values;
}
