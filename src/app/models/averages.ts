import { type Average } from '../../core/run/average.ts';
import type { Plane } from '../../core/plane/plane.ts';
import type { Running } from '../../workers/client.ts';
import type { AveragePart } from '../../workers/protocol.ts';
import type { RunView } from '../state.ts';
import type { SeenRun } from './seen-run.ts';

/** The averages of one run as they are seen on planes: made where the run was recorded, when they are asked for. */
export interface Averages {
  /** Null until it is there. */
  on(plane: Plane, average: Average, run: SeenRun): RunView['average'] | null;
  cancel(): void;
}

/** Averages that are made at once, at most: as many as a run can have that optimizers share. */
const MOST_ASKED = 16;

/**
 * @param start asks the run's worker
 * @param arrived called when one is there, or none will be: with what went wrong
 */
export function createAverages(
  start: (plane: Plane, average: Average, steps: number) => Running<'average'>,
  arrived: (failure?: unknown) => void,
): Averages {
  type Made = RunView['average'] | null;
  const made = new WeakMap<Plane, Map<string, Made>>();
  let asked: readonly Running<'average'>[] = [];

  const ask = async (all: Map<string, Made>, name: string, job: Running<'average'>, run: SeenRun) => {
    asked = [...asked, job];
    if (asked.length > MOST_ASKED) asked[0]!.cancel();
    let failure: unknown;
    try {
      const part = await job.result;
      if (part) all.set(name, seenAverage(part, run));
      else all.delete(name);
    } catch (error) {
      failure = error;
    }
    asked = asked.filter((one) => one !== job);
    arrived(failure);
  };

  return {
    on(plane, average, run) {
      let all = made.get(plane);
      if (!all) made.set(plane, (all = new Map()));
      const name = JSON.stringify([average, run.steps]);
      const own = all.get(name);
      if (own !== undefined) return own;
      all.set(name, null);
      void ask(all, name, start(plane, average, run.steps), run);
      return null;
    },
    cancel() {
      for (const job of asked) job.cancel();
    },
  };
}

/** It ends where its loss is not finite, as `averageOf` has it. */
function seenAverage({ rows, losses }: AveragePart, run: SeenRun): RunView['average'] {
  const bad = losses.findIndex((loss) => !Number.isFinite(loss));
  const steps = bad < 0 ? losses.length - 1 : Math.max(0, bad - 1);
  const column = (at: number) => Float64Array.from({ length: steps + 1 }, (_, k) => rows[4 * k + at]!);
  const own = losses.subarray(0, steps + 1);
  const distances = column(2);
  const seen: SeenRun = {
    ...run,
    steps,
    positions: Float64Array.from({ length: 2 * (steps + 1) }, (_, i) => rows[2 * i - (i % 2)]!),
    losses: own,
    hung: own,
    distances,
    shares: column(3),
    sharpness: null,
    divergedAt: bad < 0 ? null : bad,
    end: bad < 0 ? null : { step: bad, reason: 'undefined loss' },
  };
  return { run: seen, distances };
}
