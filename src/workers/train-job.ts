import '../core/optimizers/all.ts';
import '../core/optimizers/wide-updates.ts';
import { choiceOf } from '../core/optimizers/registry.ts';
import { limitEvaluations } from '../core/run/limit.ts';
import { createRecorder } from '../core/run/record.ts';
import { modelOf } from '../core/scene/models.ts';
import type { Trained, TrainPart, TrainRequest } from './protocol.ts';
import type { Working } from './serve.ts';

/** Numbers that are recorded between two looks at the clock: a millisecond or so of a small model. */
const NUMBERS = 20_000;

/** Steps of a run whose parameters are tested, about. */
const SCORED = 60;

/** Records a run on a model as it grows: the very numbers that `recordRun` gives on the page, or in Node. */
export function* trainJob({
  model: setting,
  optimizer,
  options,
  budget,
}: TrainRequest): Generator<Working, Trained> {
  const model = modelOf(setting);
  const recorder = createRecorder({
    ...options,
    optimizer: choiceOf(optimizer, optimizer.values),
    loss: model.loss,
    start: model.initial(options.seed),
  });
  const total = options.steps;
  const count = Math.max(1, Math.floor(NUMBERS / (model.loss.dimension * model.train.targets.length)));
  const { classes, test } = model;
  const right = new Float64Array(total + 1).fill(Number.NaN);
  const stride = Math.max(1, Math.ceil(total / SCORED));
  let scored = 0;
  /** Tests the steps that are to be tested, up to one. */
  const score = (steps: number) => {
    if (classes === 0 || !test) return;
    const n = model.loss.dimension;
    for (; scored <= steps; scored += stride) {
      right[scored] = model.accuracy(recorder.positions.subarray(scored * n, (scored + 1) * n), test);
    }
  };
  let from = 0;
  const cut = (positions: Float64Array, losses: Float64Array, steps: number): TrainPart => {
    const n = model.loss.dimension;
    const part = {
      from,
      positions: positions.slice(from * n, (steps + 1) * n),
      losses: losses.slice(from, steps + 1),
      right: right.slice(from, steps + 1),
      states: recorder.checkpoints.between(from, steps),
    };
    from = steps + 1;
    return part;
  };
  try {
    while (!recorder.isDone) {
      recorder.advance(count);
      const { steps } = recorder;
      score(steps);
      yield { done: steps, total, take: () => cut(recorder.positions, recorder.losses, steps) };
    }
    const whole = recorder.finish();
    const run = budget === 'evaluations' ? limitEvaluations(whole, total) : whole;
    const { steps, divergedAt, end } = run;
    return { rest: cut(run.positions, run.losses, steps), steps, divergedAt, end };
  } finally {
    recorder.release();
  }
}
