import { describe, expect, test } from 'vitest';
import { compileFormula, createModel, type Loss, recordRun } from '../../../../src/core/index.ts';
import { createRecorder } from '../../../../src/core/run/record.ts';
import type { RecordOptions } from '../../../../src/core/run/types.ts';

/** Runs that end in every way, with state, noise and schedules, in two dimensions and in many. */
const model = createModel('xor', { points: 12 });
const named: readonly (readonly [string, RecordOptions])[] = [
  [
    'Adam on XOR',
    { loss: model.loss, start: model.initial(1), steps: 130, optimizer: { id: 'adam', lr: 0.1 } },
  ],
  [
    'momentum with noise and a schedule',
    {
      loss: compileFormula('x^2 + 10*y^2'),
      start: [1, 1],
      steps: 200,
      noise: 0.1,
      seed: 4,
      schedule: { kind: 'cosine', floor: 0.1 },
      optimizer: { id: 'momentum', lr: 0.01 },
    },
  ],
  ['L-BFGS', { loss: model.loss, start: model.initial(2), steps: 70, optimizer: { id: 'lbfgs' } }],
  [
    'Nelder and Mead',
    { loss: compileFormula('x^2 + y^2'), start: [3, 1], steps: 90, optimizer: { id: 'nelder-mead' } },
  ],
  [
    'an overflow',
    { loss: compileFormula('x^4 + y^4'), start: [3, 1], steps: 50, optimizer: { id: 'sgd', lr: 9 } },
  ],
  [
    'no loss at the start',
    { loss: compileFormula('log(x) + y'), start: [-1, 1], steps: 5, optimizer: { id: 'sgd' } },
  ],
  [
    'no steps',
    { loss: compileFormula('x^2 + y^2'), start: [3, 1], steps: 0, optimizer: { id: 'sgd', lr: 0.1 } },
  ],
  [
    'one step',
    { loss: compileFormula('x^2 + y^2'), start: [3, 1], steps: 1, optimizer: { id: 'sgd', lr: 0.1 } },
  ],
];

describe.each(named)('%s', (_name, options) => {
  const whole = recordRun(options);

  test.each([[1], [2], [7], [64], [1000]])('grown by %i steps it is the same to the bit', (part) => {
    const recorder = createRecorder(options);
    let before = -1;
    while (!recorder.isDone) {
      recorder.advance(part);
      if (before >= 0 && !recorder.isDone) expect(recorder.steps).toBe(before + part);
      before = recorder.steps;
      // What has come last; the whole is compared at the end.
      const row = recorder.steps;
      const { dimension } = whole;
      expect(recorder.losses[row]).toBe(whole.losses[row]);
      const own = [row * dimension, (row + 1) * dimension] as const;
      expect(recorder.positions.slice(...own)).toEqual(whole.positions.slice(...own));
    }
    const run = recorder.finish();
    expect(run.positions).toEqual(whole.positions);
    expect(run.losses).toEqual(whole.losses);
    expect([run.steps, run.divergedAt, run.end]).toEqual([whole.steps, whole.divergedAt, whole.end]);
    if (run.divergedAt !== 0 && run.steps > 0)
      expect(run.stateAt(run.steps)).toEqual(whole.stateAt(run.steps));
  });

  test('ended before its last step it is its own beginning, and takes nothing more', () => {
    const recorder = createRecorder(options);
    recorder.advance(3);
    const run = recorder.finish();
    recorder.advance(10);
    expect(recorder.isDone).toBe(true);
    expect(run.steps).toBe(Math.min(3, whole.steps));
    expect(run.positions).toEqual(whole.positions.slice(0, (run.steps + 1) * run.dimension));
    if (run.steps > 0) expect(run.stateAt(run.steps)).toEqual(whole.stateAt(run.steps));
  });
});

test('two runs grow at once and do not disturb each other', () => {
  const options = (id: string, lr: number): RecordOptions => ({
    loss: model.loss,
    start: model.initial(1),
    steps: 40,
    optimizer: { id, lr },
  });
  const [one, two] = [options('adam', 0.1), options('adam', 0.02)];
  const recorders = [one, two].map((each) => createRecorder(each));
  while (recorders.some(({ isDone }) => !isDone)) for (const recorder of recorders) recorder.advance(3);
  expect(recorders.map((recorder) => recorder.finish().positions)).toEqual(
    [one, two].map((each) => recordRun(each).positions),
  );
});

test('what a loss throws ends the run and is thrown on', () => {
  let left = 5;
  const loss: Loss = {
    ...compileFormula('x^2 + y^2'),
    valueAndGradient(_p, out) {
      left -= 1;
      if (left === 0) throw new Error('no more');
      out.fill(1);
      return 1;
    },
  };
  const recorder = createRecorder({ loss, start: [1, 1], steps: 20, optimizer: { id: 'sgd', lr: 0.1 } });
  expect(() => recorder.advance(20)).toThrow('no more');
  expect(recorder.isDone).toBe(true);
});

describe('a loss that is computed at every so many steps at first', () => {
  const batches = createModel('moons', { points: 60, batchSize: 8, units: 6 });
  const options = (steps: number, optimizer: RecordOptions['optimizer']): RecordOptions => ({
    loss: batches.loss,
    start: batches.initial(1),
    steps,
    seed: 3,
    optimizer,
  });

  test.each([[1], [3], [1000]])('is the same run in the end, filled by %i', (part) => {
    const given = options(60, { id: 'adam', lr: 0.05 });
    const whole = recordRun(given);
    const recorder = createRecorder(given, { lossEvery: 8 });
    recorder.advance(60);
    expect(recorder.isDone).toBe(true);
    expect(recorder.positions).toEqual(whole.positions);
    expect([...recorder.losses.keys()].filter((k) => !Number.isNaN(recorder.losses[k]))).toEqual([
      0, 8, 16, 24, 32, 40, 48, 56, 60,
    ]);
    expect(recorder.known).toBe(0);
    while (recorder.known < recorder.steps) {
      const before = recorder.known;
      recorder.fill(part);
      expect(recorder.known).toBeGreaterThan(before);
      expect(recorder.losses.slice(0, recorder.known + 1)).toEqual(whole.losses.slice(0, recorder.known + 1));
    }
    const run = recorder.finish();
    expect(run.losses).toEqual(whole.losses);
    expect(run.stateAt(60)).toEqual(whole.stateAt(60));
  });

  test('ends at the step at which it is not finite, be that one that was passed over', () => {
    // Its steps lead so far that squares overflow long before positions do.
    const given = options(40, { id: 'sgd', lr: 1e60 });
    const decayed = createModel('moons', { points: 60, batchSize: 8, units: 6, weightDecay: 0.1 });
    const far = { ...given, loss: decayed.loss };
    const whole = recordRun(far);
    expect(whole.divergedAt! % 8).toBeGreaterThan(0);
    const recorder = createRecorder(far, { lossEvery: 8 });
    recorder.advance(40);
    const run = recorder.finish();
    expect([run.steps, run.divergedAt, run.end]).toEqual([whole.steps, whole.divergedAt, whole.end]);
    expect([run.losses, run.positions]).toEqual([whole.losses, whole.positions]);
  });

  test.each([
    ['of a rule that reads it', options(20, { id: 'sps' })],
    ['of a rule that searches', options(20, { id: 'lbfgs' })],
    [
      'that comes with its gradient',
      { ...options(20, { id: 'sgd' }), loss: model.loss, start: model.initial(1) },
    ],
  ] as const)('is computed at once: %s', (_name, given) => {
    const recorder = createRecorder(given, { lossEvery: 8 });
    recorder.advance(20);
    expect(recorder.known).toBe(recorder.steps);
    expect(recorder.losses).toEqual(recordRun(given).losses);
  });
});
