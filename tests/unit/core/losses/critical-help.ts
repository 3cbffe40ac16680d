import { findCritical } from '../../../../src/core/losses/critical/find.ts';
import type { CriticalSet } from '../../../../src/core/losses/critical/types.ts';
import type { Domain } from '../../../../src/core/losses/types.ts';

/** The whole search, at once. */
export function search(formula: string, domain: Domain): CriticalSet {
  const parts = findCritical(formula, domain);
  let part = parts.next();
  while (!part.done) part = parts.next();
  return part.value;
}

/** How many of each kind: "4 minimum, 4 saddle, 1 maximum". */
export function counts({ points }: CriticalSet): string {
  return (['minimum', 'saddle', 'maximum', 'degenerate'] as const)
    .map((kind) => [points.filter((point) => point.kind === kind).length, kind] as const)
    .filter(([count]) => count > 0)
    .map(([count, kind]) => `${count} ${kind}`)
    .join(', ');
}
