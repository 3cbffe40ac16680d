import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { areAwaited, askedRuns } from '../../../../src/app/asked-runs.ts';
import { answerIn } from '../../../../src/app/verdict.ts';
import { newOptimizer } from '../../../../src/core/scene/defaults.ts';
import { openModels } from '../../../../src/core/scene/models.ts';
import type { Scene } from '../../../../src/core/scene/scene.ts';
import { appOn, closeApps } from './model-app.ts';

vi.setConfig({ testTimeout: 30_000 });
beforeAll(openModels);
afterEach(closeApps);

/** What the lesson on networks asks: by hand, Adam's first step is its rate in each of 33 coordinates. */
const asking = (scene: Scene): Scene => {
  const adam = newOptimizer('adam', null);
  return {
    ...scene,
    steps: 20,
    optimizers: [{ ...adam, values: { ...adam.values, lr: 0.05 } }],
    ask: { kind: 'length', run: 0, step: 1, goal: 0, question: '', explanation: '' },
  };
};

test('how long the first step of a model is counts all parameters, and not what a plane shows of them', async () => {
  const { app, whole } = appOn('moons', {}, asking);
  app.lock();
  // Until the runs are recorded there is no answer, which is not the answer that there is none.
  expect(areAwaited(app)).toBe(true);
  expect(answerIn(app)).toBeNull();
  await whole();
  expect(areAwaited(app)).toBe(false);
  // A plane that is not there yet shows no run, though all are recorded; where none is on there is nothing to wait for.
  const { state, derived } = app;
  expect(areAwaited({ state, derived: { ...derived, runs: [] } })).toBe(true);
  const optimizers = state.scene.optimizers.map((setting) => ({ ...setting, on: false }));
  const off = { ...state, scene: { ...state.scene, optimizers } };
  expect(areAwaited({ state: off, derived: { ...derived, runs: [] } })).toBe(false);
  const answer = answerIn(app);
  expect(answer).toEqual({ form: 'number', value: expect.closeTo(0.05 * Math.sqrt(33), 4) as number });
  // What is seen of it is shorter.
  const [{ run } = { run: null }] = app.derived.runs;
  const [x0, y0, x1, y1] = run!.positions;
  expect(Math.hypot(x1! - x0!, y1! - y0!)).toBeLessThan(0.9 * 0.05 * Math.sqrt(33));
  expect(askedRuns(app.derived)[0]!.firstStep).toBeCloseTo(0.05 * Math.sqrt(33), 4);
});
