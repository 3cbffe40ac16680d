/**
 * Where an axis has its ticks and what stands at them.
 *
 * A value at a tick is a round number, k * 10^p with a whole k, and is handled as these two numbers, so that no sum of
 * steps loses a digit. Where numbers on an axis differ in late digits only (1000000 to 1000000.001) all of them are
 * written less one offset, which stands at the axis' name: "x − 1e6".
 */
import { formatNumber, formatShort } from '../math/format.ts';
import type { HeightScale } from './types.ts';

export interface AxisTick {
  /** In the units of the axis. */
  readonly value: number;
  /** The value less the offset, short, and different at each tick. */
  readonly text: string;
}

export interface AxisTicks {
  /** Ascending, all in the range. */
  readonly list: readonly AxisTick[];
  /** What texts are less than their values; 0 where they are the values themselves. */
  readonly offset: number;
}

export const noTicks: AxisTicks = { list: [], offset: 0 };

/** Numbers of more digits than this are written less an offset, and those of more signs. */
const [MOST_DIGITS, MOST_SIGNS] = [5, 9];
/** Beyond it doubles are not whole numbers any more. */
const LARGEST = 2 ** 53;

/** The number k * 10^p, correctly rounded. */
function decimal(k: number, p: number): number {
  return Number(`${k}e${p}`);
}

/** Digits of a whole number without its trailing zeros. */
function digitsOf(k: number): number {
  return Math.max(1, String(Math.abs(k)).replace(/0+$/, '').length);
}

function write(k: number, p: number): string {
  return formatNumber(decimal(k, p), digitsOf(k));
}

/** The power of ten at or below a positive size; none is below the least that has an inverse. */
function decadeOf(size: number): number {
  return Math.max(-300, Math.floor(Math.log10(size)));
}

/** Ticks at whole multiples of 1, 2 or 5 times a power of ten, about `count` of them; none in a range without length. */
export function linearTicks(low: number, high: number, count: number): AxisTicks {
  const step = high / count - low / count;
  if (!(step > 0) || step === Infinity) return noTicks;
  const p = decadeOf(step);
  const share = step / decimal(1, p);
  const m = share >= Math.sqrt(50) ? 10 : share >= Math.sqrt(10) ? 5 : share >= Math.SQRT2 ? 2 : 1;
  const [first, last] = [Math.ceil(low / decimal(m, p)), Math.floor(high / decimal(m, p))];
  if (!(Math.max(-first, last) * m < LARGEST)) return noTicks;
  const ks: number[] = [];
  for (let i = first; i <= last; i++) ks.push(i * m);
  return labelled(
    ks.filter((k) => decimal(k, p) >= low && decimal(k, p) <= high),
    p,
  );
}

/** Values k * 10^p with their texts, less an offset of few digits where they themselves would have many. */
function labelled(ks: readonly number[], p: number): AxisTicks {
  const long = ks.some((k) => digitsOf(k) > MOST_DIGITS || write(k, p).length > MOST_SIGNS);
  const hundreds = (k: number, to: (share: number) => number) => to(k / 100) * 100;
  // Differences upward, unless the offset is rounder among the ticks.
  const [below, amid] = [hundreds(ks[0] ?? 0, Math.floor), hundreds(ks[ks.length >> 1] ?? 0, Math.round)];
  const k0 = long ? (digitsOf(amid) < digitsOf(below) ? amid : below) : 0;
  return {
    list: ks.map((k) => ({ value: decimal(k, p), text: write(k - k0, p) })),
    offset: decimal(k0, p),
  };
}

/**
 * Ticks of an axis of heights, about `count` of them at even distances: at each the roundest of the losses that are
 * drawn about there. `low` and `high` are the losses at its ends.
 */
export function heightTicks(scale: HeightScale, low: number, high: number, count: number): AxisTicks {
  if (!(high > low))
    return Number.isFinite(low) ? { list: [{ value: low, text: formatShort(low, 4) }], offset: 0 } : noTicks;
  if (scale.kind === 'linear') return linearTicks(low, high, count);
  const offset = offsetFor(low, high);
  const list: AxisTick[] = [];
  for (let slot = 0; slot < count; slot++) {
    const from = scale.invert((slot + 0.25) / count) - offset;
    const to = scale.invert((slot + 0.75) / count) - offset;
    const [k, p] = roundest(from, to);
    const value = offset + decimal(k, p);
    const before = list.at(-1)?.value ?? -Infinity;
    if (digitsOf(k) <= MOST_DIGITS && value > before) list.push({ value, text: write(k, p) });
  }
  return { list, offset };
}

/** What losses of a range are written less, 0 where they differ in their first digits already. */
function offsetFor(low: number, high: number): number {
  const span = high - low;
  const size = Math.max(-low, high);
  if (!(span < size / 1000)) return 0;
  const p = decadeOf(span) + 1;
  return decimal(Math.round(low / decimal(1, p)), p);
}

/** The number of the fewest digits in [low, high], as k * 10^p; the roundest of those, multiples of 5 before of 2. */
function roundest(low: number, high: number): readonly [k: number, p: number] {
  if (low <= 0 && high >= 0) return [0, 0];
  const size = Math.max(-low, high);
  for (let p = decadeOf(size); ; p--) {
    const [first, last] = [Math.ceil(low / decimal(1, p)), Math.floor(high / decimal(1, p))];
    if (!(Math.max(-first, last) < LARGEST / 100)) return [first, p];
    for (const by of [5, 2, 1]) {
      const k = Math.ceil(first / by) * by;
      if (k <= last) return [k, p];
    }
  }
}

/** The most ticks, of at most `most`, whose labels fit: one alone if need be, if it does. */
export function fitTicks(
  most: number,
  ticks: (count: number) => AxisTicks,
  fit: (ticks: AxisTicks) => boolean,
): AxisTicks {
  let fewest: AxisTicks = noTicks;
  /** 0 alone tells no scale: both ends of the next ticks do, or one. */
  const besideZero = (zero: AxisTicks): AxisTicks => {
    const next = [2, 3, 4, 5].map(ticks).find(({ list }) => list.length > 1) ?? zero;
    const ends = [next.list[0]!, next.list.at(-1)!];
    return [ends, ends.slice(1)].map((list) => ({ ...next, list })).find(fit) ?? zero;
  };
  for (let count = Math.max(2, Math.floor(most)); count >= 1; count--) {
    const made = ticks(count);
    if (made.list.length === 0 || made.list.length === fewest.list.length) continue;
    if (fit(made)) return made.list[0]!.value === 0 && made.list.length === 1 ? besideZero(made) : made;
    fewest = made;
  }
  const alone = { ...fewest, list: fewest.list.slice(fewest.list.length >> 1).slice(0, 1) };
  if (!fit(alone)) return noTicks;
  return alone.list[0]?.value === 0 ? besideZero(alone) : alone;
}

/** The name of an axis with what its numbers are less: "x", "x − 1e6", "x + 20". */
export function axisName(name: string, { offset }: AxisTicks): string {
  return offset === 0 ? name : `${name} ${offset < 0 ? '+' : '\u2212'} ${formatShort(Math.abs(offset), 17)}`;
}
