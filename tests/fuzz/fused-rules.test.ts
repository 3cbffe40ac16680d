import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileFormula } from '../../src/core/expression/compile.ts';
import type { Loss } from '../../src/core/math/loss.ts';
import { numberOf } from '../../src/core/optimizers/hyperparameters.ts';
import { defaultValues } from '../../src/core/optimizers/registry.ts';
import { startState } from '../../src/core/optimizers/state.ts';
import { createStepper } from '../../src/core/optimizers/stepper.ts';
import { readRuleText } from '../../src/core/optimizers/typed/compile.ts';
import type { HyperparameterValues, OptimizerEntry } from '../../src/core/optimizers/types.ts';
import { recordFused } from '../../src/core/run/fused.ts';
import { Checkpoints } from '../../src/core/run/seek.ts';
import { memoriesMade } from './memories.ts';
import { knobsOf, lines } from './rule-texts.ts';

/**
 * Any rule through the loop that records a formula's run, of one parameter and of two, against the interpreter: positions, losses,
 * state and the step where it ends, to the bit. More of them than every test run has time for: FUZZ_RULES=10000.
 */

const SEED = 20_261_127;
const RULES = Number(process.env['FUZZ_RULES'] ?? 200);
/** Beyond the first state that is kept behind the start, and now and then beyond a block. */
const [SHORT, LONG] = [70, 530] as const;

/** Where a loss bounds a walk, a rule that is far from sensible stays finite for long. */
const losses: readonly (readonly [Loss, readonly number[]])[] = [
  [compileFormula('log(1 + x^2) + cos(3y) + 0.1*sqrt(1 + y^2) + sin(x)*y/5'), [-1.2, 1]],
  [compileFormula('(1-x)^2 + 100(y-x^2)^2'), [-1.2, 1]],
  [compileFormula('x^4/4 - x^2 + sin(3x)', { variables: ['x'] }), [1.7]],
  [compileFormula('abs(x)^1.5 + where(x > 0, x, tanh(x))', { variables: ['x'] }), [0.3]],
];

interface Ground {
  readonly entry: OptimizerEntry;
  readonly values: HyperparameterValues;
  readonly loss: Loss;
  readonly start: readonly number[];
  readonly steps: number;
  readonly rate: ((t: number) => number) | null;
}

interface Walk {
  readonly ended: number | null;
  readonly positions: Float64Array;
  readonly losses: Float64Array;
  readonly states: Checkpoints;
}

function emptyWalk({ entry, values, loss, start, steps }: Ground) {
  const stepper = createStepper(entry, values, loss.dimension, { loss }, 'interpreter');
  const positions = new Float64Array((steps + 1) * loss.dimension);
  positions.set(start);
  const states = new Checkpoints(stepper.state.length, steps);
  return { stepper, positions, losses: new Float64Array(steps + 1), states };
}

function interpreted(ground: Ground): Walk {
  const { entry, values, loss, start, steps, rate } = ground;
  const { stepper, positions, losses: own, states } = emptyWalk(ground);
  const { theta, gradient, state } = stepper;
  const n = loss.dimension;
  theta.set(start);
  startState(entry, values, theta.slice(), state);
  const walk = () => {
    for (let k = 0; k <= steps; k++) {
      states.save(k, state);
      own[k] = loss.value(theta);
      if (!Number.isFinite(own[k]!)) return k;
      if (k === steps) return null;
      loss.gradient(theta, gradient);
      stepper.step(k + 1, rate ? rate(k + 1) : numberOf(values, 'lr'), own[k]!);
      positions.set(theta, (k + 1) * n);
      if (!theta.every(Number.isFinite)) return k + 1;
    }
    return null;
  };
  return { ended: walk(), positions, losses: own, states };
}

function fused(ground: Ground): Walk | null {
  const { entry, values, loss, steps, rate } = ground;
  const { positions, losses: own, states } = emptyWalk(ground);
  const ended = recordFused({
    loss,
    entry,
    values,
    noise: { deviation: 0, kind: 'gaussian', scaling: 'constant' },
    seed: 0,
    steps,
    lr: numberOf(values, 'lr'),
    rate,
    positions,
    losses: own,
    checkpoints: states,
  });
  return ended === undefined ? null : { ended, positions, losses: own, states };
}

/** Where two walks part, in words; null where they are one. */
function parting(a: Walk, b: Walk, { loss, steps }: Ground): string | null {
  if (a.ended !== b.ended) return `one ends at ${a.ended}, the other at ${b.ended}`;
  const rows = a.ended ?? steps + 1;
  const n = loss.dimension;
  for (let i = 0; i < rows * n; i++) {
    if (!Object.is(a.positions[i], b.positions[i])) return `position ${i % n} at step ${Math.floor(i / n)}`;
  }
  for (let k = 0; k < rows; k++) if (!Object.is(a.losses[k], b.losses[k])) return `loss at step ${k}`;
  const [left, right] = [a, b].map(({ states }) => states.between(0, rows - 1));
  const at = left!.findIndex((x, i) => !Object.is(x, right![i]));
  return at < 0 ? null : `number ${at} of the states`;
}

const decaying = (t: number) => 0.02 / Math.sqrt(t);

test(`${RULES} rules through the recording loop are what the interpreter makes of them, seed ${SEED}`, () => {
  let [read, compared, whole, without] = [0, 0, 0, 0];
  const made = memoriesMade(() =>
    fc.assert(
      fc.property(lines, (text) => {
        const { entry } = readRuleText(text);
        fc.pre(entry !== null);
        read++;
        const turned = read % 3 === 0 ? knobsOf(entry!) : {};
        const values = { ...defaultValues(entry!), ...turned };
        const steps = read % 20 === 0 ? LONG : SHORT;
        for (const [loss, start] of losses) {
          const ground = {
            entry: entry!,
            values,
            loss,
            start,
            steps,
            rate: read % 2 === 0 ? decaying : null,
          };
          const recorded = fused(ground);
          if (!recorded) {
            without++;
            continue;
          }
          compared++;
          if (recorded.ended === null) whole++;
          expect(parting(recorded, interpreted(ground), ground), `${text}\n${loss.dimension}`).toBeNull();
        }
      }),
      { seed: SEED, numRuns: RULES },
    ),
  );
  expect(made).toBeLessThanOrEqual(2);
  expect(compared).toBeGreaterThan(4 * without);
  // Many a rule leaps to infinity within its first steps: enough do not.
  expect(whole).toBeGreaterThan(compared / 5);
});
