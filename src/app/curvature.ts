/** What several views speak of: the selected run, the point where it stands, the surface's quadratic there. */
import type { Loss } from '../core/math/loss.ts';
import type { Quadratic } from '../core/math/quadratic.ts';
import { quadraticAt } from '../core/math/quadratic.ts';
import { placeAt } from '../core/run/place.ts';
import type { Run } from '../core/run/types.ts';
import { selectedRun } from './drawn-runs.ts';
import type { Frame } from './state.ts';

/** Where a run is at a step, or where it ended before. */
export function lastPlaceAt(run: Run, step: number): [x: number, y: number] {
  return placeAt(run, Math.min(step, run.steps));
}

/** Where the selected optimizer is; without one, the start. */
export function currentPoint(frame: Frame): readonly [x: number, y: number] {
  const view = selectedRun(frame);
  return view ? lastPlaceAt(view.run, frame.state.playhead.step) : frame.state.scene.start;
}

/** The quadratic at a point, made again only when the loss or the point is another. */
export function createQuadraticMemo(): (loss: Loss, at: readonly [number, number]) => Quadratic {
  let of: Loss | null = null;
  let last: Quadratic | null = null;
  return (loss, [x, y]) => {
    if (!last || of !== loss || !Object.is(last.at[0], x) || !Object.is(last.at[1], y)) {
      of = loss;
      last = quadraticAt(loss, x, y);
    }
    return last;
  };
}
