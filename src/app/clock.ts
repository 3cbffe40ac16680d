/** Where time and frames come from: the browser's, or a film's or a test's own. */
export interface Clock {
  /** Milliseconds, monotone. */
  readonly now: () => number;
  /** Calls back once before the next picture; returns a handle for `cancel`. */
  request(callback: () => void): number;
  cancel(handle: number): void;
  /** Calls back once after some milliseconds, without a picture; returns what prevents it. */
  after(milliseconds: number, callback: () => void): () => void;
}

export const browserClock: Clock = {
  now: () => performance.now(),
  request: (callback) => requestAnimationFrame(callback),
  cancel: (handle) => cancelAnimationFrame(handle),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** Time stands still, and no frame is ever drawn unasked: for pictures that are drawn when they are asked for. */
export const stillClock: Clock = { now: () => 0, request: () => 0, cancel() {}, after: () => () => {} };

/** Lets the browser show what it has before the page is busy. */
export function nextPicture(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}
