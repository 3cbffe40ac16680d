import type { AskedGround } from '../core/ask/answer.ts';
import type { Critical } from './critical.ts';
import type { Derived } from './state.ts';
import { memo } from './memo.ts';

/** What a scene's question is asked on: its loss, with the minima that are known. */
export function createAskedGround(): (derived: Derived) => AskedGround {
  const groundOf = memo(
    (loss: Derived['loss'], { points }: Critical): AskedGround => ({
      loss,
      minima: points.filter(({ kind }) => kind === 'minimum').map(({ at }) => at),
    }),
  );
  return ({ loss, critical }) => groundOf(loss, critical);
}
