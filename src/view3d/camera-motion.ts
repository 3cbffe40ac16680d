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
  /**
   * Moves `shown` towards `goal`; true when it has changed.
   *
   * @param share how far it has come on a glide that takes a time of its own; 1 when there is none
   */
  follow(goal: Camera, now: number, jump: boolean, share?: number): boolean;
}

export function createCameraMotion(start: Camera): CameraMotion {
  let shown = start;
  let moving = false;
  let last = 0;
  /** Where the glide began. */
  let from: Camera | null = null;

  return {
    get shown() {
      return shown;
    },
    get moving() {
      return moving;
    },
    follow(goal, now, jump, share = 1) {
      const arrived = from !== null && share === 1;
      if (share === 1 || jump) from = null;
      else if (share === 0 || !from) from = shown;
      if (shown === goal) return false;
      // A first frame after rest counts as one at 60 Hz.
      const elapsed = moving ? Math.min(now - last, 100) : 16;
      last = now;
      let next = goal;
      if (from) next = glided(from, goal, share);
      else if (!jump && !arrived && goal.projection === shown.projection)
        next = between(shown, goal, 1 - Math.exp(-elapsed / APPROACH));
      moving = next !== goal;
      shown = next;
      return true;
    },
  };
}

/**
 * A camera a share of the way from one to another. Between two projections it is the one with the most depth: what
 * is seen straight from above is only a camera that looks down.
 */
function glided(from: Camera, to: Camera, share: number): Camera {
  const [start, end] = [tilted(from), tilted(to)];
  const projection =
    from.projection === to.projection
      ? to.projection
      : [from.projection, to.projection].includes('perspective')
        ? 'perspective'
        : 'orthographic';
  return { ...between(start, end, share), projection };
}

function tilted(camera: Camera): Camera {
  return camera.projection === 'top' ? { ...camera, azimuth: 0, elevation: Math.PI / 2 } : camera;
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
