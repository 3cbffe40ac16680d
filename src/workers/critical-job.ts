import { findCritical } from '../core/losses/critical/find.ts';
import type { CriticalSet } from '../core/losses/critical/types.ts';
import type { CriticalRequest, JobProgress } from './protocol.ts';

/** Looks for the minima, saddles and maxima of a formula. How long it takes is not known before. */
export function* criticalJob({ formula, domain }: CriticalRequest): Generator<JobProgress, CriticalSet> {
  const search = findCritical(formula, domain);
  let part = search.next();
  for (; !part.done; part = search.next()) yield { done: 0, total: 1 };
  return part.value;
}
