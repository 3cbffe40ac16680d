/**
 * The WebGL contexts that all frames of Fall Line on a page may hold together. Browsers give a page some sixteen and
 * take the oldest away without asking; six leave room for others.
 *
 * A context needs a seat, and a seat is a lock of the browser's own: nobody can hold one that another holds, however
 * late anybody's answer is, and a frame that goes away gives its seat back. Who finds all taken asks over a channel how
 * well their holders can do without, queues for the seat that can best be spared, if it can be spared better than the
 * asker can do without, and has its holder give it up. What is said is advice: late or lost, it costs time alone.
 *
 * Where the frame has no origin of its own there are neither locks nor channel, and no frame knows of another: then each
 * holds its context while it is in view, and no longer. That there are six at most it cannot promise.
 */
export const SEATS = 6;

const NAME = 'fall-line-context';
/** Holders that have not answered after so long, in milliseconds, are not waited for; their answers count when they come. */
const PATIENCE = 250;
/** Who was refused a seat that it needs, or had no answer of some holder, asks again after so long, in milliseconds. */
const AGAIN = 700;
/** For so long, in milliseconds, one queues for a seat that its holder has been asked to give up. */
const QUEUE = 2000;

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
  /** All seats are taken: how well can their holders do without? */
  | { readonly say: 'who' }
  | { readonly say: 'mine'; readonly seat: number; readonly rank: number }
  /** To the holder of a seat, from one that queues for it. */
  | { readonly say: 'give'; readonly seat: number; readonly rank: number }
  /** There is a free seat, or one that can be spared now. */
  | { readonly say: 'free' };

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
  let [wanted, isTrying] = [false, false];
  let held: { readonly seat: number; readonly giveBack: () => void } | null = null;
  /** The seat is given up for one that queues for it: nobody else need know. */
  let isPromised = false;
  const hearsay = createHearsay();
  /** The rank with which it last asked in vain; only a greater need asks again before a seat is free. */
  let refusedAt = Infinity;
  let again: ReturnType<typeof setTimeout> | undefined;

  /** Takes a seat as the options say and holds it until it is given back. Settles once it is held, or will not be. */
  const take = (seat: number, options: LockOptions) =>
    holdLock(
      locks,
      `${NAME}-${seat}`,
      options,
      () => wanted && !held,
      (end) => {
        held = { seat, giveBack: () => end(!isPromised) };
        isPromised = false;
        // Others that queue for it, or think of it, look for another.
        tell({ say: 'mine', seat, rank: rank() });
      },
      () => tell({ say: 'free' }),
    );

  const queue = createQueue(take);

  const attempt = async () => {
    clearTimeout(again);
    if (isTrying || held || !wanted) return;
    isTrying = true;
    for (let seat = 0; seat < SEATS && wanted && !held; seat++) await take(seat, { ifAvailable: true });
    const isSpared = wanted && !held && (await askAround());
    isTrying = false;
    if (held) granted();
    else if (wanted && rank() < refusedAt) void attempt();
    // Also where it has gone out of view since it asked: coming back it has the same need.
    else if (wanted && (isSpared || refusedAt < NEED || !hearsay.isWhole)) {
      again = setTimeout(() => void attempt(), AGAIN);
    }
  };

  /** Queues for the seat that can best be spared; false where none can. */
  const askAround = async (): Promise<boolean> => {
    const own = rank();
    refusedAt = own;
    await hearsay.gather(() => tell({ say: 'who' }));
    const best = hearsay.best();
    if (!wanted || !best || best[1] <= own) return false;
    const [seat] = best;
    hearsay.forget(seat);
    await queue.wait(seat, own, () => tell({ say: 'give', seat, rank: own }));
    return true;
  };

  const { tell, close } = openChannel((data) => {
    if (data.say === 'free') {
      refusedAt = Infinity;
      void attempt();
    } else if (data.say === 'mine') {
      hearsay.hear(data.seat, data.rank);
      queue.hear(data.seat, data.rank);
    } else if (held && (data.say === 'who' || data.seat === held.seat)) {
      const own = rank();
      isPromised = data.say === 'give' && own > data.rank;
      if (isPromised) yielded();
      else tell({ say: 'mine', seat: held.seat, rank: own });
    }
  });

  const release = () => {
    wanted = false;
    held?.giveBack();
    held = null;
  };
  const leave = () => {
    if (held) yielded();
  };
  window.addEventListener('pagehide', leave);
  return {
    isShared: true,
    get isHeld() {
      return held !== null;
    },
    want() {
      if (wanted && rank() >= refusedAt) return;
      wanted = true;
      void attempt();
    },
    release,
    offer: () => void tell({ say: 'free' }),
    dispose() {
      release();
      window.removeEventListener('pagehide', leave);
      clearTimeout(again);
      close();
    },
  };
}

/** What frames say to each other; nothing any more once it is closed. */
function openChannel(hear: (talk: Talk) => void) {
  const channel = new BroadcastChannel(NAME);
  let isOver = false;
  channel.addEventListener('message', ({ data }: MessageEvent<Talk>) => hear(data));
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel is of one origin and takes none
    tell: (talk: Talk) => isOver || channel.postMessage(talk),
    close() {
      isOver = true;
      channel.close();
    },
  };
}

/** Waits for a seat that its holder has been asked to give up, for a while, or until the holder says that it needs it more. */
function createQueue(take: (seat: number, options: LockOptions) => Promise<void>) {
  let queued: { readonly seat: number; readonly rank: number; readonly leave: AbortController } | null = null;
  return {
    /** @param ask called when it waits */
    async wait(seat: number, rank: number, ask: () => void) {
      const leave = new AbortController();
      const patience = setTimeout(() => leave.abort(), QUEUE);
      queued = { seat, rank, leave };
      const taken = take(seat, { signal: leave.signal });
      ask();
      await taken;
      clearTimeout(patience);
      queued = null;
    },
    /** A holder can do without its seat so well. */
    hear(seat: number, rank: number) {
      if (queued?.seat === seat && rank <= queued.rank) queued.leave.abort();
    },
  };
}

/** What the holders of seats have said of how well they can do without. */
function createHearsay() {
  /** By seat, as they said last; and who has said so since they were asked. */
  const spare = new Map<number, number>();
  const answered = new Set<number>();
  let allAnswered: () => void = () => {};
  return {
    /** Whether all have answered. */
    get isWhole() {
      return answered.size === SEATS;
    },
    hear(seat: number, rank: number) {
      spare.set(seat, rank);
      answered.add(seat);
      if (answered.size === SEATS) allAnswered();
    },
    forget: (seat: number) => spare.delete(seat),
    /** Asks them. Settles when all have answered, or have been waited for long enough. */
    async gather(ask: () => void) {
      answered.clear();
      const answers = new Promise<void>((resolve) => {
        allAnswered = resolve;
      });
      ask();
      await Promise.race([answers, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
    },
    /** The seat that can best be spared, with how well. */
    best: () => [...spare].toSorted(([, a], [, b]) => b - a)[0],
  };
}

/**
 * Holds a lock of the browser's until it is given back. Settles once it is held, or will not be.
 *
 * @param held given what gives the lock back, which says whether others are to be told
 * @param freed called when it was given back and others are to be told; also where it was had and not wanted any more
 */
function holdLock(
  locks: LockManager,
  name: string,
  options: LockOptions,
  isWanted: () => boolean,
  held: (end: (isFree: boolean) => void) => void,
  freed: () => void,
): Promise<void> {
  return new Promise((resolve) => {
    const hold = (lock: Lock | null): boolean | Promise<boolean> => {
      if (!lock || !isWanted()) return lock !== null;
      return new Promise((end) => {
        held(end);
        resolve();
      });
    };
    const over = (isFree: boolean) => {
      if (isFree) freed();
      resolve();
    };
    locks.request(name, options, hold).then(over, () => over(false));
  });
}
