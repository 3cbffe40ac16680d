import type { Timer } from './timer.ts';

/** Milliseconds without a movement after which the cursor is in the way. */
export const IDLE = 3000;

/** Tells when nothing has moved for a while, and when something moves again. */
export interface Idle {
  moved(): void;
  dispose(): void;
}

export function createIdle(timer: Timer, change: (idle: boolean) => void): Idle {
  let idle = false;
  let cancel = () => {};
  const set = (to: boolean) => {
    if (to === idle) return;
    idle = to;
    change(idle);
  };
  const wait = () => {
    cancel();
    cancel = timer(IDLE, () => set(true));
  };
  wait();
  return {
    moved() {
      set(false);
      wait();
    },
    dispose() {
      cancel();
      set(false);
    },
  };
}
