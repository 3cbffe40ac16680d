/**
 * Minima and maxima of a curve, where its slope changes its sign between two of many samples: halved down to the last
 * bit. What turns twice between two samples is missed, so nothing is claimed to be complete.
 */
import type { Loss } from '../../math/loss.ts';
import type { Domain } from '../types.ts';
import type { CriticalPoint, CriticalSet } from './types.ts';

const COUNT = 512;
/** Halvings of an interval: down to neighbouring doubles. */
const HALVINGS = 80;
/** By how many times the slope may be steeper beside a place of no slope than the steeper of the samples: else it is a pole. */
const POLE = 4;
/** How far aside, in distances of two samples, a kink is looked for, and the share of the slope that is more than rounding. */
const [NEXT, BENT] = [1e-4, 1e-2] as const;

export function criticalOnCurve(loss: Loss, domain: Domain): CriticalSet {
  const [from, to] = domain;
  const slope = (x: number) => loss.gradient([x])[0]!;
  const points: CriticalPoint[] = [];
  let x0 = from;
  let s0 = slope(x0);
  for (let i = 1; i <= COUNT; i++) {
    const x1 = from + (i / COUNT) * (to - from);
    const s1 = slope(x1);
    // A sample that hits a place of no slope is looked at from both its sides.
    if (s1 === 0 && i < COUNT) continue;
    if ((s0 < 0 && s1 > 0) || (s0 > 0 && s1 < 0)) {
      const point = turningPoint(loss, slope, x0, x1, s0, s1);
      if (point) points.push(point);
    }
    [x0, s0] = [x1, s1];
  }
  const minima = points.filter(({ kind }) => kind === 'minimum').sort((a, b) => a.value - b.value);
  const rest = points.filter(({ kind }) => kind !== 'minimum');
  return { domain, points: [...minima, ...rest], continua: [], complete: false, tooMany: false };
}

/** What lies where the slope changes its sign; null where the curve has a pole or a jump there. */
function turningPoint(
  loss: Loss,
  slope: (x: number) => number,
  from: number,
  to: number,
  before: number,
  after: number,
): CriticalPoint | null {
  let [low, high] = [from, to];
  for (let k = 0; k < HALVINGS; k++) {
    const middle = low / 2 + high / 2;
    if (!(middle > low && middle < high)) break;
    const s = slope(middle);
    if (s === 0) {
      low = middle;
      high = middle;
      break;
    }
    if (Number.isNaN(s)) return null;
    if (s > 0 === before > 0) low = middle;
    else high = middle;
  }
  const x = Math.abs(slope(low)) <= Math.abs(slope(high)) ? low : high;
  const value = loss.value([x]);
  const steepest = Math.max(Math.abs(before), Math.abs(after));
  const beside = Math.max(Math.abs(slope(low)), Math.abs(slope(high)));
  if (!Number.isFinite(value) || !(beside <= POLE * steepest)) return null;
  const kind = before < 0 ? 'minimum' : 'maximum';
  const ends = [loss.value([from]), loss.value([to])];
  if (!ends.every((end) => (kind === 'minimum' ? value <= end : value >= end))) return null;
  const wide = to - from;
  const isKink = Math.abs(slope(x + NEXT * wide) - slope(x - NEXT * wide)) > BENT * steepest;
  const isFlat = !(Math.abs(loss.hessian([x])[0]!) * wide > BENT * steepest);
  const form = isKink ? 'kink' : isFlat ? 'flat' : 'regular';
  return { at: [x, 0], value, kind, form };
}
