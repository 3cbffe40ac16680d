import type { Playhead } from './state.ts';

/**
 * Playing: the step is where it was when playing began plus the elapsed time times the speed, whatever the
 * display's refresh rate. Of a gap between two pictures (a hidden tab) no more than `longestGap` counts: where every
 * picture takes longer than that it plays slower, but it plays.
 */
export interface Player {
  /** Playing begins, or goes on under another speed, from `step` at `now`. */
  restart(step: number, now: number): void;
  /** The playhead at `now`; `steps` is the last step of the scene. */
  advance(playhead: Playhead, steps: number, now: number): Playhead;
}

/** The first and the last step to play, within the steps of the scene. */
export function playedSteps({ range }: Playhead, steps: number): readonly [from: number, to: number] {
  if (!range) return [0, steps];
  const to = Math.min(range[1], steps);
  return [Math.min(range[0], to), to];
}

/** Milliseconds. */
const longestGap = 250;

export function createPlayer(): Player {
  /** Fractional step at `at`. */
  let position = 0;
  let at = 0;
  return {
    restart(step, now) {
      position = step;
      at = now;
    },
    advance(playhead, steps, now) {
      const [first, last] = playedSteps(playhead, steps);
      position += (Math.min(now - at, longestGap) / 1000) * playhead.speed;
      at = now;
      if (position >= last) {
        if (!playhead.loop) return { ...playhead, step: last, playing: false, range: null };
        // The last step is shown for as long as any other before it starts again.
        if (position >= last + 1) position = first + ((position - last - 1) % (last - first + 1));
      }
      const step = Math.min(last, Math.floor(position));
      return step === playhead.step ? playhead : { ...playhead, step };
    },
  };
}
