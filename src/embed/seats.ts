/**
 * The WebGL contexts that all frames of Fall Line on a page may hold together. Browsers give a page some sixteen and
 * take the oldest away without asking; six leave room for others.
 *
 * A context needs a seat, and a seat is a lock of the browser's own: nobody can hold one that another holds, and a
 * frame that goes away gives its seat back. Over a channel frames ask for a seat when all are taken. Where the frame
 * has no origin of its own there are neither locks nor channel: then each frame holds its context while it is in
 * view, and no longer.
 */
export const SEATS = 6;

const NAME = 'fall-line-context';

export interface Seat {
  /** Whether frames agree among themselves; else the owner has to give its seat back when it is out of view. */
  readonly isShared: boolean;
  readonly isHeld: boolean;
  /** Asks for a seat. `granted` is called when there is one, which may be never. */
  want(): void;
  /** Gives the seat back, or withdraws the wish. */
  release(): void;
  /** Lets those who wait know that they would be heard now. */
  offer(): void;
  dispose(): void;
}

export interface SeatOptions {
  readonly granted: () => void;
  /** Another frame waits for a seat: give this one back if it can be spared. */
  readonly asked: () => void;
}

type Talk = 'wanted' | 'free';

export function createSeat(options: SeatOptions): Seat {
  const locks = self.origin === 'null' ? undefined : (navigator.locks as LockManager | undefined);
  return locks && typeof BroadcastChannel === 'function' ? sharedSeat(locks, options) : ownSeat(options);
}

function ownSeat({ granted }: SeatOptions): Seat {
  let isHeld = false;
  return {
    isShared: false,
    get isHeld() {
      return isHeld;
    },
    want() {
      if (isHeld) return;
      isHeld = true;
      granted();
    },
    release() {
      isHeld = false;
    },
    offer() {},
    dispose() {},
  };
}

function sharedSeat(locks: LockManager, { granted, asked }: SeatOptions): Seat {
  const channel = new BroadcastChannel(NAME);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel is of one origin and takes none
  const say = (talk: Talk) => channel.postMessage(talk);
  let wanted = false;
  let trying = false;
  /** Ends the lock that is held. */
  let giveBack: (() => void) | null = null;

  /** Takes a lock when it is free and holds it until it is given back. */
  const take = (name: string) =>
    new Promise<void>((resolve) => {
      let held = false;
      const hold = (lock: Lock | null): Promise<void> | undefined => {
        held = lock !== null && wanted;
        if (!held) return undefined;
        const until = new Promise<void>((end) => {
          giveBack = end;
        });
        resolve();
        return until;
      };
      const over = () => {
        if (held) say('free');
        resolve();
      };
      locks.request(name, { ifAvailable: true }, hold).then(over, over);
    });

  const attempt = async () => {
    if (trying || giveBack || !wanted) return;
    trying = true;
    for (let i = 0; i < SEATS && wanted && !giveBack; i++) await take(`${NAME}-${i}`);
    trying = false;
    if (giveBack) granted();
    else if (wanted) say('wanted');
  };

  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (data === 'wanted' && giveBack) asked();
    if (data === 'free') void attempt();
  });

  const release = () => {
    wanted = false;
    giveBack?.();
    giveBack = null;
  };
  return {
    isShared: true,
    get isHeld() {
      return giveBack !== null;
    },
    want() {
      wanted = true;
      void attempt();
    },
    release,
    offer: () => say('free'),
    dispose() {
      release();
      channel.close();
    },
  };
}
