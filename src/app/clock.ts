/** Where time and frames come from: the browser's, or a film's or a test's own. */
export interface Clock {
  /** Milliseconds, monotone. */
  now(): number;
  /** Calls back once before the next picture; returns a handle for `cancel`. */
  request(callback: () => void): number;
  cancel(handle: number): void;
}

export const browserClock: Clock = {
  now: () => performance.now(),
  request: (callback) => requestAnimationFrame(callback),
  cancel: (handle) => cancelAnimationFrame(handle),
};
