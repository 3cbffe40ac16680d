import type { ChartScale } from '../../core/scene/quantities.ts';
import { roundNumbers } from '../round-numbers.ts';

/**
 * The level axis of a chart: steps from one to another, evenly or by the logarithm of 1 + step, which has a place for
 * step 0 and tells the first steps from each other.
 */
export interface StepScale {
  readonly kind: ChartScale;
  /** The first and the last step that are shown, whole; the last is greater. */
  readonly from: number;
  readonly to: number;
  /** Whether all steps are shown. */
  readonly whole: boolean;
  /** Share of the axis; below 0 and above 1 for steps that are not shown. */
  position(step: number): number;
  /** The step at a share of the axis, not rounded. */
  invert(share: number): number;
}

/**
 * @param steps of the whole run
 * @param range the steps to show; what of it the run does not have is left out, and all are shown where nothing is left
 */
export function stepScale(
  steps: number,
  kind: ChartScale,
  range: readonly [number, number] | null,
): StepScale {
  const last = Math.max(1, steps);
  const [from, to] = range && range[0] < last ? [range[0], Math.min(range[1], last)] : [0, last];
  const whole = from === 0 && to === last;
  if (kind === 'linear') {
    return {
      kind,
      from,
      to,
      whole,
      position: (step) => (step - from) / (to - from),
      invert: (share) => from + share * (to - from),
    };
  }
  const low = Math.log1p(from);
  const length = Math.log1p(to) - low;
  return {
    kind,
    from,
    to,
    whole,
    position: (step) => (Math.log1p(step) - low) / length,
    invert: (share) => Math.expm1(low + share * length),
  };
}

/** A step in digits: a chart that shows 99,998 to 100,000 cannot write 1e5. */
export function stepText(step: number): string {
  return String(step);
}

/** A number under the axis, from its left edge to its right edge. */
export interface StepTick {
  readonly step: number;
  readonly text: string;
  readonly left: number;
  readonly right: number;
}

/**
 * Numbers under an axis of a length that do not touch each other: round ones, as many as there is room for.
 *
 * @param measure width of a text
 * @param overhang how far the first and the last may stand out beyond the axis
 * @param gap pixels between two of them at least
 */
export function stepTicks(
  scale: StepScale,
  length: number,
  measure: (text: string) => number,
  overhang: readonly [left: number, right: number],
  gap: number,
): StepTick[] {
  const place = (step: number): StepTick => {
    const text = stepText(step);
    // Figures are as wide as each other.
    const width = measure(text.replaceAll(/\d/g, '0'));
    const middle = scale.position(step) * length - width / 2;
    const left = Math.max(-overhang[0], Math.min(middle, length + overhang[1] - width));
    return { step, text, left, right: left + width };
  };
  const isClear = (tick: StepTick, kept: readonly StepTick[]) =>
    kept.every((other) => tick.left >= other.right + gap || tick.right + gap <= other.left);

  if (scale.kind === 'linear') {
    for (let count = Math.max(1, Math.floor(length / gap)); count > 0; count--) {
      const placed = wholeTicks(scale.from, scale.to, count).map(place);
      if (placed.every((tick, i) => isClear(tick, placed.slice(0, i)))) return placed;
    }
  }
  // Those of a logarithm are not evenly apart: the rounder a number, the sooner it is given its place.
  const kept: StepTick[] = [];
  for (const steps of logarithmic(scale)) {
    let crowded = false;
    for (const tick of steps.map(place)) {
      if (isClear(tick, kept)) kept.push(tick);
      else crowded = true;
    }
    if (crowded) break;
  }
  return kept.sort((a, b) => a.step - b.step);
}

function wholeTicks(from: number, to: number, count: number): number[] {
  return roundNumbers(from, to, count).filter(Number.isInteger);
}

/** Round steps, the roundest first; the next are only for where all of these have found room. */
function logarithmic({ from, to }: StepScale): number[][] {
  const times = (factor: number): number[] => {
    const found: number[] = [];
    for (let step = factor; step <= to; step *= 10) if (step >= from) found.push(step);
    return found;
  };
  const powers = times(1);
  if (from === 0) powers.unshift(0);
  // Within a decade or two there are no better ones than those of a plain scale.
  return powers.length < 3 ? [wholeTicks(from, to, 4)] : [powers, times(5), times(2)];
}

/** Fewer steps than this are not shown: two would be a line. */
const leastShown = 4;

/**
 * The range shown after zooming about a step by a factor, more than 1 for more of the run; null for all of it.
 *
 * @param share of the axis, the place that keeps its step
 */
export function zoomSteps(
  scale: StepScale,
  steps: number,
  factor: number,
  share: number,
): readonly [number, number] | null {
  return between(scale, steps, share - share * factor, share + (1 - share) * factor);
}

/** The range shown after what was at one share of the axis has been moved to another; the length is kept. */
export function panSteps(
  scale: StepScale,
  steps: number,
  from: number,
  to: number,
): readonly [number, number] | null {
  const whole = stepScale(steps, scale.kind, null);
  // Within the whole run's own measure, so that an end that is reached does not shorten what is shown.
  const [low, high] = [whole.position(scale.from), whole.position(scale.to)];
  const by = Math.max(-low, Math.min(1 - high, (from - to) * (high - low)));
  return fit(whole.invert(low + by), whole.invert(high + by), steps);
}

function between(
  scale: StepScale,
  steps: number,
  low: number,
  high: number,
): readonly [number, number] | null {
  return fit(scale.invert(low), scale.invert(high), steps);
}

/** Whole steps of the run, not too few; null for all. */
function fit(low: number, high: number, steps: number): readonly [number, number] | null {
  let from = Math.max(0, Math.round(low));
  let to = Math.min(steps, Math.round(high));
  const missing = Math.min(leastShown, steps) - (to - from);
  if (missing > 0) {
    from = Math.max(0, Math.min(from - Math.floor(missing / 2), steps - leastShown));
    to = Math.min(steps, from + leastShown);
  }
  return from === 0 && to === steps ? null : [from, to];
}
