/** What a chart of one quantity over the steps shows: its series, its axis, and what has to be said beside it. */
import type { Derived, RunView } from '../app/state.ts';
import type { LossEntry } from '../core/losses/types.ts';
import type { Loss } from '../core/math/loss.ts';
import { formatNumber } from '../core/math/format.ts';
import { stableSharpness } from '../core/run/stability.ts';
import { charts } from '../text/en/charts.ts';
import { type Axis, type AxisChoice, fitAxis } from './axis.ts';
import type { Line } from './chart-lines.ts';
import { formatRound } from './numbers.ts';
import { type Ground, isSigned, type QuantityId } from './quantities.ts';

const text = charts.chart;

/** A run with the series that is charted of it. */
export interface Charted {
  readonly view: RunView;
  readonly values: Float64Array;
  /** The sharpness up to which it is stable; null where another quantity is charted. */
  readonly limit: number | null;
}

export function groundOf(loss: Loss, entry: LossEntry | null, lowest: number | null, noisy: boolean): Ground {
  return { loss, minima: entry?.minima ?? [], lowest, noisy };
}

/** The lowest loss known of a surface, null where none is. */
export function lowestKnown(entry: LossEntry | null): number | null {
  return entry ? lowestOf([entry.minima.map(({ value }) => value)]) : null;
}

/** The lowest loss that runs have come to, null without any. */
export function lowestRecorded(runs: Derived['runs']): number | null {
  return lowestOf(runs.map(({ run }) => run.losses));
}

export function chartRun(view: RunView, values: Float64Array, quantity: QuantityId): Charted {
  return {
    view,
    values,
    limit: quantity === 'sharpness' ? stableSharpness(view.entry, view.setting.values) : null,
  };
}

export function fitCharted(
  charted: readonly Charted[],
  quantity: QuantityId,
  choice: AxisChoice,
  ground: Ground,
): Axis {
  const limits = charted.flatMap(({ limit }) => (limit === null ? [] : [limit]));
  const series = charted.map(({ values }) => values);
  return fitAxis([...series, limits], choice, isSigned(quantity), quantity === 'loss' ? ground.lowest : null);
}

export function linesOf(charted: readonly Charted[]): Line[] {
  return charted.map(({ view, values, limit }) => ({
    look: view.look,
    values,
    limit,
    diverged: view.run.divergedAt !== null,
  }));
}

/** What the axis does not say by its numbers: what they are measured from, where they are not plain, the limits. */
export function noteOf(
  axis: Axis,
  charted: readonly Charted[],
  quantity: QuantityId,
  ground: Ground,
): string {
  const notes: string[] = [];
  if (axis.kind === 'symlog') notes.push(text.symmetric(formatRound(axis.linearWithin)));
  if (axis.offset !== 0) notes.push(text.measuredFrom(formatNumber(axis.offset, 6)));
  else if (quantity === 'excess' && ground.minima.length === 0) notes.push(text.lowestRecorded);
  if (charted.some(({ limit }) => limit !== null)) notes.push(text.limit);
  return notes.join('; ');
}

/** The lowest finite value, null when there is none. */
function lowestOf(series: readonly ArrayLike<number>[]): number | null {
  let lowest = Number.POSITIVE_INFINITY;
  for (const values of series) {
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      if (value < lowest && value !== Number.NEGATIVE_INFINITY) lowest = value;
    }
  }
  return lowest === Number.POSITIVE_INFINITY ? null : lowest;
}
