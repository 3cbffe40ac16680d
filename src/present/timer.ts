/** Waits, in milliseconds: the browser's, or a test's own. Returns what gives the waiting up. */
export type Timer = (milliseconds: number, then: () => void) => () => void;

export const browserTimer: Timer = (milliseconds, then) => {
  const handle = setTimeout(then, milliseconds);
  return () => clearTimeout(handle);
};
