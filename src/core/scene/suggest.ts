import { type LossEntry, type Domain } from '../losses/types.ts';
import type { OptimizerEntry } from '../optimizers/types.ts';
import { defaultValues } from '../optimizers/registry.ts';
import type { HyperparameterValues } from '../optimizers/types.ts';

/** The greatest of 1, 2, 5 times a power of ten that is at most a positive value. */
export function floorTo125(value: number): number {
  const power = Math.floor(Math.log10(value));
  // A hair of tolerance, so that 0.2 / 10 ** -1 counts as 2.
  const mantissa = (value / 10 ** power) * (1 + 1e-9);
  return Number(`${mantissa >= 5 ? 5 : mantissa >= 2 ? 2 : 1}e${power}`);
}

/**
 * A learning rate at which the rule makes visible progress on a surface. PyTorch's defaults are for networks.
 *
 * Rules whose step is proportional to the gradient take the surface's own rate (times 1 - momentum, because a
 * velocity adds up to 1 / (1 - momentum) gradients). Rules that divide by the gradient's size step about `lr`
 * whatever the slope, so theirs follows the domain's width: some fifty steps across. A suggestion is a starting
 * value in the controls, never a factor applied behind them.
 */
export function suggestedLr(entry: OptimizerEntry, loss: Pick<LossEntry, 'lr' | 'domain'>): number {
  const own = defaultValues(entry)['lr'];
  switch (entry.stepScale) {
    case 'gradient': {
      const { momentum, nu } = defaultValues(entry);
      // QHM's velocity is an average: it adds up to one gradient.
      const adds = typeof momentum === 'number' && nu === undefined;
      return floorTo125(loss.lr * (adds ? 1 - momentum : 1));
    }
    case 'lr':
      return floorTo125(widthOf(loss.domain) * 0.02);
    case 'free':
      return typeof own === 'number' ? own : 1;
  }
}

/** All hyperparameters of a rule at their defaults, the learning rate at the surface's suggestion. */
export function suggestedValues(
  entry: OptimizerEntry,
  loss: Pick<LossEntry, 'lr' | 'domain'> | null,
): HyperparameterValues {
  const values = defaultValues(entry);
  if (!loss) return values;
  return {
    ...values,
    ...('lr' in values && { lr: suggestedLr(entry, loss) }),
    ...('size' in values && { size: floorTo125(widthOf(loss.domain) * 0.1) }),
  };
}

function widthOf(domain: Domain): number {
  return Math.min(span(domain, 0), span(domain, 2));
}

function span(domain: Domain, axis: 0 | 2): number {
  return axis === 0 ? domain[1] - domain[0] : domain[3] - domain[2];
}
