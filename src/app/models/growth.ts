import type { Plane } from '../../core/plane/plane.ts';
import { whyFailed } from '../failure.ts';
import { choiceOf, resolveOptimizer } from '../../core/optimizers/registry.ts';
import { stateSize } from '../../core/optimizers/state.ts';
import { createReplay } from '../../core/run/replay.ts';
import { Checkpoints, INTERVAL } from '../../core/run/seek.ts';
import type { RunEnd } from '../../core/run/types.ts';
import { modelOf } from '../../core/scene/models.ts';
import type { Running, WorkerClient } from '../../workers/client.ts';
import type { TrainPart } from '../../workers/protocol.ts';
import { remakingOf, type WantedRun } from './remade.ts';
import { type Averages, createAverages } from './averages.ts';
import { createKeptRows } from './kept-rows.ts';
import type { GrowingTrack } from './track.ts';
import { createTracks, numbered } from './tracks.ts';

/** A run that a worker records, as far as it has come. */
export interface Growth {
  readonly request: WantedRun;
  readonly dimension: number;
  /** Rows that are here: positions and losses of so many steps and the start; 0 before the first part. */
  readonly rows: number;
  /** A position, of those that are here; where not all are kept it is made again, to the bit. */
  at(row: number): Float64Array;
  /** NaN at steps whose losses are still to come: see `known`. */
  readonly losses: Float64Array;
  /** The share of held-back rows told right at some of the steps; else NaN. */
  readonly right: Float64Array;
  /** The rule's state now and then, from which any update is made again. */
  readonly checkpoints: Checkpoints;
  /** The run on a plane, as far as it has been projected there: where it is not, its worker is asked to. */
  trackOn(plane: Plane): GrowingTrack;
  /** Its averages, once it is over. */
  readonly averages: Averages;
  /** Whether all rows are there; of a long one the losses may still come, and with them that it ended earlier. */
  readonly isDone: boolean;
  /** The step up to which all losses are known. */
  readonly known: number;
  /** Counts what has come. */
  readonly version: number;
  /** Has the loss of a step known now. */
  tell(step: number): void;
  /** Whether its worker has nothing more to do for it. */
  readonly isOver: boolean;
  readonly divergedAt: number | null;
  readonly end: RunEnd | null;
  /** Why it could not be recorded, in a sentence. */
  readonly failure: string | null;
  /** It is not wanted any longer: its worker forgets it. */
  cancel(): void;
}

/** Whether a run can be seen on a plane: all of it, or, while it grows, what there is of it. */
export function isOnPlane(growth: Growth, plane: Plane): boolean {
  return growth.trackOn(plane).rows >= (growth.isDone ? growth.rows : Math.min(1, growth.rows));
}

/** What only its own parts change. */
type Growing = { -readonly [K in keyof Growth]: Growth[K] };

let runs = 0;

/**
 * @param on the plane on which it will be seen, as far as is known
 * @param grown called after each part, and at the end
 */
export function startGrowth(
  worker: WorkerClient,
  request: WantedRun,
  on: Plane | null,
  grown: () => void,
): Growth {
  const { dimension } = modelOf(request.model).loss;
  const run = ++runs;
  const room = request.options.steps + 1;
  const kept = createKeptRows(dimension, request.keepEvery);
  const losses = new Float64Array(room).fill(Number.NaN);
  const right = new Float64Array(room).fill(Number.NaN);
  const checkpoints = checkpointsFor(request, dimension);
  let isCancelled = false;

  const keptAt = (row: number): Float64Array | null => kept.at(row, growth.rows);
  const again = remaker(request, () => growth, keptAt);
  /** More has come, or why it could not. */
  const told = (error?: unknown) => {
    if (error !== undefined) growth.failure = whyFailed(error);
    growth.version += 1;
    grown();
  };
  const tracks = createTracks(worker, run, room, on, told);
  const averages = createAverages(
    (plane, average, steps) =>
      worker.start('average', { run, on: numbered(plane), model: request.model, average, steps }, () => {}),
    (error) => (error === undefined ? grown() : told(error)),
  );
  const growth: Growing = {
    request,
    dimension,
    averages,
    losses,
    right,
    checkpoints,
    trackOn: tracks.on,
    rows: 0,
    known: 0,
    version: 0,
    isDone: false,
    isOver: false,
    divergedAt: null,
    end: null,
    failure: null,
    at: (row) => keptAt(row) ?? again(row),
    tell(step) {
      const row = Math.min(step, growth.rows - 1);
      if (row <= growth.known || !Number.isNaN(losses[row])) return;
      losses[row] = modelOf(request.model).loss.value(growth.at(row));
      growth.version += 1;
    },
    cancel() {
      isCancelled = true;
      growth.isOver = true;
      running.cancel();
      tracks.cancel();
      averages.cancel();
      worker.start('forget', { run }, () => {}).result.catch(() => {});
    },
  };

  const take = (part: TrainPart) => {
    kept.take(part.from, part.positions, part.last);
    takeLosses(losses, part);
    right.set(part.right, part.lossesFrom);
    checkpoints.take(part.from, part.states);
    growth.rows = part.from + part.rows;
    if (part.track) tracks.take(part.track);
    growth.known = part.known;
    growth.isDone = part.isLaid;
    growth.version += 1;
  };
  const running: Running<'train'> = worker.start(
    'train',
    { ...request, run, on: on && numbered(on) },
    ({ part }) => {
      if (!part || isCancelled) return;
      take(part);
      grown();
    },
  );
  const finish = async () => {
    let failure: unknown;
    try {
      const trained = await running.result;
      if (!trained || isCancelled) return;
      take(trained.rest);
      growth.rows = trained.steps + 1;
      growth.divergedAt = trained.divergedAt;
      growth.end = trained.end;
    } catch (error) {
      failure = error;
    }
    growth.isDone = growth.isOver = true;
    told(failure);
  };
  void finish();
  return growth;
}

function checkpointsFor({ optimizer, options, keepEvery }: WantedRun, dimension: number): Checkpoints {
  const { entry } = resolveOptimizer(choiceOf(optimizer, optimizer.values));
  return new Checkpoints(
    stateSize(entry.rule, dimension),
    options.steps,
    keepEvery > 1 ? keepEvery : INTERVAL,
  );
}

/** Makes positions again that are not kept. */
function remaker(request: WantedRun, of: () => Growth, kept: (row: number) => Float64Array | null) {
  let replay: ReturnType<typeof createReplay> | null = null;
  return (row: number): Float64Array => {
    const { losses, dimension, checkpoints } = of();
    const steps = () => of().rows - 1;
    replay ??= createReplay({ ...remakingOf(request), losses, dimension, checkpoints, steps, kept });
    return replay(row);
  };
}

function takeLosses(losses: Float64Array, part: TrainPart): void {
  // Some may be here before they come.
  part.losses.forEach((loss, i) => {
    if (!Number.isNaN(loss)) losses[part.lossesFrom + i] = loss;
  });
}
