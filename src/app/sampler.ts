import { gridOf, sampleGrid } from '../core/geometry/grid.ts';
import type { Domain, Grid } from '../core/geometry/types.ts';
import type { Loss } from '../core/math/loss.ts';
import type { Running, WorkerClient } from '../workers/client.ts';
import type { Clock } from './clock.ts';

/** Milliseconds that sampling may take of a frame. */
const FRAME = 16;
/** Samples a side of the first picture of a slow formula. */
const COARSE = 33;

/** Samples of the surface that is shown, one at a time. */
export interface Sampler {
  /** A frame begins. `moved`: its surface is another than that of the last. */
  beginFrame(moved: boolean): void;
  /**
   * The samples of a loss, n a side. Those of a formula that takes longer than a frame come from a worker; until then
   * coarse ones, or those of the same surface at another resolution.
   */
  grid(loss: Loss, formula: string, domain: Domain, n: number): Grid;
  dispose(): void;
}

interface Asked {
  readonly formula: string;
  readonly domain: Domain;
  readonly n: number;
}

/** @param arrived asks for a frame: the whole of the samples is there, or may be made now */
export function createSurfaceSampler(
  clock: Pick<Clock, 'now'>,
  arrived: () => void,
  startWorker: (() => WorkerClient) | null,
): Sampler {
  let start = startWorker;
  let worker: WorkerClient | null = null;
  let running: Running<'grid'> | null = null;
  /** Whether the worker has been asked: it is given the next surface when it is through with the last. */
  let busy = false;
  let moving = false;
  /** What was asked for last, with what there is of it. */
  let held: { readonly asked: Asked; readonly grid: Grid; readonly whole: boolean } | null = null;
  /** Milliseconds that a sample of a formula has taken; the least, for a busy machine makes all of them long. */
  let cost: { readonly formula: string; readonly each: number } | null = null;

  const sample = (loss: Loss, { formula, domain }: Asked, n: number): Grid => {
    const since = clock.now();
    const grid = sampleGrid(loss, domain, n, n);
    // The very first is of no use as a measure, and nothing waits for it: the page has only just opened.
    if (held) {
      const each = (clock.now() - since) / n ** 2;
      cost = { formula, each: cost?.formula === formula ? Math.min(cost.each, each) : each };
    }
    return grid;
  };
  const isSlow = ({ formula, n }: Asked) => cost?.formula === formula && cost.each * n ** 2 > FRAME;

  /** Has the worker sample what is held of now, until that is whole. */
  const work = async (begin: () => WorkerClient) => {
    busy = true;
    try {
      worker ??= begin();
      while (held && !held.whole) {
        const { asked } = held;
        running = worker.start('grid', asked, () => {});
        const values = await running.result;
        if (!values || asked !== held.asked) continue;
        held = { asked, grid: gridOf(values, asked.domain, asked.n, asked.n), whole: true };
      }
    } catch {
      // The host allows no workers, or this one is no more: it is done here from now on.
      start = null;
      worker?.stop();
      worker = null;
    }
    running = null;
    busy = false;
    arrived();
  };

  return {
    beginFrame(moved) {
      moving = moved;
    },
    grid(loss, formula, domain, n) {
      const asked: Asked = { formula, domain, n };
      const before = held?.asked;
      const isSame = before?.formula === formula && before.domain === domain;
      if (held && isSame && before.n === n && (held.whole || busy || (moving && !start))) return held.grid;

      running?.cancel();
      let coarse = isSame ? (held?.grid ?? null) : null;
      if (held && start && cost?.formula !== formula) {
        // Compiled first: what is measured is the sampling.
        sampleGrid(loss, domain, 2, 2);
        coarse = sample(loss, asked, Math.min(n, COARSE));
      }
      if (!held || !isSlow(asked) || (!start && !moving)) {
        held = { asked, grid: sample(loss, asked, n), whole: true };
      } else if (start) {
        held = { asked, grid: coarse ?? sample(loss, asked, Math.min(n, COARSE)), whole: false };
        if (!busy) void work(start);
      } else {
        held = { asked, grid: sample(loss, asked, (n + 1) >> 1), whole: false };
        arrived();
      }
      return held.grid;
    },
    dispose() {
      running?.cancel();
      worker?.stop();
      worker = null;
    },
  };
}
