/** Where the domain lies on a map's panel, and the axes around it: numbers to the left and below, names at their ends. */
import type { Box } from '../../ui/box.ts';
import { AXIS_LINE, AXIS_TYPE, type Axes, type AxisText, isFree, type Measure } from '../../ui/axes.ts';
import { symbolText } from '../../core/expression/symbols.ts';
import type { Surface } from '../../core/geometry/types.ts';
import { axisName, type AxisTicks, fitTicks, linearTicks } from '../../core/geometry/ticks.ts';
import { charts } from '../../text/en/charts.ts';

const text = charts.map;

/** In figure pixels: a tick, the gap to its number, the least distance of two numbers, height of a line of type. */
const [TICK, AWAY, APART, LINE] = [4, 3, 7, AXIS_LINE * AXIS_TYPE] as const;
/** Distances at which ticks are read with ease, across and upward. */
const EVERY = { x: 50, y: 34 } as const;
/** Room under the map, to its right, and over it without and with a line of type there. */
const [BELOW, RIGHT, OVER, OVER_LINE] = [TICK + AWAY + LINE, 8, 7, LINE + AWAY] as const;
/** From one line of type to the next. */
const SECOND = LINE + APART / 2;
/** Room for the numbers to its left: few widths, so that it does not move with every digit. */
const LEFT = [30, 42, 56, 72] as const;

/** What is laid out. */
export type Mapped = Pick<Surface, 'sides' | 'equal' | 'variables'> & {
  readonly grid: Pick<Surface['grid'], 'domain'>;
};

interface Margins {
  readonly left: number;
  readonly top: number;
  readonly below: number;
}

/** The most numbers that a length takes, with the labels standing apart. */
function ticksOn(low: number, high: number, length: number, every: number, size: (label: string) => number) {
  return fitTicks(
    Math.max(2, length / every),
    (count) => linearTicks(low, high, count),
    ({ list }) => {
      let end = -Infinity;
      return list.every(({ value, text: label }) => {
        const at = ((value - low) / (high - low)) * length;
        const half = size(label) / 2;
        const fits = at - half >= end + APART;
        end = at + half;
        return fits;
      });
    },
  );
}

function marginsOf({ grid, equal }: Mapped, width: number, height: number, measure: Measure): Margins {
  const [x0, x1, y0, y1] = grid.domain;
  const across = ticksOn(x0, x1, width, EVERY.x, (label) => measure(label, false));
  const up = ticksOn(y0, y1, height, EVERY.y, () => LINE);
  const widest = Math.max(0, ...up.list.map(({ text: label }) => measure(label, false)));
  const needed = widest + TICK + AWAY;
  const isSaid = up.offset !== 0 || !equal;
  return {
    left: LEFT.find((room) => room >= needed) ?? needed,
    top: isSaid ? OVER_LINE : OVER,
    // A name that says an offset has a line of its own.
    below: across.offset === 0 ? BELOW : BELOW + SECOND,
  };
}

/** The rectangle of the domain on a panel: at one scale in its own proportions, in the middle; else as large as it can be. */
export function layOutMap(map: Mapped, width: number, height: number, measure: Measure): Box {
  const { left, top, below } = marginsOf(map, width, height, measure);
  const [across, up] = [Math.max(1, width - left - RIGHT), Math.max(1, height - top - below)];
  if (!map.equal) return { x: left, y: top, width: across, height: up };
  const scale = Math.min(across / map.sides[0], up / map.sides[1]);
  const [w, h] = [Math.max(1, scale * map.sides[0]), Math.max(1, scale * map.sides[1])];
  return { x: left + (across - w) / 2, y: top + (up - h) / 2, width: w, height: h };
}

/** The height at which a panel of a width has no empty room, within limits. */
export function heightOf(map: Mapped, width: number, least: number, most: number, measure: Measure): number {
  const { left, top, below } = marginsOf(map, width, most, measure);
  const own = map.equal
    ? ((width - left - RIGHT) * map.sides[1]) / map.sides[0] + top + below
    : (least + most) / 2;
  return Math.round(Math.max(least, Math.min(most, own)));
}

/** Ticks, numbers and names around the rectangle of the domain. */
export function layOutMapAxes(
  { grid, equal, variables }: Mapped,
  plot: Box,
  panel: Box,
  measure: Measure,
): Axes {
  const [x0, x1, y0, y1] = grid.domain;
  const { x: left, y: top, width, height } = plot;
  const [right, bottom] = [left + width, top + height];
  const lines: number[] = [];
  const texts: AxisText[] = [];
  const box = (words: string, isName: boolean, x: number, y: number): AxisText => ({
    text: words,
    isName,
    x,
    y,
    width: measure(words, isName),
    height: LINE,
  });
  const put = (label: AxisText) => {
    const inside = label.x >= panel.x - 1 && label.x + label.width <= panel.x + panel.width + 1;
    if (inside && isFree(label, texts, APART / 2)) texts.push(label);
  };
  const across = ticksOn(x0, x1, width, EVERY.x, (label) => measure(label, false));
  const up = ticksOn(y0, y1, height, EVERY.y, () => LINE);

  const named = (name: string, ticks: AxisTicks) => {
    const words = axisName(name, ticks);
    return { words, wide: measure(words, true) };
  };
  const [nameX, nameY] = [named(symbolText(variables[0]), across), named(symbolText(variables[1]), up)];
  const under = bottom + TICK + AWAY;
  const beside = left - TICK - AWAY;
  const ends = panel.x + panel.width;
  const low = across.offset === 0 ? under : under + SECOND;
  put(box(nameX.words, true, Math.min(right + RIGHT, ends) - nameX.wide, low));
  // A long name stands over the numbers, a short one among them.
  put(
    up.offset === 0
      ? box(nameY.words, true, beside - nameY.wide, top - LINE / 2)
      : box(
          nameY.words,
          true,
          Math.max(panel.x, Math.min(left - LEFT[0], ends - nameY.wide)),
          top - OVER_LINE,
        ),
  );
  if (!equal) {
    const words = text.different(symbolText(variables[0]), symbolText(variables[1]));
    put(box(words, false, right - measure(words, false), top - OVER_LINE));
  }

  for (const { value, text: label } of across.list) {
    const x = left + ((value - x0) / (x1 - x0)) * width;
    lines.push(x, bottom, x, bottom + TICK);
    put(box(label, false, x - measure(label, false) / 2, under));
  }
  for (const { value, text: label } of up.list) {
    const y = bottom - ((value - y0) / (y1 - y0)) * height;
    lines.push(left - TICK, y, left, y);
    put(box(label, false, beside - measure(label, false), y - LINE / 2));
  }
  return { lines, texts };
}
