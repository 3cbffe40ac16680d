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
    advance(milliseconds) {
      time += milliseconds;
    },
    tick(milliseconds) {
      time += milliseconds;
      const due = [...requests.values()];
      requests.clear();
      for (const callback of due) callback();
      return due.length > 0;
    },
  };
}
