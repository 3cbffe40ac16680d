import { type Program, programOf } from '../optimizers/program.ts';
import { numbersOf } from '../optimizers/read-rule.ts';
import { resolveOptimizer } from '../optimizers/registry.ts';
import { settledValue } from '../optimizers/settled.ts';
import { startState } from '../optimizers/state.ts';
import { createStepper } from '../optimizers/stepper.ts';
import { createSampler, oracleOf } from './sample.ts';
import { constantSchedule, scheduledRate } from './schedule.ts';
import type { RecordOptions, Run } from './types.ts';

/**
 * How long a run's updates are beside those that another rule would make: led along the run, at its positions and with
 * its gradients, so that nothing but the rules differs. Entry t is of update t, entry 0 is NaN; NaN, too, where the other
 * rule stands still.
 *
 * @param other the other rule, with what the run was recorded on
 * @param count updates at most
 */
export function lengthsBeside(run: Run, other: RecordOptions, count: number): Float64Array {
  const { loss, noise = 0, noiseKind = 'gaussian', noiseScaling = 'constant', seed = 0 } = other;
  const { entry, values } = resolveOptimizer(other.optimizer);
  const { dimension, positions } = run;
  const sample = createSampler(loss, { deviation: noise, kind: noiseKind, scaling: noiseScaling }, seed);
  const rate = scheduledRate(other.schedule ?? constantSchedule, Number(values['lr']), other.steps);
  const last = Math.min(count, run.steps);
  const shares = new Float64Array(last + 1).fill(Number.NaN);
  const stepper = createStepper(entry, values, dimension, oracleOf(loss, sample));
  try {
    const { theta, gradient, state } = stepper;
    const at = (step: number) => positions.subarray(step * dimension, (step + 1) * dimension);
    startState(entry, values, at(0), state);
    for (let t = 1; t <= last; t++) {
      theta.set(at(t - 1));
      sample.gradient(t - 1, theta, gradient);
      stepper.step(t, rate(t), run.losses[t - 1]!);
      const share = between(at(t - 1), at(t)) / between(at(t - 1), theta);
      if (Number.isFinite(share)) shares[t] = share;
    }
  } finally {
    stepper.release();
  }
  return shares;
}

function between(a: Float64Array, b: Float64Array): number {
  return Math.hypot(...a.map((x, i) => b[i]! - x));
}

/** What an average that begins at 0 is corrected by: 1 - base^t. */
export interface Correction {
  /** The hyperparameter of the base. */
  readonly key: string;
  readonly base: number;
}

/** The corrections that one rule makes and another one does not. */
export function correctionsLeftOut(
  own: RecordOptions['optimizer'],
  other: RecordOptions['optimizer'],
): readonly Correction[] {
  const kept = correctionsOf(own).map(({ key }) => key);
  return correctionsOf(other).filter(({ key }) => !kept.includes(key));
}

function correctionsOf(choice: RecordOptions['optimizer']): readonly Correction[] {
  const { entry, values } = resolveOptimizer(choice);
  const program = programOf(entry, values);
  const numbers = numbersOf(entry, values);
  return program.variables.flatMap((one, index) => {
    if (one.kind !== 'power' || one.back !== 0 || !isLackOfOne(program, index)) return [];
    const { op, value } = program.graph.node(one.base);
    const base = op === 'variable' ? program.variables[value]! : null;
    if (base?.kind !== 'hyperparameter') return [];
    return [{ key: base.key, base: settledValue(program, one.base, numbers) }];
  });
}

/** Whether the program has 1 less a variable. */
function isLackOfOne({ graph }: Program, index: number): boolean {
  return graph.nodes.some(({ op, args }) => {
    if (op !== 'sub') return false;
    const [one, power] = args.map((arg) => graph.node(arg));
    return one?.op === 'constant' && one.value === 1 && power?.op === 'variable' && power.value === index;
  });
}
