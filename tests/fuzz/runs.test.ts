import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileFormula, optimizers, recordRun } from '../../src/core/index.ts';
import type { Loss } from '../../src/core/index.ts';
import { noiseKinds } from '../../src/core/math/noise.ts';
import type { Hyperparameter, OptimizerEntry } from '../../src/core/optimizers/types.ts';
import { rippledBowl } from '../unit/core/run/losses.ts';

const seed = 7_031;

/** Anything that the rule has a meaning for: the slider's range, its ends, and the whole hard range. */
function hardValue(row: Hyperparameter): fc.Arbitrary<number | boolean> {
  if (row.kind === 'boolean') return fc.boolean();
  const whole = { min: Math.max(row.hardMin, -1e308), max: Math.min(row.hardMax, 1e308), noNaN: true };
  return fc.oneof(
    fc.constant(row.default),
    fc.double({ min: row.min, max: row.max, noNaN: true }),
    fc.double(whole),
    fc.constantFrom(whole.min, whole.max),
  );
}

function setting(
  entry: OptimizerEntry,
): fc.Arbitrary<{ id: string } & Record<string, number | boolean | string>> {
  return fc
    .record(Object.fromEntries(entry.hyperparameters.map((row) => [row.key, hardValue(row)])))
    .map((values) => ({ ...values, id: entry.id }));
}

const anySetting = fc.constantFrom(...optimizers).chain(setting);

const surfaces: readonly Loss[] = [
  compileFormula('(1-x)^2 + 100(y-x^2)^2'),
  compileFormula('log(x^2 + y^2) + 1/(x - y)'),
  compileFormula('exp(x*y) - sqrt(x)'),
  ...[1, 2, 5, 50].map(rippledBowl),
];

const ground = fc.constantFrom(...surfaces).chain((loss) =>
  fc.record({
    loss: fc.constant(loss),
    start: fc.array(
      fc.oneof(
        fc.double({ min: -5, max: 5, noNaN: true }),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
      ),
      { minLength: loss.dimension, maxLength: loss.dimension },
    ),
    steps: fc.integer({ min: 0, max: 150 }),
    noise: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 10, noNaN: true })),
    seed: fc.maxSafeInteger(),
  }),
);

describe(`runs, seed ${seed}`, () => {
  test('never throw, keep only finite numbers, begin at the start, and replay to the bit', () => {
    fc.assert(
      fc.property(anySetting, ground, fc.nat(), (optimizer, options, pick) => {
        const run = recordRun({ ...options, optimizer });
        const { dimension } = options.loss;
        expect(run.positions).toHaveLength((run.steps + 1) * dimension);
        expect(run.losses).toHaveLength(run.steps + 1);
        for (const [i, x] of options.start.entries()) expect(Object.is(run.positions[i], x)).toBe(true);
        expect(run.positions.every(Number.isFinite)).toBe(true);
        if (run.divergedAt === null) expect(run.steps).toBe(options.steps);
        else expect(run.steps).toBe(Math.max(0, run.divergedAt - 1));
        if (run.divergedAt !== 0) expect(run.losses.every(Number.isFinite)).toBe(true);

        const again = recordRun({ ...options, optimizer });
        expect(again.positions).toEqual(run.positions);
        expect(again.losses).toEqual(run.losses);

        const step = pick % (run.steps + 1);
        const { theta } = run.updateFrom(step);
        if (step < run.steps) {
          expect(theta).toEqual(run.positions.slice((step + 1) * dimension, (step + 2) * dimension));
        }
        expect(again.stateAt(step)).toEqual(run.stateAt(step));
      }),
      { seed, numRuns: 600 },
    );
  });

  test('every optimizer meets the same noise at the same step', () => {
    const dimensions = fc.constantFrom(1, 2, 5, 50);
    fc.assert(
      fc.property(
        dimensions,
        fc.maxSafeInteger(),
        fc.integer({ min: 1, max: 70 }),
        fc.constantFrom(...noiseKinds),
        (dimension, noiseSeed, steps, noiseKind) => {
          // On a level surface the gradient that a rule is given is the noise alone.
          const level: Loss = {
            dimension,
            matrices: [{ rows: 1, columns: dimension, offset: 0 }],
            value: () => 0,
            gradient: (_p, out = new Float64Array(dimension)) => out.fill(0),
            hessian: (_p, out = new Float64Array(dimension ** 2)) => out.fill(0),
          };
          const start = new Float64Array(dimension);
          const given = optimizers.map(
            ({ id }) =>
              recordRun({
                loss: level,
                // Undamped, Newton's method cannot leave a level surface.
                optimizer: { id, ...(id === 'newton' && { damping: 1 }) },
                start,
                steps,
                noise: 2,
                noiseKind,
                seed: noiseSeed,
              }).stateAt(steps)['gradient'],
          );
          for (const gradient of given) expect(gradient).toEqual(given[0]);
        },
      ),
      { seed, numRuns: 40 },
    );
  });

  test('more steps continue a run, they do not change it', () => {
    fc.assert(
      fc.property(anySetting, ground, (optimizer, options) => {
        const long = recordRun({ ...options, optimizer });
        const short = recordRun({ ...options, optimizer, steps: Math.floor(options.steps / 2) });
        expect(long.positions.subarray(0, short.positions.length)).toEqual(short.positions);
      }),
      { seed, numRuns: 200 },
    );
  });
});
