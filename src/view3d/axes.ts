/**
 * Axes around the block: x and y along the two edges of its base that face the viewer, the loss along the upright edge
 * at the left end of its outline. So they stand beside the block and never before it, whatever the camera.
 */
import type { Box } from '../ui/box.ts';
import { AXIS_LINE, type Axes, type AxisText, isFree, type Measure } from '../ui/axes.ts';
import { symbolText } from '../core/expression/symbols.ts';
import { axisName, type AxisTicks, fitTicks, heightTicks, linearTicks } from '../core/geometry/ticks.ts';
import type { Surface } from '../core/geometry/types.ts';
import { stage as text } from '../text/en/stage.ts';
import { BLOCK_BASE, blockHeight, toWorld } from './block.ts';
import { type Lens, projectWorld } from './lens.ts';

/** In sizes of the type: a tick, the gap to what stands at it, the least distance of two texts, and of two ticks. */
const [TICK, AWAY, APART, EVERY] = [0.35, 0.25, 0.25, 3.4] as const;
/** Numbers above each other stand closer. */
const EVERY_UP = 2.2;
const MOST = 9;
/** An edge shorter than so many sizes of the type is seen end on: nothing is written along it. */
const SHORTEST = 1.8;
/** Where along an axis its name may stand, the best first. */
const NAME_AT = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8] as const;

type Point = readonly [x: number, y: number];

/** An edge of the block on the screen, from its low end to its high end. */
interface Edge {
  readonly from: Point;
  readonly to: Point;
  /** Depths of both ends: under perspective halves of the edge are not halves on the screen. */
  readonly depths: readonly [number, number];
  /** Across the edge, away from the block, of length 1. */
  readonly out: Point;
  /** Pixels along `out` by which the block itself goes over the edge. */
  readonly over: number;
  readonly upright: boolean;
}

/** @param covers what lies over the stage, in its pixels: nothing is written there */
export function layOutAxes(lens: Lens, surface: Surface, measure: Measure, covers: readonly Box[]): Axes {
  const [nameX, nameY] = surface.variables.map(symbolText);
  const [x0, x1, y0, y1] = surface.grid.domain;
  const plate = createPlate(lens, measure, covers);
  for (const [of, name, low, high] of [
    ['x', nameX!, x0, x1],
    ['y', nameY!, y0, y1],
  ] as const) {
    const edge = baseEdge(lens, of);
    putAxis(plate, edge, {
      ticksFor: linearTicks,
      valueAt: (share) => low + share * (high - low),
      shareOf: (value) => (value - low) / (high - low),
      named: nameAlong(plate, edge, name),
    });
  }
  const scaled = text.heightScales[surface.scale.kind];
  const isNamed = putHeights(plate, surface, scaled);
  if (!isNamed && scaled !== '') putNote(plate, text.heights(scaled));
  if (!surface.equal) putNote(plate, text.different(nameX!, nameY!));
  for (const each of plate.waiting) plate.put([each], plate.numbers);
  return { lines: plate.lines, texts: [...plate.names, ...plate.numbers] };
}

/** What is drawn and written so far, and what finds a place for more. */
type Plate = ReturnType<typeof createPlate>;

function createPlate(lens: Lens, measure: Measure, covers: readonly Box[]) {
  const { type, width, height } = lens;
  const names: AxisText[] = [];
  const numbers: AxisText[] = [];
  const margin = type / 4;
  const inFrame = ({ x, y, width: w, height: h }: Box) =>
    x >= margin && y >= margin && x + w <= width - margin && y + h <= height - margin;
  const gap = APART * type;
  const box = (words: string, isName: boolean, [x, y]: Point): AxisText => {
    const [w, h] = [measure(words, isName), AXIS_LINE * type];
    return { text: words, isName, x: x - w / 2, y: y - h / 2, width: w, height: h };
  };
  return {
    lens,
    measure,
    margin,
    gap,
    lines: [] as number[],
    names,
    numbers,
    /** Numbers are put when all names have their places. */
    waiting: [] as AxisText[],
    box,
    /** Beside an edge, just clear of a line `away` from it. */
    beside(words: string, isName: boolean, edge: Edge, share: number, away: number): AxisText {
      const [x, y] = pointOn(edge, share);
      const half = extent(edge.out, measure(words, isName), AXIS_LINE * type) / 2;
      const far = edge.over + away + half;
      return box(words, isName, [x + edge.out[0] * far, y + edge.out[1] * far]);
    },
    /** Puts the first that is in the frame and free; false where none is. */
    put(candidates: readonly AxisText[], into: AxisText[]): boolean {
      const found = candidates.find(
        (each) => inFrame(each) && isFree(each, covers, 0) && isFree(each, [...names, ...numbers], gap),
      );
      if (found) into.push(found);
      return found !== undefined;
    },
  };
}

/** Shares of an edge, and the values that stand there. */
interface Scale {
  ticksFor(low: number, high: number, count: number): AxisTicks;
  valueAt(share: number): number;
  shareOf(value: number): number;
  /** Puts its name; false where the axis is nothing without it. */
  named(ticks: AxisTicks, away: number, range: readonly [number, number]): boolean;
}

/** An edge with its ticks; false where it is too short, or has no room for its name. */
function putAxis(plate: Plate, edge: Edge, { ticksFor, valueAt, shareOf, named }: Scale): boolean {
  const { lens, gap, lines } = plate;
  const { type } = lens;
  const range = visible(edge, lens.width, lens.height);
  if (!range) return false;
  const [a, b] = [pointOn(edge, range[0]), pointOn(edge, range[1])];
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
  if (!(length >= SHORTEST * type)) return false;
  const [low, high] = [valueAt(range[0]), valueAt(range[1])];
  const start = (TICK + AWAY) * type;
  const labels = (ticks: AxisTicks) =>
    ticks.list.map((tick) => plate.beside(tick.text, false, edge, shareOf(tick.value), start));
  const ticks = fitTicks(
    Math.min(MOST, length / ((edge.upright ? EVERY_UP : EVERY) * type)),
    (count) => ticksFor(low, high, count),
    (made) => labels(made).every((each, i, all) => isFree(each, all.slice(0, i), gap)),
  );
  const shown = labels(ticks);
  const widest = Math.max(0, ...shown.map((each) => extent(edge.out, each.width, each.height)));
  if (!named(ticks, start + widest + (widest > 0 ? gap : 0), range)) return false;
  const shift = (share: number, away: number): Point => {
    const [x, y] = pointOn(edge, share);
    return [x + edge.out[0] * (edge.over + away), y + edge.out[1] * (edge.over + away)];
  };
  lines.push(...shift(range[0], 0), ...shift(range[1], 0));
  for (const { value } of ticks.list) {
    const share = shareOf(value);
    lines.push(...shift(share, 0), ...shift(share, TICK * type));
  }
  plate.waiting.push(...shown);
  return true;
}

/** Beside its numbers, or where there is no room for that, in their place. */
function nameAlong(plate: Plate, edge: Edge, name: string): Scale['named'] {
  return (ticks, away, range) => {
    const words = axisName(name, ticks);
    const at = NAME_AT.map((share) => range[0] + share * (range[1] - range[0]));
    const start = (TICK + AWAY) * plate.lens.type;
    plate.put(
      [away, start].flatMap((far) => at.map((share) => plate.beside(words, true, edge, share, far))),
      plate.names,
    );
    return true;
  };
}

/** The edge of the block's base along x or y that faces the viewer. */
function baseEdge(lens: Lens, of: 'x' | 'y'): Edge {
  const { eye, forward, perspective } = lens;
  const base = BLOCK_BASE / blockHeight(lens.sides);
  const [first, second] = ([0, 1] as const).map((at) =>
    of === 'x' ? edgeOf(lens, [0, at, base], [1, at, base]) : edgeOf(lens, [at, 0, base], [at, 1, base]),
  ) as [Edge, Edge];
  // On a map to the left and below.
  if (forward[1]! < -1 + 1e-9 && !perspective) return first;
  const across = of === 'x' ? -1 : 1;
  const [k, side] = of === 'x' ? [2, lens.sides[1]] : [0, lens.sides[0]];
  const faces = across * (perspective ? eye[k]! : -forward[k]!);
  const hidden = Math.abs(faces) <= (perspective ? side / 2 : 1e-9);
  // Where neither wall is seen, the edge that is away from the losses' axis.
  if (hidden) return middleOf(first) > middleOf(second) ? first : second;
  return faces > 0 ? second : first;
}

/**
 * The losses along an upright edge. The leftmost of them is one of the outline, and nothing of the block is to its left; so is,
 * to the right, the rightmost, which takes the axis where something lies over the stage on the left.
 */
function putHeights(plate: Plate, { scale }: Surface, scaled: string): boolean {
  const { lens, measure } = plate;
  const uprights = [0, 1, 2, 3]
    .map((k) => edgeOf(lens, [k & 1, k >> 1, 0], [k & 1, k >> 1, 1]))
    .toSorted((a, b) => a.from[0] + a.to[0] - b.from[0] - b.to[0]);
  return ([-1, 1] as const).some((side) => {
    const edge: Edge = { ...uprights.at(side < 0 ? 0 : -1)!, over: 0, upright: true };
    return putAxis(plate, edge, {
      ticksFor: (low, high, count) => heightTicks(scale, low, high, count),
      valueAt: (share) => scale.invert(share),
      shareOf: (value) => scale.height(value),
      named(ticks, _, range) {
        const [x, y] = pointOn(edge, range[1]);
        const words = [axisName(text.f, ticks), scaled].filter((word) => word !== '').join(', ');
        const w = measure(words, true);
        const up = y - AXIS_LINE * lens.type;
        const aside = w / 2 - lens.type / 2;
        const room = (side < 0 ? x : lens.width - x) - 2 * plate.margin - w / 2;
        // Over the axis, as far as there is room more to its side, where the surface is not; with less room higher, for it slopes away.
        return plate.put(
          [
            [aside, 0],
            [room, aside - room],
            [0, 0],
            [-w / 2, 0],
          ].map(([far, higher]) => plate.box(words, true, [x + side * far!, up - higher!])),
          plate.names,
        );
      },
    });
  });
}

/** A sentence in a corner. */
function putNote(
  { lens: { type, width, height }, measure, margin, put, box, numbers }: Plate,
  note: string,
): void {
  const w = measure(note, false);
  const rim = 2 * margin;
  const [left, right] = [rim + w / 2, width - rim - w / 2];
  const [low, high] = [height - rim - (AXIS_LINE * type) / 2, rim + (AXIS_LINE * type) / 2];
  const places: readonly Point[] = [
    [right, low],
    [left, low],
    [right, low - 1.5 * type],
    [right, high],
    [right, high + 1.5 * type],
  ];
  put(
    places.map((at) => box(note, false, at)),
    numbers,
  );
}

const world = new Float64Array(3);
const screen = new Float64Array(3);

/** The edge between two corners (u, v, height) of the block. */
function edgeOf(
  lens: Lens,
  from: readonly [number, number, number],
  to: readonly [number, number, number],
): Edge {
  const at = ([u, v, height]: readonly [number, number, number]): [x: number, y: number, depth: number] => {
    toWorld(lens.sides, u, v, height, world);
    projectWorld(lens, world, screen);
    return [screen[0]!, screen[1]!, screen[2]!];
  };
  const [ax, ay, aw] = at(from);
  const [bx, by, bw] = at(to);
  const [mx, my] = at([0.5, 0.5, 0.5]);
  const length = Math.hypot(bx - ax, by - ay) || 1;
  let out: Point = [(by - ay) / length, (ax - bx) / length];
  const along = (x: number, y: number) => (x - ax) * out[0] + (y - ay) * out[1];
  if (along(mx, my) > 0) out = [-out[0], -out[1]];
  const over = Math.max(
    0,
    ...[from, to].map(([u, v]) => {
      const [x, y] = at([u, v, 1]);
      return along(x, y);
    }),
  );
  return { from: [ax, ay], to: [bx, by], depths: [aw, bw], out, over, upright: false };
}

/** How far the middle of an edge is to the right and down. */
function middleOf({ from, to }: Edge): number {
  return from[0] + to[0] + from[1] + to[1];
}

function pointOn({ from, to, depths }: Edge, share: number): Point {
  const [a, b] = [(1 - share) * depths[0], share * depths[1]];
  const along = b / (a + b);
  return [from[0] + along * (to[0] - from[0]), from[1] + along * (to[1] - from[1])];
}

/** Size of a box across a direction. */
function extent([x, y]: Point, width: number, height: number): number {
  return Math.abs(x) * width + Math.abs(y) * height;
}

/** The shares of an edge between which it is in the frame; null when it is not. */
function visible(
  { from, to, depths }: Edge,
  width: number,
  height: number,
): readonly [number, number] | null {
  let [enter, leave] = [0, 1];
  for (const [a, b, size] of [
    [from[0], to[0], width],
    [from[1], to[1], height],
  ] as const) {
    if (a === b) {
      if (a < 0 || a > size) return null;
      continue;
    }
    const [p, q] = [-a / (b - a), (size - a) / (b - a)];
    enter = Math.max(enter, Math.min(p, q));
    leave = Math.min(leave, Math.max(p, q));
  }
  if (!(enter < leave)) return null;
  const share = (along: number) => {
    const [a, b] = [along * depths[0], (1 - along) * depths[1]];
    return a / (a + b);
  };
  return [share(enter), share(leave)];
}
