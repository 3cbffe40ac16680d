import type { Plane } from '../../core/plane/plane.ts';
import { whyFailed } from '../failure.ts';
import { choiceOf, resolveOptimizer } from '../../core/optimizers/registry.ts';
import { stateSize } from '../../core/optimizers/state.ts';
import { createReplay } from '../../core/run/replay.ts';
import { Checkpoints, INTERVAL } from '../../core/run/seek.ts';
import type { RunEnd } from '../../core/run/types.ts';
import { modelOf } from '../../core/scene/models.ts';
import type { Running, WorkerClient } from '../../workers/client.ts';
import type { TrackPart, TrainPart } from '../../workers/protocol.ts';
import { remakingOf, type Wanted } from './remade.ts';
import { type Averages, createAverages } from './averages.ts';
import { Track } from './track.ts';

/** A run that a worker records, as far as it has come. */
export interface Growth {
  readonly request: Wanted;
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
  trackOn(plane: Plane): Track;
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

/** Planes on which a run is being projected, at most. */
const MOST_ASKED = 2;

let runs = 0;
let planes = 0;
const numbers = new WeakMap<Plane, number>();

/** Planes are numbered in the order in which they are wanted. */
function numbered(plane: Plane): { readonly plane: Plane; readonly number: number } {
  const number = numbers.get(plane) ?? ++planes;
  numbers.set(plane, number);
  return { plane, number };
}

/**
 * @param on the plane on which it will be seen, as far as is known
 * @param grown called after each part, and at the end
 */
export function startGrowth(
  worker: WorkerClient,
  request: Wanted,
  on: Plane | null,
  grown: () => void,
): Growth {
  const { keepEvery, optimizer } = request;
  const { dimension } = modelOf(request.model).loss;
  const run = ++runs;
  const room = request.options.steps + 1;
  /** Rows that are kept, as they came: by the place of the first among these. */
  const kept: { readonly first: number; readonly rows: Float64Array }[] = [];
  let last = new Float64Array(0);
  const losses = new Float64Array(room).fill(Number.NaN);
  const right = new Float64Array(room).fill(Number.NaN);
  const { entry } = resolveOptimizer(choiceOf(optimizer, optimizer.values));
  const size = stateSize(entry.rule, dimension);
  const checkpoints = new Checkpoints(size, request.options.steps, keepEvery > 1 ? keepEvery : INTERVAL);
  const tracks = new WeakMap<Plane, Track>();
  /** That of which every part brings some more. */
  let followed: { readonly number: number; readonly track: Track } | null = null;
  let asked: readonly Running<'track'>[] = [];
  let rows = 0;
  let [known, version] = [0, 0];
  let [isDone, isWhole] = [false, false];
  let isCancelled = false;
  let divergedAt: number | null = null;
  let end: RunEnd | null = null;
  let failure: string | null = null;
  let replay: ReturnType<typeof createReplay> | null = null;

  const keptAt = (row: number): Float64Array | null => {
    if (row === rows - 1) return last;
    if (row % keepEvery > 0) return null;
    const place = row / keepEvery;
    const own = kept.findLast(({ first }) => first <= place);
    if (!own) return null;
    return own.rows.subarray((place - own.first) * dimension, (place - own.first + 1) * dimension);
  };
  const at = (row: number): Float64Array => {
    const own = keptAt(row);
    if (own) return own;
    replay ??= createReplay({
      ...remakingOf(request),
      losses,
      dimension,
      checkpoints,
      steps: () => rows - 1,
      kept: keptAt,
    });
    return replay(row);
  };
  const take = (part: TrainPart) => {
    if (part.positions.length > 0)
      kept.push({ first: Math.ceil(part.from / keepEvery), rows: part.positions });
    ({ last } = part);
    // Some may be here before they come.
    part.losses.forEach((loss, i) => {
      if (!Number.isNaN(loss)) losses[part.lossesFrom + i] = loss;
    });
    right.set(part.right, part.lossesFrom);
    checkpoints.take(part.from, part.states);
    rows = part.from + part.rows;
    if (part.track && part.track.number === followed?.number) followed.track.take(part.track);
    ({ known } = part);
    isDone = part.isLaid;
    version += 1;
  };
  if (on) {
    followed = { number: numbered(on).number, track: new Track(room) };
    tracks.set(on, followed.track);
  }
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
    try {
      const trained = await running.result;
      if (!trained || isCancelled) return;
      take(trained.rest);
      rows = trained.steps + 1;
      ({ divergedAt, end } = trained);
    } catch (error) {
      failure = whyFailed(error);
    }
    [isDone, isWhole] = [true, true];
    version += 1;
    grown();
  };
  void finish();

  /** Has all rows projected on another plane. */
  const ask = async (plane: Plane, track: Track) => {
    const on = numbered(plane);
    const job = worker.start('track', { run, on }, () => {});
    asked = [...asked, job];
    const [oldest] = asked;
    // One plane is shown, and one comes.
    if (asked.length > MOST_ASKED) oldest?.cancel();
    try {
      const found: TrackPart | null = await job.result;
      if (found) {
        track.take(found);
        if (!followed || followed.number < on.number) followed = { number: on.number, track };
      } else tracks.delete(plane);
    } catch (error) {
      failure = whyFailed(error);
    }
    asked = asked.filter((one) => one !== job);
    version += 1;
    grown();
  };

  const averages = createAverages(
    (plane, average, steps) =>
      worker.start('average', { run, on: numbered(plane), model: request.model, average, steps }, () => {}),
    (error) => {
      if (error !== undefined) [failure, version] = [whyFailed(error), version + 1];
      grown();
    },
  );

  return {
    request,
    dimension,
    averages,
    at,
    losses,
    right,
    checkpoints,
    trackOn(plane) {
      const there = tracks.get(plane);
      if (there) return there;
      const track = new Track(room);
      tracks.set(plane, track);
      if (!isCancelled) void ask(plane, track);
      return track;
    },
    get rows() {
      return rows;
    },
    get isDone() {
      return isDone;
    },
    get known() {
      return known;
    },
    get version() {
      return version;
    },
    tell(step) {
      const row = Math.min(step, rows - 1);
      if (row <= known || !Number.isNaN(losses[row])) return;
      losses[row] = modelOf(request.model).loss.value(at(row));
      version += 1;
    },
    get isOver() {
      return isWhole || isCancelled;
    },
    get divergedAt() {
      return divergedAt;
    },
    get end() {
      return end;
    },
    get failure() {
      return failure;
    },
    cancel() {
      isCancelled = true;
      running.cancel();
      for (const job of asked) job.cancel();
      averages.cancel();
      worker.start('forget', { run }, () => {}).result.catch(() => {});
    },
  };
}
