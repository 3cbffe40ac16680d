import '../core/optimizers/all.ts';
import '../core/optimizers/wide-updates.ts';
import { choiceOf } from '../core/optimizers/registry.ts';
import { limitEvaluations } from '../core/run/limit.ts';
import { createRecorder } from '../core/run/record.ts';
import { modelOf } from '../core/scene/models.ts';
import type { Trained, TrainPart, TrainRequest } from './protocol.ts';
import type { Working } from './serve.ts';
import { followRecording, keepRun, takeTrack } from './track-job.ts';

/** Numbers that are recorded between two looks at the clock: a millisecond or so of a small model. */
const NUMBERS = 20_000;

/** Steps of a run whose parameters are tested, about. */
const SCORED = 60;

/** The loss of all rows is computed at every so many steps at first, where an update takes a small part of that time. */
const LOSS_EVERY = 8;

/** Records a run on a model as it grows: the very numbers that `recordRun` gives on the page, or in Node. */
export function* trainJob({
  model: setting,
  optimizer,
  options,
  budget,
  keepEvery,
  run: number,
  on,
}: TrainRequest): Generator<Working, Trained> {
  const model = modelOf(setting);
  const recorder = createRecorder(
    {
      ...options,
      optimizer: choiceOf(optimizer, optimizer.values),
      loss: model.loss,
      start: model.initial(options.seed),
    },
    { lossEvery: LOSS_EVERY, keepEvery },
  );
  const total = options.steps;
  const { classes, test } = model;
  const n = model.loss.dimension;
  // What is projected and tested of a run that keeps few of its positions, is so while it is there.
  const count = keepEvery > 1 ? 1 : Math.max(1, Math.floor(NUMBERS / (n * model.train.targets.length)));
  const right = new Float64Array(total + 1).fill(Number.NaN);
  const stride = Math.max(1, Math.ceil(total / SCORED));
  let scored = 0;
  /** Tests the steps that are to be tested, up to one. */
  const score = (steps: number) => {
    if (classes === 0 || !test) return;
    for (; scored <= steps; scored += stride) {
      right[scored] = model.accuracy(recorder.at(scored), test);
    }
  };
  let [from, lossesFrom] = [0, 0];
  const cut = (losses: Float64Array, steps: number): TrainPart => {
    const known = Math.min(steps, recorder.known);
    const part = {
      from,
      rows: Math.max(0, steps + 1 - from),
      positions: recorder.between(from, steps),
      last: recorder.at(steps).slice(),
      track: takeTrack(number),
      lossesFrom,
      losses: losses.slice(lossesFrom, steps + 1),
      known,
      // The steps that a budget pays for are counted at the end.
      isLaid: steps === total && budget !== 'evaluations',
      right: right.slice(lossesFrom, steps + 1),
      states: recorder.checkpoints.between(from, steps),
    };
    from = steps + 1;
    lossesFrom = known + 1;
    return part;
  };
  const working = (): Working => ({
    done: recorder.steps,
    total,
    take: () => cut(recorder.losses, recorder.steps),
  });
  keepRun(number, recorder, on);
  try {
    while (!recorder.isDone) {
      recorder.advance(count);
      followRecording(number);
      score(recorder.known);
      yield working();
    }
    yield { ...working(), isDue: true };
    while (recorder.known < recorder.steps) {
      recorder.fill(count);
      score(recorder.known);
      yield working();
    }
    score(recorder.steps);
    const whole = recorder.finish();
    const run = budget === 'evaluations' ? limitEvaluations(whole, total) : whole;
    const { steps, divergedAt, end } = run;
    return { rest: cut(run.losses, steps), steps, divergedAt, end };
  } finally {
    recorder.release();
  }
}
