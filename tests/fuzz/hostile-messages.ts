import fc from 'fast-check';
import { methodNames } from '../../src/embed/protocol.ts';

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
    'optimizers.0.average.kind',
    'optimizers.0.average.decay',
    'curve',
    'model',
    'model.data',
    'model.data.values.0',
    'plane.run',
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
/** Anything that a page could post to an embed, most of it nearly a request. */
export const anyMessage = fc.oneof(
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
