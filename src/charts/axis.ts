import { linearTicks } from '../core/geometry/ticks.ts';
import type { ChartScale } from '../core/scene/quantities.ts';
import { roundNumbers } from './round-numbers.ts';

export interface Tick {
  /** Share of the axis at which the number stands, 0 at its low end, 1 at its high end. */
  readonly at: number;
  /** Share of the axis at which its line is: of what lies beyond a value, where that value is. */
  readonly line: number;
  /** In the units of the axis: the quantity less `offset`. */
  readonly value: number;
  /** Whether this is the place of all that lies beyond `value`, and on which side. */
  readonly beyond: 'below' | 'above' | null;
}

/**
 * A value axis fitted to what it shows. Nothing is cut off unsaid: what lies beyond what is drawn to scale has a margin
 * with a tick.
 */
export interface YAxis {
  readonly kind: 'linear' | 'log' | 'symlog';
  /**
   * What is subtracted from the quantity: of a logarithm the lowest value known, where some are below zero; of a linear
   * axis what numbers have in common that differ in late digits only. Else 0.
   */
  readonly offset: number;
  /** Symmetric logarithm only: the size below which it is linear. */
  readonly linearWithin: number;
  /** Shares of the axis between which values are drawn to scale; the rest is the margin of what lies beyond. */
  readonly toScale: readonly [low: number, high: number];
  /**
   * Share of the axis by its scale, which goes on beyond both ends; negative infinity where a logarithm has no value,
   * NaN for a value that is not finite.
   */
  position(value: number): number;
  ticks(count: number): Tick[];
}

/** Share of the axis that the margin of what lies beyond an end takes. */
const lane = 0.1;
/** Decades shown above and below where the runs start: one that ends at 1e-28 or 1e128 must not hide the others. */
const decadesAbove = 3;
const decadesBelow = 14;
/** Ticks nearer than this share of an even distance would write over each other. */
const leastSpacing = 0.6;
/** A loss may fall without bound: so many decades beyond where the runs start, and so many at all. */
const decadesFallen = 12;
const decadesSigned = 16;
/** A linear axis ends at twice the highest start when a run climbs to more than twenty times of it. */
const linearRoom = 2;
const linearTolerance = 20;

/** Numbers that an axis has at least beside zero, and how many more ticks than there is room for are tried for them. */
const fewestNumbers = 2;
const denser = 8;
/** Values of both signs are drawn by a logarithm when the largest is more than so many times a small one. */
const linearSpan = 100;
/** The share of all sizes that is below a small one: a curve that passes through zero has a few of any size. */
const smallShare = 0.1;

/** By how much, as a share, rounding may take a run below the stored lowest value. */
const rounding = 1e-9;

/**
 * Fits an axis to series. A logarithm of values below zero is taken of what they are above the lowest that there is;
 * where none is known, or a run went below it, it is symmetric about zero, and where they do not span decades the
 * axis is linear.
 *
 * @param signed the quantity means something below zero (a rate): its sizes about the middle count, and not where it
 *   begins
 * @param lowestKnown the lowest value that there is, null when none is known
 * @param whole what `series` is a part of: what is shown does not change the kind of scale
 */
export function fitAxis(
  series: readonly ArrayLike<number>[],
  choice: ChartScale,
  signed: boolean,
  lowestKnown: number | null = null,
  whole: readonly ArrayLike<number>[] = series,
): YAxis {
  const [min, max] = finiteExtent(series);
  if (choice === 'linear') return linearAxis(series, min, max);
  const [lowest] = finiteExtent(whole);
  if (lowest >= 0) return logAxis(series, 0, max);
  if (!signed && lowestKnown !== null && lowest >= lowestKnown - rounding * Math.abs(lowestKnown)) {
    return logAxis(series, Math.min(lowest, lowestKnown), max);
  }
  if (!spansDecades(whole)) return linearAxis(series, min, max);
  return symlogAxis(series, min, max, signed);
}

/** The sizes of all values that are not zero, ascending. */
function sizesOf(series: readonly ArrayLike<number>[]): number[] {
  const sizes: number[] = [];
  for (const values of series) {
    for (let i = 0; i < values.length; i++) {
      const size = Math.abs(values[i]!);
      if (size > 0 && size !== Number.POSITIVE_INFINITY) sizes.push(size);
    }
  }
  return sizes.sort((a, b) => a - b);
}

/** The size that few of the values are below; 1 without any. */
function smallOf(sizes: readonly number[]): number {
  return sizes[Math.floor(smallShare * sizes.length)] ?? 1;
}

function spansDecades(series: readonly ArrayLike<number>[]): boolean {
  const sizes = sizesOf(series);
  return (sizes.at(-1) ?? 0) / linearSpan > smallOf(sizes);
}

/** Extent of the finite values of all series, [0, 0] when there are none. */
export function finiteExtent(series: readonly ArrayLike<number>[]): [min: number, max: number] {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const values of series) {
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      if (value < min && value !== Number.NEGATIVE_INFINITY) min = value;
      if (value > max && value !== Number.POSITIVE_INFINITY) max = value;
    }
  }
  return min <= max ? [min, max] : [0, 0];
}

/** The highest value that a series begins with; NaN when there is none. */
function highestStart(series: readonly ArrayLike<number>[]): number {
  let highest = Number.NaN;
  for (const values of series) {
    let k = 0;
    while (k < values.length && !Number.isFinite(values[k]!)) k++;
    if (k < values.length && !(values[k]! <= highest)) highest = values[k]!;
  }
  return highest;
}

interface Scale {
  readonly kind: YAxis['kind'];
  readonly offset: number;
  readonly linearWithin: number;
  /** Ends of what is drawn to scale, less the offset. */
  readonly low: number;
  readonly high: number;
  /** The value at the tick of what lies below or above, null when nothing does. */
  readonly below: number | null;
  readonly above: number | null;
  /** Monotone from `low` to `high`. */
  bend(value: number): number;
  ticks(count: number): number[];
}

/** An axis of a scale with a margin at each end beyond which something lies. */
function axisOf(scale: Scale): YAxis {
  const { kind, offset, linearWithin, low, high, below, above, bend } = scale;
  const start = below === null ? 0 : lane;
  const end = above === null ? 1 : 1 - lane;
  const from = bend(low);
  const length = bend(high) - from;
  const place = (value: number): number => start + (end - start) * ((bend(value) - from) / length);
  const ends: Tick[] = [];
  if (below !== null) ends.push({ at: start / 2, line: start, value: below, beyond: 'below' });
  if (above !== null) ends.push({ at: (1 + end) / 2, line: end, value: above, beyond: 'above' });
  /** Those of some values that do not write over each other. */
  const apart = (values: readonly number[], distance: number): Tick[] => {
    const kept = [...ends];
    for (const value of values) {
      const at = place(value);
      if (kept.every((other) => Math.abs(other.at - at) > distance)) {
        kept.push({ at, line: at, value, beyond: null });
      }
    }
    return kept;
  };
  return {
    kind,
    offset,
    linearWithin,
    toScale: [start, end],
    position(value) {
      const shown = value - offset;
      return Number.isFinite(shown) ? place(shown) : Number.NaN;
    },
    ticks(count) {
      const room = Math.max(2, count - ends.length);
      let kept = apart(scale.ticks(room), leastSpacing / count);
      // Zero alone is no scale.
      for (let more = 1; more <= denser && numbersIn(kept) < fewestNumbers; more++) {
        const tried = apart(scale.ticks(room + more), leastSpacing / count);
        if (numbersIn(tried) > numbersIn(kept)) kept = tried;
      }
      return kept.sort((a, b) => a.at - b.at);
    },
  };
}

function numbersIn(list: readonly Tick[]): number {
  return list.filter(({ value }) => value !== 0).length;
}

function linearAxis(series: readonly ArrayLike<number>[], min: number, max: number): YAxis {
  const start = highestStart(series);
  const isCut = start > 0 && max > linearTolerance * start;
  let low = min;
  let high = isCut ? roundAbove(linearRoom * start) : max;
  if (!(low < high)) {
    const room = low === 0 ? 1 : Math.abs(low) / 2;
    low -= room;
    high += room;
  }
  // Numbers that differ in late digits only are written less what they have in common.
  const { offset } = linearTicks(low, high, 5);
  return axisOf({
    kind: 'linear',
    offset,
    linearWithin: 0,
    low: low - offset,
    high: high - offset,
    below: null,
    above: isCut ? high - offset : null,
    // Halved, so that an extent of 1e308 either way does not overflow.
    bend: (value) => value / 2,
    ticks: (count) => linearTicks(low - offset, high - offset, count).list.map(({ value }) => value),
  });
}

/** The least of 1, 2 and 5 times a power of ten that is not below a positive value. */
function roundAbove(value: number): number {
  const decade = 10 ** Math.floor(Math.log10(value));
  return decade * ([1, 2, 5].find((factor) => factor * decade >= value) ?? 10);
}

function logAxis(series: readonly ArrayLike<number>[], offset: number, max: number): YAxis {
  let least = Number.POSITIVE_INFINITY;
  let hasZero = false;
  for (const values of series) {
    for (let i = 0; i < values.length; i++) {
      const value = values[i]! - offset;
      if (value === 0) hasZero = true;
      if (value > 0 && value < least) least = value;
    }
  }
  const most = max - offset;
  if (!(least <= most)) return axisOf(logScale(offset, 0.1, 1, hasZero ? 0 : null, null));
  const start = highestStart(series) - offset;
  const decade = Math.floor(Math.log10(start > 0 ? start : most));
  const floor = 10 ** (decade - decadesBelow);
  const ceiling = 10 ** (decade + 1 + decadesAbove);
  const isCut = most > ceiling;
  const below = least < floor ? floor : hasZero ? 0 : null;
  return axisOf(
    logScale(
      offset,
      Math.min(Math.max(least, floor), ceiling / 10),
      Math.max(Math.min(most, ceiling), floor),
      below,
      isCut ? ceiling : null,
    ),
  );
}

function logScale(
  offset: number,
  least: number,
  most: number,
  below: number | null,
  above: number | null,
): Scale {
  // A single value stands in the middle of a decade.
  const isNarrow = Math.log10(most / least) < 0.1;
  const low = isNarrow ? least / Math.sqrt(10) : least;
  const high = isNarrow ? most * Math.sqrt(10) : most;
  return {
    kind: 'log',
    offset,
    linearWithin: 0,
    low,
    high,
    below,
    above,
    bend: (value) => (value > 0 ? Math.log10(value) : Number.NEGATIVE_INFINITY),
    ticks: (count) => logTicks(low, high, count),
  };
}

/** Powers of ten at a whole stride; between fewer than two of them, round numbers. */
export function logTicks(low: number, high: number, count: number): number[] {
  const first = Math.ceil(Math.log10(low) - 1e-9);
  const last = Math.floor(Math.log10(high) + 1e-9);
  if (last - first < 1) return roundNumbers(low, high, count);
  const stride = Math.ceil((last - first + 1) / count);
  const decades: number[] = [];
  // Every stride goes through 1, so that a changing extent moves ticks as little as possible.
  for (let k = Math.ceil(first / stride) * stride; k <= last; k += stride) decades.push(10 ** k);
  return decades;
}

/**
 * sign(v) log10(1 + |v| / c), as d3's scaleSymlog (Webber, 2012, https://doi.org/10.1088/0957-0233/24/2/027001):
 * linear near zero, logarithmic far from it. The constant c is the power of ten nearest to the size that a tenth of
 * the values stay below: no decades are drawn through which the runs do no more than pass.
 */
function symlogAxis(series: readonly ArrayLike<number>[], min: number, max: number, signed: boolean): YAxis {
  const sizes = sizesOf(series);
  const median = sizes[sizes.length >> 1] ?? 1;
  const start = Math.abs(highestStart(series)) || median;
  const reach = Math.max(
    10 ** (Math.floor(Math.log10(median)) + 1 + decadesAbove),
    signed ? 0 : 10 ** (Math.floor(Math.log10(start)) + decadesFallen),
  );
  const top = Math.log10(Math.min(reach, Math.max(-min, max)));
  const exponent = Math.max(
    Math.round(Math.log10(smallOf(sizes))),
    Math.floor(top) - decadesSigned,
    // The least power of ten that is a normal number.
    -307,
  );
  const linearWithin = Number(`1e${exponent}`);
  // Zero is on the axis: it is what the signs are told by.
  const low = Math.min(0, Math.max(min, -reach));
  const high = Math.max(0, Math.min(max, reach));
  const bend = (value: number) => Math.sign(value) * Math.log10(1 + Math.abs(value) / linearWithin);
  return axisOf({
    kind: 'symlog',
    offset: 0,
    linearWithin,
    low,
    // Values that are all nothing have an axis as well.
    high: low === high ? linearWithin : high,
    below: min < -reach ? -reach : null,
    above: max > reach ? reach : null,
    bend,
    ticks(count) {
      const decades = Math.max(0, bend(high)) - Math.min(0, bend(low));
      const stride = Math.max(1, Math.ceil(decades / count));
      const sided: number[] = [0];
      // Every stride goes through 1, as those of a plain logarithm do.
      for (let k = Math.floor(top / stride + 1e-9) * stride; k > exponent; k -= stride) {
        const power = Number(`1e${k}`);
        sided.push(power, -power);
      }
      const shown = sided.filter((value) => value >= low && value <= high);
      // Between fewer powers of ten, round numbers.
      if (shown.length > fewestNumbers) return shown;
      return [...new Set([...shown, ...linearTicks(low, high, count).list.map(({ value }) => value)])];
    },
  });
}
