/** What a gesture makes of a camera: pure, in CSS pixels of the stage. */
import { limits } from '../core/scene/limits.ts';
import type { Camera } from '../core/scene/scene.ts';
import { aim, createLens, type Lens, middlePlane, onPlane } from './lens.ts';

const RADIANS_PER_PIXEL = 0.0065;
const LOWEST = 0.06;

/** Turns the block under the pointer: to the right it follows to the right, downwards it tips towards the viewer. */
export function orbit(camera: Camera, dx: number, dy: number): Camera {
  return {
    ...camera,
    azimuth: wrap(camera.azimuth + dx * RADIANS_PER_PIXEL),
    elevation: clamp(camera.elevation + dy * RADIANS_PER_PIXEL, LOWEST, Math.PI / 2),
  };
}

/** Moves the point looked at so that what was at one place of the stage comes to another. */
export function pan(
  camera: Camera,
  lens: Lens,
  from: readonly [number, number],
  to: readonly [number, number],
): Camera {
  const a = onPlane(lens, from[0], from[1], middlePlane(lens.sides));
  const b = onPlane(lens, to[0], to[1], middlePlane(lens.sides));
  return a && b ? shift(camera, lens, a[0] - b[0], a[1] - b[1]) : camera;
}

/** Magnifies by a factor around a place of the stage, which stays where it is. */
export function zoomAt(camera: Camera, lens: Lens, factor: number, px: number, py: number): Camera {
  const nearer = { ...camera, zoom: clamp(camera.zoom * factor, ...limits.cameraZoom) };
  const before = createLens();
  const after = createLens();
  const { width, height, sides, type } = lens;
  aim(before, camera, width, height, sides, type);
  aim(after, nearer, width, height, sides, type);
  const a = onPlane(before, px, py, middlePlane(sides));
  const b = onPlane(after, px, py, middlePlane(sides));
  // Beside the block, or near the horizon, a far place of the plane would throw the picture out of sight.
  const near = (p: typeof a) => p !== null && Math.max(Math.abs(p[0]), Math.abs(p[1])) < 1;
  return a && b && near(a) && near(b) ? shift(nearer, lens, a[0] - b[0], a[1] - b[1]) : nearer;
}

function shift(camera: Camera, { sides }: Lens, east: number, north: number): Camera {
  const [x, y] = camera.target;
  return {
    ...camera,
    target: [clamp(x + east / sides[0], -0.5, 0.5), clamp(y + north / sides[1], -0.5, 0.5)],
  };
}

function wrap(angle: number): number {
  return angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI));
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}
