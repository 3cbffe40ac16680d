import '../core/optimizers/all.ts';
import { choiceOf } from '../core/optimizers/registry.ts';
import { type BasinMap, basinRows } from '../core/run/basins.ts';
import { lossIn } from '../core/scene/compiled.ts';
import type { JobProgress, StartsRequest } from './protocol.ts';

/** Takes the starts of some rows of a map to their ends. */
export function* startsJob({
  formula,
  optimizer,
  ...options
}: StartsRequest): Generator<JobProgress, BasinMap> {
  const rows = basinRows({
    ...options,
    loss: lossIn({ formula, curve: false }),
    optimizer: choiceOf(optimizer, optimizer.values),
  });
  let row = rows.next();
  for (; !row.done; row = rows.next()) yield { done: row.value, total: options.height };
  return row.value;
}
