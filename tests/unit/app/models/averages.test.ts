import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { RootApp } from '../../../../src/app/create-app.ts';
import { drawnRuns } from '../../../../src/app/drawn-runs.ts';
import { planeSentences, whyNotYet } from '../../../../src/app/models/plane-words.ts';
import { recordRun } from '../../../../src/core/index.ts';
import type { Average } from '../../../../src/core/run/average.ts';
import { modelOf, openModels } from '../../../../src/core/scene/models.ts';
import { recordOptionsOf } from '../../../../src/core/scene/record-options.ts';
import type { Scene } from '../../../../src/core/scene/scene.ts';
import { appOn, closeApps } from './model-app.ts';

vi.setConfig({ testTimeout: 30_000 });
beforeAll(openModels);
afterEach(closeApps);

const tail: Average = { kind: 'tail', decay: 0, from: 20 };
const exponential: Average = { kind: 'exponential', decay: 0.9, from: 0 };

const averaged = (scene: Scene): Scene => ({
  ...scene,
  steps: 60,
  optimizers: scene.optimizers.map((setting, i) => ({
    ...setting,
    ...([tail, exponential][i] && { average: [tail, exponential][i] }),
  })),
});

/** The average as one writes it down: of all positions of the run, from its parameters. */
function meanAt(positions: Float64Array, n: number, average: Average, step: number): Float64Array {
  const at = (k: number) => positions.subarray(k * n, (k + 1) * n);
  if (average.kind === 'exponential') {
    let mean = Float64Array.from(at(0));
    for (let k = 1; k <= step; k++) mean = mean.map((m, i) => 0.9 * m + 0.1 * at(k)[i]!);
    return mean;
  }
  const rows = Array.from({ length: step + 1 }, (_, k) => k).filter((k) => k >= Math.min(20, step));
  return new Float64Array(n).map((_, i) => rows.reduce((sum, k) => sum + at(k)[i]!, 0) / rows.length);
}

const averages = (app: RootApp) =>
  drawnRuns(app.derived, app.state.palette).filter(({ isAverage }) => isAverage);

test.each([
  { id: 'xor', options: { points: 10 }, most: undefined },
  { id: 'sales', options: { standardize: true }, most: undefined },
  // Of which few positions are kept.
  { id: 'spiral', options: { points: 8, classes: 3, hiddenLayers: 2, units: 4 }, most: 12_000 },
])(
  'averages of runs on $id hang at their own loss over their foot, with what is off the plane',
  async (row) => {
    const { app, until, whole } = appOn(row.id, row.options, averaged, {}, row.most);
    await whole();
    await until(() => averages(app).length === 2 && app.derived.model?.losses === null);
    expect(whyNotYet(app)).toBeNull();
    if (row.most) expect(app.derived.model!.keepEvery).toBeGreaterThan(1);
    const { scene } = app.state;
    const { loss, initial } = modelOf(scene.model!);
    const { origin, u, v } = app.derived.model!.seen!.plane;
    for (const { index, run, distances, label } of averages(app)) {
      const own = recordRun({
        ...recordOptionsOf({ ...scene, steps: run.steps }, scene.optimizers[index]!),
        loss,
        start: initial(scene.seed),
      });
      for (const step of [0, 1, 20, 21, run.steps]) {
        const mean = meanAt(own.positions, own.dimension, [tail, exponential][index]!, step);
        const rest = mean.map((m, i) => m - origin[i]!);
        const along = (axis: ArrayLike<number>) => rest.reduce((sum, x, i) => sum + x * axis[i]!, 0);
        const [x, y] = [along(u), along(v)];
        expect(run.positions[2 * step]).toBeCloseTo(x, 9);
        expect(run.positions[2 * step + 1]).toBeCloseTo(y, 9);
        const off = Math.hypot(...rest.map((r, i) => r - x * u[i]! - y * v[i]!));
        expect(distances![step]).toBeCloseTo(off, 6);
        expect(run.losses[step]! / loss.value(mean)).toBeCloseTo(1, 9);
      }
      expect(label).toMatch(/average/i);
    }
    app.select(0);
    app.seek(60);
    await until(() => app.state.playhead.step === 60);
    const { beside } = planeSentences(app, app.derived.model!);
    expect(beside).toMatch(/^SGD is .*Its average is ([\d.e−]+ off|on) it\./);
  },
);

test('another average is made of the run that is there, and none of one that is still recorded', async () => {
  const { app, orders, until, whole } = appOn('xor', { points: 10 }, averaged);
  await whole();
  await until(() => averages(app).length === 2);
  const trained = () => orders.filter((order) => order.kind === 'start' && order.job === 'train').length;
  const before = trained();
  const [first] = averages(app);
  app.setOptimizer(0, (setting) => ({ ...setting, average: exponential }));
  await until(() => averages(app).length === 2);
  expect(averages(app)[0]!.run.losses).not.toEqual(first!.run.losses);
  expect(trained()).toBe(before);
  app.setOptimizer(0, (setting) => ({ ...setting, values: { ...setting.values, lr: 0.01 } }));
  await until(() => averages(app).length === 1);
  await until(() => averages(app).length === 2);
  expect(trained()).toBe(before + 1);
  app.undo();
  app.setOptimizer(1, (setting) => ({ ...setting, on: false }));
  await until(() => averages(app).length === 1);
});
