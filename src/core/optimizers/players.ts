import type { Loss } from '../math/loss.ts';
import { programOf } from './program.ts';
import { stateSize } from './state.ts';
import { type LossOracle, registerPlayers, type Stepper } from './stepper.ts';
import type { HyperparameterValues, OptimizerEntry } from './types.ts';

/**
 * Two players with a variable each, who both follow the same rule: at once, each from where both are,
 *
 *     x' = step of (x, df/dx (x, y))      y' = step of (y, -dg/dy (x, y))
 *
 * or in turns, the second from where the first has gone by then, y' = step of (y, -dg/dy (x', y)).
 */

/**
 * Whether a rule cannot be played by two: it searches along one loss, or reads its value; and, in turns, whatever takes both
 * variables together, a length or a second gradient.
 */
export function isOfOneLoss(
  entry: OptimizerEntry,
  values: HyperparameterValues,
  { turns }: Pick<Loss, 'turns'>,
): boolean {
  if (!turns) return false;
  if (entry.rule.search) return true;
  const { readsLoss, asked: all, reduced } = programOf(entry, values);
  const asked = all.filter(({ question }) => question !== 'standardNormal');
  if (readsLoss || asked.some(({ question }) => question === 'value' || question === 'hvp')) return true;
  return turns === 'alternating' && asked.length + reduced.length > 0;
}

/** In the place of the update of a rule that cannot be: there is no position after it. */
function refusing({ rule }: OptimizerEntry, dimension: number): Stepper {
  const theta = new Float64Array(dimension);
  return {
    backend: 'search',
    theta,
    gradient: new Float64Array(dimension),
    state: new Float64Array(stateSize(rule, dimension)),
    step: () => void theta.fill(Number.NaN),
    release() {},
  };
}

/**
 * The update of two players in turns. A rule that goes component by component moves the first by its own numbers alone: so it
 * is tried to see where the first goes, and made again with the second's gradient there.
 */
function inTurns(stepper: Stepper, { loss, gradientAt }: LossOracle): Stepper {
  const { theta, gradient, state } = stepper;
  const ask = gradientAt ?? ((_t, at, out) => void loss.gradient(at, out));
  const [from, given, seen] = [theta.slice(), gradient.slice(), gradient.slice()];
  const kept = state.slice();
  const look = (t: number, lr: number, value: number) => {
    from.set(theta);
    given.set(gradient);
    kept.set(state);
    stepper.step(t, lr, value);
    theta[1] = from[1]!;
    ask(t, theta, seen);
    given[1] = seen[1]!;
    theta.set(from);
    gradient.set(given);
    state.set(kept);
  };
  return {
    backend: stepper.backend,
    theta,
    gradient,
    state,
    look,
    step(t, lr, value) {
      look(t, lr, value);
      stepper.step(t, lr, value);
    },
    release: () => stepper.release(),
  };
}

registerPlayers({
  isOfOneLoss,
  stepper(entry, values, dimension, ground, plain) {
    if (isOfOneLoss(entry, values, ground.loss)) return refusing(entry, dimension);
    return ground.loss.turns === 'alternating' ? inTurns(plain(), ground) : plain();
  },
});
