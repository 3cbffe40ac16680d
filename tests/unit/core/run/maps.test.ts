import { describe, expect, test } from 'vitest';
import {
  compileFormula,
  losses,
  mapSettings,
  mapStarts,
  networkLoss,
  optimizers,
  planeOfParameters,
  project,
  recordRun,
  type Run,
  sliceOf,
} from '../../../../src/core/index.ts';
import { startRows } from '../../../../src/core/run/maps.ts';
import { settingRows } from '../../../../src/core/run/settings.ts';

const himmelblau = losses.find(({ id }) => id === 'himmelblau')!.loss;

/** The end of a run as a map keeps it. */
function endOf({ positions, losses: values, divergedAt, steps, dimension }: Run) {
  return {
    position: [...positions.subarray(steps * dimension)],
    loss: values[steps]!,
    endedAt: divergedAt ?? -1,
  };
}

test('runs that end early are told with where they were last', () => {
  const loss = compileFormula('x^4 + y^4');
  const optimizer = { id: 'sgd', lr: 1 };
  const map = mapStarts({ loss, optimizer, domain: [-2, 2, -0.1, 0.1], width: 16, height: 2, steps: 50 });
  const ended = map.endedAt.filter((step) => step >= 0).length;
  expect(ended).toBeGreaterThan(8);
  expect(ended).toBeLessThan(32);
  expect([...map.ends, ...map.losses].every(Number.isFinite)).toBe(true);
  // A start without a loss is the run of that one point.
  const root = compileFormula('sqrt(x) + y^2');
  const edge = mapStarts({ loss: root, optimizer, domain: [-1, 1, -1, 1], width: 2, height: 1, steps: 5 });
  expect([edge.endedAt[0], edge.ends[0], edge.losses[0]]).toEqual([0, -0.5, Number.NaN]);
});

test('a run that ends where one block of its loop meets the next has the recorder’s end', () => {
  const loss = compileFormula('x^2 + y^2');
  const ended = new Set<number>();
  // The factor of a step is about 2: the loss overflows after some 512.
  for (let k = 0; k < 12; k++) {
    const optimizer = { id: 'sgd', lr: 1.494 + k / 1250 };
    const ground = { loss, optimizer, steps: k === 11 ? 300 : 600 };
    const {
      ends,
      losses: values,
      endedAt,
    } = mapStarts({
      ...ground,
      domain: [1, 3, 0, 1],
      width: 1,
      height: 1,
    });
    const run = endOf(recordRun({ ...ground, start: [2, 0.5] }));
    expect([...ends, values[0], endedAt[0]]).toEqual([...run.position, run.loss, run.endedAt]);
    ended.add(run.endedAt);
  }
  expect(ended).toContain(-1);
  for (const step of [511, 512, 513]) expect(ended).toContain(step);
});

describe('a map of settings', () => {
  const ground = { loss: himmelblau, start: [-0.4, -0.75], width: 13, height: 9, steps: 60 };

  test('is every run’s end to the bit', () => {
    const x = { key: 'lr', min: 1e-4, max: 10, scale: 'log' } as const;
    const y = { key: 'momentum', min: 0, max: 0.99, scale: 'linear' } as const;
    const schedule = { kind: 'inverse', decay: 0.1 } as const;
    const map = mapSettings({ ...ground, schedule, optimizer: { id: 'nesterov' }, x, y });
    for (let at = 0; at < 13 * 9; at++) {
      const [lr, momentum] = [map.xs[at % 13]!, map.ys[Math.floor(at / 13)]!];
      expect(momentum).toBe(((Math.floor(at / 13) + 0.5) / 9) * 0.99);
      const way = Math.log(lr / 1e-4) / Math.log(1e5);
      expect(way).toBeCloseTo(((at % 13) + 0.5) / 13, 12);
      const run = recordRun({ ...ground, schedule, optimizer: { id: 'nesterov', lr, momentum } });
      expect([map.losses[at], map.endedAt[at]]).toEqual([endOf(run).loss, endOf(run).endedAt]);
    }
    expect(map.endedAt).toContain(-1);
    expect(map.endedAt.some((step) => step >= 0)).toBe(true);
  });

  test('takes noise, seed and the scale of the start as axes', () => {
    const x = { key: 'noise', min: 0, max: 4, scale: 'linear' } as const;
    const y = { key: 'seed', min: 0, max: 9, scale: 'linear' } as const;
    const optimizer = { id: 'sgd', lr: 0.01 };
    const noisy = mapSettings({ ...ground, optimizer, x, y });
    const run = recordRun({ ...ground, optimizer, noise: noisy.xs[3]!, seed: 5 });
    expect(noisy.losses[5 * 13 + 3]).toBe(run.losses[60]);
    const scale = { key: 'scale', min: 0.1, max: 10, scale: 'log' } as const;
    const scaled = mapSettings({ ...ground, optimizer, x: scale, y });
    const start = ground.start.map((p) => scaled.xs[2]! * p);
    expect(scaled.losses[2]).toBe(recordRun({ ...ground, optimizer, start }).losses[60]);
  });

  test('meets the theory on a quadratic: momentum converges below 2 (1 + mu) / lambda, to a pixel', () => {
    const bowl = compileFormula('x^2/2 + 5y^2');
    const map = mapSettings({
      loss: bowl,
      start: [1, 1],
      steps: 3000,
      optimizer: { id: 'momentum' },
      x: { key: 'lr', min: 0.1, max: 0.5, scale: 'linear' },
      y: { key: 'momentum', min: 0, max: 0.9, scale: 'linear' },
      width: 80,
      height: 10,
    });
    for (let j = 0; j < 10; j++) {
      const row = [...map.losses.subarray(80 * j, 80 * (j + 1))];
      const stable = row.filter((value, i) => map.endedAt[80 * j + i]! < 0 && value < 1).length;
      const limit = (2 * (1 + map.ys[j]!)) / 10;
      const expected = map.xs.filter((lr) => lr < limit).length;
      expect(Math.abs(stable - expected)).toBeLessThanOrEqual(1);
    }
  });
});

test('a map on a plane starts there, runs in all parameters, and tells the feet', () => {
  const loss = networkLoss({
    layers: [2, 3, 1],
    activation: 'tanh',
    objective: 'squared error',
    inputs: Float64Array.of(0, 0, 0, 1, 1, 0, 1, 1),
    targets: Float64Array.of(0, 1, 1, 0),
  });
  const point = Float64Array.from({ length: loss.dimension }, (_, i) => Math.sin(i + 1));
  const plane = planeOfParameters(point, 0, 7);
  const optimizer = { id: 'adam', lr: 0.05 };
  const ground = { loss, optimizer, plane, domain: [-2, 2, -2, 2], width: 5, height: 4, steps: 30 } as const;
  const map = mapStarts(ground);
  const start = point.slice();
  start[0]! += map.xs[3]!;
  start[7]! += map.ys[2]!;
  const { position, loss: last } = endOf(recordRun({ loss, optimizer, start, steps: 30 }));
  expect(map.losses[13]).toBe(last);
  expect([...map.ends.subarray(26, 28)]).toEqual([...project(plane, position)]);
  // Not the run of the slice, which cannot leave the plane.
  const slice = recordRun({
    loss: sliceOf(loss, plane),
    optimizer,
    start: [map.xs[3]!, map.ys[2]!],
    steps: 30,
  });
  expect(slice.losses.at(-1)).not.toBe(last);
});

test.each(optimizers)('no pixel leaves anything to the next, $id', ({ id }) => {
  const ground = { loss: himmelblau, optimizer: { id }, steps: 30, noise: 0.2, seed: 3 };
  const map = mapStarts({ ...ground, domain: [-6, 6, -5, 5], width: 6, height: 5 });
  for (let at = 0; at < 30; at++) {
    const start = [map.xs[at % 6]!, map.ys[Math.floor(at / 6)]!];
    const { position, loss, endedAt } = endOf(recordRun({ ...ground, start }));
    expect([...map.ends.subarray(2 * at, 2 * at + 2), map.losses[at]]).toEqual([...position, loss]);
    expect(map.endedAt[at]).toBe(endedAt);
  }
});

test('rows come one by one, and can be left', () => {
  const ground = { loss: himmelblau, optimizer: { id: 'sgd' }, width: 3, height: 4, steps: 2 };
  expect([...startRows({ ...ground, domain: [0, 1, 0, 1] })]).toEqual([1, 2, 3, 4]);
  const axis = { min: 0, max: 0.5, scale: 'linear' } as const;
  const rows = settingRows({
    ...ground,
    start: [1, 1],
    x: { ...axis, key: 'momentum' },
    y: { ...axis, key: 'dampening' },
  });
  expect(rows.next()).toEqual({ done: false, value: 1 });
});

describe('what cannot be mapped is refused, in a sentence', () => {
  const ground = { loss: himmelblau, optimizer: { id: 'sgd' }, width: 4, height: 4, steps: 5 };
  const domain = [-1, 1, -1, 1] as const;
  const lr = { key: 'lr', min: 0.01, max: 1, scale: 'log' } as const;
  const mu = { key: 'momentum', min: 0, max: 1, scale: 'linear' } as const;
  const curve = compileFormula('x^2', { variables: ['x'] });

  test.each([
    [{ width: 0 }, 'width must be a whole number of pixels from 1 to 8192, not 0.'],
    [{ height: 2.5 }, 'height must be'],
    [{ width: Number.NaN }, 'width must be'],
    [
      { domain: [1, 1, 0, 1] },
      'domain, along x must go from a finite number to a greater one, not from 1 to 1.',
    ],
    [{ domain: [0, 1, 0, Infinity] }, 'domain, along y'],
    [{ domain: [-1e308, 1e308, 0, 1] }, 'domain, along x'],
    [{ steps: -1 }, 'steps must be a whole number'],
    [{ optimizer: { id: 'none' } }, 'No optimizer is called "none"'],
    [{ optimizer: { id: 'sgd', lr: -1 } }, 'lr of SGD must be'],
    [{ loss: curve }, 'A map of starts is of a loss of two parameters, or wants a plane; this one has 1.'],
    [{ plane: planeOfParameters([1, 2, 3], 0, 1) }, 'The plane is of 3 parameters, the loss of 2.'],
  ])('starts %j', (wrong, message) => {
    expect(() => mapStarts({ ...ground, domain, ...(wrong as object) })).toThrow(message);
  });

  test.each([
    [{ x: { ...lr, min: 0 } }, 'lr on a logarithmic axis must be above 0, not 0.'],
    [{ x: mu }, 'The axes must be of two keys; both are of "momentum".'],
    [{ x: { ...lr, key: 'beta1' } }, 'SGD has no hyperparameter "beta1"'],
    [{ x: { ...lr, key: 'nesterov' } }, 'nesterov of SGD must be true or false'],
    [{ x: { ...lr, min: -1, scale: 'linear' } }, 'lr of SGD must be at least'],
    [{ y: { ...mu, max: Number.NaN } }, 'momentum must go from a finite number'],
    [{ start: [1] }, 'start must have 2 coordinates'],
    [{ start: [1, Infinity] }, 'start must be finite'],
  ])('settings %j', (wrong, message) => {
    expect(() => mapSettings({ ...ground, start: [1, 1], x: lr, y: mu, ...(wrong as object) })).toThrow(
      message,
    );
  });
});
