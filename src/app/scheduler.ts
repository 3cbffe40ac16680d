import type { Clock } from './clock.ts';

/** Draws on demand: at most one frame is ever scheduled, none when nothing was asked for. */
export interface Scheduler {
  invalidate(): void;
  /** Runs the scheduled frame now, or does nothing when none is. */
  flush(): void;
  dispose(): void;
}

export function createScheduler(clock: Clock, draw: () => void): Scheduler {
  let handle: number | null = null;
  const run = () => {
    handle = null;
    draw();
  };
  const cancel = () => {
    if (handle !== null) clock.cancel(handle);
    handle = null;
  };
  return {
    invalidate() {
      handle ??= clock.request(run);
    },
    flush() {
      if (handle === null) return;
      cancel();
      draw();
    },
    dispose: cancel,
  };
}
