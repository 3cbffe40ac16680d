import type { Camera } from '../core/scene/scene.ts';

/** Time constant of the camera's approach, milliseconds. */
const APPROACH = 70;
const SETTLED = 5e-4;

/**
 * The camera that is shown: it follows the document's camera, at once under the hand and where motion is not
 * wanted, else along an exponential approach that depends on time and not on the number of frames.
 */
export interface CameraMotion {
  readonly shown: Camera;
  readonly moving: boolean;
  /** Moves `shown` towards `goal`; true when it has changed. */
  follow(goal: Camera, now: number, jump: boolean): boolean;
}

export function createCameraMotion(start: Camera): CameraMotion {
  let shown = start;
  let moving = false;
  let last = 0;

  return {
    get shown() {
      return shown;
    },
    get moving() {
      return moving;
    },
    follow(goal, now, jump) {
      if (shown === goal) return false;
      // A first frame after rest counts as one at 60 Hz.
      const elapsed = moving ? Math.min(now - last, 100) : 16;
      last = now;
      const share = 1 - Math.exp(-elapsed / APPROACH);
      const next = jump || goal.projection !== shown.projection ? goal : between(shown, goal, share);
      moving = next !== goal;
      shown = next;
      return true;
    },
  };
}

/** A camera a share of the way from one to another, or the other itself where no eye could tell them apart. */
function between(from: Camera, to: Camera, share: number): Camera {
  const turn = Math.PI * 2;
  let swing = (to.azimuth - from.azimuth) % turn;
  if (swing > Math.PI) swing -= turn;
  if (swing < -Math.PI) swing += turn;
  const tilt = to.elevation - from.elevation;
  const growth = Math.log(to.zoom / from.zoom);
  const east = to.target[0] - from.target[0];
  const north = to.target[1] - from.target[1];
  const rest = Math.max(...[swing, tilt, growth, east, north].map(Math.abs));
  if (!(rest > SETTLED)) return to;
  return {
    projection: to.projection,
    azimuth: from.azimuth + share * swing,
    elevation: from.elevation + share * tilt,
    zoom: from.zoom * Math.exp(share * growth),
    target: [from.target[0] + share * east, from.target[1] + share * north],
  };
}
