import { choiceOf, resolveOptimizer } from '../../core/optimizers/registry.ts';
import { stateSize } from '../../core/optimizers/state.ts';
import { Checkpoints } from '../../core/run/seek.ts';
import type { RunEnd } from '../../core/run/types.ts';
import { modelOf } from '../../core/scene/models.ts';
import type { Running, WorkerClient } from '../../workers/client.ts';
import type { TrainPart, TrainRequest } from '../../workers/protocol.ts';

/** A run that a worker records, as far as it has come. */
export interface Growth {
  readonly request: TrainRequest;
  readonly dimension: number;
  /** Rows that are here: positions and losses of so many steps and the start; 0 before the first part. */
  readonly rows: number;
  /** Room for all rows. */
  readonly positions: Float64Array;
  /** NaN at steps whose losses are still to come: see `known`. */
  readonly losses: Float64Array;
  /** The share of held-back rows told right at some of the steps; else NaN. */
  readonly right: Float64Array;
  /** The rule's state now and then, from which any update is made again. */
  readonly checkpoints: Checkpoints;
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
  cancel(): void;
}

/** @param grown called after each part, and at the end */
export function startGrowth(
  worker: WorkerClient,
  request: TrainRequest,
  dimension: number,
  grown: () => void,
): Growth {
  const room = request.options.steps + 1;
  const positions = new Float64Array(room * dimension);
  const losses = new Float64Array(room).fill(Number.NaN);
  const right = new Float64Array(room).fill(Number.NaN);
  const { optimizer } = request;
  const { entry } = resolveOptimizer(choiceOf(optimizer, optimizer.values));
  const checkpoints = new Checkpoints(stateSize(entry.rule, dimension), request.options.steps);
  let rows = 0;
  let [known, version] = [0, 0];
  let [isDone, isWhole] = [false, false];
  let isCancelled = false;
  let divergedAt: number | null = null;
  let end: RunEnd | null = null;
  let failure: string | null = null;

  const take = (part: TrainPart) => {
    positions.set(part.positions, part.from * dimension);
    // Some may be here before they come.
    part.losses.forEach((loss, i) => {
      if (!Number.isNaN(loss)) losses[part.lossesFrom + i] = loss;
    });
    right.set(part.right, part.lossesFrom);
    checkpoints.take(part.from, part.states);
    rows = part.from + part.positions.length / dimension;
    ({ known } = part);
    isDone = part.isLaid;
    version += 1;
  };
  const running: Running<'train'> = worker.start('train', request, ({ part }) => {
    if (!part || isCancelled) return;
    take(part);
    grown();
  });
  const finish = async () => {
    try {
      const trained = await running.result;
      if (!trained || isCancelled) return;
      take(trained.rest);
      rows = trained.steps + 1;
      ({ divergedAt, end } = trained);
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error);
    }
    [isDone, isWhole] = [true, true];
    version += 1;
    grown();
  };
  void finish();

  return {
    request,
    dimension,
    positions,
    losses,
    right,
    checkpoints,
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
      const theta = positions.subarray(row * dimension, (row + 1) * dimension);
      losses[row] = modelOf(request.model).loss.value(theta);
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
    },
  };
}
