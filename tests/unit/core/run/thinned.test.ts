import { describe, expect, test } from 'vitest';
import { createModel, recordRun } from '../../../../src/core/index.ts';
import { createRecorder } from '../../../../src/core/run/record.ts';
import type { RecordOptions } from '../../../../src/core/run/types.ts';

/** Runs that keep few of their positions, against those that keep all. */
const { loss, initial } = createModel('moons', { points: 60, batchSize: 8, units: 6 });
const whole = createModel('xor', { points: 12 });
const ground = { loss, start: initial(1), seed: 3, steps: 150 };
const named: readonly (readonly [string, RecordOptions])[] = [
  ['Adam on minibatches', { ...ground, optimizer: { id: 'adam', lr: 0.05 } }],
  [
    'momentum with noise and a schedule',
    {
      ...ground,
      noise: 0.1,
      schedule: { kind: 'cosine', floor: 0.1 },
      optimizer: { id: 'momentum', lr: 0.05 },
    },
  ],
  ['a rule that reads the loss', { ...ground, optimizer: { id: 'sps' } }],
  [
    'L-BFGS, which searches',
    { loss: whole.loss, start: whole.initial(2), steps: 70, optimizer: { id: 'lbfgs' } },
  ],
  ['one that ends early', { ...ground, optimizer: { id: 'sgd', lr: 1e80 } }],
  ['no steps', { ...ground, steps: 0, optimizer: { id: 'adam', lr: 0.05 } }],
];

describe.each(named)('%s', (_name, options) => {
  const own = recordRun(options);
  const n = options.loss.dimension;
  const position = (step: number) => own.positions.slice(step * n, (step + 1) * n);

  test.each([4, 64])('one in %i kept: any position is the same to the bit, in any order', (keepEvery) => {
    const recorder = createRecorder(options, { keepEvery });
    while (!recorder.isDone) {
      recorder.advance(7);
      // While it grows, too.
      const { steps } = recorder;
      for (const step of [steps, Math.max(0, steps - 1), steps >> 1])
        expect(recorder.at(step)).toEqual(position(step));
    }
    expect(recorder.positions.length).toBe((Math.floor(options.steps / keepEvery) + 1) * n);
    const run = recorder.finish();
    expect([run.steps, run.divergedAt, run.end]).toEqual([own.steps, own.divergedAt, own.end]);
    expect(run.losses).toEqual(own.losses);
    const order = Array.from({ length: run.steps + 1 }, (_, k) => (k * 37) % (run.steps + 1));
    for (const step of order) expect(run.at!(step)).toEqual(position(step));
    for (const step of order.slice(0, 5)) {
      expect(run.stateAt(step)).toEqual(own.stateAt(step));
      expect(run.updateFrom(step)).toEqual(own.updateFrom(step));
    }
  });
});

test('losses that were passed over are computed from positions that are made again', () => {
  const given: RecordOptions = { ...ground, optimizer: { id: 'adam', lr: 0.05 } };
  const recorder = createRecorder(given, { keepEvery: 32, lossEvery: 8 });
  recorder.advance(150);
  expect(recorder.losses[77]).toBeNaN();
  while (recorder.known < recorder.steps) recorder.fill(5);
  expect(recorder.finish().losses).toEqual(recordRun(given).losses);
});

test('what was read of one gap stays when another is made again', () => {
  const recorder = createRecorder({ ...ground, optimizer: { id: 'adam', lr: 0.05 } }, { keepEvery: 32 });
  recorder.advance(150);
  const early = recorder.at(5);
  const copy = early.slice();
  recorder.at(100);
  expect(early).toEqual(copy);
});
