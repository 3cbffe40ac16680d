import type { Hyperparameter, HyperparameterValues } from './types.ts';

/**
 * The hyperparameters that rules share, each written once. Keys, defaults and meanings are PyTorch's; its default
 * learning rates are for networks, so each rule says its own.
 */

/** The largest number below 1, for what must stay below it. */
export const BELOW_ONE = 1 - Number.EPSILON / 2;

type NumberRow = Omit<Hyperparameter, 'kind' | 'default' | 'hardMin' | 'hardMax'> & {
  readonly default: number;
  readonly hardMin?: number;
  readonly hardMax?: number;
};

/** A row that takes a number, by default any that is not negative. */
export function numberRow(row: NumberRow): Hyperparameter {
  return { hardMin: 0, hardMax: Infinity, ...row, kind: 'number' };
}

/** A switch, off by default. */
export function switchRow(
  row: Pick<Hyperparameter, 'key' | 'symbol' | 'tex' | 'label' | 'meaning'>,
): Hyperparameter {
  return { ...row, kind: 'boolean', default: false, min: 0, max: 1, scale: 'linear', hardMin: 0, hardMax: 1 };
}

export function lr(
  standard: number,
  meaning = 'Learning rate: the length of a step, as a multiple of what the rule makes of the gradient.',
): Hyperparameter {
  return numberRow({
    key: 'lr',
    symbol: 'η',
    tex: '\\eta',
    label: 'Learning rate',
    meaning,
    default: standard,
    min: 1e-5,
    max: 10,
    scale: 'log',
  });
}

/** PyTorch's mu; some papers write beta. */
export function momentum(standard: number, symbol = 'μ', tex = '\\mu'): Hyperparameter {
  return numberRow({
    key: 'momentum',
    symbol,
    tex,
    label: 'Momentum',
    meaning: 'Share of the velocity that is carried over to the next step.',
    default: standard,
    min: 0,
    max: 0.999,
    scale: 'linear',
  });
}

export const dampening: Hyperparameter = numberRow({
  key: 'dampening',
  symbol: 'τ',
  tex: '\\tau',
  label: 'Dampening',
  meaning: 'Share of each new gradient that is kept out of the velocity.',
  default: 0,
  min: 0,
  max: 1,
  scale: 'linear',
  hardMin: -Infinity,
});

export function nesterov(standard: boolean): Hyperparameter {
  return {
    ...switchRow({
      key: 'nesterov',
      symbol: '',
      tex: '\\text{Nesterov}',
      label: 'Nesterov',
      meaning: 'Steps along the gradient plus the velocity to come, instead of along the velocity.',
    }),
    default: standard,
  };
}

export function weightDecay(standard = 0, decoupled = false): Hyperparameter {
  return numberRow({
    key: 'weightDecay',
    symbol: 'λ',
    tex: '\\lambda',
    label: 'Weight decay',
    meaning: decoupled
      ? 'Decoupled weight decay: each step shrinks the position by the learning rate times this share.'
      : 'L2 weight decay: this multiple of the position is added to the gradient.',
    default: standard,
    min: 0,
    max: 1,
    scale: 'linear',
  });
}

export const alpha: Hyperparameter = numberRow({
  key: 'alpha',
  symbol: 'α',
  tex: '\\alpha',
  label: 'Smoothing',
  meaning: 'Decay of the running average of squared gradients.',
  default: 0.99,
  min: 0,
  max: 0.9999,
  scale: 'linear',
  hardMax: 1,
});

export const centered: Hyperparameter = switchRow({
  key: 'centered',
  symbol: '',
  tex: '\\text{centered}',
  label: 'Centered',
  meaning: 'Divides by the standard deviation of the gradient instead of its root mean square.',
});

export function eps(standard = 1e-8): Hyperparameter {
  return numberRow({
    key: 'eps',
    symbol: 'ε',
    tex: '\\epsilon',
    label: 'Epsilon',
    meaning: 'Keeps the divisor away from zero; where it stands is said in the equation.',
    default: standard,
    min: Math.min(1e-12, standard),
    max: 1,
    scale: 'log',
  });
}

export const beta1: Hyperparameter = numberRow({
  key: 'beta1',
  symbol: 'β₁',
  tex: '\\beta_1',
  label: 'First-moment decay',
  meaning: 'Decay of the running average of gradients (first moment).',
  default: 0.9,
  min: 0,
  max: 0.999,
  scale: 'linear',
  hardMax: BELOW_ONE,
});

export const beta2: Hyperparameter = numberRow({
  key: 'beta2',
  symbol: 'β₂',
  tex: '\\beta_2',
  label: 'Second-moment decay',
  meaning: 'Decay of the running average of squared gradients (second moment).',
  default: 0.999,
  min: 0,
  max: 0.9999,
  scale: 'linear',
  hardMax: BELOW_ONE,
});

export const amsgrad: Hyperparameter = switchRow({
  key: 'amsgrad',
  symbol: '',
  tex: '\\text{AMSGrad}',
  label: 'AMSGrad',
  meaning: 'Divides by the largest second moment so far, so that step sizes never grow back.',
});

export const lrDecay: Hyperparameter = numberRow({
  key: 'lrDecay',
  symbol: 'κ',
  tex: '\\kappa',
  label: 'Learning-rate decay',
  meaning: 'Divides the learning rate by 1 plus this times the steps already taken.',
  default: 0,
  min: 0,
  max: 1,
  scale: 'linear',
});

export const initialAccumulatorValue: Hyperparameter = numberRow({
  key: 'initialAccumulatorValue',
  symbol: 'G₀',
  tex: 'G_0',
  label: 'Initial sum',
  meaning: 'The sum of squared gradients before the first step.',
  default: 0,
  min: 0,
  max: 10,
  scale: 'linear',
});

/** A number among resolved values. Throws TypeError when the rule's row has none: a fault in the registry. */
export function numberOf(values: HyperparameterValues, key: string): number {
  const value = values[key];
  if (typeof value !== 'number') throw new TypeError(`The rule needs a number for ${key}.`);
  return value;
}

/** A switch among resolved values. Throws TypeError when the rule's row has none: a fault in the registry. */
export function flagOf(values: HyperparameterValues, key: string): boolean {
  const value = values[key];
  if (typeof value !== 'boolean') throw new TypeError(`The rule needs true or false for ${key}.`);
  return value;
}
