import { beta1, beta2, BELOW_ONE, numberRow, switchRow } from './hyperparameters.ts';
import type { Hyperparameter } from './types.ts';

export * from './hyperparameters.ts';

/** The rows that only rules share which the page loads when one of them is asked for: see all.ts. */

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
