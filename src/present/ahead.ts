import { openStage, shownAnatomy } from '../app/anatomy.ts';
import type { App } from '../app/app.ts';
import { isOpen } from '../app/asking.ts';
import type { TalkScene } from '../core/talk/talk.ts';

/** What the key for the next thing will do. */
export type Ahead =
  | { readonly kind: 'answer' | 'play' | 'scene' | 'end' }
  | { readonly kind: 'stage'; readonly stage: number; readonly of: number };

/** @param waits whether the scene waits for the key that plays it @param isLast whether no scene comes after it */
export function aheadOf(
  { state, derived }: Pick<App, 'state' | 'derived'>,
  scene: TalkScene,
  waits: boolean,
  isLast: boolean,
): Ahead {
  if (isOpen(state)) return { kind: 'answer' };
  const { step, playing } = state.playhead;
  if (waits && !playing && step < state.scene.steps) return { kind: 'play' };
  const anatomy = scene.next === 'stages' ? shownAnatomy(state, derived) : null;
  if (anatomy) {
    const of = anatomy.stages.length;
    const stage = (openStage(state, anatomy) ?? -1) + 1;
    if (stage < of) return { kind: 'stage', stage, of };
  }
  return { kind: isLast ? 'end' : 'scene' };
}
