/**
 * What a box holds of zeros of the gradient g, by the operator of Krawczyk (R. Krawczyk, "Newton-Algorithmen zur
 * Bestimmung von Nullstellen mit Fehlerschranken", Computing 4, 1969,
 * https://doi.org/10.1007/BF02234767):
 *
 *   K(B) = c - Y g(c) + (I - Y H(B)) (B - c),   c the middle of B, Y near the inverse of the Hessian H(c)
 *
 * Every zero in B lies in K(B). None is where K(B) and B do not meet, and exactly one where K(B) lies inside B.
 * All in units of the domain's sides, the Hessian divided by its largest entry: what comes out does not depend on the
 * scale of the loss or of x and y.
 */
import { type GradientField, powerOfTwo } from './field.ts';

/** [x0, x1, y0, y1]. */
export type IntervalBox = readonly [x0: number, x1: number, y0: number, y1: number];

export type RootVerdict = 'none' | 'one' | 'unknown';

/** What rounding may add to a sum of a dozen terms, as a share of their sizes. */
const ROUNDING = 1e-14;

const hessian = new Float64Array(4);

/**
 * @param contracted becomes B intersected with K(B) where that is known
 */
export function krawczyk(
  field: GradientField,
  box: IntervalBox,
  contracted?: [number, number, number, number],
): RootVerdict {
  const { bend, slope, loss, unit } = field;
  const [x0, x1, y0, y1] = box;
  bend.over(x0, x1, y0, y1);
  field.cost += bend.size;
  if (!bend.smooth) return 'unknown';
  const cx = middle(x0, x1);
  const cy = middle(y0, y1);
  slope.over(cx, cx, cy, cy);
  field.cost += slope.size;
  loss.hessian([cx, cy], hessian);
  const [wx, wy] = unit;
  const scale = powerOfTwo(
    Math.max(
      Math.abs(bend.lo[0]!) * wx * wx,
      Math.abs(bend.hi[0]!) * wx * wx,
      Math.abs(bend.lo[1]!) * wx * wy,
      Math.abs(bend.hi[1]!) * wx * wy,
      Math.abs(bend.lo[2]!) * wy * wy,
      Math.abs(bend.hi[2]!) * wy * wy,
    ),
  );
  const sx = wx / scale;
  const sy = wy / scale;
  // Half the sides of the box, in units, upward.
  const rx = (Math.max(cx - x0, x1 - cx) / wx) * (1 + ROUNDING);
  const ry = (Math.max(cy - y0, y1 - cy) / wy) * (1 + ROUNDING);
  const gxLo = slope.lo[1]! * sx;
  const gxHi = slope.hi[1]! * sx;
  const gyLo = slope.lo[2]! * sy;
  const gyHi = slope.hi[2]! * sy;
  const xxLo = bend.lo[0]! * wx * sx;
  const xxHi = bend.hi[0]! * wx * sx;
  const xyLo = bend.lo[1]! * wy * sx;
  const xyHi = bend.hi[1]! * wy * sx;
  const yyLo = bend.lo[2]! * wy * sy;
  const yyHi = bend.hi[2]! * wy * sy;
  // The mean value theorem alone: g(B) lies in g(c) + H(B) (B - c).
  const xx = Math.max(Math.abs(xxLo), Math.abs(xxHi));
  const xy = Math.max(Math.abs(xyLo), Math.abs(xyHi));
  const yy = Math.max(Math.abs(yyLo), Math.abs(yyHi));
  if (isAway(gxLo, gxHi, xx * rx + xy * ry) || isAway(gyLo, gyHi, xy * rx + yy * ry)) return 'none';

  const a = hessian[0]! * wx * sx;
  const b = hessian[1]! * wy * sx;
  const d = hessian[3]! * wy * sy;
  const det = a * d - b * b;
  const [p, q, r] = [d / det, -b / det, a / det];
  if (!Number.isFinite(p) || !Number.isFinite(q) || !Number.isFinite(r)) return 'unknown';
  // Y g(c), and |I - Y H(B)| (B - c).
  const [px, py] = [Math.abs(p), Math.abs(q)];
  const [qx, qy] = [Math.abs(q), Math.abs(r)];
  const stepX = p * ((gxLo + gxHi) / 2) + q * ((gyLo + gyHi) / 2);
  const stepY = q * ((gxLo + gxHi) / 2) + r * ((gyLo + gyHi) / 2);
  const gx = (gxHi - gxLo) / 2 + ROUNDING * Math.max(Math.abs(gxLo), Math.abs(gxHi));
  const gy = (gyHi - gyLo) / 2 + ROUNDING * Math.max(Math.abs(gyLo), Math.abs(gyHi));
  const reachX =
    px * gx +
    py * gy +
    (defect(1, p, xxLo, xxHi, q, xyLo, xyHi) * rx + defect(0, p, xyLo, xyHi, q, yyLo, yyHi) * ry);
  const reachY =
    qx * gx +
    qy * gy +
    (defect(0, q, xxLo, xxHi, r, xyLo, xyHi) * rx + defect(1, q, xyLo, xyHi, r, yyLo, yyHi) * ry);
  const aroundX = reachX * (1 + ROUNDING) + Math.abs(stepX) * ROUNDING;
  const aroundY = reachY * (1 + ROUNDING) + Math.abs(stepY) * ROUNDING;
  if (Math.abs(stepX) - aroundX > rx || Math.abs(stepY) - aroundY > ry) return 'none';
  const leastX = Math.min(cx - x0, x1 - cx) / wx;
  const leastY = Math.min(cy - y0, y1 - cy) / wy;
  if (Math.abs(stepX) + aroundX < leastX && Math.abs(stepY) + aroundY < leastY) return 'one';
  if (contracted) {
    const spare = 1e-15;
    contracted[0] = Math.max(x0, cx + (-stepX - aroundX) * wx - Math.abs(cx) * spare);
    contracted[1] = Math.min(x1, cx + (-stepX + aroundX) * wx + Math.abs(cx) * spare);
    contracted[2] = Math.max(y0, cy + (-stepY - aroundY) * wy - Math.abs(cy) * spare);
    contracted[3] = Math.min(y1, cy + (-stepY + aroundY) * wy + Math.abs(cy) * spare);
  }
  return 'unknown';
}

/** The largest size of `one` - p u - q v over the intervals u and v. */
function defect(
  one: number,
  p: number,
  uLo: number,
  uHi: number,
  q: number,
  vLo: number,
  vHi: number,
): number {
  const u = (uLo + uHi) / 2;
  const v = (vLo + vHi) / 2;
  const spread = Math.abs(p) * ((uHi - uLo) / 2) + Math.abs(q) * ((vHi - vLo) / 2);
  const sizes =
    Math.abs(p) * Math.max(Math.abs(uLo), Math.abs(uHi)) +
    Math.abs(q) * Math.max(Math.abs(vLo), Math.abs(vHi));
  return Math.abs(one - p * u - q * v) + spread + ROUNDING * (one + sizes);
}

function isAway(lo: number, hi: number, reach: number): boolean {
  const spare = ROUNDING * (Math.abs(lo) + Math.abs(hi) + reach);
  return lo > reach + spare || hi < -reach - spare;
}

export function middle(a: number, b: number): number {
  return a / 2 + b / 2;
}

/** What a zero of the gradient in a box is by its Hessian there; null where the intervals do not tell. */
export function kindIn(
  { bend, unit }: GradientField,
  [x0, x1, y0, y1]: IntervalBox,
): 'minimum' | 'saddle' | 'maximum' | null {
  bend.over(x0, x1, y0, y1);
  if (!bend.smooth) return null;
  const [wx, wy] = unit;
  const size = Math.max(
    Math.abs(bend.lo[0]! * wx * wx),
    Math.abs(bend.hi[0]! * wx * wx),
    Math.abs(bend.lo[1]! * wx * wy),
    Math.abs(bend.hi[1]! * wx * wy),
    Math.abs(bend.lo[2]! * wy * wy),
    Math.abs(bend.hi[2]! * wy * wy),
  );
  const scale = powerOfTwo(size);
  const xxLo = (bend.lo[0]! * wx * wx) / scale;
  const xxHi = (bend.hi[0]! * wx * wx) / scale;
  const yyLo = (bend.lo[2]! * wy * wy) / scale;
  const yyHi = (bend.hi[2]! * wy * wy) / scale;
  const xyLo = (bend.lo[1]! * wx * wy) / scale;
  const xyHi = (bend.hi[1]! * wx * wy) / scale;
  const mixedMost = Math.max(xyLo * xyLo, xyHi * xyHi) * (1 + ROUNDING);
  const mixedLeast = xyLo <= 0 && xyHi >= 0 ? 0 : Math.min(xyLo * xyLo, xyHi * xyHi) * (1 - ROUNDING);
  if (xxLo > 0 && yyLo > 0 && xxLo * yyLo * (1 - ROUNDING) > mixedMost) return 'minimum';
  if (xxHi < 0 && yyHi < 0 && xxHi * yyHi * (1 - ROUNDING) > mixedMost) return 'maximum';
  const products = [xxLo * yyLo, xxLo * yyHi, xxHi * yyLo, xxHi * yyHi];
  const most = Math.max(...products);
  return most + Math.abs(most) * ROUNDING < mixedLeast ? 'saddle' : null;
}
