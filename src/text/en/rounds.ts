import { spoken } from '../spoken.ts';

/** Words about updates that come about in rounds. */
export const rounds = {
  title: (nth: number) => (nth === 0 ? 'Scaled' : `Round ${nth}`),
  before: 'σ before',
  after: 'σ after',
  caption: (name: string, largest: readonly [count: string, of: string] | null) =>
    `Singular values of ${name}${largest === null ? '' : `, the ${largest[0]} largest of ${largest[1]}`}`,
  says: (name: string, before: string, after: string, leastBefore: string, leastAfter: string) =>
    `Of ${name} the largest singular value goes from ${before} to ${after}, and the smallest above 0 from ${leastBefore} to ${leastAfter}.`,
  curve:
    'What a round makes of a singular value: small ones become more than three times as large, and those from 0.22 to 1.2 stay between 0.68 and 1.21. Dots: this round’s; dashed: no change.',
} as const;

spoken({ rounds });
