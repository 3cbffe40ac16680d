import type { Loss, Vector } from '../math/loss.ts';
import type { HyperparameterValues } from '../optimizers/types.ts';

/**
 * Momentum on a curve as a field on the plane of the place x and the velocity v, by which the last step moved: one step of
 * learning rate eta and momentum mu adds
 *
 *   F(x, v) = (w, w - v),   w = mu v - eta f'(x)
 *
 * to the two. Its curl, d(w - v)/dx - dw/dv = -(mu + eta f''), is not 0 as a gradient's is, but where the curve bends down as
 * much as that; its divergence is mu - 1 - eta f''.
 */
export interface PhaseField {
  /** What a step takes away at (x, v), -F, as a loss's gradient says it. */
  gradient(at: Vector, out: Float64Array): Float64Array;
  turning(at: Vector): { readonly curl: number; readonly divergence: number };
}

/** Of a loss of one variable. */
export function phaseField(loss: Loss, lr: number, momentum: number): PhaseField {
  const slope = new Float64Array(1);
  const bend = new Float64Array(1);
  return {
    gradient(at, out) {
      const moved = momentum * at[1]! - lr * loss.gradient([at[0]!], slope)[0]!;
      [out[0], out[1]] = [-moved, at[1]! - moved];
      return out;
    },
    turning(at) {
      const bent = lr * loss.hessian([at[0]!], bend)[0]!;
      return { curl: -momentum - bent, divergence: momentum - 1 - bent };
    },
  };
}

/** The momentum of a rule that goes along such a field, 0 of any other: dampening, decay and clipping bend it. */
export function heavyBall(id: string, values: HyperparameterValues): number {
  const isHeavy = id === 'sgd' || id === 'momentum' || id === 'nesterov';
  const isPlain = Object.entries(values).every(
    ([key, value]) => key === 'lr' || key === 'momentum' || !value,
  );
  return isHeavy && isPlain ? Number(values['momentum']) : 0;
}
