import type { Playhead, State } from './state.ts';

/**
 * Whether the page begins to play by itself: its own first scene does, where motion is not unwelcome. A link shows the step
 * that it names, and whoever was quicker than the controls' code has begun already.
 *
 * @param playhead as it was when the page was made
 */
export function playsByItself(
  address: string,
  playhead: Playhead,
  now: Pick<State, 'playhead'>,
  isCalm: boolean,
): boolean {
  return address === '' && now.playhead === playhead && !isCalm;
}
