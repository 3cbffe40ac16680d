import { DoubleSide, GLSL3, GreaterDepth, Group, LessEqualDepth, Mesh, RawShaderMaterial } from 'three';
import { partColors } from '../ui/part-colors.ts';
import { inOrder, type ShownMark, type ShownMarks } from '../app/shown-marks.ts';
import type { Palette } from '../app/state.ts';
import { fromDomain, heightAt } from '../core/geometry/surface.ts';
import type { Surface } from '../core/geometry/types.ts';
import { type ScreenLine, Strokes } from './arrow-strokes.ts';
import { toWorld } from './block.ts';
import { emptyRectangle, type Rectangle } from './damage.ts';
import { type Lens, projectWorld, towardsEye } from './lens.ts';
import { palettes, rgb } from './palette.ts';
import { arrowFragment, arrowVertex } from './shaders/arrow.ts';
import { common } from './shaders/common.ts';
import { strokeScale } from './uniforms.ts';

/**
 * The explained step on the stage: its arrows, the box that the rule divides by, where it leads, all lying on the
 * surface. A mark ends where the surface does, and an arrow that is cut off there has an open tip.
 */
export interface ArrowLayer {
  readonly object: Group;
  /** Where the arrows of the last update lie. */
  readonly bounds: Rectangle;
  /** @param larger by what strokes and heads are larger */
  update(shown: ShownMarks | null, surface: Surface, lens: Lens, palette: Palette, larger: number): void;
  dispose(): void;
}

/** CSS pixels: half widths of a stroke and of its halo, an arrow's head, the marks of points. */
const SHAFT = 1.4;
const LIT = 2.2;
/** Shares of that: of the gradient itself, which is no part of the step; of the step, over which its parts lie. */
const THIN = 0.55;
const BROAD = 3;
const HALO = 1.5;
const SLIM_HALO = 0.7;
const HEAD = 11;
const HEAD_HALF = 4.6;
const RING = 5.5;
/** Before the border an arrow that goes on is broken; from the ball's middle what it covers. */
const BROKEN_END = 22;
const BALL = 8;
/** World units by which strokes come nearer than the surface, so that it does not cut them. */
const LIFT = 0.02;
/** Opacity behind the surface, and of what is drawn back. */
const HIDDEN = 0.3;
const FADED = 0.45;
/** Points along a mark. */
const DIVISIONS = 48;

type Place = ShownMark['from'];

export function createArrowLayer(): ArrowLayer {
  const strokes = new Strokes();
  const meshes = [layer(strokes, true), layer(strokes, false)];
  const object = new Group();
  object.add(...meshes);
  const line: ScreenLine = { points: new Float64Array(3 * (DIVISIONS + 1)), count: 0 };
  const back: ScreenLine = { points: line.points, count: 0 };

  return {
    object,
    get bounds() {
      return object.visible ? strokes.bounds : emptyRectangle();
    },
    update(shown, surface, lens, palette, larger) {
      object.visible = shown !== null;
      if (!shown) return;
      const stroke = { scale: strokeScale(lens, larger, 0.85), larger, palette };
      strokes.begin(lens, larger);
      for (const { mark, from, to, goesOn, lit, faded } of inOrder(shown.marks)) {
        const pen = penOf(mark, lit, faded, stroke);
        if (mark.shape === 'box') drawBox(strokes, line, pen, surface, lens, from, to);
        else {
          const isWhole = trace(line, surface, lens, from, to);
          if (line.count > 0) drawMark(strokes, line, back, pen, mark, !isWhole || goesOn, lit);
        }
      }
      strokes.end();
    },
    dispose() {
      strokes.dispose();
      for (const { material } of meshes) material.dispose();
    },
  };
}

/** How a mark is drawn: its ink and its halo, half of how broad, and by what all is larger. */
interface Pen {
  readonly color: readonly [number, number, number];
  readonly halo: readonly [number, number, number];
  readonly haloWidth: number;
  readonly alpha: number;
  readonly share: number;
  readonly half: number;
  readonly rim: number;
  readonly scale: number;
  readonly larger: number;
}

function penOf(
  { shape, part, unit, follows }: ShownMark['mark'],
  lit: boolean,
  faded: boolean,
  { scale, larger, palette }: { readonly scale: number; readonly larger: number; readonly palette: Palette },
): Pen {
  const { halo, haloWidth } = palettes[palette];
  const isStep = shape === 'arrow' && part === 'step';
  const share = isStep ? BROAD : unit === 'gradient' ? THIN : 1;
  return {
    // Where the step leads is of the step.
    color: rgb(partColors[palette][part === 'position' ? 'step' : part]),
    halo,
    haloWidth,
    alpha: faded ? FADED : 1,
    share,
    half: (isStep ? SHAFT * BROAD : (lit ? LIT : SHAFT) * share) * scale,
    rim: (follows ? SLIM_HALO : HALO) * haloWidth * scale,
    scale,
    larger,
  };
}

/** What a rule divides by: a box around its middle, which reaches to a corner. */
function drawBox(
  strokes: Strokes,
  line: ScreenLine,
  { color, halo, haloWidth, alpha, half, scale }: Pen,
  surface: Surface,
  lens: Lens,
  [x, y]: Place,
  to: Place,
): void {
  const [dx, dy] = [to[0] - x, to[1] - y];
  const side = half * 0.7;
  const corners = [
    [dx, dy],
    [-dx, dy],
    [-dx, -dy],
    [dx, -dy],
    [dx, dy],
  ] as const;
  for (const [ink, width] of [
    [halo, side + 0.8 * haloWidth * scale],
    [color, side],
  ] as const) {
    strokes.ink(ink, alpha);
    for (let k = 0; k < 4; k++) {
      const [[ax, ay], [bx, by]] = [corners[k]!, corners[k + 1]!];
      trace(line, surface, lens, [x + ax, y + ay], [x + bx, y + by]);
      strokes.line(line, width, false);
    }
  }
}

/** An arrow, or a point at the end of what leads to it, along a traced line. */
function drawMark(
  strokes: Strokes,
  line: ScreenLine,
  back: ScreenLine,
  { color, halo, alpha, share, half, rim: wide, scale, larger }: Pen,
  mark: ShownMark['mark'],
  isCut: boolean,
  lit: boolean,
): void {
  const point = mark.shape === 'point';
  const end = 3 * (line.count - 1);
  const [ex, ey, ez] = [line.points[end]!, line.points[end + 1]!, line.points[end + 2]!];
  const size = point
    ? RING * scale * (mark.broken ? 0.7 : 1)
    : (lit ? 1.15 : 1) * HEAD * scale * share ** 0.5;
  const cutEnd = line.count;
  const [length, tail] = shorten(line, back, isCut ? BROKEN_END * scale : size * 0.7);
  if (point && isCut) return;
  // Under the ball there is nothing to see, but for what is pointed at.
  if (point && !lit && !mark.broken && length < (BALL + RING) * scale) return;
  if (!point && length < 1.5 * larger) return;
  const [hx, hy] = [(ex - tail[0]) / (tail[2] || 1), (ey - tail[1]) / (tail[2] || 1)];
  const headLength = Math.min(size, length);
  const headHalf = (HEAD_HALF * headLength) / HEAD;
  const broken: ScreenLine = {
    points: line.points.subarray(3 * (back.count - 1)),
    count: cutEnd - back.count + 1,
  };
  for (const [ink, width, rim] of [
    [halo, half + wide, wide],
    [color, half, 0],
  ] as const) {
    strokes.ink(ink, alpha);
    if (point) {
      if (mark.broken) strokes.ring(ex, ey, ez, size, width);
      else strokes.cross(ex, ey, ez, size * 0.7, size * 1.6, width);
      continue;
    }
    strokes.line(back, width, mark.broken && rim === 0);
    if (isCut) {
      strokes.line(broken, width, rim === 0);
      strokes.chevron(ex, ey, ez, hx, hy, headLength, headHalf * 1.4, SHAFT * scale + rim);
      continue;
    }
    strokes.head(
      ex + hx * rim * 1.8,
      ey + hy * rim * 1.8,
      ez,
      hx,
      hy,
      headLength + rim * 2.8,
      headHalf + rim * 1.6,
    );
  }
}

function layer(strokes: Strokes, hidden: boolean): Mesh<Strokes['geometry'], RawShaderMaterial> {
  const material = new RawShaderMaterial({
    glslVersion: GLSL3,
    vertexShader: common + arrowVertex,
    fragmentShader: common + arrowFragment,
    uniforms: { opacity: { value: hidden ? HIDDEN : 1 } },
    transparent: true,
    side: DoubleSide,
    depthWrite: false,
    depthFunc: hidden ? GreaterDepth : LessEqualDepth,
  });
  const mesh = new Mesh(strokes.geometry, material);
  mesh.frustumCulled = false;
  mesh.renderOrder = hidden ? 9000 : 9001;
  return mesh;
}

const world = new Float64Array(3);
const sight = new Float64Array(3);
const screen = new Float64Array(3);

/** The straight line between two points of the domain, over the surface; false when it ends before its end. */
function trace(line: ScreenLine, surface: Surface, lens: Lens, from: Place, to: Place): boolean {
  const { domain } = surface.grid;
  const [u0, v0] = fromDomain(domain, ...from);
  const [u1, v1] = fromDomain(domain, ...to);
  line.count = 0;
  let left = false;
  for (let k = 0; k <= DIVISIONS; k++) {
    const u = onBorder(u0 + ((u1 - u0) * k) / DIVISIONS);
    const v = onBorder(v0 + ((v1 - v0) * k) / DIVISIONS);
    const height = heightAt(surface, u, v);
    if (Number.isNaN(height)) {
      left = true;
      // The box's sides may come in from outside; an arrow that has left does not come back.
      if (line.count > 0) return false;
      continue;
    }
    toWorld(lens.sides, u, v, height, world);
    projectWorld(lens, world, screen);
    const at = 3 * line.count++;
    line.points[at] = screen[0]!;
    line.points[at + 1] = screen[1]!;
    line.points[at + 2] = depthAbove(lens);
  }
  return !left && line.count > 0;
}

/** What rounding has put a little beyond the border lies on it. */
function onBorder(share: number): number {
  return Math.abs(share - 0.5) < 0.5 + 1e-9 ? Math.min(1, Math.max(0, share)) : share;
}

/** Depth in normalised device coordinates of `world`, a little nearer to the eye. */
function depthAbove(lens: Lens): number {
  towardsEye(lens, world, sight);
  const step = LIFT / Math.hypot(sight[0]!, sight[1]!, sight[2]!);
  const m = lens.viewProjection;
  const x = world[0]! + sight[0]! * step;
  const y = world[1]! + sight[1]! * step;
  const z = world[2]! + sight[2]! * step;
  return (m[2]! * x + m[6]! * y + m[10]! * z + m[14]!) / (m[3]! * x + m[7]! * y + m[11]! * z + m[15]!);
}

/**
 * Leaves in `back` the points of a line up to `by` pixels before its end. Returns the line's length, and where the
 * shortened one ends with its distance from the end: the direction of a head.
 */
function shorten(
  line: ScreenLine,
  back: ScreenLine,
  by: number,
): [length: number, tail: [number, number, number]] {
  const { points, count } = line;
  const end = 3 * (count - 1);
  let length = 0;
  back.count = 1;
  let tail: [number, number, number] = [points[0]!, points[1]!, 0];
  for (let i = 0; i < count; i++) {
    if (i > 0)
      length += Math.hypot(points[3 * i]! - points[3 * i - 3]!, points[3 * i + 1]! - points[3 * i - 2]!);
    const away = Math.hypot(points[end]! - points[3 * i]!, points[end + 1]! - points[3 * i + 1]!);
    if (away >= by || i === 0) {
      back.count = i + 1;
      tail = [points[3 * i]!, points[3 * i + 1]!, away];
    }
  }
  return [length, tail];
}
