import fc from 'fast-check';
import { expect, test } from 'vitest';
import { methodNames } from '../../src/embed/protocol.ts';
import { servedApp } from '../unit/embed/served-app.ts';

const SEED = 20_260_411;
const MESSAGES = 10_000;

const markup = '<img src=x onerror=alert(1)>';
const nasty = fc.constantFrom<unknown>(
  '__proto__',
  'constructor',
  'prototype',
  markup,
  'javascript:alert(1)',
  'x'.repeat(5000),
  Number.NaN,
  Infinity,
  1e308,
  -0,
  null,
  undefined,
  true,
  1n,
  Symbol.iterator,
  () => 1,
  new Date(0),
  new Map([['a', 1]]),
  new Float64Array(3),
);
const path = fc.oneof(
  fc.constantFrom(
    'optimizers.0.lr',
    'optimizers.0.values',
    'optimizers.0.schedule.kind',
    'optimizers.1.id',
    'optimizers',
    'start',
    'start.0',
    'domain',
    'domain.0',
    'steps',
    'noise',
    'noiseKind',
    'formula',
    'loss',
    'seed',
    'view',
    'view.camera',
    'view.camera.zoom',
    'view.theme',
    'version',
    '__proto__.x',
    'constructor.prototype.x',
  ),
  fc.string({ maxLength: 30 }),
);
const anything = fc.oneof(
  nasty,
  fc.double(),
  fc.integer({ min: -5, max: 300 }),
  fc.string({ maxLength: 40 }),
  fc.constantFrom(
    '#loss=rosenbrock&opt=adam(lr:1e308)',
    'f=x^2+y^2&start=NaN,1',
    'adam',
    'step',
    'rosenbrock',
  ),
  fc.array(fc.double(), { maxLength: 5 }),
  fc.object({ maxDepth: 4, withNullPrototype: true }),
);
const params = fc.oneof(
  { weight: 1, arbitrary: anything },
  {
    weight: 6,
    arbitrary: fc.record(
      {
        scene: anything,
        path,
        value: anything,
        from: anything,
        to: anything,
        speed: anything,
        step: anything,
        by: anything,
        optimizer: anything,
        width: anything,
        height: anything,
        type: anything,
        theme: anything,
        events: anything,
      },
      { requiredKeys: [] },
    ),
  },
);
const message = fc.oneof(
  { weight: 1, arbitrary: anything },
  {
    weight: 8,
    arbitrary: fc.record(
      {
        fallLine: fc.oneof({ weight: 9, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: anything }),
        id: fc.oneof({ weight: 9, arbitrary: fc.integer() }, { weight: 1, arbitrary: anything }),
        method: fc.oneof(
          { weight: 9, arbitrary: fc.constantFrom(...methodNames) },
          { weight: 1, arbitrary: anything },
        ),
        params,
        ['__proto__']: anything,
      },
      { requiredKeys: ['fallLine', 'id', 'method'] },
    ),
  },
);

test(`10,000 messages, seed ${SEED}: never an exception, and always a whole scene that still runs`, () => {
  const { app, clock, dispatch } = servedApp();
  const prototype = Object.getOwnPropertyNames(Object.prototype).join();
  let served = 0;
  let sent = 0;
  fc.assert(
    fc.property(message, (given) => {
      const answer = dispatch(given);
      if (answer) {
        served += 'result' in answer ? 1 : 0;
        const error = 'error' in answer ? answer.error : null;
        if (error) expect(error.code).not.toBe('failed');
        // An answer can be sent: everything in it can be cloned.
        structuredClone(answer);
      }
      sent += 1;
      // A scene of many steps would make the fuzzer slow and finds nothing more.
      if (app.state.scene.steps > 500) app.edit((scene) => ({ ...scene, steps: 50 }));
      const { step, speed } = app.state.playhead;
      expect(Number.isInteger(step) && step >= 0 && step <= app.state.scene.steps && speed > 0).toBe(true);
      clock.tick(16);
    }),
    { seed: SEED, numRuns: MESSAGES, endOnFailure: true },
  );
  expect(sent).toBe(MESSAGES);
  expect(served).toBeGreaterThan(MESSAGES / 10);
  expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(prototype);
  expect(app.derived.surface.grid.values.length).toBe(17 * 17);
});
