import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { RootApp } from '../../../../src/app/create-app.ts';
import { roomFor } from '../../../../src/app/models/recordings.ts';
import { nameIn, placeIn } from '../../../../src/app/models/seen-plane.ts';
import type { SeenRun } from '../../../../src/app/models/seen-run.ts';
import { stableSharpness } from '../../../../src/core/run/stability.ts';
import { planeSentences, planeWords, whyNotYet } from '../../../../src/app/models/plane-words.ts';
import { writePlaceAt } from '../../../../src/core/geometry/path-marks.ts';
import { type Loss, type Plane, principalPlane, recordRun } from '../../../../src/core/index.ts';
import { defaultScene } from '../../../../src/core/scene/defaults.ts';
import { onModel } from '../../../../src/core/scene/follow.ts';
import { modelOf, openModels } from '../../../../src/core/scene/models.ts';
import { recordOptionsOf } from '../../../../src/core/scene/record-options.ts';
import { restoreScene } from '../../../../src/core/scene/restore.ts';
import type { PlaneKind, Scene } from '../../../../src/core/scene/scene.ts';
import { trackOn } from '../../../../src/core/plane/track.ts';
import { createRecorder } from '../../../../src/core/run/record.ts';
import { trainJob } from '../../../../src/workers/train-job.ts';
import { giveDigitsHere } from '../../../tools/digits.ts';
import { appOn, closeApps } from './model-app.ts';

// Real runs on real models, which a busy machine takes its time for.
vi.setConfig({ testTimeout: 30_000 });
beforeAll(openModels);
afterEach(closeApps);

/** How far a point is from a plane, and its foot, by the normal equations of two vectors that need not be perpendicular. */
function independently({ origin, u, v }: Plane, p: ArrayLike<number>) {
  const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
    Array.from(a).reduce((sum, x, i) => sum + x * b[i]!, 0);
  // Other vectors of the same plane.
  const a = Array.from(u, (x, i) => 2 * x + 3 * v[i]!);
  const b = Array.from(u, (x, i) => x - v[i]!);
  const rest = Array.from(p, (x, i) => x - origin[i]!);
  const [aa, ab, bb, ap, bp] = [dot(a, a), dot(a, b), dot(b, b), dot(a, rest), dot(b, rest)];
  const determinant = aa * bb - ab * ab;
  const s = (ap * bb - bp * ab) / determinant;
  const t = (bp * aa - ap * ab) / determinant;
  const foot = rest.map((_, i) => s * a[i]! + t * b[i]!);
  return {
    x: 2 * s + t,
    y: 3 * s - t,
    distance: Math.hypot(...rest.map((x, i) => x - foot[i]!)),
    along: Math.hypot(...foot),
  };
}

/** All that is said of the plane. */
const said = (app: RootApp) => Object.values(planeSentences(app, app.derived.model!)).join(' ');

const few = (scene: Scene): Scene => ({ ...scene, steps: 60 });

test('what is said holds before the first steps, with them, and where no optimizer is on', async () => {
  const { app, clock, until, whole } = appOn('xor', { points: 10 }, few);
  await until(() => app.derived.model !== undefined);
  expect(said(app).trim()).toBe('Recording the first steps …');
  expect(whyNotYet(app)).toMatch(/^The runs are still recorded/);
  await whole();
  expect(whyNotYet(app)).toBeNull();
  expect(said(app)).toMatch(/^through the last points of SGD, Momentum, and RMSprop\./);
  for (const index of [0, 1, 2, 3]) app.setOptimizer(index, (setting) => ({ ...setting, on: false }));
  clock.tick(16);
  expect(said(app).trim()).toBe('No optimizer runs: a plane goes through runs.');
});

test('without a selected run those below the surface are named: whose loss is less than their foot’s', async () => {
  const seen = { below: 0, above: 0 };
  for (const id of ['moons', 'xor']) {
    const { app, whole } = appOn(id, {}, (scene) => ({ ...scene, steps: 200 }));
    await whole();
    // None, as in an embed.
    app.select(-1);
    const { loss } = modelOf(app.state.scene.model!);
    const { plane } = app.derived.model!.seen!;
    for (const step of [5, 60, 120]) {
      app.seek(step);
      const sentence = /([^.]*) lies? below the surface/.exec(said(app))?.[1] ?? '';
      for (const { run, label } of app.derived.runs) {
        const [x, y] = run.positions.subarray(2 * step, 2 * step + 2);
        const foot = Float64Array.from(plane.origin, (o, i) => o + x! * plane.u[i]! + y! * plane.v[i]!);
        const ratio = loss.value(foot) / run.losses[step]!;
        // Between its own points the surface is not exact.
        if (Math.abs(ratio - 1) < 0.1) continue;
        expect([id, label, step, sentence.includes(label)]).toEqual([id, label, step, ratio > 1]);
        seen[ratio > 1 ? 'below' : 'above'] += 1;
      }
    }
  }
  expect(Math.min(seen.below, seen.above)).toBeGreaterThan(0);
});

describe.each([
  { id: 'xor', options: { points: 10 } },
  { id: 'spiral', options: { points: 8, classes: 3, hiddenLayers: 2, units: 4 } },
  { id: 'softmax', options: { points: 6 } },
  { id: 'sales', options: { standardize: true } },
])('$id', ({ id, options }) => {
  test('runs are those of recordRun to the bit, seen where they are', async () => {
    const { app, whole } = appOn(id, options, few);
    await whole();
    const { scene } = app.state;
    const { model: view, runs, loss, surface } = app.derived;
    const model = modelOf(scene.model!);
    const { plane } = view!.seen!;
    expect(runs).toHaveLength(4);
    const spot = new Float64Array(3);
    for (const { index, run, distances } of runs) {
      const own = recordRun({
        ...recordOptionsOf(scene, scene.optimizers[index]!),
        loss: model.loss,
        start: model.initial(scene.seed),
      });
      expect(run.losses).toEqual(own.losses);
      expect(run.evaluationsAt(17)).toEqual(own.evaluationsAt(17));
      for (const step of [0, 1, 17, 60]) {
        const theta = own.positions.slice(step * own.dimension, (step + 1) * own.dimension);
        expect(view!.at(index, step)).toEqual(theta);
        const expected = independently(plane, theta);
        const size = 1e-9 * (1 + Math.hypot(...theta));
        expect(Math.abs(distances![step]! - expected.distance)).toBeLessThan(1e3 * size);
        expect(Math.abs(run.positions[2 * step]! - expected.x)).toBeLessThan(size);
        expect(Math.abs(run.positions[2 * step + 1]! - expected.y)).toBeLessThan(size);
        const moved = Array.from(theta, (x, i) => x - own.positions[i]!);
        const way = independently({ ...plane, origin: new Float64Array(theta.length) }, moved);
        const share = (way.along / Math.hypot(...moved)) ** 2;
        if (step > 0) expect(view!.share(index, step)).toBeCloseTo(share, 6);
        if (writePlaceAt(run, surface, step, spot))
          expect(spot[2]).toBe(surface.scale.height(model.loss.value(theta)));
      }
    }
    // The surface is the exact loss on the plane.
    const { nx, domain, values } = surface.grid;
    expect(nx).toBe(129);
    expect(domain).toEqual(scene.domain);
    for (const [i, j] of [
      [0, 0],
      [40, 99],
      [128, 128],
    ] as const) {
      const x = domain[0] + (i * (domain[1] - domain[0])) / 128;
      const y = domain[2] + (j * (domain[3] - domain[2])) / 128;
      expect(values[j * nx + i]).toBeCloseTo(loss.value([x, y]), 9);
      const lifted = Array.from(plane.origin, (o, k) => o + x * plane.u[k]! + y * plane.v[k]!);
      expect(values[j * nx + i]).toBeCloseTo(model.loss.value(lifted), 9);
    }
  });
});

test.each([
  ['auto', 'ends', 3],
  ['ends', 'ends', 3],
  ['principal', 'principal', 4],
  ['random', 'random', 1],
  ['parameters', 'parameters', 1],
  ['hessian', 'hessian', 1],
  ['step', 'step', 1],
] as const)('the plane "%s" is one of %s', async (asked: PlaneKind, kind, count) => {
  const { app, there } = appOn('moons', { points: 6, units: 3 }, (scene) => ({
    ...few(scene),
    plane: { kind: asked, run: null, seed: 2, axes: [0, 8] },
  }));
  await there();
  const { seen } = app.derived.model!;
  expect([seen!.kind, seen!.runs.length, seen!.instead]).toEqual([kind, count, null]);
  expect(said(app)).toMatch(/(off|on) it here/);
  if (kind === 'principal') {
    // The singular values of the centred positions, by another way: the trace of the covariance is their sum.
    const [first, second] = seen!.explained!;
    expect(first).toBeGreaterThan(second);
    expect(first + second).toBeLessThanOrEqual(1 + 1e-12);
    let [all, left] = [0, 0];
    const rows = app.derived.runs.flatMap(({ index, run }) =>
      Array.from({ length: run.steps + 1 }, (_, step) => ({
        theta: app.derived.model!.at(index, step)!,
        off: app.derived.runs.find((view) => view.index === index)!.distances![step]!,
      })),
    );
    for (const { theta, off } of rows) {
      all += theta.reduce((sum, x, i) => sum + (x - seen!.plane.origin[i]!) ** 2, 0);
      left += off * off;
    }
    expect(first + second).toBeCloseTo(1 - left / all, 9);
  }
});

/** The Hessian by differences of gradients, and its largest eigenvalues by the power method, one after another. */
function curvaturesAt(
  loss: Loss,
  theta: Float64Array,
  count: number,
): { value: number; vector: Float64Array }[] {
  const n = theta.length;
  const h = 1e-5;
  const columns = Array.from({ length: n }, (_, i) => {
    const [up, down] = [theta.slice(), theta.slice()];
    up[i]! += h;
    down[i]! -= h;
    const [above, below] = [loss.gradient(up).slice(), loss.gradient(down)];
    return above.map((x, k) => (x - below[k]!) / (2 * h));
  });
  const found: { value: number; vector: Float64Array }[] = [];
  // Moved, so that the largest are the largest in size as well.
  const shift = Math.max(...columns.map((column) => column.reduce((sum, x) => sum + Math.abs(x), 0)));
  for (let k = 0; k < count; k++) {
    let vector = Float64Array.from({ length: n }, (_, i) => 1 / (i + k + 1));
    let value = 0;
    for (let turn = 0; turn < 4000; turn++) {
      for (const { vector: other } of found) {
        const along = vector.reduce((sum, x, i) => sum + x * other[i]!, 0);
        vector = vector.map((x, i) => x - along * other[i]!);
      }
      const length = Math.hypot(...vector);
      vector = vector.map((x) => x / length);
      const image = vector.map(
        (x, i) => shift * x + columns.reduce((sum, column, j) => sum + column[i]! * vector[j]!, 0),
      );
      value = image.reduce((sum, x, i) => sum + x * vector[i]!, 0) - shift;
      vector = image;
    }
    const length = Math.hypot(...vector);
    found.push({ value, vector: vector.map((x) => x / length) });
  }
  return found;
}

describe('planes that follow the step', () => {
  const at = (kind: PlaneKind, run: number | null) => (scene: Scene) => ({
    ...few(scene),
    plane: { kind, run, seed: 1, axes: [0, 1] as const },
  });
  /** The runs are there, and the surface is of the plane of a step. */
  const seenAt = (app: RootApp, step: number) => () =>
    app.derived.model?.seen?.step === step && app.derived.model.progress === null;

  test('two largest curvatures: those of the dense Hessian', async () => {
    const { app, until } = appOn('moons', { points: 6, units: 3 }, at('hessian', 3));
    const { loss } = modelOf(app.state.scene.model!);
    for (const step of [0, 40, 7]) {
      app.seek(step);
      await until(seenAt(app, step));
      const { seen } = app.derived.model!;
      expect(seen!.runs).toEqual([3]);
      const theta = app.derived.model!.at(3, step)!;
      expect(Array.from(seen!.plane.origin)).toEqual(Array.from(theta));
      const expected = curvaturesAt(loss, theta, 2);
      for (const [i, { value, vector }] of expected.entries()) {
        expect(Math.abs(seen!.curvatures![i]! - value)).toBeLessThan(1e-6 * Math.abs(expected[0]!.value));
        const own = [seen!.plane.u, seen!.plane.v][i]!;
        expect(Math.abs(vector.reduce((sum, x, k) => sum + x * own[k]!, 0))).toBeCloseTo(1, 6);
      }
      expect(said(app)).toContain(`the two largest curvatures at step ${step} of Adam`);
      // The run is on the plane at that step, and what is read off it is the loss there.
      expect(app.derived.runs[3]!.distances![step]).toBeLessThan(1e-12);
      expect(app.derived.loss.value([0, 0])).toBeCloseTo(app.derived.runs[3]!.run.losses[step]!, 12);
      expect(app.derived.loss.hessian([0, 0])[0]).toBeCloseTo(expected[0]!.value, 6);
    }
  });

  test('the step and the gradient: the next position lies on it, along x', async () => {
    const { app, until } = appOn('xor', { points: 8 }, at('step', 1));
    const { loss } = modelOf(app.state.scene.model!);
    for (const step of [1, 31, 59]) {
      app.seek(step);
      await until(seenAt(app, step));
      const { distances, run } = app.derived.runs[1]!;
      const [from, to] = [step, step + 1].map((k) => app.derived.model!.at(1, k)!);
      const length = Math.hypot(...from!.map((x, i) => x - to![i]!));
      expect([run.positions[2 * step], run.positions[2 * step + 1]]).toEqual([0, 0]);
      expect(run.positions[2 * step + 2]).toBeCloseTo(length, 12);
      expect(Math.abs(run.positions[2 * step + 3]!)).toBeLessThan(1e-12);
      expect(distances![step + 1]).toBeLessThan(1e-12);
      // The whole gradient is in it.
      const inPlane = Math.hypot(...app.derived.loss.gradient([0, 0]));
      expect(inPlane).toBeCloseTo(Math.hypot(...loss.gradient(from!)), 10);
      expect(app.state.scene.domain[1]).toBeCloseTo(5 * length, 10);
    }
  });

  test('beyond the end of its run it is of that end, and stays', async () => {
    const { app, orders, until, there } = appOn('sales', {}, (scene) => ({
      ...at('hessian', 0)(scene),
      steps: 400,
      optimizers: scene.optimizers.map((one, i) =>
        i === 0 ? { ...one, suggested: [], values: { ...one.values, lr: 10 } } : one,
      ),
    }));
    app.seek(400);
    await until(() => app.derived.model?.progress === null && app.derived.model.isFine);
    const { run } = app.derived.runs[0]!;
    expect(run.divergedAt).toBeGreaterThan(10);
    const planes = () => orders.filter((order) => order.kind === 'start' && order.job === 'plane').length;
    const asked = planes();
    expect(app.derived.model!.seen!.step).toBe(run.steps);
    app.seek(390);
    await there();
    expect(planes()).toBe(asked);
  });

  test('at the last step it is the step that led there; without a step another plane is shown, and told', async () => {
    const { app, until } = appOn('xor', { points: 8 }, at('step', 0));
    app.seek(40);
    await until(seenAt(app, 40));
    expect(said(app)).toContain('y is that of the gradient after it');
    app.seek(60);
    await until(seenAt(app, 60));
    const { run, distances } = app.derived.runs[0]!;
    expect(run.positions[2 * 59]).toBeLessThan(0);
    expect(distances![59]).toBeLessThan(1e-12);
    const rest = appOn('xor', { points: 8 }, (scene) => still({ ...at('step', 0)(scene) }));
    await rest.there();
    expect(said(rest.app)).toContain('spans no plane here');
  });
});

describe('the chart of curvatures', () => {
  const charted = (scene: Scene): Scene => ({
    ...scene,
    steps: 20,
    optimizers: scene.optimizers.slice(0, 2),
    view: { ...scene.view, chart: 'sharpness' },
  });

  test('has the largest eigenvalue of the dense Hessian at every step of a short run', async () => {
    const { app, until } = appOn('xor', { points: 5 }, charted);
    await until(() => app.derived.model?.curvatures !== null && app.derived.model !== undefined);
    await until(() => app.derived.model!.curvatures === null && app.derived.runs.length === 2);
    const { loss } = modelOf(app.state.scene.model!);
    for (const { run, index, setting, entry } of app.derived.runs) {
      const { sharpness, shares } = run as SeenRun;
      expect(sharpness).toHaveLength(21);
      for (const step of [0, 1, 13, 20]) {
        const [expected] = curvaturesAt(loss, app.derived.model!.at(index, step)!, 1);
        expect(sharpness![step]! / expected!.value).toBeCloseTo(1, 4);
        expect(shares[step]).toEqual(app.derived.model!.share(index, step));
      }
      const limit = stableSharpness(entry, setting.values);
      if (setting.id === 'sgd') expect(limit).toBeCloseTo(2 / Number(setting.values['lr']), 12);
    }
  });

  test('comes in rounds with how far it is, and ends with another chart', async () => {
    const { app, orders, until, clock } = appOn('moons', { points: 40, units: 12 }, (scene) => ({
      ...charted(scene),
      steps: 256,
    }));
    await until(() => (app.derived.model?.curvatures?.done ?? 0) >= 3 && app.derived.runs.length > 0);
    const { model, runs } = app.derived;
    const { done, total } = model!.curvatures!;
    expect(total).toBe(129);
    const { sharpness } = runs[0]!.run as SeenRun;
    // Straight between those that are there: more rounds may be over by now.
    expect(sharpness!.every(Number.isFinite)).toBe(true);
    const gap = 256 / 2 ** Math.floor(Math.log2(done - 1));
    expect(sharpness![gap / 2]).toBeCloseTo((sharpness![0]! + sharpness![gap]!) / 2, 9);
    app.setView({ chart: 'offPlane' });
    await until(() => app.derived.model?.curvatures === null);
    const asked = orders.filter((order) => order.kind === 'start' && order.job === 'sharpness');
    expect(orders.some(({ kind }) => kind === 'cancel')).toBe(true);
    expect(asked.length).toBeLessThanOrEqual(done + 3);
    clock.tick(16);
    app.setView({ chart: 'sharpness' });
    await until(() => (app.derived.model?.curvatures?.done ?? 0) >= done);
  });
});

test('principal directions of one run are of its movement alone', async () => {
  const { app, there } = appOn('moons', { points: 6, units: 3 }, (scene) => ({
    ...few(scene),
    plane: { kind: 'principal', run: 2, seed: 1, axes: [0, 1] },
  }));
  await there();
  const { seen } = app.derived.model!;
  const run = recordRun({
    ...recordOptionsOf(app.state.scene, app.state.scene.optimizers[2]!),
    loss: modelOf(app.state.scene.model!).loss,
    start: app.derived.model!.at(2, 0)!,
  });
  const expected = principalPlane([run.positions], run.dimension);
  expect(seen!.explained).toEqual(expected.explained);
  expect(seen!.plane.u).toEqual(expected.plane.u);
  expect(said(app)).toContain('along the principal directions of RMSprop,');
});

test('parameters are named as they are read, and read as they are named', () => {
  const { parameters, loss } = modelOf({ id: 'spiral', options: { units: 4, hiddenLayers: 2, classes: 3 } });
  for (let i = 0; i < loss.dimension; i++)
    expect(placeIn(parameters, loss.dimension, nameIn(parameters)(i))).toBe(i);
  for (const [text, place] of [
    ['w1 2 1', 2],
    [' W1[2,1] ', 2],
    ['b1', 8],
    ['17', 17],
    ['W9 1', null],
    ['W1 5, 1', null],
    ['W1 1, 1, 1', null],
    ['W1 x', null],
    ['', null],
    ['999999', null],
    ['-1', null],
  ] as const)
    expect([text, placeIn(parameters, loss.dimension, text)]).toEqual([text, place]);
});

test('a plane through equal points is another one, which is said', async () => {
  const { app, there } = appOn('xor', { points: 5 }, (scene) => ({
    ...still(scene),
    plane: { kind: 'ends', run: null, seed: 1, axes: [0, 1] },
  }));
  await there();
  const { seen } = app.derived.model!;
  expect([seen!.kind, seen!.instead]).toEqual(['random', 'ends']);
  expect(said(app)).toContain('spans no plane here');
});

test('a run that ends too far out for squares hides no other', async () => {
  const { app, there } = appOn('moons', { points: 10 }, (scene) => ({
    ...few(scene),
    optimizers: scene.optimizers.map((one, i) =>
      i === 0 ? { ...one, suggested: [], values: { ...one.values, lr: 1e200 } } : one,
    ),
  }));
  await there();
  const { model, runs } = app.derived;
  // tanh has a slope of 0 out there: the loss is a number, and the run goes on.
  expect(runs[0]!.run.divergedAt).toBeNull();
  expect(Math.abs(model!.at(0, 60)![0]!)).toBeGreaterThan(1e190);
  expect([model!.seen!.kind, model!.seen!.runs]).toEqual(['ends', [1, 2, 3]]);
  expect(Math.max(...app.state.scene.domain.map(Math.abs))).toBeLessThan(1e3);
});

test('where no plane is spanned at all, that is said', async () => {
  const { app, until } = appOn('xor', { points: 5, initial: 'zero' }, still);
  await until(() => app.derived.model !== undefined && app.derived.model.failure !== null);
  expect(said(app)).toMatch(/spans? no plane/);
  expect(app.derived.runs).toEqual([]);
  expect(whyNotYet(app)).toMatch(/spans? no plane/);
});

test('where no optimizer is on, that is why nothing can be made of it', async () => {
  const { app, until } = appOn('xor', { points: 5 }, (scene) => ({
    ...scene,
    optimizers: scene.optimizers.map((one) => ({ ...one, on: false })),
  }));
  await until(() => app.derived.model !== undefined);
  expect(whyNotYet(app)).toBe('No optimizer runs: a plane goes through runs.');
});

/** Nothing moves at a rate of zero: all ends are the start. */
function still(scene: Scene): Scene {
  const optimizers = scene.optimizers.map((one) => ({
    ...one,
    suggested: [],
    values: { ...one.values, lr: 0 },
  }));
  return { ...few(scene), optimizers };
}

test('a changed rate records that run again and no other', async () => {
  const { app, orders, there } = appOn('xor', { points: 6 }, few);
  await there();
  const before = app.derived.runs;
  const count = () => orders.filter((order) => order.kind === 'start' && order.job === 'train').length;
  expect(count()).toBe(4);
  app.setValue(3, 'lr', 0.3);
  await there();
  expect(count()).toBe(5);
  expect(app.derived.runs[0]!.run.losses).toEqual(before[0]!.run.losses);
  expect(app.derived.runs[3]!.run.losses).not.toEqual(before[3]!.run.losses);
});

test('a duplicate that is edited while both are recorded takes nothing from the other', async () => {
  const recording = { isHeld: true };
  const { app, until, there } = appOn(
    'moons',
    { points: 40, units: 12 },
    (scene) => ({ ...scene, steps: 300, optimizers: scene.optimizers.slice(0, 1) }),
    {
      // A quick machine would be through before anything could be edited.
      *train(request) {
        const job = trainJob(request);
        const first = job.next();
        if (first.done) return first.value;
        const { done, total } = first.value;
        yield { ...first.value, isDue: true };
        while (recording.isHeld) yield { done, total, isDue: true };
        return yield* job;
      },
    },
  );
  const done = () => app.derived.model?.progress?.done ?? 0;
  await until(() => done() > 0);
  app.duplicateOptimizer(0);
  await until(() => app.derived.model?.progress?.total === 600);
  app.setValue(1, 'lr', 0.123);
  recording.isHeld = false;
  await there();
  expect(app.derived.runs.map(({ run }) => run.steps)).toEqual([300, 300]);
  const { scene } = app.state;
  const model = modelOf(scene.model!);
  for (const index of [0, 1]) {
    const own = recordRun({
      ...recordOptionsOf(scene, scene.optimizers[index]!),
      loss: model.loss,
      start: model.initial(scene.seed),
    });
    expect(app.derived.runs[index]!.run.losses).toEqual(own.losses);
  }
});

test('while a slider is dragged each run that is begun is seen, and the last one stays', async () => {
  const { app, clock, there } = appOn('moons', { points: 30 }, few);
  await there();
  const seen = new Set<unknown>();
  for (let i = 1; i <= 30; i++) {
    app.setValue(0, 'lr', 0.01 * i, 'drag');
    clock.tick(16);
    await new Promise((resolve) => setImmediate(resolve));
    seen.add(app.derived.runs[0]?.run.losses.at(-1));
  }
  await there();
  expect(seen.size).toBeGreaterThan(2);
  const { scene } = app.state;
  const model = modelOf(scene.model!);
  const own = recordRun({
    ...recordOptionsOf(scene, scene.optimizers[0]!),
    loss: model.loss,
    start: model.initial(scene.seed),
  });
  expect(scene.optimizers[0]!.values['lr']).toBe(0.3);
  expect(app.derived.runs[0]!.run.losses).toEqual(own.losses);
});

test('a rule of one’s own is recorded by its text', async () => {
  const { app, there } = appOn('xor', { points: 6 }, (scene) => ({
    ...few(scene),
    optimizers: [
      restored('custom', 'theta = theta - lr*gradient', { lr: 0.3 }),
      ...scene.optimizers.slice(0, 2),
    ],
  }));
  await there();
  const { scene } = app.state;
  const model = modelOf(scene.model!);
  const own = recordRun({
    ...recordOptionsOf(scene, scene.optimizers[0]!),
    loss: model.loss,
    start: model.initial(scene.seed),
  });
  expect(app.derived.runs[0]!.run.losses).toEqual(own.losses);
});

/** A setting of a rule that a text says. */
function restored(id: string, rule: string, values: Record<string, number>): Scene['optimizers'][number] {
  const { scene } = restoreScene({ version: 1, suggested: [], optimizers: [{ id, rule, values }] });
  return scene.optimizers[0]!;
}

test('playing waits for steps that are not there yet, and goes on', async () => {
  const { app, clock, until } = appOn('moons', { points: 60, units: 16 }, (scene) => ({
    ...scene,
    steps: 400,
  }));
  app.setPlayhead({ speed: 1000 });
  app.play();
  clock.tick(200);
  const ready = () => Math.min(...app.derived.runs.map(({ run }) => run.steps), 400);
  let waited = false;
  await until(() => {
    const { step, playing } = app.state.playhead;
    const there = app.derived.runs.length === 0 ? 0 : ready();
    expect(step).toBeLessThanOrEqual(Math.max(there, 0));
    waited ||= playing && step === there && there < 400;
    return !playing;
  });
  expect(waited).toBe(true);
  expect(app.state.playhead.step).toBe(400);
});

test('another model takes the place of one at once, and a formula of both', async () => {
  const { app, there } = appOn('moons', { points: 40 }, few);
  app.setLoss('xor');
  await there();
  expect(app.derived.entry?.id).toBe('xor');
  expect(app.derived.runs).toHaveLength(4);
  app.setLoss('booth');
  expect(app.derived.model).toBeUndefined();
  expect(app.derived.entry?.id).toBe('booth');
  expect(app.state.scene.domain).toEqual(app.derived.entry!.domain);
  app.undo();
  await there();
  expect(app.derived.entry?.id).toBe('xor');
});

test('a run that overflows ends with its reason, and the plane is that of the others', async () => {
  const { app, there } = appOn('sales', {}, (scene) => ({
    ...scene,
    steps: 400,
    optimizers: scene.optimizers.map((one, i) =>
      i === 0 ? { ...one, suggested: [], values: { ...one.values, lr: 10 } } : one,
    ),
  }));
  await there();
  const [first] = app.derived.runs;
  expect(first!.run.divergedAt).toBeGreaterThan(10);
  expect(first!.run.end?.reason).toBe('overflow');
  expect(app.derived.model!.seen!.runs).toEqual([1, 2, 3]);
});

test('the start cannot be moved, the rectangle can, and is let go again', async () => {
  const { app, until, there } = appOn('xor', { points: 6 }, few);
  await there();
  const { start, domain } = app.state.scene;
  app.setStart([0.5, 0.5]);
  expect(app.state.scene.start).toEqual(start);
  app.setDomain([-1, 1, -2, 2]);
  expect(app.state.scene.suggested).not.toContain('domain');
  // Until then the surface of before is there.
  await until(() => app.derived.surface.grid.domain[0] === -1);
  expect(app.derived.surface.grid.domain).toEqual([-1, 1, -2, 2]);
  const leftAt = () => app.derived.runs.map((view) => view.leftAt);
  const firstOutside = app.derived.runs.map(({ run: { positions, steps } }) => {
    const places = Array.from({ length: steps + 1 }, (_, k) => [positions[2 * k]!, positions[2 * k + 1]!]);
    const first = places.findIndex(([x, y]) => Math.abs(x!) > 1 || Math.abs(y!) > 2);
    return first < 0 ? null : first;
  });
  expect(leftAt()).toEqual(firstOutside);
  expect(leftAt().some((step) => step !== null)).toBe(true);
  app.suggest('domain');
  await until(() => app.state.scene.domain[0] !== -1);
  expect(leftAt()).toEqual([null, null, null, null]);
  expect(app.state.scene.domain).toEqual(domain);
  expect(app.canReset).toBe(true);
});

test('an app that is gone has ended the workers of its model', async () => {
  const { app, whole, workers } = appOn('xor', { points: 6 }, (scene) => ({
    ...few(scene),
    plane: { kind: 'hessian', run: null, seed: 2, axes: [0, 8] },
  }));
  await whole();
  expect(workers.started).toBeGreaterThan(2);
  expect(workers.stopped).toBe(0);
  app.dispose();
  expect(workers.stopped).toBe(workers.started);
});

test('what was only looked at can not be taken back: finding its place on the plane is no edit', async () => {
  const { app, there } = appOn('xor', { points: 6 }, few);
  await there();
  expect([app.canUndo, app.canReset]).toEqual([false, false]);
});

test.each([
  [{ id: 'xor', options: {} }, 100_000, { steps: 100_000, keepEvery: 1 }],
  [{ id: 'moons', options: { hiddenLayers: 2, units: 64 } }, 500, { steps: 500, keepEvery: 1 }],
  [{ id: 'moons', options: { hiddenLayers: 2, units: 64 } }, 10_000, { steps: 10_000, keepEvery: 64 }],
  [{ id: 'moons', options: { hiddenLayers: 2, units: 64 } }, 100_000, { steps: 14_605, keepEvery: 64 }],
])('of many parameters so many steps are kept: %j, %i steps', (setting, steps, kept) => {
  const scene = onModel(defaultScene(), setting);
  expect(roomFor(scene.model!, scene.optimizers, steps)).toEqual(kept);
});

test('2,000 steps of four optimizers on ten thousand parameters are within 200 MB, here and where they are recorded', () => {
  giveDigitsHere();
  const scene = onModel(defaultScene(), { id: 'digits', options: { units: 48 } });
  const model = modelOf(scene.model!);
  expect(model.loss.dimension).toBe(9946);
  const four = scene.optimizers.slice(0, 4);
  expect(four.filter(({ on }) => on)).toHaveLength(4);
  const bytesOf = (optimizers: typeof four, wanted: number) => {
    const { steps, keepEvery } = roomFor(scene.model!, optimizers, wanted);
    let bytes = 0;
    for (const setting of optimizers) {
      const options = recordOptionsOf({ ...scene, steps }, setting);
      const recorder = createRecorder(
        { ...options, loss: model.loss, start: model.initial(1) },
        { keepEvery },
      );
      const { positions, losses, checkpoints } = recorder;
      // Positions, the loss with what else is known of a step, and the states that a run goes on from.
      bytes += 2 * (positions.byteLength + 6 * losses.byteLength + checkpoints.between(0, steps).byteLength);
      recorder.release();
    }
    return { steps, keepEvery, bytes };
  };
  const asked = bytesOf(four, 2000);
  expect(asked).toMatchObject({ steps: 2000, keepEvery: 32 });
  expect(asked.bytes).toBeLessThanOrEqual(200e6);
  // All positions of fewer steps; what is too much even so is cut, and fills what there is.
  expect(roomFor(scene.model!, four, 200)).toEqual({ steps: 200, keepEvery: 1 });
  const most = bytesOf(four, 100_000);
  expect(most.keepEvery).toBe(64);
  expect(most.steps).toBeLessThan(100_000);
  expect(most.bytes).toBeLessThanOrEqual(200e6);
  expect(most.bytes).toBeGreaterThan(0.95 * 200e6);
});

test('a run of which few positions are kept is seen as if all were, on any plane and at any step', async () => {
  const options = { units: 6, points: 20, batchSize: 4 };
  const change = (scene: Scene): Scene => ({
    ...scene,
    steps: 300,
    optimizers: [1, 0.5].map((share) => ({ ...scene.optimizers[1]!, values: { lr: 0.01 * share } })),
  });
  const { app, there, until } = appOn('spiral', options, change, {}, 15_000);
  await there();
  const view = () => app.derived.model!;
  expect(view().keepEvery).toBeGreaterThan(1);
  const { scene } = app.state;
  const model = modelOf(scene.model!);
  const own = recordRun({
    ...recordOptionsOf(scene, scene.optimizers[0]!),
    loss: model.loss,
    start: model.initial(scene.seed),
  });
  const n = model.loss.dimension;
  const row = (step: number) => own.positions.subarray(step * n, (step + 1) * n);
  for (const step of [0, 1, 77, 78, 299, 300]) expect(view().at(0, step)).toEqual(row(step));
  const check = () => {
    const { plane } = view().seen!;
    const track = trackOn(plane, own);
    const { run, distances } = app.derived.runs[0]!;
    expect(run.steps).toBe(300);
    for (const step of [0, 1, 20, 77, 300]) {
      expect(run.positions[2 * step]).toBeCloseTo(track.coordinates[2 * step]!, 10);
      expect(run.positions[2 * step + 1]).toBeCloseTo(track.coordinates[2 * step + 1]!, 10);
      expect(distances![step]).toBeCloseTo(track.distances[step]!, 10);
      expect(run.losses[step]).toBe(own.losses[step]);
    }
  };
  check();
  app.edit((now) => ({ ...now, plane: { ...now.plane, kind: 'random' } }));
  await until(() => view().seen?.kind === 'random' && app.derived.runs.length > 0);
  check();
});

test('two parameters are seen along them, all there is, unless another plane is asked for', async () => {
  const seenOf = async (options: Record<string, boolean>, kind: 'auto' | 'principal') => {
    const { app, there } = appOn('option-prices', { strikes: 3, ...options }, (scene) => ({
      ...few(scene),
      plane: { ...scene.plane, kind },
    }));
    await there();
    const { seen } = app.derived.model!;
    const { variables } = app.derived.surface;
    return {
      seen: seen!,
      variables,
      track: app.derived.runs[3]!.run.positions,
      own: app.derived.model!.at(3, 5)!,
    };
  };
  const { seen, variables, track, own } = await seenOf({}, 'auto');
  expect(seen).toMatchObject({ kind: 'parameters', parameters: ['volatility', 'rate'], runs: [] });
  expect(planeWords(seen, String)).toBe('volatility along x, rate along y: all that there is');
  expect(variables).toEqual(['volatility', 'rate']);
  expect([...track.subarray(10, 12)]).toEqual([...own]);
  expect(await seenOf({}, 'principal')).toMatchObject({ seen: { kind: 'principal' }, variables: ['x', 'y'] });
  expect((await seenOf({ smile: true }, 'auto')).seen.kind).toBe('ends');
});
