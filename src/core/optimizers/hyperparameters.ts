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

/** A row that takes a number, by default any that is not negative, from its columns. */
export function row(
  key: string,
  [symbol, tex]: readonly [symbol: string, tex: string],
  label: string,
  meaning: string,
  standard: number,
  [min, max]: readonly [min: number, max: number],
  more: Partial<Hyperparameter> = {},
): Hyperparameter {
  const range = { min, max, scale: 'linear', hardMin: 0, hardMax: Infinity } as const;
  return { key, symbol, tex, label, meaning, kind: 'number', default: standard, ...range, ...more };
}

/** A switch, by default off. */
export function toggle(key: string, label: string, meaning: string, standard = false): Hyperparameter {
  return { ...switchRow({ key, symbol: '', tex: `\\text{${label}}`, label, meaning }), default: standard };
}

function switchRow(
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

export const rho: Hyperparameter = numberRow({
  key: 'rho',
  symbol: 'ρ',
  tex: '\\rho',
  label: 'Averaging',
  meaning: 'Decay of the running averages of squared gradients and squared steps.',
  default: 0.9,
  min: 0,
  max: 0.9999,
  scale: 'linear',
  hardMax: 1,
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

export const momentumDecay: Hyperparameter = numberRow({
  key: 'momentumDecay',
  symbol: 'ψ',
  tex: '\\psi',
  label: 'Momentum decay',
  meaning: 'How fast the warm-up of the momentum ends.',
  default: 0.004,
  min: 0,
  max: 1,
  scale: 'linear',
});

export const etaMinus: Hyperparameter = numberRow({
  key: 'etaMinus',
  symbol: 'η⁻',
  tex: '\\eta_-',
  label: 'Shrinking factor',
  meaning: 'Multiplies the step size where the gradient has turned its sign.',
  default: 0.5,
  min: 0.01,
  max: 0.99,
  scale: 'linear',
  hardMin: Number.MIN_VALUE,
  hardMax: BELOW_ONE,
});

export const etaPlus: Hyperparameter = numberRow({
  key: 'etaPlus',
  symbol: 'η⁺',
  tex: '\\eta_+',
  label: 'Growing factor',
  meaning: 'Multiplies the step size where the gradient has kept its sign.',
  default: 1.2,
  min: 1.01,
  max: 3,
  scale: 'linear',
  hardMin: 1 + Number.EPSILON,
});

export const stepMin: Hyperparameter = numberRow({
  key: 'stepMin',
  symbol: 'Δmin',
  tex: '\\Delta_{\\min}',
  label: 'Smallest step size',
  meaning: 'No step size shrinks below it.',
  default: 1e-6,
  min: 1e-12,
  max: 1,
  scale: 'log',
});

export const stepMax: Hyperparameter = numberRow({
  key: 'stepMax',
  symbol: 'Δmax',
  tex: '\\Delta_{\\max}',
  label: 'Largest step size',
  meaning: 'No step size grows beyond it; where it is below the smallest, it wins.',
  default: 50,
  min: 1e-3,
  max: 1000,
  scale: 'log',
});

/** Rows that the rules of later years share. */

export const log = { scale: 'log' } as const;
export const share = { hardMax: BELOW_ONE } as const;

export function beta1Of(standard: number): Hyperparameter {
  return { ...beta1, default: standard };
}

export function beta2Of(standard: number): Hyperparameter {
  return { ...beta2, default: standard, max: Math.max(beta2.max, standard) };
}

export function decouple(key: string, standard: boolean): Hyperparameter {
  return toggle(
    key,
    'Decoupled decay',
    'Weight decay shrinks the position itself; otherwise it is added to the gradient.',
    standard,
  );
}

export const fixedDecay = toggle(
  'fixedDecay',
  'Fixed decay',
  'Decoupled weight decay is not multiplied by the learning rate.',
);

export const initialDistance = (standard: number): Hyperparameter =>
  row(
    'd0',
    ['d₀', 'd_0'],
    'First estimate',
    'The estimate of the distance to the minimum that the rule begins with.',
    standard,
    [1e-8, 1],
    { ...log, hardMin: Number.MIN_VALUE },
  );

export const growthRate = row(
  'growthRate',
  ['γ', '\\gamma'],
  'Growth limit',
  'The estimate grows by this factor in a step at most; 0 sets no limit.',
  0,
  [0, 2],
);

export const biasCorrection = toggle(
  'useBiasCorrection',
  'Bias correction',
  'Corrects for the zeros that the moments begin at, as Adam does.',
);

export const correctBias = toggle(
  'correctBias',
  'Bias correction',
  'Corrects for the zeros that the moments begin at.',
  true,
);

export const warmupSteps = row(
  'warmupSteps',
  ['W', 'W'],
  'Warm-up',
  'Steps over which the learning rate rises from zero; 0 for none.',
  0,
  [0, 100],
  { whole: true },
);

/** The weights of Schedule-Free's average. */
export const averageWeights: readonly Hyperparameter[] = [
  row(
    'r',
    ['r', 'r'],
    'Weight by step',
    'Power of the step number in the weights of the average.',
    0,
    [0, 2],
  ),
  row(
    'weightLrPower',
    ['q', 'q'],
    'Weight by rate',
    'Power of the largest learning rate so far in the weights of the average.',
    2,
    [0, 4],
  ),
];

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
