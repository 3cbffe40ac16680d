import { choiceOf, resolveOptimizer } from '../../core/optimizers/registry.ts';
import { stateSize } from '../../core/optimizers/state.ts';
import { Checkpoints } from '../../core/run/seek.ts';
import type { RunEnd } from '../../core/run/types.ts';
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
  readonly losses: Float64Array;
  /** The share of held-back rows told right at some of the steps; else NaN. */
  readonly right: Float64Array;
  /** The rule's state now and then, from which any update is made again. */
  readonly checkpoints: Checkpoints;
  readonly isDone: boolean;
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
  const losses = new Float64Array(room);
  const right = new Float64Array(room).fill(Number.NaN);
  const { optimizer } = request;
  const { entry } = resolveOptimizer(choiceOf(optimizer, optimizer.values));
  const checkpoints = new Checkpoints(stateSize(entry.rule, dimension), request.options.steps);
  let rows = 0;
  let isDone = false;
  let isCancelled = false;
  let divergedAt: number | null = null;
  let end: RunEnd | null = null;
  let failure: string | null = null;

  const take = (part: TrainPart) => {
    positions.set(part.positions, part.from * dimension);
    losses.set(part.losses, part.from);
    right.set(part.right, part.from);
    checkpoints.take(part.from, part.states);
    rows = part.from + part.losses.length;
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
    isDone = true;
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
    get isOver() {
      return isDone || isCancelled;
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
