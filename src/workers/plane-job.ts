import type { Loss } from '../core/math/loss.ts';
import { findHessianPlane, findTopCurvatures, planeOfStep } from '../core/plane/choose.ts';
import { modelOf } from '../core/scene/models.ts';
import type { PlaneAnswer, PlaneRequest, JobProgress, SharpnessRequest } from './protocol.ts';

/** Products of the Hessian and a vector that one pair takes, about: what progress is measured by. */
const USUAL = 24;
/** How near an eigenvalue is found, as a share of the largest. The error of a direction is about its root. */
const [NEAR, NEAR_PLANE] = [1e-6, 1e-11];

/** The plane of a point: of its two largest curvatures, or of the step that is taken there and the gradient. */
export function* planeJob({ model, point, step }: PlaneRequest): Generator<JobProgress, PlaneAnswer> {
  const { loss } = modelOf(model);
  try {
    if (step) return planeAlong(loss, point, step);
    const finding = findHessianPlane(loss, point, NEAR_PLANE);
    for (let done = 1; ; done++) {
      const next = finding.next();
      if (next.done) return next.value;
      yield { done: Math.min(done, 2 * USUAL), total: 2 * USUAL };
    }
  } catch (error) {
    // Parallel, zero or not finite: no plane.
    if (error instanceof RangeError) return { plane: null, curvatures: null };
    throw error;
  }
}

/** Plain gradient descent steps along the gradient: the other direction is then that of the gradient after the step. */
function planeAlong(loss: Loss, point: Float64Array, step: Float64Array): PlaneAnswer {
  const gradient = loss.gradient(point).slice();
  try {
    return { plane: planeOfStep(point, gradient, step), curvatures: null };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const next = loss.gradient(point.map((x, i) => x + step[i]!));
    return { plane: planeOfStep(point, next, step), curvatures: null, isAlongGradient: true };
  }
}

/** The largest curvature at each of some points, row by row; NaN where the second derivatives are not finite. */
export function* sharpnessJob({
  model,
  points,
}: SharpnessRequest): Generator<JobProgress, Float64Array<ArrayBuffer>> {
  const { loss } = modelOf(model);
  const n = loss.dimension;
  const out = new Float64Array(points.length / n);
  for (let row = 0; row < out.length; row++) {
    const at = points.subarray(row * n, (row + 1) * n);
    const finding = findTopCurvatures(loss, at, 1, NEAR);
    let next = finding.next();
    for (; !next.done; next = finding.next()) yield { done: row, total: out.length };
    out[row] = next.value?.[0]?.value ?? Number.NaN;
  }
  return out;
}
