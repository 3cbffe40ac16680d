/**
 * From the document's camera to matrices, and between the screen and the block.
 *
 * The camera looks at `target` on the block's middle plane along its azimuth (a compass bearing: 0 is north, +y)
 * and down by its elevation. Its distance, or its scale without perspective, is such that the upright cylinder
 * around the block just fits the stage: turning never crops and never breathes. `zoom` magnifies the picture and
 * leaves the eye where it is, so that no zoom takes it into the surface. Top view is a map: north up, no tilt.
 * At its edges the stage keeps some room for the numbers of the axes.
 */
import type { Sides } from '../core/geometry/sides.ts';
import type { Camera } from '../core/scene/scene.ts';
import { BLOCK_BASE, blockHeight } from './block.ts';

/** Half the angle of view of the stage's shorter side. */
const HALF_ANGLE_TANGENT = Math.tan((15 * Math.PI) / 180);
/** Share of the stage that the block may fill. */
const FILL = 0.985;
const FILL_TOP = 0.95;
/** Room for the axes' numbers, in sizes of their type: beside and under the cylinder; beside a map. */
const [BESIDE, UNDER, LEFT] = [2, 1.3, 3.4] as const;
/** Under a map: for numbers at least, with the axis' name under them where that is not much of the stage. */
const [BELOW, BELOW_NAMED, MUCH] = [2.1, 3.3, 0.06] as const;
const ORTHOGRAPHIC_DISTANCE = 3;

/** A camera over a stage of `width` x `height` CSS pixels. Reused from frame to frame: all arrays are written in place. */
export interface Lens {
  width: number;
  height: number;
  /** Of the block. */
  sides: Sides;
  /** CSS pixels of the axes' type; 0 without axes. */
  type: number;
  /** World to clip space, column-major. */
  readonly viewProjection: Float64Array;
  /** Right, up and forward in the world: three unit vectors. */
  readonly right: Float64Array;
  readonly up: Float64Array;
  readonly forward: Float64Array;
  readonly eye: Float64Array;
  perspective: boolean;
  /** CSS pixels across one world unit at distance 1 with perspective, anywhere without. */
  pixelsPerUnit: number;
  /** Distance of the middle of the block, 1 without perspective: divides `pixelsPerUnit`. */
  depth: number;
}

export function createLens(): Lens {
  return {
    width: 1,
    height: 1,
    sides: [1, 1],
    type: 0,
    viewProjection: new Float64Array(16),
    right: new Float64Array(3),
    up: new Float64Array(3),
    forward: new Float64Array(3),
    eye: new Float64Array(3),
    perspective: true,
    pixelsPerUnit: 1,
    depth: 1,
  };
}

/** Points the lens: fills everything from a camera, the size of the stage, the block's sides and the axes' type. */
export function aim(
  lens: Lens,
  camera: Camera,
  width: number,
  height: number,
  sides: Sides = [1, 1],
  type = 0,
): void {
  const top = camera.projection === 'top';
  const azimuth = top ? 0 : camera.azimuth;
  const elevation = top ? Math.PI / 2 : camera.elevation;
  const { right, up, forward, eye } = lens;
  const [sa, ca] = [Math.sin(azimuth), Math.cos(azimuth)];
  const [se, ce] = [Math.sin(elevation), Math.cos(elevation)];
  set(right, ca, 0, sa);
  set(up, sa * se, ce, -ca * se);
  set(forward, ce * sa, -se, -ce * ca);

  Object.assign(lens, { width, height, sides, type });
  lens.perspective = camera.projection === 'perspective';
  const aspect = width / height;
  const fit = top ? fitMap(lens) : fitCylinder(lens, se, ce);
  const tx = camera.target[0] * sides[0];
  const ty = camera.target[1] * sides[1];
  set(
    eye,
    tx - forward[0]! * fit.distance,
    middlePlane(sides) - forward[1]! * fit.distance,
    -ty - forward[2]! * fit.distance,
  );

  // Rows of the projection: x' = sx x, y' = sy (y - shift), the latter in proportion to depth under perspective.
  const sy = camera.zoom / fit.extent;
  const sx = sy / aspect;
  const near = Math.max(0.05, fit.distance - 2);
  const far = fit.distance + 2;
  const m = lens.viewProjection;
  for (let axis = 0; axis < 4; axis++) {
    const [r, u, f] =
      axis < 3
        ? [right[axis]!, up[axis]!, forward[axis]!]
        : [-dot(right, eye), -dot(up, eye), -dot(forward, eye)];
    const unit = axis === 3 ? 1 : 0;
    m[axis * 4] = sx * r;
    if (lens.perspective) {
      m[axis * 4 + 1] = sy * (u - fit.shift * f);
      m[axis * 4 + 2] = ((far + near) * f - 2 * far * near * unit) / (far - near);
      m[axis * 4 + 3] = f;
    } else {
      m[axis * 4 + 1] = sy * (u - fit.shift * unit);
      m[axis * 4 + 2] = (2 * f - (far + near) * unit) / (far - near);
      m[axis * 4 + 3] = unit;
    }
  }
  lens.pixelsPerUnit = (sy * height) / 2;
  lens.depth = lens.perspective ? fit.distance : 1;
}

interface Fit {
  readonly distance: number;
  /** Half of the stage's height, as a tangent under perspective, in world units without. */
  readonly extent: number;
  /** The height, in the same unit, that comes to the middle of the stage. */
  readonly shift: number;
}

/** The cylinder fills the stage; under perspective by bisection for the distance: nearer always looks larger. */
function fitCylinder({ width, height, sides, type, perspective }: Lens, se: number, ce: number): Fit {
  // Shares of the stage's height that the cylinder may reach to from the middle, sideways, and up and down together.
  const across = (FILL * Math.max(0.5 * width, width - 2 * BESIDE * type)) / height;
  const under = Math.min(0.2, (UNDER * type) / height);
  const sizeFrom = (distance: number | null) => {
    const [x, bottom, top] = cylinder(sides, se, ce, distance);
    return {
      size: Math.max(x / across, (top - bottom) / 2 / (FILL * (1 - under))),
      middle: (top + bottom) / 2,
    };
  };
  if (!perspective) {
    const { size, middle } = sizeFrom(null);
    return { distance: ORTHOGRAPHIC_DISTANCE, extent: size, shift: middle - under * size };
  }
  const extent = HALF_ANGLE_TANGENT / Math.min(1, width / height);
  let [low, high] = [1, 40];
  let shift = 0;
  for (let n = 0; n < 40; n++) {
    const distance = (low + high) / 2;
    const { size, middle } = sizeFrom(distance);
    if (size > extent) low = distance;
    else high = distance;
    shift = middle - under * extent;
  }
  return { distance: high, extent, shift };
}

/** The block seen from above, in the middle, with room for numbers around it. */
function fitMap({ width, height, sides, type }: Lens): Fit {
  const beside = Math.min(LEFT * type, width / 4);
  const below = Math.min(Math.max(BELOW * type, Math.min(BELOW_NAMED * type, MUCH * height)), height / 4);
  const across = Math.min(FILL_TOP * width, width - 2 * beside) / sides[0];
  const up = Math.min(FILL_TOP * height, height - 2 * below) / sides[1];
  return { distance: ORTHOGRAPHIC_DISTANCE, extent: height / 2 / Math.min(across, up), shift: 0 };
}

/** Extents on the screen, [x, lowest, highest], of the cylinder around the block from a distance (null: infinite). */
function cylinder(sides: Sides, se: number, ce: number, distance: number | null): [number, number, number] {
  const radius = Math.hypot(...sides) / 2;
  const half = (blockHeight(sides) - BLOCK_BASE) / 2;
  let x = 0;
  let bottom = Infinity;
  let top = -Infinity;
  for (let k = 0; k < 64; k++) {
    const angle = (k * Math.PI) / 32;
    const across = radius * Math.cos(angle);
    const away = radius * Math.sin(angle);
    for (const y of [-half, half]) {
      const depth = distance === null ? 1 : distance + away * ce - y * se;
      const screenY = (away * se + y * ce) / depth;
      x = Math.max(x, Math.abs(across) / depth);
      bottom = Math.min(bottom, screenY);
      top = Math.max(top, screenY);
    }
  }
  return [x, bottom, top];
}

/** A point of the world in CSS pixels from the stage's upper left corner, written into `out` (x, y, clip w). */
export function projectWorld(lens: Lens, world: Float64Array, out: Float64Array): void {
  const m = lens.viewProjection;
  const [x, y, z] = [world[0]!, world[1]!, world[2]!];
  const w = m[3]! * x + m[7]! * y + m[11]! * z + m[15]!;
  out[0] = ((m[0]! * x + m[4]! * y + m[8]! * z + m[12]!) / w / 2 + 0.5) * lens.width;
  out[1] = (0.5 - (m[1]! * x + m[5]! * y + m[9]! * z + m[13]!) / w / 2) * lens.height;
  out[2] = w;
}

/** The ray of sight through a CSS pixel, in the world: its origin and its direction, of unit forward part. */
export function rayThrough(
  lens: Lens,
  px: number,
  py: number,
): { origin: Float64Array; direction: Float64Array } {
  const { right, up, forward, eye, viewProjection: m, perspective } = lens;
  // Undo the projection: the screen's offsets along right and up, read off the rows of the matrix.
  const sx = dotColumn(m, 0, right);
  const sy = dotColumn(m, 1, up);
  const x = (px / lens.width) * 2 - 1;
  const y = 1 - (py / lens.height) * 2;
  if (perspective) {
    const shift = -dotColumn(m, 1, forward) / sy;
    const a = x / sx;
    const b = y / sy + shift;
    return { origin: Float64Array.from(eye), direction: combine(forward, 1, right, a, up, b) };
  }
  const a = x / sx;
  const b = (y - (m[13]! + sy * dot(up, eye))) / sy;
  const offset = combine(eye, 1, right, a, up, b);
  return { origin: offset, direction: Float64Array.from(forward) };
}

/** Where the ray of sight through a CSS pixel meets the level plane y = level: (x, north) in the world, or null. */
export function onPlane(
  lens: Lens,
  px: number,
  py: number,
  level: number,
): [x: number, north: number] | null {
  const { origin, direction } = rayThrough(lens, px, py);
  const t = (level - origin[1]!) / direction[1]!;
  if (!(t > 0) || !Number.isFinite(t)) return null;
  return [origin[0]! + t * direction[0]!, -(origin[2]! + t * direction[2]!)];
}

/** Direction from a point of the world towards the eye, written into `out`; not of unit length. */
export function towardsEye(lens: Lens, world: Float64Array, out: Float64Array): Float64Array {
  for (let axis = 0; axis < 3; axis++) {
    out[axis] = lens.perspective ? lens.eye[axis]! - world[axis]! : -lens.forward[axis]!;
  }
  return out;
}

/** The level of the block's middle plane. */
export function middlePlane(sides: Sides): number {
  return (blockHeight(sides) + BLOCK_BASE) / 2;
}

function set(out: Float64Array, x: number, y: number, z: number): void {
  out[0] = x;
  out[1] = y;
  out[2] = z;
}

function dot(a: Float64Array, b: Float64Array): number {
  return a[0]! * b[0]! + a[1]! * b[1]! + a[2]! * b[2]!;
}

/** A row of the upper left 3 x 3 part of a column-major matrix, along a direction. */
function dotColumn(m: Float64Array, row: number, along: Float64Array): number {
  return m[row]! * along[0]! + m[row + 4]! * along[1]! + m[row + 8]! * along[2]!;
}

function combine(
  a: Float64Array,
  ka: number,
  b: Float64Array,
  kb: number,
  c: Float64Array,
  kc: number,
): Float64Array {
  return Float64Array.from(a, (_, i) => ka * a[i]! + kb * b[i]! + kc * c[i]!);
}
