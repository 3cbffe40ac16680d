import type { Clock } from '../../../src/app/clock.ts';

/** A clock whose time and frames are given by hand. */
export interface ManualClock extends Clock {
  /** Lets time pass and, when a frame was asked for, gives it. Returns whether one was. */
  tick(milliseconds: number): boolean;
  readonly pending: number;
  /** Lets time pass without a frame. */
  advance(milliseconds: number): void;
}

export function manualClock(): ManualClock {
  let time = 0;
  let nextHandle = 1;
  const requests = new Map<number, () => void>();
  const timers = new Set<{ readonly due: number; readonly callback: () => void }>();
  /** Calls back what is due, in the order in which it was asked for. */
  const ring = () => {
    for (const timer of timers) if (timer.due <= time && timers.delete(timer)) timer.callback();
  };
  return {
    now: () => time,
    request(callback) {
      const handle = nextHandle++;
      requests.set(handle, callback);
      return handle;
    },
    cancel: (handle) => void requests.delete(handle),
    get pending() {
      return requests.size;
    },
    after(milliseconds, callback) {
      const timer = { due: time + milliseconds, callback };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    advance(milliseconds) {
      time += milliseconds;
      ring();
    },
    tick(milliseconds) {
      time += milliseconds;
      ring();
      const due = [...requests.values()];
      requests.clear();
      for (const callback of due) callback();
      return due.length > 0;
    },
  };
}
