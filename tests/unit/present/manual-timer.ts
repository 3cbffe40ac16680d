import type { Timer } from '../../../src/present/timer.ts';

/** A timer whose time is given by hand. */
export interface ManualTimer {
  readonly wait: Timer;
  /** Lets time pass. */
  pass(milliseconds: number): void;
  /** Waits that have neither ended nor been given up. */
  readonly pending: number;
}

export function manualTimer(): ManualTimer {
  let now = 0;
  let next = 1;
  const waits = new Map<number, { readonly at: number; readonly act: () => void }>();
  return {
    wait(milliseconds, then) {
      const handle = next++;
      waits.set(handle, { at: now + milliseconds, act: then });
      return () => void waits.delete(handle);
    },
    pass(milliseconds) {
      now += milliseconds;
      for (const [handle, { at, act }] of waits) {
        if (at > now) continue;
        waits.delete(handle);
        act();
      }
    },
    get pending() {
      return waits.size;
    },
  };
}
