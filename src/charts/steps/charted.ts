/** What a chart of one quantity over the steps shows: its series, its axis, and what has to be said beside it. */
import { drawnRuns } from '../../app/drawn-runs.ts';
import type { Derived, Palette, RunView } from '../../app/state.ts';
import type { Loss } from '../../core/math/loss.ts';
import { formatNumber } from '../../core/math/format.ts';
import { STEPS_SOUGHT } from '../../core/run/stability.ts';
import type { ChartScale, QuantityId } from '../../core/scene/quantities.ts';
import { charts } from '../../text/en/charts.ts';
import { type YAxis, finiteExtent, fitAxis } from '../axis.ts';
import type { Limit, ChartLine } from './lines.ts';
import { limitOf } from './limit.ts';
import { formatRound } from '../round-numbers.ts';
import { type Baseline, isSigned } from './quantities.ts';
import type { StepScale } from './step-scale.ts';

const text = charts.chart;

/** A run with the series that is charted of it. */
export interface Charted {
  readonly view: RunView;
  readonly values: Float64Array;
  /** The sharpness up to which it is stable; null where it has no such bound or another quantity is charted. */
  readonly limit: Limit;
}

/** Of an average is charted what its positions say: it has no rate, and takes no steps of its own. */
export function chartedRuns(derived: Derived, palette: Palette, quantity: QuantityId): readonly RunView[] {
  const isOfPositions = ['loss', 'excess', 'distance', 'gradientNorm'].includes(quantity);
  return isOfPositions ? drawnRuns(derived, palette) : derived.runs;
}

/** @param recorded the lowest loss of the runs, which `excess` is measured from where no minimum is known
 * @param isSeen whether the runs are a model's, seen on a plane
 */
export function baselineOf(
  loss: Loss,
  { minima, continua, lowest, complete }: Derived['critical'],
  recorded: number | null,
  isSeen = false,
): Baseline {
  // A line of minima has no list of points to be near to.
  const isListed = !continua.some(({ kind }) => kind === 'minimum');
  return {
    loss,
    minima: isListed ? minima : [],
    complete,
    lowest: lowest ?? recorded,
    isRecorded: lowest === null,
    isSeen,
  };
}

/** The lowest loss that runs, and averages of them, have come to; null without any. */
export function lowestRecorded(runs: readonly RunView[]): number | null {
  return lowestOf(runs.map(({ run }) => run.losses));
}

/** @param steps the scene's number of steps */
export function chartRun(view: RunView, values: Float64Array, quantity: QuantityId, steps: number): Charted {
  return { view, values, limit: quantity === 'sharpness' ? limitOf(view, steps) : null };
}

/** The value axis of the steps that are shown. */
export function fitCharted(
  charted: readonly Charted[],
  quantity: QuantityId,
  choice: ChartScale,
  ground: Baseline,
  { from, to }: StepScale,
): YAxis {
  const levels = charted.flatMap(({ limit }) => (typeof limit === 'number' ? [limit] : []));
  const shown = (values: Float64Array) => values.subarray(from, to + 1);
  const series = charted.map(({ values }) => shown(values));
  const curves = charted.flatMap(({ limit }) =>
    limit instanceof Float64Array ? [inReach(shown(limit), series)] : [],
  );
  const whole = charted.map(({ values }) => values);
  const lowest = quantity === 'loss' && ground.minima.length > 0 ? ground.lowest : null;
  return fitAxis([...series, levels, ...curves], choice, isSigned(quantity), lowest, whole);
}

/** How far, as a factor, an axis reaches above the series for the sake of a limit. */
const REACH = 4;

/**
 * The part of a limit that an axis makes room for: where a rate goes to zero it goes to infinity, and what it limits
 * must not become a line at the bottom. Its lowest part is always in reach.
 */
function inReach(limit: Float64Array, series: readonly Float64Array[]): Float64Array {
  const [lowest] = finiteExtent([limit]);
  const [, highest] = finiteExtent(series);
  return limit.filter((value) => value <= REACH * Math.max(0, lowest, highest));
}

export function chartLinesOf(charted: readonly Charted[]): ChartLine[] {
  return charted.map(({ view, values, limit }) => ({
    look: view.look,
    values,
    limit,
    diverged: view.run.divergedAt !== null,
  }));
}

/** What the axis does not say by its numbers: what they are measured from, where they are not plain, the limits. */
export function noteOf(
  axis: YAxis,
  charted: readonly Charted[],
  quantity: QuantityId,
  ground: Baseline,
  scale: StepScale,
  choice: ChartScale,
): string {
  const notes: string[] = [];
  if (axis.kind === 'linear' && choice === 'log') notes.push(text.noLog);
  if (axis.kind === 'symlog') notes.push(text.symmetric(formatRound(axis.linearWithin)));
  if (axis.offset !== 0) notes.push(text.measuredFrom(formatNumber(axis.offset, 6)));
  else if (quantity === 'excess' && ground.isRecorded) notes.push(text.lowestRecorded);
  if (quantity === 'distance' && !ground.complete) notes.push(text.knownMinima);
  if (charted.some(({ limit }) => limit !== null)) notes.push(text.limit);
  const isSome = ground.isSeen && charted.some(({ view }) => view.run.steps > STEPS_SOUGHT);
  if (quantity === 'sharpness' && isSome) notes.push(text.someSteps(STEPS_SOUGHT + 1));
  if (scale.kind === 'log') notes.push(text.logSteps);
  if (quantity === 'rateX' || quantity === 'rateY') {
    const none = charted.filter(({ view, values }) => view.run.steps > 0 && !values.some(Number.isFinite));
    if (none.length > 0) notes.push(text.notDefined(none.map(({ view }) => view.label).join(', ')));
  }
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
