import type { OptimizerEntry } from './types.ts';

/** Whether a rule keeps a simplex of points instead of one, as Nelder and Mead's does. */
export function hasSimplex({ rule }: Pick<OptimizerEntry, 'rule'>): boolean {
  return rule.search?.blocks?.some(({ key }) => key === 'simplex') ?? false;
}
