/**
 * The WebGL contexts that all frames of Fall Line on a page may hold together. Browsers give a page some sixteen and
 * take the oldest away without asking; six leave room for others.
 *
 * A context needs a seat, and a seat is a lock of the browser's own: nobody can hold one that another holds, and a
 * frame that goes away gives its seat back. When all are taken, the frame that wants one asks over a channel who holds
 * them and how dearly, and the one that can spare its seat best gives it up, if it can spare it better than the asker
 * can do without. Where the frame has no origin of its own there are neither locks nor channel: then each frame holds
 * its context while it is in view, and no longer.
 */
export const SEATS = 6;

const NAME = 'fall-line-context';
/** Holders that have not answered after so long, in milliseconds, are not waited for; they may still answer. */
const PATIENCE = 250;
/**
 * A holder that had to refuse looks again after so long, in milliseconds, whether it still has to; and who had no answer
 * of some holder asks again.
 */
const RECONSIDER = 700;

/** A frame of a smaller rank has something to show: it asks until it has a seat. Others wait until they are told. */
export const NEED = 2;

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
  /** How well this frame can do without a seat, from 0, not at all. */
  readonly rank: () => number;
  /** Another frame can do without the seat less: it has to be released. */
  readonly yielded: () => void;
}

type Talk =
  /** All seats are taken: who holds them, and how dearly? */
  | { readonly say: 'who'; readonly from: string; readonly rank: number }
  | { readonly say: 'mine'; readonly to: string; readonly from: string; readonly rank: number }
  | { readonly say: 'give'; readonly to: string; readonly from: string; readonly rank: number }
  /** There is a free seat, for one frame or for whoever wants it. */
  | { readonly say: 'free'; readonly to: string | null };

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

function sharedSeat(locks: LockManager, { granted, rank, yielded }: SeatOptions): Seat {
  const me = crypto.randomUUID();
  const channel = new BroadcastChannel(NAME);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel is of one origin and takes none
  const tell = (talk: Talk) => channel.postMessage(talk);
  let wanted = false;
  let trying = false;
  /** Ends the lock that is held. */
  let giveBack: (() => void) | null = null;
  /** For whom the seat is given back. */
  let heir: string | null = null;
  /** The rank with which it last asked in vain; only a greater need asks again before a seat is free. */
  let refusedAt = Infinity;
  /** Who has answered so far, and how well each can do without; null while nothing is asked. */
  let holders: Map<string, number> | null = null;
  let patience: ReturnType<typeof setTimeout> | undefined;
  /** A holder has been asked for its seat. */
  let asked = false;
  /** The greatest need, as a rank, that this holder had to refuse. */
  let refused = Infinity;
  let reconsidering: ReturnType<typeof setTimeout> | undefined;

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
        if (held) tell({ say: 'free', to: heir });
        heir = null;
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
    else if (wanted && !holders) {
      holders = new Map();
      tell({ say: 'who', from: me, rank: rank() });
      wait(PATIENCE, choose);
    }
  };

  const wait = (milliseconds: number, then: () => void) => {
    clearTimeout(patience);
    asked = false;
    patience = setTimeout(then, milliseconds);
  };

  const askFor = (holder: string, own: number) => {
    tell({ say: 'give', to: holder, from: me, rank: own });
    // It may have given it to another in the meantime.
    wait(PATIENCE, () => {
      asked = false;
      void attempt();
    });
    asked = true;
  };

  /** Asks the holder that can spare its seat best to give it up. */
  const choose = () => {
    clearTimeout(patience);
    const answers = [...(holders ?? [])];
    const [best] = answers.toSorted(([, a], [, b]) => b - a);
    holders = null;
    if (!wanted || giveBack) return;
    const own = rank();
    refusedAt = own;
    if (best && best[1] > own) askFor(best[0], own);
    // A holder that has not answered yet, or a seat that has become free; and who refused may have given its seat to
    // another since, which does not know of this need.
    else if (answers.length < SEATS || own < NEED) wait(RECONSIDER, () => void attempt());
  };

  const refuse = (need: number) => {
    refused = Math.min(refused, need);
    reconsidering ??= setTimeout(() => {
      reconsidering = undefined;
      if (!giveBack) return;
      if (rank() > refused) offer();
      else refuse(refused);
    }, RECONSIDER);
  };
  const offer = () => {
    refused = Infinity;
    tell({ say: 'free', to: null });
  };

  channel.addEventListener('message', ({ data }: MessageEvent<Talk>) => {
    if (data.say === 'free') {
      refusedAt = Infinity;
      if (data.to === null) void attempt();
      else if (data.to === me) {
        if (wanted && !giveBack) void attempt();
        else tell({ say: 'free', to: null });
      }
    } else if (data.say === 'who') {
      if (!giveBack) return;
      const own = rank();
      if (own <= data.rank) refuse(data.rank);
      tell({ say: 'mine', to: data.from, from: me, rank: own });
    } else if (data.to !== me) {
      return;
    } else if (data.say === 'mine') {
      holders?.set(data.from, data.rank);
      if (holders?.size === SEATS) choose();
      // It is late, but may be the one that can spare its seat.
      else if (!holders && !asked && wanted && !giveBack && data.rank > rank()) askFor(data.from, rank());
    } else if (giveBack) {
      if (rank() > data.rank) {
        heir = data.from;
        yielded();
      } else refuse(data.rank);
    }
  });

  const release = () => {
    wanted = false;
    refused = Infinity;
    giveBack?.();
    giveBack = null;
  };
  const leave = () => {
    if (giveBack) yielded();
  };
  window.addEventListener('pagehide', leave);
  return {
    isShared: true,
    get isHeld() {
      return giveBack !== null;
    },
    want() {
      if (wanted && rank() >= refusedAt) return;
      wanted = true;
      void attempt();
    },
    release,
    offer,
    dispose() {
      release();
      window.removeEventListener('pagehide', leave);
      clearTimeout(patience);
      clearTimeout(reconsidering);
      channel.close();
    },
  };
}
