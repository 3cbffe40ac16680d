import { afterEach, expect, test } from 'vitest';
import { createModel, recordRun } from '../../../../src/core/index.ts';
import { answerIn } from '../../../../src/app/verdict.ts';
import { whyNotYet } from '../../../../src/app/models/plane-words.ts';
import { trainJob } from '../../../../src/workers/train-job.ts';
import { appOn, closeApps } from './model-app.ts';

afterEach(closeApps);

const options = { points: 80, batchSize: 8, units: 6 };
const STEPS = 101;

test('the loss at the step is the run’s own while others still come, and all are in the end', async () => {
  let goesOn = false;
  const { app, until } = appOn(
    'moons',
    options,
    (scene) => ({
      ...scene,
      steps: STEPS,
      optimizers: scene.optimizers.slice(0, 1),
    }),
    {
      // All rows are there, and the worker gets no further until it is let go on.
      *train(request) {
        const job = trainJob(request);
        let next = job.next();
        for (; !next.done; next = job.next()) {
          yield next.value;
          while (next.value.isDue && !goesOn) yield next.value;
        }
        return next.value;
      },
    },
  );
  const { model } = app.state.scene;
  const { loss, initial } = createModel('moons', model!.options);
  const { id, values } = app.state.scene.optimizers[0]!;
  const own = recordRun({
    loss,
    start: initial(app.state.scene.seed),
    seed: app.state.scene.seed,
    steps: STEPS,
    optimizer: { id, ...values } as never,
  });
  const ask = { kind: 'loss', run: 0, step: 20, goal: 0, question: '', explanation: '' } as const;
  const answer = () =>
    answerIn({ state: { ...app.state, scene: { ...app.state.scene, ask } }, derived: app.derived });
  const shown = () => app.derived.runs[0]!.run;
  await until(() => app.derived.model?.losses !== null && app.derived.runs.length === 1);
  expect(app.derived.model!.progress).toBe(null);
  expect(app.derived.model!.losses).toEqual({ done: 1, total: STEPS + 1 });
  expect(shown().steps).toBe(STEPS);
  for (const step of [0, 8, 13, 99, 101]) {
    app.seek(step);
    await until(() => app.state.playhead.step === step);
    expect(shown().losses[step]).toBe(own.losses[step]);
  }
  // Between two that are known the line is straight, and nothing is made of it.
  expect(shown().losses[20]).toBeCloseTo((own.losses[16]! + own.losses[24]!) / 2, 12);
  expect(shown().losses[20]).not.toBe(own.losses[20]);
  expect(whyNotYet(app)).not.toBe(null);
  expect(answer()).toBe(null);

  goesOn = true;
  await until(() => app.derived.model?.losses === null);
  expect(shown().losses).toEqual(own.losses);
  expect(whyNotYet(app)).toBe(null);
  expect(answer()).not.toBe(null);
});
