import { expect, test } from 'vitest';
import { compileFormula, losses, mapSettings, recordRun } from '../../../../src/core/index.ts';
import { limitEvaluations } from '../../../../src/core/run/limit.ts';
import { endReasons, settingKeys } from '../../../../src/core/run/settings.ts';
import { firstWithin } from '../../../../src/core/run/within.ts';

const { loss, domain } = losses.find(({ id }) => id === 'himmelblau')!;
const lr = { key: 'lr', min: 1e-3, max: 1, scale: 'log' } as const;
const goal = { value: 0, domain, tolerance: 1e-3 };

test.each([
  ['momentum', { key: 'momentum', min: 0, max: 0.99, scale: 'linear' }, {}],
  ['adam', { key: 'startX', min: -5, max: 5, scale: 'linear' }, { schedule: { kind: 'cosine' } }],
  ['rmsprop', { key: 'startY', min: -5, max: 5, scale: 'linear' }, { noise: 0.3, seed: 4 }],
  ['armijo', { key: 'noise', min: 0, max: 2, scale: 'linear' }, { budget: 'evaluations' }],
] as const)('each pixel has its run’s end, first step within the goal and reason, %s', (id, y, more) => {
  const size = { width: 9, height: 7, steps: 60 };
  const ground = { loss, start: [-0.4, -0.75], optimizer: { id } };
  const map = mapSettings({ ...ground, ...size, ...more, x: lr, y, goal, tellsReasons: true });
  for (let at = 0; at < 63; at++) {
    const [a, b] = [map.xs[at % 9]!, map.ys[Math.floor(at / 9)]!];
    const start = [y.key === 'startX' ? b : -0.4, y.key === 'startY' ? b : -0.75];
    const optimizer = { id, lr: a, ...(!settingKeys.some((key) => key === y.key) && { [y.key]: b }) };
    const { budget, ...options } = { budget: 'steps', ...more };
    const whole = recordRun({
      loss,
      ...options,
      steps: 60,
      start,
      optimizer,
      ...(y.key === 'noise' && { noise: b }),
    });
    const run = budget === 'evaluations' ? limitEvaluations(whole, 60) : whole;
    const reason = run.end ? endReasons.indexOf(run.end.reason) : -1;
    expect([map.losses[at], map.endedAt[at], map.arrivals[at], map.reasons[at]]).toEqual([
      run.losses[run.steps],
      run.divergedAt ?? -1,
      firstWithin(run, goal, 1e-3) ?? -1,
      reason,
    ]);
  }
  expect(map.arrivals.some((step) => step > 0)).toBe(true);
  expect(map.arrivals).toContain(-1);
});

test('rows that are computed apart are those of the whole', () => {
  const y = { key: 'startX', min: -5, max: 5, scale: 'linear' } as const;
  const options = { loss, start: [0, 0], optimizer: { id: 'sgd' }, width: 4, height: 7, steps: 9, x: lr, y };
  const whole = mapSettings(options);
  const part = mapSettings({ ...options, rows: { first: 1, every: 3 } });
  expect([...part.ys]).toEqual([whole.ys[1], whole.ys[4]]);
  expect([...part.losses]).toEqual([...whole.losses.subarray(4, 8), ...whole.losses.subarray(16, 20)]);
});

test('a loss of one variable has one coordinate of its start', () => {
  const curve = compileFormula('(x^2 - 1)^2', { variables: ['x'] });
  const x = { key: 'startX', min: -2, max: 2, scale: 'linear' } as const;
  const options = {
    loss: curve,
    start: [0],
    optimizer: { id: 'sgd' },
    width: 4,
    height: 2,
    steps: 50,
    y: lr,
  };
  expect(mapSettings({ ...options, x }).losses[0]).toBe(
    recordRun({
      loss: curve,
      start: [-1.5],
      steps: 50,
      optimizer: { id: 'sgd', lr: mapSettings({ ...options, x }).ys[0]! },
    }).losses[50],
  );
  expect(() => mapSettings({ ...options, x: { ...x, key: 'startY' } })).toThrow('no hyperparameter "startY"');
});
