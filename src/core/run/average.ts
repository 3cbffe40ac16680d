import type { Loss } from '../math/loss.ts';
import type { Run } from './types.ts';

/**
 * Averages of a run's positions, beside the run: they change nothing of it.
 *
 *     exponential   a_0 = theta_0,   a_k = beta a_{k-1} + (1 - beta) theta_k        AveragedModel with get_ema_avg_fn(beta)
 *     tail          a_k = theta_k for k < s,   the mean of theta_s .. theta_k after  Polyak and Ruppert (s = 0), SWA
 *
 * beta `averageDecay`, s `averageFrom`. PyTorch begins its exponential average at the first position that it is given: here
 * the start. B. T. Polyak, A. B. Juditsky, "Acceleration of stochastic approximation by averaging", 1992,
 * https://doi.org/10.1137/0330046; P. Izmailov et al., "Averaging weights leads to wider optima", 2018,
 * https://arxiv.org/abs/1803.05407.
 */
export const averageKinds = ['exponential', 'tail'] as const;

export type AverageKind = (typeof averageKinds)[number];

export interface Average {
  readonly kind: AverageKind;
  /** Of the exponential average: the share that is kept at each step. */
  readonly decay: number;
  /** Of the tail's mean: its first step. */
  readonly from: number;
}

export const standardAverage: Average = { kind: 'exponential', decay: 0.95, from: 0 };

/** What an average keeps of itself at a step; the rest is the step's position. */
export function averageShare({ kind, decay, from }: Average, step: number): number {
  if (step === 0) return 0;
  if (kind === 'exponential') return decay;
  return step <= from ? 0 : (step - from) / (step - from + 1);
}

/**
 * The average after each step, as a run: its losses are those at its own positions. It ends where that loss is not
 * finite; what the rule was asked at its steps is the run's own.
 *
 * @example
 * const loss = compileFormula('x^2 + y^2');
 * const run = recordRun({ loss, optimizer: { id: 'sgd', lr: 0.25 }, start: [4, 8], steps: 2 });
 * console.log(averageOf(run, loss, { kind: 'tail', decay: 0, from: 0 }).positions.join(' '));
 * // 4 8 3 6 2.333333333333333 4.666666666666666
 */
export function averageOf(run: Run, loss: Loss, average: Average): Run {
  const { positions, dimension, steps, stateAt, updateFrom, evaluationsAt } = run;
  const own = positions.slice(0, (steps + 1) * dimension);
  const losses = new Float64Array(steps + 1);
  for (let k = 0; k <= steps; k++) {
    const kept = averageShare(average, k);
    const at = k * dimension;
    if (k > 0) {
      for (let i = at; i < at + dimension; i++) {
        own[i] = kept * own[i - dimension]! + (1 - kept) * positions[i]!;
      }
    }
    losses[k] = loss.value(own.subarray(at, at + dimension));
  }
  const bad = losses.findIndex((value) => !Number.isFinite(value));
  const none = () => new Float64Array(steps + 1).fill(Number.NaN);
  const whole: Run = {
    steps,
    dimension,
    positions: own,
    losses,
    divergedAt: null,
    end: null,
    stateAt,
    updateFrom,
    evaluationsAt,
    rates: none,
    effectiveRates: none,
  };
  if (bad < 0) return whole;
  const last = Math.max(0, bad - 1);
  return {
    ...whole,
    steps: last,
    positions: own.subarray(0, (last + 1) * dimension),
    losses: losses.subarray(0, last + 1),
    divergedAt: bad,
    end: { step: bad, reason: 'undefined loss' },
  };
}
