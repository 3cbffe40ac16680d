import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { shownMarks } from '../../../../src/app/shown-marks.ts';
import { recordRun } from '../../../../src/core/index.ts';
import { minibatches } from '../../../../src/core/models/minibatches.ts';
import { choiceOf, resolveOptimizer } from '../../../../src/core/optimizers/registry.ts';
import { anatomyOf } from '../../../../src/core/run/anatomy.ts';
import { componentAnatomy } from '../../../../src/core/run/component.ts';
import { modelOf, openModels } from '../../../../src/core/scene/models.ts';
import { recordOptionsOf } from '../../../../src/core/scene/record-options.ts';
import type { Scene } from '../../../../src/core/scene/scene.ts';
import { appOn, closeApps } from './model-app.ts';

vi.setConfig({ testTimeout: 30_000 });
beforeAll(openModels);
afterEach(closeApps);

const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, x, i) => sum + x * b[i]!, 0);
const long = (scene: Scene): Scene => ({ ...scene, steps: 200 });

describe.each([
  { id: 'moons', options: { points: 10, units: 3, batchSize: 7 } },
  { id: 'sales', options: { standardize: true } },
  { id: 'readmission', options: { patients: 60, batchSize: 16 } },
])('$id', ({ id, options }) => {
  test('a step taken apart is that of the run recorded here, to the bit, wherever one goes', async () => {
    const { app, there } = appOn(id, options, long);
    await there();
    const { scene } = app.state;
    const model = modelOf(scene.model!);
    for (const [index, setting] of scene.optimizers.entries()) {
      const run = recordRun({
        ...recordOptionsOf(scene, setting),
        loss: model.loss,
        start: model.initial(scene.seed),
      });
      const { entry, values } = resolveOptimizer(choiceOf(setting, setting.values));
      for (const step of [0, 63, 64, 150, run.steps]) {
        const own = app.derived.model!.anatomy(index, step)!;
        expect(own).toEqual(anatomyOf(entry, values, run, step, model.loss));
        // Under minibatches the gradient is theirs, and no noise is said to be in it.
        expect([own.noise, own.isOfBatch]).toEqual([null, 'batchSize' in options]);
      }
      expect(app.derived.model!.anatomy(index, run.steps + 1)).toBeNull();
    }
  });

  test('arrows are the step and the gradient on the plane, and say what is off it', async () => {
    const { app, there } = appOn(id, options, long);
    await there();
    const { model } = app.derived;
    const [u, v] = [model!.seen!.plane.u, model!.seen!.plane.v].map((axis) => Float64Array.from(axis)) as [
      Float64Array,
      Float64Array,
    ];
    for (const step of [0, 70, 199]) {
      const { lines, before } = model!.anatomy(3, step)!;
      const [theta, gradient] = [before[0]!.value, lines[0]!.value] as [Float64Array, Float64Array];
      const moved = (lines.at(-1)!.value as Float64Array).map((x, i) => x - theta[i]!);
      const { marks, off } = model!.step(3, step, null)!;
      for (const [key, vector, share] of [
        ['gradient:uphill', gradient, off.gradient],
        ['update', moved, off.step],
      ] as const) {
        const mark = marks.marks.find((one) => one.key === key)!;
        const [x, y] = [dot(vector, u), dot(vector, v)];
        const size = Math.sqrt(dot(vector, vector));
        expect(Math.hypot(mark.x - x, mark.y - y)).toBeLessThan(1e-9 * size);
        const rest = vector.map((one, i) => one - x * u[i]! - y * v[i]!);
        expect(share).toBeCloseTo(dot(rest, rest) / size ** 2, 9);
      }
      // From where the ball's foot is.
      expect(marks.from).toEqual([...app.derived.runs[3]!.run.positions.subarray(2 * step, 2 * step + 2)]);
      app.seek(step);
      app.select(3);
      expect(shownMarks(app.state, app.derived, 1)!.marks.map(({ mark }) => mark.key)).toEqual(['update']);
    }
    expect(model!.step(3, 200, null)).toBeNull();
  });

  test('the own gradients of the rows of a step make up its gradient', async () => {
    const { app, there } = appOn(id, options, long);
    await there();
    const { model, train } = { model: app.derived.model!, ...modelOf(app.state.scene.model!) };
    const rows = train.targets.length;
    const size = 'batchSize' in options ? Number(options.batchSize) : 0;
    const batch = size > 0 ? minibatches(rows, size, app.state.scene.seed)(40).slice() : null;
    let sum = 0;
    for (let row = 0; row < rows; row++) {
      const own = model.step(0, 40, row)!.row!;
      expect(own.isInBatch).toBe(batch === null || batch.includes(row));
      expect(own.batch).toBe(batch?.length ?? rows);
      if (!own.isInBatch) expect(own.share).toBe(0);
      sum += own.share;
    }
    expect(sum).toBeCloseTo(1, 9);
    expect(model.step(0, 40, rows)!.row).toBeNull();
    app.seek(40);
    app.select(0);
    app.pick(1);
    expect(
      shownMarks(app.state, app.derived, 1)!
        .marks.map(({ mark }) => mark.key)
        .toSorted(),
    ).toEqual(
      [
        'gradient:uphill',
        'row',
        app.derived.runs[0]!.entry.rule.lines.find(({ part }) => part === 'step')!.key,
      ].toSorted(),
    );
    // Another model has other rows.
    app.edit((scene) => ({ ...scene, model: { ...scene.model!, options: { ...scene.model!.options } } }));
    expect(app.state.picked).toBeNull();
  });
});

test('of players in turns the arrow of the gradient is the one that the step was made of', async () => {
  const { app, there } = appOn('two-players', { moves: 'alternating' }, (scene) => ({
    ...long(scene),
    noise: 0,
  }));
  await there();
  const { positions, lr } = {
    ...app.derived.runs[0]!.run,
    lr: Number(app.state.scene.optimizers[0]!.values['lr']),
  };
  for (const step of [0, 70, 199]) {
    const [x, y, next] = [positions[2 * step]!, positions[2 * step + 1]!, positions[2 * step + 2]!];
    const { marks, off } = app.derived.model!.step(0, step, null)!;
    const arrow = marks.marks.find(({ key }) => key === 'gradient:uphill')!;
    // Of xy the first goes down y, and the second up where x is by then.
    expect(arrow.x).toBeCloseTo(y, 9);
    expect(arrow.y).toBeCloseTo(-next, 9);
    expect(Math.abs(next - x)).toBeGreaterThan(1e-3);
    const moved = marks.marks.find(({ part }) => part === 'step')!;
    expect(moved.x).toBeCloseTo(-lr * arrow.x, 9);
    expect(moved.y).toBeCloseTo(-lr * arrow.y, 9);
    expect(off.gradient).toBeCloseTo(0, 12);
  }
});

test('one parameter of a step: its own numbers, and of all what a line reduces', async () => {
  const { app, there } = appOn('xor', { points: 8 }, (scene) => ({
    ...long(scene),
    optimizers: [
      { ...scene.optimizers[3]! },
      { ...scene.optimizers[0]!, values: { ...scene.optimizers[0]!.values, clipNorm: 0.01 } },
    ],
  }));
  await there();
  for (const index of [0, 1]) {
    const whole = app.derived.model!.anatomy(index, 30)!;
    const own = componentAnatomy(whole, 5);
    expect(own.lines).toHaveLength(whole.lines.length);
    whole.lines.forEach((line, i) => {
      const expected = typeof line.value === 'number' ? line.value : line.value[5];
      expect(own.lines[i]!.value).toBe(expected);
    });
    expect(own.before.map(({ value }) => value)).toEqual(
      whole.before.map(({ value }) => (typeof value === 'number' ? value : value[5])),
    );
    expect(own.stages.flatMap(({ lines }) => lines)).toEqual(own.lines);
  }
});
