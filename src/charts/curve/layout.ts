/** Where a curve and its derivatives stand in a figure, one under the other along one axis, in figure pixels. */
import type { Box } from '../../ui/box.ts';
import { AXIS_LINE, AXIS_TYPE, type Axes, type AxisText, type Measure } from '../../ui/axes.ts';
import { axisName, type AxisTicks, fitTicks, linearTicks } from '../../core/geometry/ticks.ts';
import { type CurveSamples, valueRange } from '../../core/geometry/curve.ts';

/** A function along the shared axis, in its box. */
export interface CurvePlot extends Box {
  /** Values at its lower and its upper edge. */
  readonly low: number;
  readonly high: number;
  yOf(value: number): number;
}

export interface CurveLayout {
  readonly width: number;
  readonly height: number;
  readonly from: number;
  readonly to: number;
  /** f; the two below it are null where there is no room for them. */
  readonly curve: CurvePlot;
  readonly slope: CurvePlot | null;
  readonly bend: CurvePlot | null;
  readonly axes: Axes;
  /** What stands over its upper right corner. */
  readonly cover: Box;
  xOf(x: number): number;
  /** The place on the axis at a pixel. */
  placeAt(px: number): number;
}

export interface CurveRoom {
  readonly width: number;
  readonly height: number;
  /** What stands over its upper right corner: the curve keeps below it. */
  readonly cover: { readonly width: number; readonly height: number };
  /** The highest derivative that may be told; left out, the second. */
  readonly order?: number;
}

const LINE = AXIS_LINE * AXIS_TYPE;
/** In figure pixels: a tick, the gap to its number, the room on the right. */
const [TICK, AWAY, RIGHT] = [4, 4, 16] as const;
/** Room over the uppermost plot, and between two: the name of what is drawn stands there. */
const [TOP, BETWEEN] = [26, 24] as const;
const BOTTOM = TICK + AWAY + LINE + 4;
/** Room under the lowest plot. */
const LAST = 12;
/** Room for the numbers to the left: few widths, so that it does not move with every digit. */
const LEFT = [44, 58, 76] as const;
/** Distances at which ticks are read with ease. */
const EVERY = { x: 74, y: 44 } as const;
/** The least heights at which f' and f'' stand below. */
const [FOR_SLOPE, FOR_BEND] = [300, 470] as const;
/** The share of the range that is left free above and below. */
const FREE = 0.08;
/** What a cover may take of the plot at most, to be kept clear of. */
const COVERED = 0.4;

/** @param name the variable's, as text */
export function layOutCurve(
  samples: CurveSamples,
  extra: readonly number[],
  name: string,
  { width, height, cover, order = 2 }: CurveRoom,
  measure: Measure,
): CurveLayout {
  const { from, to, values, slopes, bends } = samples;
  const plots = [{ series: [values, extra], share: 0.56, name: `f(${name})` }];
  if (height >= FOR_SLOPE && order > 0)
    plots.push({ series: [slopes, [0]], share: 0.26, name: `f′(${name})` });
  if (height >= FOR_BEND && order > 1) plots.push({ series: [bends, [0]], share: 0.18, name: `f″(${name})` });
  const all = plots.reduce((sum, { share }) => sum + share, 0);
  const below = (plots.length - 1) * BETWEEN + (plots.length > 1 ? LAST : 0);
  const room = Math.max(40, height - TOP - BOTTOM - below);
  const ranges = plots.map(({ series }) => ranged(valueRange(series)));
  const heights = plots.map(({ share }) => Math.round((room * share) / all));
  const ticks = ranges.map(([low, high], i) => ticksUp(low, high, heights[i]!));
  const widest = Math.max(...ticks.flatMap(({ list }) => list.map(({ text }) => measure(text, false))), 0);
  const left = LEFT.find((space) => space >= widest + TICK + AWAY + 8) ?? widest + TICK + AWAY + 8;
  const across = Math.max(1, width - left - RIGHT);
  const made: CurvePlot[] = [];
  let top = TOP;
  plots.forEach((_, i) => {
    const down = heights[i]!;
    const [low, own] = ranges[i]!;
    const high = i === 0 ? belowCover(low, own, down, samples, cover, width - left) : own;
    made.push({
      x: left,
      y: top,
      width: across,
      height: down,
      low,
      high,
      yOf: scaleOf(top, down, low, high),
    });
    top += down + BETWEEN + (i === 0 ? BOTTOM : 0);
  });
  const xOf = (x: number) => left + ((x - from) / (to - from)) * across;
  const curve = made[0]!;
  return {
    width,
    height,
    from,
    to,
    curve,
    slope: made[1] ?? null,
    bend: made[2] ?? null,
    axes: axesOf(
      made,
      plots.map((plot) => plot.name),
      { name, from, to },
      measure,
      xOf,
    ),
    cover: { x: width - cover.width, y: 0, ...cover },
    xOf,
    placeAt: (px) => from + ((px - left) / across) * (to - from),
  };
}

function scaleOf(top: number, height: number, low: number, high: number): (value: number) => number {
  return (value) => top + height - ((value - low) / (high - low)) * height;
}

function ranged([low, high]: readonly [number, number]): readonly [number, number] {
  const free = FREE * (high - low);
  return [low - free, high + free];
}

/** The upper end at which the part of the curve that a cover lies over stands below it. */
function belowCover(
  low: number,
  high: number,
  height: number,
  { values }: CurveSamples,
  cover: CurveRoom['cover'],
  across: number,
): number {
  const down = Math.max(0, cover.height - TOP + 8);
  if (down === 0 || down > COVERED * height) return high;
  const first = Math.max(0, Math.floor(values.length * (1 - (cover.width + RIGHT) / across)));
  let greatest = low;
  for (let i = first; i < values.length; i++)
    if (values[i]! <= high) greatest = Math.max(greatest, values[i]!);
  return Math.max(high, low + ((greatest - low) * height) / (height - down));
}

function ticksUp(low: number, high: number, height: number): AxisTicks {
  return linearTicks(low, high, Math.max(2, Math.round(height / EVERY.y)));
}

function axesOf(
  plots: readonly CurvePlot[],
  names: readonly string[],
  axis: { readonly name: string; readonly from: number; readonly to: number },
  measure: Measure,
  xOf: (x: number) => number,
): Axes {
  const lines: number[] = [];
  const texts: AxisText[] = [];
  const put = (text: string, isName: boolean, x: number, y: number) =>
    texts.push({ text, isName, x, y, width: measure(text, isName), height: LINE });
  plots.forEach((plot, i) => {
    const ticks = ticksUp(plot.low, plot.high, plot.height);
    put(axisName(names[i]!, ticks), true, Math.max(4, plot.x - 40), plot.y - LINE - 6);
    for (const { value, text } of ticks.list) {
      const y = plot.yOf(value);
      lines.push(plot.x - TICK, y, plot.x, y);
      put(text, false, plot.x - TICK - AWAY - measure(text, false), y - LINE / 2);
    }
  });
  const [curve] = plots;
  if (!curve) return { lines, texts };
  const bottom = curve.y + curve.height;
  const across = fitTicks(
    curve.width / EVERY.x,
    (count) => linearTicks(axis.from, axis.to, count),
    ({ list }) => list.length * 30 < curve.width,
  );
  const name = axisName(axis.name, across);
  const under = bottom + TICK + AWAY;
  const end = curve.x + curve.width;
  const nameAt = end + RIGHT - 4 - measure(name, true);
  for (const { value, text } of across.list) {
    const x = xOf(value);
    const half = measure(text, false) / 2;
    lines.push(x, bottom, x, bottom + TICK);
    if (x + half < nameAt - 6) put(text, false, x - half, under);
  }
  put(name, true, nameAt, under);
  return { lines, texts };
}
