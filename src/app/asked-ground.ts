import type { AskedGround } from '../core/ask/answer.ts';
import type { Derived } from './state.ts';

/** What a scene's question is asked on: its loss, with the minima that are known. */
export function askedGround({ loss, critical }: Pick<Derived, 'loss' | 'critical'>): AskedGround {
  const { points } = critical;
  return { loss, minima: points.filter(({ kind }) => kind === 'minimum').map(({ at }) => at) };
}
