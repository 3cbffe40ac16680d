import type { Clock } from '../app/clock.ts';

/** A clock that can be stopped: while it stands no frame is given and no time passes. */
export interface Gate extends Clock {
  readonly isOpen: boolean;
  set(open: boolean): void;
}

/** A gate over a clock, closed at first. Frames asked for while it is closed are given once it opens. */
export function createGate(clock: Clock): Gate {
  let isOpen = false;
  let stoppedAt = clock.now();
  /** Time that has gone by while it stood. */
  let lost = 0;
  let nextHandle = 1;
  const waiting = new Map<number, { callback: () => void; handle: number | null }>();

  const ask = (own: number, callback: () => void): number =>
    clock.request(() => {
      waiting.delete(own);
      callback();
    });

  return {
    get isOpen() {
      return isOpen;
    },
    set(open) {
      if (open === isOpen) return;
      isOpen = open;
      if (open) lost += clock.now() - stoppedAt;
      else stoppedAt = clock.now();
      for (const [own, request] of waiting) {
        if (open) request.handle = ask(own, request.callback);
        else if (request.handle !== null) {
          clock.cancel(request.handle);
          request.handle = null;
        }
      }
    },
    now: () => (isOpen ? clock.now() : stoppedAt) - lost,
    request(callback) {
      const own = nextHandle++;
      waiting.set(own, { callback, handle: isOpen ? ask(own, callback) : null });
      return own;
    },
    cancel(own) {
      const request = waiting.get(own);
      if (request?.handle !== null && request !== undefined) clock.cancel(request.handle);
      waiting.delete(own);
    },
    after: (milliseconds, callback) => clock.after(milliseconds, callback),
  };
}
