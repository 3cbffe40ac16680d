import type { App } from './app.ts';
import { isOpen } from './asking.ts';
import type { Clock } from './clock.ts';
import { type createPlayer, playedSteps } from './player.ts';
import type { Playhead, State } from './state.ts';

/** What moves the playhead: the step is kept within the run, and playing goes on from wherever it was put. */
export function createPlayheadActions(
  clock: Clock,
  player: ReturnType<typeof createPlayer>,
  state: () => State,
  set: (change: Partial<State>) => void,
): Pick<App, 'seek' | 'stepBy' | 'play' | 'pause' | 'setPlayhead'> {
  const seek = (step: number) => {
    if (Number.isNaN(step)) return;
    const { scene, playhead } = state();
    const clamped = Math.max(0, Math.min(scene.steps, Math.round(step)));
    player.restart(clamped, clock.now());
    if (clamped !== playhead.step) set({ playhead: { ...playhead, step: clamped } });
  };
  const pause = () => {
    const { playhead } = state();
    if (playhead.playing) set({ playhead: { ...playhead, playing: false } });
  };
  return {
    seek,
    pause,
    stepBy(by) {
      pause();
      seek(state().playhead.step + by);
    },
    play() {
      const now = state();
      const { scene, playhead } = now;
      if (playhead.playing || isOpen(now)) return;
      const [from, to] = playedSteps(playhead, scene.steps);
      const step = playhead.step >= to ? from : playhead.step;
      player.restart(step, clock.now());
      set({ playhead: { ...playhead, step, playing: true }, stage: null });
    },
    setPlayhead(change: Partial<Pick<Playhead, 'speed' | 'loop' | 'range'>>) {
      const { playhead } = state();
      player.restart(playhead.step, clock.now());
      set({ playhead: { ...playhead, ...change } });
    },
  };
}

/** Where playing has come to: it waits for runs that are still recorded, of which the steps up to `ready` are there. */
export function advanced(
  player: ReturnType<typeof createPlayer>,
  { playhead, scene }: State,
  ready: number,
  now: number,
): Playhead {
  const next = player.advance(playhead, scene.steps, now);
  if (next.step <= ready) return next;
  const step = Math.max(ready, playhead.step);
  player.restart(step, now);
  return { ...playhead, step };
}
