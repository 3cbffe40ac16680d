import { beta1, beta2, BELOW_ONE, numberRow, switchRow } from './hyperparameters.ts';
import type { HyperparameterRow } from './types.ts';

export * from './hyperparameters.ts';

/** The rows that only rules share which the page loads when one of them is asked for: see all.ts. */

/** A row that takes a number, by default any that is not negative, from its columns. */
export function row(
  key: string,
  [symbol, tex]: readonly [symbol: string, tex: string],
  standard: number,
  [min, max]: readonly [min: number, max: number],
  more: Partial<HyperparameterRow> = {},
): HyperparameterRow {
  const range = { min, max, scale: 'linear', hardMin: 0, hardMax: Infinity } as const;
  return { key, symbol, tex, kind: 'number', default: standard, ...range, ...more };
}

/** A switch, by default off. */
export function toggle(key: string, standard = false): HyperparameterRow {
  return { ...switchRow({ key, symbol: '', tex: '' }), default: standard };
}

export const rho: HyperparameterRow = numberRow({
  key: 'rho',
  symbol: 'ρ',
  tex: '\\rho',
  default: 0.9,
  min: 0,
  max: 0.9999,
  scale: 'linear',
  hardMax: 1,
});

export const momentumDecay: HyperparameterRow = numberRow({
  key: 'momentumDecay',
  symbol: 'ψ',
  tex: '\\psi',
  default: 0.004,
  min: 0,
  max: 1,
  scale: 'linear',
});

export const etaMinus: HyperparameterRow = numberRow({
  key: 'etaMinus',
  symbol: 'η⁻',
  tex: '\\eta_-',
  default: 0.5,
  min: 0.01,
  max: 0.99,
  scale: 'linear',
  hardMin: Number.MIN_VALUE,
  hardMax: BELOW_ONE,
});

export const etaPlus: HyperparameterRow = numberRow({
  key: 'etaPlus',
  symbol: 'η⁺',
  tex: '\\eta_+',
  default: 1.2,
  min: 1.01,
  max: 3,
  scale: 'linear',
  hardMin: 1 + Number.EPSILON,
});

export const stepMin: HyperparameterRow = numberRow({
  key: 'stepMin',
  symbol: 'Δmin',
  tex: '\\Delta_{\\min}',
  default: 1e-6,
  min: 1e-12,
  max: 1,
  scale: 'log',
});

export const stepMax: HyperparameterRow = numberRow({
  key: 'stepMax',
  symbol: 'Δmax',
  tex: '\\Delta_{\\max}',
  default: 50,
  min: 1e-3,
  max: 1000,
  scale: 'log',
});

export const onLogScale = { scale: 'log' } as const;
export const share = { hardMax: BELOW_ONE } as const;

export function beta1Of(standard: number): HyperparameterRow {
  return { ...beta1, default: standard };
}

export function beta2Of(standard: number): HyperparameterRow {
  return { ...beta2, default: standard, max: Math.max(beta2.max, standard) };
}

export function decouple(key: string, standard: boolean): HyperparameterRow {
  return toggle(key, standard);
}

export const fixedDecay = toggle('fixedDecay');

export const initialDistance = (standard: number): HyperparameterRow =>
  row('d0', ['d₀', 'd_0'], standard, [1e-8, 1], { ...onLogScale, hardMin: Number.MIN_VALUE });

export const growthRate = row('growthRate', ['γ', '\\gamma'], 0, [0, 2]);

export const biasCorrection = toggle('useBiasCorrection');

export const correctBias = toggle('correctBias', true);

export const warmupSteps = row('warmupSteps', ['W', 'W'], 0, [0, 100], { whole: true });

/** The weights of Schedule-Free's average. */
export const averageWeights: readonly HyperparameterRow[] = [
  row('r', ['r', 'r'], 0, [0, 2]),
  row('weightLrPower', ['q', 'q'], 2, [0, 4]),
];
