import { browserClock } from '../clock.ts';
import { whyFailed } from '../failure.ts';
import type { RowShare } from '../../core/run/maps.ts';
import type { Running, WorkerClient } from '../../workers/client.ts';
import type { JobName, Jobs } from '../../workers/protocol.ts';
import type { App } from '../app.ts';
import type { AppView, Frame } from '../state.ts';

/** How far the map of a frame is. */
export interface MapProgress {
  /** Pixels a side of the map that is computed; null when there is nothing to do, or nothing is done. */
  readonly side: number | null;
  /** Share of it that is done, 0 to 1. */
  readonly share: number;
  /** Pixels a side of a finer map that waits for a word, and how many seconds it takes, about; null for none. */
  readonly waiting: { readonly side: number; readonly seconds: number } | null;
  /** Why there is none, in a sentence. */
  readonly failure: string | null;
}

export interface MapSource extends AppView {
  readonly progress: MapProgress;
  /** Stops at what is there. */
  cancel(): void;
  /** Computes the finer map that waits. */
  refine(): void;
  /** Says whether anybody can see it: its workers end while nobody does, once they have made what they are at. */
  setSeen(isSeen: boolean): void;
}

/** Pixels a side, from coarse to fine; runs of very many steps begin with the first, all others with the second. */
const SIDES = [16, 64, 256, 512] as const;
/** The one of them for eyes that want no coarse picture before a fine one, unless it takes more than two seconds or so. */
const CALM = 256;
/** Steps of all runs of a first map, at most: a second or so. */
const FIRST = 40_000_000;
/** Steps of all runs up to which a map is never given up: it is there before the next move. */
const SHORT = 2000 * SIDES[1] ** 2;
/** Steps that a core takes in a second, as long as none were measured. */
const GUESS = 15_000_000;
/** Rows that a worker takes at once, at most; and into how many parts a map is divided, at least. */
const [ROWS, STRIPS] = [16, 8];
/** A map of more seconds than this is computed when somebody wants it. */
const PATIENCE = 20;
/** Milliseconds for which nothing is said of one that is to be there at once: each word of it is a picture of the page. */
const QUIET = 300;
/** Workers at most. */
const MOST = 8;

const idle: MapProgress = { side: null, share: 0, waiting: null, failure: null };

/** What a map depends on, its size apart. */
interface AskedMap {
  /** The same for maps that are the same. */
  readonly key: string;
  readonly request: { readonly steps: number };
  /** What a step takes of a step on a formula; 1 where it is left out. */
  readonly cost?: number;
}

/** One kind of maps: what is asked for, computed by a job row by row, and kept. */
export interface MapKind<Asked extends AskedMap, K extends JobName> {
  readonly job: K;
  /**
   * Told of each frame, and of none when nothing is drawn any more.
   *
   * @param isAtWork whether a map is computed
   */
  see(frame: Frame | null, isAtWork: boolean): void;
  /** What a frame asks for, the most wanted first; none where it asks for nothing, or not yet. */
  asked(frame: Frame): readonly Asked[];
  /** Pixels a side of the map that is kept; 0 for none. */
  keptSide(asked: Asked): number;
  request(asked: Asked, side: number, rows: RowShare): Jobs[K]['request'];
  /** A map of so many pixels a side, to be filled. */
  empty(side: number): Jobs[K]['result'];
  /** Puts rows that were computed apart into the whole. */
  put(whole: Jobs[K]['result'], part: Jobs[K]['result']): void;
  /** Keeps a whole map, or has frames ask for another one in its place. */
  keep(asked: Asked, map: Jobs[K]['result']): void;
}

const stepsOf = ({ request, cost = 1 }: AskedMap, side: number) => side * side * request.steps * cost;
const names = (all: readonly AskedMap[]) => all.map(({ key }) => key).join('\n');

/** The side of the next map behind one that is there; null where it is as fine as it becomes. */
function nextSide(asked: AskedMap, before: number, isCalm: boolean): number | null {
  if (isCalm && before < CALM && stepsOf(asked, CALM) <= 2 * FIRST) return CALM;
  const first = stepsOf(asked, SIDES[1]) > FIRST ? 0 : 1;
  return SIDES.slice(first).find((side) => side > before) ?? null;
}

/** The next of some maps, with the steps of all that are as coarse: the coarsest first, and of those the most wanted. */
function nextOf<Asked extends AskedMap>(
  wanted: readonly Asked[],
  sideOf: (asked: Asked) => number,
  isCalm: boolean,
) {
  const open = wanted.flatMap((asked) => {
    const side = nextSide(asked, sideOf(asked), isCalm);
    return side === null ? [] : [{ asked, side }];
  });
  const [first] = open.toSorted((a, b) => a.side - b.side);
  if (!first) return null;
  const alike = open.filter(({ side }) => side === first.side);
  return { ...first, steps: alike.reduce((sum, { asked, side }) => sum + stepsOf(asked, side), 0) };
}

/** Whether somebody has to say that it is to be computed. */
function needsWord(seconds: number, side: number, isCalm: boolean): boolean {
  return seconds > PATIENCE || (isCalm && side > CALM);
}

/** The workers, which start with the first map, and end where nobody sees what they have made. */
function createCrew(connect: () => WorkerClient, size: number) {
  let workers: WorkerClient[] = [];
  let atWork = 0;
  let isSeen = true;
  const stop = () => {
    for (const worker of workers) worker.stop();
    workers = [];
  };
  const rest = () => {
    if (!isSeen && atWork === 0) stop();
  };
  return {
    size,
    /** Steps that each takes in a second, as measured last. */
    pace: GUESS,
    /** Whether they have been started. */
    get isThere() {
      return workers.length > 0;
    },
    /** Has all of them serve. */
    async work(serve: (worker: WorkerClient) => Promise<void>): Promise<void> {
      if (workers.length === 0) workers = Array.from({ length: size }, connect);
      atWork++;
      try {
        await Promise.all(workers.map(serve));
      } finally {
        atWork--;
        rest();
      }
    },
    setSeen(seen: boolean) {
      isSeen = seen;
      rest();
    },
    stop,
  };
}

/**
 * A map that is computed strip by strip, by as many workers as serve it.
 *
 * @param told how much of it is there, as it grows
 */
function createWork<Asked extends AskedMap, K extends JobName>(
  kind: MapKind<Asked, K>,
  asked: Asked,
  side: number,
  crew: Pick<ReturnType<typeof createCrew>, 'isThere' | 'size'>,
  told: (share: number) => void,
) {
  const map = kind.empty(side);
  const isQuick = stepsOf(asked, side) <= SHORT;
  const isSoon = isQuick && crew.isThere;
  // What is there soon is one strip for each worker: none waits for the page, whose frames may be long, to give it the next.
  const every = isSoon ? crew.size : Math.max(STRIPS, side / ROWS);
  let isTold = !isSoon;
  const running = new Set<Running<K>>();
  let isOver = false;
  /** Milliseconds of the strip that was there soonest: others waited for a worker to start, or for a busy page to look. */
  let soonest = Infinity;
  let [row, done] = [0, 0];
  const tell = () => {
    if (isTold) told(done / every);
  };
  const hush = browserClock.after(QUIET, () => {
    isTold = true;
    tell();
  });
  return {
    asked,
    map,
    isQuick,
    tell,
    hush,
    /** Whether its pace counts: of few strips none may have come while the page looked. */
    get isTold() {
      return isTold;
    },
    get isWhole() {
      return done === every;
    },
    /** Steps that a worker takes in a second. */
    get pace() {
      return stepsOf(asked, side) / every / (Math.max(1e-2, soonest) / 1000);
    },
    stop() {
      isOver = true;
      for (const one of running) one.cancel();
    },
    async serve(worker: WorkerClient): Promise<void> {
      while (row < every && !isOver) {
        const rows: RowShare = { first: row++, every };
        const since = browserClock.now();
        const order = worker.start(kind.job, kind.request(asked, side, rows), () => {});
        running.add(order);
        const part = await order.result;
        running.delete(order);
        if (!part) return;
        kind.put(map, part);
        soonest = Math.min(soonest, browserClock.now() - since);
        done++;
        tell();
      }
    },
  };
}

/**
 * Has the maps computed that frames ask for: by as many workers as there are cores, coarse to fine, all as coarse before one
 * is finer, the latest ones asked for in the place of the one under way. It draws nothing itself.
 *
 * @param connect starts a worker; called with the first map
 * @param isCalm whether somebody wants no motion: one map is shown, of the middle size, and a finer one when it is asked for
 */
export function createMapSource<Asked extends AskedMap, K extends JobName>(
  kind: MapKind<Asked, K>,
  app: Pick<App, 'invalidate'>,
  connect: () => WorkerClient,
  cores: number = navigator.hardwareConcurrency || 2,
  isCalm: () => boolean = () => matchMedia('(prefers-reduced-motion: reduce)').matches,
): MapSource {
  const crew = createCrew(connect, Math.min(MOST, cores));
  let progress = idle;
  let wanted: readonly Asked[] = [];
  /** What is computed, whether it is soon there, and how to give it up. */
  let work: { readonly asked: Asked; readonly isQuick: boolean; stop(): void } | null = null;
  /** Whether somebody has stopped at what is there of the maps that are wanted. */
  let isStopped = false;
  /** Pixels a side up to which somebody waits for them however long it takes. */
  let agreed = 0;
  let disposed = false;

  const tell = (now: MapProgress) => {
    progress = now;
    app.invalidate();
  };
  const compute = async (asked: Asked, side: number) => {
    const told = (share: number) => work === mine && tell({ ...idle, side, share });
    const mine = createWork(kind, asked, side, crew, told);
    work = mine;
    mine.tell();
    try {
      await crew.work(mine.serve).finally(mine.hush);
    } catch (error) {
      mine.stop();
      if (work !== mine) return;
      work = null;
      isStopped = true;
      tell({ ...idle, failure: whyFailed(error) });
      return;
    }
    if (disposed || work !== mine) return;
    work = null;
    if (mine.isWhole) {
      if (mine.isTold) crew.pace = mine.pace;
      kind.keep(asked, mine.map);
    }
    // A finer one comes with the next frame: nobody waits for it where none is drawn.
    tell(idle);
  };

  /** Goes on with what is wanted now. */
  function proceed(): void {
    const first = work || disposed || isStopped ? null : nextOf(wanted, kind.keptSide, isCalm());
    if (!first) return;
    const { asked, side, steps } = first;
    const seconds = steps / (crew.pace * crew.size);
    if (side <= agreed || !needsWord(seconds, side, isCalm())) void compute(asked, side);
    else if (progress.waiting?.side !== side) tell({ ...idle, waiting: { side, seconds } });
  }

  function want(asked: readonly Asked[]): void {
    [wanted, isStopped, agreed] = [asked, false, 0];
    if (progress !== idle && !work) progress = idle;
    if (work && !asked.some(({ key }) => key === work?.asked.key)) {
      if (work.isQuick) return;
      work.stop();
      work = null;
      progress = idle;
    }
    proceed();
  }

  return {
    get progress() {
      return progress;
    },
    draw(frame) {
      const asked = kind.asked(frame);
      if (names(asked) === names(wanted)) proceed();
      else want(asked);
      kind.see(frame, work !== null);
    },
    cancel() {
      isStopped = true;
      work?.stop();
      work = null;
      tell(idle);
    },
    refine() {
      isStopped = false;
      agreed = progress.waiting?.side ?? 0;
      proceed();
    },
    setSeen: crew.setSeen,
    dispose() {
      disposed = true;
      work?.stop();
      work = null;
      kind.see(null, false);
      crew.stop();
    },
  };
}
