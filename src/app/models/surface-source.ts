import { whyFailed } from '../failure.ts';
import { gridOf } from '../../core/geometry/grid.ts';
import type { Grid } from '../../core/geometry/types.ts';
import type { Domain } from '../../core/losses/types.ts';
import type { ModelSetting } from '../../core/scene/scene.ts';
import type { Running, WorkerClient } from '../../workers/client.ts';
import type { SeenPlane } from './seen-plane.ts';

/** Samples a side: at once, and when there is time. */
const SIDES = [33, 65, 129] as const;
const COARSE = SIDES[0];

/** What is sampled. */
export interface WantedSurface {
  readonly model: ModelSetting;
  readonly seen: SeenPlane;
  readonly domain: Domain;
}

/** Samples of a model's loss on a plane, which belong together. */
export interface Sampled extends WantedSurface {
  readonly grid: Grid;
}

/**
 * Has a worker sample what is wanted last, coarse and then finer. A coarse picture that is under way is finished, so that
 * one sees something while a slider is dragged; a finer one makes way.
 */
export interface SurfaceSource {
  /** The last picture that has come. */
  readonly sampled: Sampled | null;
  /** Whether the last picture is of what is wanted, and as fine as it becomes. */
  readonly isWhole: boolean;
  readonly failure: string | null;
  want(wanted: WantedSurface): void;
  dispose(): void;
}

export function createSurfaceSource(connect: () => WorkerClient, arrived: () => void): SurfaceSource {
  let worker: WorkerClient | null = null;
  let running: { readonly job: Running<'slice'>; readonly n: number } | null = null;
  let wanted: WantedSurface | null = null;
  let sampled: Sampled | null = null;
  let failure: string | null = null;
  let isDisposed = false;

  const isOf = (one: WantedSurface | null, other: WantedSurface) =>
    one !== null && one.model === other.model && one.seen === other.seen && isEqual(one.domain, other.domain);
  /** The side that is to be sampled next; null when there is nothing to do. */
  const next = (): number | null => {
    if (!wanted) return null;
    const there = sampled && isOf(sampled, wanted) ? sampled.grid.nx : 0;
    return SIDES.find((n) => n > there) ?? null;
  };

  const work = async () => {
    for (let n = next(); n !== null && wanted && !isDisposed; n = next()) {
      const now = wanted;
      try {
        worker ??= connect();
        const job = worker.start(
          'slice',
          { model: now.model, plane: now.seen.plane, domain: now.domain, n },
          () => {},
        );
        running = { job, n };
        const values = await job.result;
        if (!values) continue;
        sampled = { ...now, grid: gridOf(values, now.domain, n, n) };
        failure = null;
      } catch (error) {
        failure = whyFailed(error);
        wanted = null;
        worker = null;
      }
      arrived();
    }
    running = null;
  };

  return {
    get sampled() {
      return sampled;
    },
    get isWhole() {
      return wanted !== null && next() === null;
    },
    get failure() {
      return failure;
    },
    want(asked) {
      if (isOf(wanted, asked)) return;
      wanted = asked;
      if (running && running.n > COARSE) running.job.cancel();
      // The same plane in another rectangle is there at once, as fine as what there is of it; the samples follow.
      if (sampled && sampled.seen === asked.seen && sampled.model === asked.model) {
        sampled = { ...asked, grid: stretched(sampled.grid, asked.domain) };
      }
      if (!running) void work();
    },
    dispose() {
      isDisposed = true;
      running?.job.cancel();
      worker?.stop();
    },
  };
}

function isEqual(a: Domain, b: Domain): boolean {
  return a.every((value, i) => value === b[i]);
}

/** A grid in another rectangle, coarser than any that is sampled, until that is; beside the old one its border goes on. */
function stretched({ values, nx, ny, domain: [x0, x1, y0, y1] }: Grid, domain: Domain): Grid {
  const n = COARSE - 1;
  const out = new Float64Array(n * n);
  const at = (share: number, count: number) => Math.max(0, Math.min(count - 1, share * (count - 1)));
  for (let j = 0; j < n; j++) {
    const y = at((domain[2] + (j / (n - 1)) * (domain[3] - domain[2]) - y0) / (y1 - y0), ny);
    const row = Math.min(Math.floor(y), ny - 2);
    for (let i = 0; i < n; i++) {
      const x = at((domain[0] + (i / (n - 1)) * (domain[1] - domain[0]) - x0) / (x1 - x0), nx);
      const column = Math.min(Math.floor(x), nx - 2);
      const [a, b] = [x - column, y - row];
      const corner = row * nx + column;
      out[j * n + i] =
        (values[corner]! * (1 - a) + values[corner + 1]! * a) * (1 - b) +
        (values[corner + nx]! * (1 - a) + values[corner + nx + 1]! * a) * b;
    }
  }
  return gridOf(out, domain, n, n);
}
