import type { Loss } from '../../core/math/loss.ts';
import { quadraticAt } from '../../core/math/quadratic.ts';
import { placeAt } from '../../core/run/place.ts';
import { stableLr } from '../../core/run/stability.ts';
import { memo } from '../memo.ts';
import type { Frame } from '../state.ts';
import type { AskedSettings } from './asked.ts';
import { shareOn, valueOn } from './axes.ts';

/** The largest learning rate at which runs settle, all along the other axis. */
export interface TheoryLine {
  /** Shares of both axes, x and y by turns, from one end of the other axis to the other. */
  readonly points: Float64Array;
  /** In the rule's symbols. */
  readonly formula: string;
  readonly lambda: number;
  /** The minimum whose curvature it is; null where the loss bends alike everywhere. */
  readonly at: readonly [x: number, y: number] | null;
}

/** Places on the line. */
const POINTS = 129;
/** How near, as a share of the domain's sides, a run has come to the minimum in whose basin it is. */
const NEAR = 0.05;

/**
 * The line of linear stability on a map, but of no model's: of a quadratic, or of the quadratic at the minimum to which the optimizer's run
 * comes. Null where an axis is not the learning rate, the rate does not stay, the rule has no such bound, or no minimum is
 * reached.
 */
export function theoryOf({ state, derived }: Frame, asked: AskedSettings): TheoryLine | null {
  const { loss, critical, runs } = derived;
  if (derived.model) return null;
  const curved = curvatureOf(loss);
  if (curved !== null) return lineOf(asked, curved, null);
  const view = runs.find(({ index }) => index === asked.index);
  if (!view || view.run.divergedAt !== null) return null;
  const [x, y] = placeAt(view.run, view.run.steps);
  const [x0, x1, y0, y1] = state.scene.domain;
  const near = critical.points.find(
    ({ kind, at }) =>
      kind === 'minimum' &&
      Math.hypot((at[0] - x) / (x1 - x0), loss.dimension === 1 ? 0 : (at[1] - y) / (y1 - y0)) < NEAR,
  );
  return near ? lineAt(asked, loss, near.at) : null;
}

const lineAt = memo((asked: AskedSettings, loss: Loss, at: readonly [number, number]) =>
  lineOf(asked, quadraticAt(loss, ...at).eigen.max, at),
);

const lineOf = memo((asked: AskedSettings, lambda: number, at: TheoryLine['at']): TheoryLine | null => {
  const { entry, request } = asked;
  const { x, y, optimizer, schedule } = request;
  const isAcross = x.key === 'lr';
  if ((!isAcross && y.key !== 'lr') || (schedule && schedule.kind !== 'constant')) return null;
  const [rate, other] = isAcross ? [x, y] : [y, x];
  const points = new Float64Array(2 * POINTS);
  let formula = '';
  for (let k = 0; k < POINTS; k++) {
    const share = k / (POINTS - 1);
    const values = { ...optimizer.values, [other.key]: valueOn(other, share) };
    const limit = stableLr(entry, values, lambda);
    if (limit === null) return null;
    // At the far end nothing of it is zero.
    formula = entry.stability?.(values)?.formula ?? '';
    points.set(isAcross ? [shareOn(rate, limit), share] : [share, shareOn(rate, limit)], 2 * k);
  }
  return { points, formula, lambda, at };
});

/** Places at which a loss that bends alike everywhere bends alike. */
const PLACES: readonly (readonly [number, number])[] = [
  [0.1, -0.7],
  [1.3, 2.1],
  [-2.9, 0.4],
  [0.37, -11],
  [-31, 17],
];

/** The greatest curvature of a loss whose second derivatives are the same everywhere; null of any other. */
const curvatureOf = memo((loss: Loss): number | null => {
  const [first, ...others] = PLACES.map((place) => quadraticAt(loss, ...place));
  const { hessian, eigen } = first!;
  const isSame = others.every((one) => one.hessian.every((value, k) => value === hessian[k]));
  return isSame && Number.isFinite(eigen.max) ? eigen.max : null;
});
