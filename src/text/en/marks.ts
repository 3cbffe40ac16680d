import type { CriticalKind } from '../../core/math/critical.ts';
import type { CriticalPoint } from '../../core/losses/critical/types.ts';
import { spoken } from '../spoken.ts';

/** What a critical point is called, by its kind and by how it is known. */
const named = {
  minimum: { regular: 'Minimum of the surface', flat: 'Flat minimum', kink: 'Minimum at a kink' },
  saddle: { regular: 'Saddle', flat: 'Flat saddle', kink: 'Saddle at a kink' },
  maximum: { regular: 'Maximum', flat: 'Flat maximum', kink: 'Maximum at a kink' },
  degenerate: { regular: 'Level place', flat: 'Level place', kink: 'Level place' },
} satisfies Record<CriticalKind, Record<CriticalPoint['form'], string>>;

/** Words of the marks on map and stage: their tooltips. */
export const marks = {
  list: { map: 'Marks on the map', curve: 'Marks on the curve' },
  critical: (kind: CriticalKind, form: CriticalPoint['form'], at: string) => `${named[kind][form]}: ${at}`,
  minimumOfCurve: (at: string) => `Minimum: ${at}`,
  value: (x: string, y: string, f: string) => `f(${x}, ${y}) = ${f}`,
  valueOf: (x: string, f: string) => `f(${x}) = ${f}`,
  guess: (at: string) => `Your guess: ${at}`,
  guessed: 'Your guess, from the start on',
  start: (at: string) => `Start of every run: ${at}`,
  newton: (at: string) => `Newton’s method would step here: ${at}`,
  plain: (at: string) => `Plain gradient descent would land here: ${at}`,
  plainAway: (at: string, how: string) =>
    `Plain gradient descent would land at ${at}; its distance is ${how}, as the arrows are`,
  tried: (at: string) => `A point that the rule tries: ${at}`,
  triedAway: (at: string, how: string) =>
    `A point that the rule tries, ${at}; its distance is ${how}, as the arrows are`,
  landing: (at: string) => `Where this step leads: ${at}`,
  landingAway: (at: string, how: string) =>
    `This step leads to ${at}; its distance is ${how}, as the arrows are`,
  ball: (label: string, step: string, at: string) => `${label} at step ${step}: ${at}`,
  vertex: (label: string, at: string) => `A corner of ${label}’s simplex: ${at}`,
  cloud: 'Where other draws of the noise would have led',
  flow: 'Gradient flow: the path of infinitely small steps from the start',
  travelled: (label: string) => `${label}: the steps so far`,
  toCome: (label: string) => `${label}: the steps to come`,

  open: 'What the signs mean',
} as const;

spoken({ marks });
