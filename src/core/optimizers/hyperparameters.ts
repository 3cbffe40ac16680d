import type { HyperparameterRow, HyperparameterValues } from './types.ts';

/**
 * The hyperparameters that rules share, each written once. Keys and defaults are PyTorch's; its default
 * learning rates are for networks, so each rule says its own.
 */

/** The largest number below 1, for what must stay below it. */
export const BELOW_ONE = 1 - Number.EPSILON / 2;

type NumberRow = Omit<HyperparameterRow, 'kind' | 'default' | 'hardMin' | 'hardMax'> & {
  readonly default: number;
  readonly hardMin?: number;
  readonly hardMax?: number;
};

/** A row that takes a number, by default any that is not negative. */
export function numberRow(row: NumberRow): HyperparameterRow {
  return { hardMin: 0, hardMax: Infinity, ...row, kind: 'number' };
}

/** A switch, off by default. */
export function switchRow(row: Pick<HyperparameterRow, 'key' | 'symbol' | 'tex'>): HyperparameterRow {
  return { ...row, kind: 'boolean', default: false, min: 0, max: 1, scale: 'linear', hardMin: 0, hardMax: 1 };
}

export function lr(standard: number): HyperparameterRow {
  return numberRow({
    key: 'lr',
    symbol: 'η',
    tex: '\\eta',
    default: standard,
    min: 1e-5,
    max: 10,
    scale: 'log',
  });
}

/** PyTorch's mu; some papers write beta. */
export function momentum(standard: number, symbol = 'μ', tex = '\\mu'): HyperparameterRow {
  return numberRow({
    key: 'momentum',
    symbol,
    tex,
    default: standard,
    min: 0,
    max: 0.999,
    scale: 'linear',
  });
}

export const dampening: HyperparameterRow = numberRow({
  key: 'dampening',
  symbol: 'τ',
  tex: '\\tau',
  default: 0,
  min: 0,
  max: 1,
  scale: 'linear',
  hardMin: -Infinity,
});

export function nesterov(standard: boolean): HyperparameterRow {
  return {
    ...switchRow({
      key: 'nesterov',
      symbol: '',
      tex: '\\text{Nesterov}',
    }),
    default: standard,
  };
}

export function weightDecay(standard = 0): HyperparameterRow {
  return numberRow({
    key: 'weightDecay',
    symbol: 'λ',
    tex: '\\lambda',
    default: standard,
    min: 0,
    max: 1,
    scale: 'linear',
  });
}

export const alpha: HyperparameterRow = numberRow({
  key: 'alpha',
  symbol: 'α',
  tex: '\\alpha',
  default: 0.99,
  min: 0,
  max: 0.9999,
  scale: 'linear',
  hardMax: 1,
});

export const centered: HyperparameterRow = switchRow({
  key: 'centered',
  symbol: '',
  tex: '\\text{centered}',
});

export function eps(standard = 1e-8): HyperparameterRow {
  return numberRow({
    key: 'eps',
    symbol: 'ε',
    tex: '\\epsilon',
    default: standard,
    min: Math.min(1e-12, standard),
    max: 1,
    scale: 'log',
  });
}

export const beta1: HyperparameterRow = numberRow({
  key: 'beta1',
  symbol: 'β₁',
  tex: '\\beta_1',
  default: 0.9,
  min: 0,
  max: 0.999,
  scale: 'linear',
  hardMax: BELOW_ONE,
});

export const beta2: HyperparameterRow = numberRow({
  key: 'beta2',
  symbol: 'β₂',
  tex: '\\beta_2',
  default: 0.999,
  min: 0,
  max: 0.9999,
  scale: 'linear',
  hardMax: BELOW_ONE,
});

export const amsgrad: HyperparameterRow = switchRow({
  key: 'amsgrad',
  symbol: '',
  tex: '\\text{AMSGrad}',
});

export const lrDecay: HyperparameterRow = numberRow({
  key: 'lrDecay',
  symbol: 'κ',
  tex: '\\kappa',
  default: 0,
  min: 0,
  max: 1,
  scale: 'linear',
});

export const initialAccumulatorValue: HyperparameterRow = numberRow({
  key: 'initialAccumulatorValue',
  symbol: 'G₀',
  tex: 'G_0',
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
