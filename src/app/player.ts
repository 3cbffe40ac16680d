import type { Playhead } from './state.ts';

/**
 * Playing: the step is where it was when playing began plus the elapsed time times the speed, whatever the
 * display's refresh rate. A gap of more than `longestGap` (a hidden tab) counts as no time at all.
 */
export interface Player {
  /** Playing begins, or goes on under another speed, from `step` at `now`. */
  restart(step: number, now: number): void;
  /** The playhead at `now`; `last` is the last step of the scene. */
  advance(playhead: Playhead, last: number, now: number): Playhead;
}

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
    advance(playhead, last, now) {
      const gap = now - at;
      at = now;
      position += (gap > longestGap ? 0 : gap / 1000) * playhead.speed;
      if (position >= last) {
        if (!playhead.loop) return { ...playhead, step: last, playing: false };
        // The last step is shown for as long as any other before it starts again.
        if (position >= last + 1) position = last > 0 ? (position - last - 1) % (last + 1) : 0;
      }
      const step = Math.min(last, Math.floor(position));
      return step === playhead.step ? playhead : { ...playhead, step };
    },
  };
}
