import { expect, test } from 'vitest';
import { createModel, mapStarts, recordRun, spanPlane } from '../../../../src/core/index.ts';
import { mapSettings } from '../../../../src/core/run/settings.ts';
import { restoreOptions } from '../../../../src/core/models/options.ts';
import { modelById } from '../../../../src/core/models/registry.ts';
import { settingsJob } from '../../../../src/workers/settings-job.ts';
import { settleOn } from '../../../../src/core/scene/settle-model.ts';

const { options } = restoreOptions(modelById('xor')!, { points: 10, units: 3 });
const model = { id: 'xor', options };
const optimizer = { id: 'momentum', lr: 0.1 };

test.each([
  ['batchSize', { min: 1, max: 9, scale: 'linear' }, () => ({ batchSize: 6 }), 1],
  ['initialScale', { min: 0.1, max: 10, scale: 'log' }, (y: number) => ({ initialScale: y }), 1],
  ['seed', { min: 0, max: 5, scale: 'linear' }, () => ({}), 3],
] as const)(
  'every pixel of a model’s map by rate and %s is the run on that model',
  (key, axis, set, seed) => {
    const loss = createModel('xor', options).loss;
    const ground = { loss, optimizer, steps: 12, seed: 1 };
    const map = mapSettings({
      ...ground,
      start: [],
      x: { key: 'lr', min: 0.01, max: 1, scale: 'log' },
      y: { key, ...axis },
      width: 3,
      height: 5,
      settle: settleOn(model, ground),
    });
    const own = createModel('xor', { ...options, ...set(map.ys[3]!) });
    const run = recordRun({
      loss: own.loss,
      optimizer: { ...optimizer, lr: map.xs[1]! },
      start: own.initial(seed),
      seed,
      steps: 12,
    });
    expect(map.losses[3 * 3 + 1]).toBe(run.losses[12]);
    expect(new Set(map.losses).size).toBe(15);
  },
);

test('on a plane each pixel is the run from that start, as the map of starts has it to the bit', () => {
  const { loss, initial } = createModel('xor', options);
  const [origin, first, second] = [initial(1), initial(2), initial(3)];
  const plane = spanPlane(origin, first, second);
  const ground = { loss, optimizer, steps: 12, seed: 1, width: 4, height: 3 };
  const x = { key: 'planeX', min: -2, max: 3, scale: 'linear' } as const;
  const y = { key: 'planeY', min: -1, max: 1, scale: 'linear' } as const;
  const map = mapSettings({ ...ground, start: [], x, y, settle: settleOn(model, ground, plane) });
  const starts = mapStarts({ ...ground, plane, domain: [-2, 3, -1, 1] });
  expect(map.losses).toEqual(starts.losses);
  expect(map.endedAt).toEqual(starts.endedAt);
  expect(new Set(map.losses).size).toBe(12);
  // Of one axis alone the other is that of the model's own start.
  const rates = { key: 'lr', min: 0.05, max: 0.15, scale: 'linear' } as const;
  const along = mapSettings({
    ...ground,
    width: 4,
    height: 1,
    start: [],
    x,
    y: rates,
    settle: settleOn(model, ground, plane),
  });
  const start = Float64Array.from(plane.origin, (o, i) => o + along.xs[2]! * plane.u[i]!);
  const run = recordRun({ loss, optimizer: { ...optimizer, lr: along.ys[0]! }, steps: 12, seed: 1, start });
  expect(along.losses[2]).toBeCloseTo(run.losses[12]!, 12);
});

test('a worker makes the model of its setting, and can be stopped within a row', () => {
  const request = {
    formula: 'x',
    curve: false,
    model,
    optimizer: { id: 'sgd', values: { lr: 0.1 } },
    start: [],
    steps: 5,
    seed: 2,
    x: { key: 'lr', min: 0.01, max: 1, scale: 'log' },
    y: { key: 'seed', min: 0, max: 2, scale: 'linear' },
    width: 4,
    height: 2,
  } as const;
  const parts = settingsJob(request);
  expect(parts.next().value).toMatchObject({ done: 0, total: 2 });
  expect(parts.next().value).toMatchObject({ done: 0.25, total: 2 });
});

test('the initial scale multiplies what is drawn', () => {
  const twice = createModel('xor', { ...options, initialScale: 2 }).initial(4);
  expect([...twice]).toEqual(Array.from(createModel('xor', options).initial(4), (w) => 2 * w));
});
