import { drawnRuns } from '../app/drawn-runs.ts';
import type { Drawing } from './drawing.ts';
import type { Scenery } from './gestures.ts';
import { distanceToPath, dragOver, pickSurface, projectPlace } from './picking.ts';
import type { Picture } from './picture.ts';

/** What lies under a pointer on a stage. */
export function createScenery(drawing: Drawing, pictureNow: () => Picture | null, home: () => void): Scenery {
  const { lens, drawn } = drawing;
  const spot = new Float64Array(3);
  const screen = new Float64Array(3);
  const distanceTo = (px: number, py: number) => {
    projectPlace(lens, spot, screen);
    return Math.hypot(screen[0]! - px, screen[1]! - py);
  };
  return {
    lens,
    surfaceAt: (px, py) => drawn.last && pickSurface(lens, drawn.last.derived.surface, px, py),
    startNear: (px, py, radius) =>
      drawn.last !== null &&
      (pictureNow()?.marks.start(drawn.last, spot) ?? false) &&
      distanceTo(px, py) <= radius,
    startAt(px, py) {
      const { last } = drawn;
      if (!last) return null;
      const level = pictureNow()?.marks.start(last, spot) ? spot[2]! : 0.5;
      return dragOver(lens, last.derived.surface, px, py, level);
    },
    runNear(px, py, radius) {
      const { last } = drawn;
      const picture = pictureNow();
      if (!last || !picture) return null;
      const { state, derived } = last;
      const step = state.scene.view.future ? Infinity : state.playhead.step;
      let best = radius;
      let nearest: number | null = null;
      for (const [place, view] of drawnRuns(derived, state.palette).entries()) {
        const path = picture.paths.ribbon(place)?.path;
        // A ball is hit before the paths that run under it.
        const ball = picture.marks.ball(last, view, spot) ? distanceTo(px, py) - radius : Infinity;
        const distance = Math.min(ball, path ? distanceToPath(lens, path, step, px, py) : Infinity);
        if (distance < best) [best, nearest] = [distance, view.index];
      }
      return nearest;
    },
    home,
    beforeCamera: drawing.hold,
  };
}
