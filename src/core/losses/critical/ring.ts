/**
 * What a place is where the Hessian does not tell: values on rings around it are compared with its own, each with the
 * most that rounding may have done to it.
 */
import { type GradientField, isInDomain, isLevel, valueWithError } from './field.ts';

export type RingVerdict =
  /** Lower, or higher, than all around. */
  | 'minimum'
  | 'maximum'
  /** Higher on one side and lower on the other, as on a slope. */
  | 'slope'
  /** Higher and lower by turns, at least twice. */
  | 'saddle'
  /** As low, or as high, as the lowest and highest around, and equal to some of them. */
  | 'line of minima'
  | 'line of maxima'
  /** Equal all around. */
  | 'area'
  /** The loss is not defined all around. */
  | 'edge'
  | 'unknown';

const DIRECTIONS = 64;
/** Shares of the domain's sides, the smallest first: the first at which the values differ decides. */
const RADII = [1e-6, 1e-5, 1e-4, 1e-3, 4e-3, 0.016, 0.04] as const;
/** Differences that are so small beside the greatest of their ring are those of a direction not met exactly. */
const LEVEL = 1e-9;
/** Stands for a difference to a place outside of the domain. */
const OUTSIDE = Number.POSITIVE_INFINITY;
/** Radii at which a line has to show. */
const LINES = 2;

export function ringAround(field: GradientField, x: number, y: number): RingVerdict {
  const centre = valueWithError(field, x, y);
  if (!Number.isFinite(centre.value)) return 'unknown';
  const difference = (angle: number, radius: number): number => {
    const [px, py] = onRing(field, x, y, angle, radius);
    if (!isInDomain(field.domain, px, py)) return OUTSIDE;
    const there = valueWithError(field, px, py);
    const apart = there.value - centre.value;
    if (apart === OUTSIDE) return Number.MAX_VALUE;
    return Math.abs(apart) <= 4 * (there.error + centre.error) ? 0 : apart;
  };
  let lines = 0;
  let lined: RingVerdict = 'unknown';
  let equal = 0;
  for (const radius of RADII) {
    const at = (angle: number) => difference(angle, radius);
    const values = Array.from({ length: DIRECTIONS }, (_, k) => at(angleOf(k)));
    if (values.some(Number.isNaN)) return 'edge';
    const known = values.filter((value) => value !== OUTSIDE);
    if (known.length === 0) return 'unknown';
    let low = Math.min(...known);
    let high = Math.max(...known);
    // A line between two of the directions.
    if (low > 0) low = lowestValue(at, values);
    if (high < 0)
      high = -lowestValue(
        (angle) => -at(angle),
        values.map((value) => -value),
      );
    if (Math.abs(low) <= LEVEL * high) low = 0;
    if (Math.abs(high) <= -LEVEL * low) high = 0;
    if (low > 0) return 'minimum';
    if (high < 0) return 'maximum';
    if (low < 0 && high > 0) return alternations(known) > 2 ? 'saddle' : 'slope';
    if (low === 0 && high === 0) equal++;
    else {
      lines++;
      lined = low === 0 ? 'line of minima' : 'line of maxima';
    }
  }
  if (lines >= LINES) return lined;
  return equal === RADII.length ? 'area' : 'unknown';
}

/** Whether points of zero gradient lie on both sides of a point: it is one of a line of them. */
export function isOnLevelLine(field: GradientField, x: number, y: number): boolean {
  return [1e-4, 1e-3, 4e-3].every((radius) => {
    const slopeAt = (angle: number): number => {
      const [px, py] = onRing(field, x, y, angle, radius);
      if (isLevel(field, px, py)) return 0;
      const [gx = Number.NaN, gy = Number.NaN] = field.loss.gradient([px, py]);
      return Math.hypot(gx * field.unit[0], gy * field.unit[1]);
    };
    const slopes = Array.from({ length: DIRECTIONS }, (_, k) => slopeAt(angleOf(k)));
    return lowestValue(slopeAt, slopes) <= LEVEL * Math.max(...slopes);
  });
}

/**
 * Goes down (sign 1) or up (-1) from a place by the lowest point of ever smaller rings, which finds its way in a
 * crease that no fixed set of directions fits; null where there is no end to it. The end may lie on the domain's edge.
 */
export function descend(
  field: GradientField,
  x: number,
  y: number,
  sign: 1 | -1,
): [x: number, y: number] | null {
  const { loss, domain } = field;
  let [px, py] = [x, y];
  let value = sign * loss.value([px, py]);
  let radius = 0.02;
  const ring = new Float64Array(DIRECTIONS);
  const at = (angle: number): number => {
    const [qx, qy] = onRing(field, px, py, angle, radius);
    if (!isInDomain(domain, qx, qy)) return Number.NaN;
    return sign * loss.value([qx, qy]);
  };
  for (let k = 0; k < 400 && radius > 1e-17; k++) {
    for (let i = 0; i < DIRECTIONS; i++) ring[i] = at(angleOf(i));
    // Numbers cost about a tenth of intervals.
    field.cost += (DIRECTIONS / 5) * field.slope.size;
    const angle = lowestAngle(at, ring);
    if (!(at(angle) < value)) {
      radius /= 4;
      continue;
    }
    [px, py] = onRing(field, px, py, angle, radius);
    value = sign * loss.value([px, py]);
    if (!Number.isFinite(value)) return null;
  }
  return [px, py];
}

function angleOf(k: number): number {
  return (2 * Math.PI * k) / DIRECTIONS;
}

function onRing(
  { unit }: GradientField,
  x: number,
  y: number,
  angle: number,
  radius: number,
): [number, number] {
  return [x + radius * unit[0] * Math.cos(angle), y + radius * unit[1] * Math.sin(angle)];
}

/** How often the sign changes around the ring, level places left out. */
function alternations(values: readonly number[]): number {
  const signs = values.map(Math.sign).filter((sign) => sign !== 0);
  return signs.filter((sign, i) => sign !== signs[(i + 1) % signs.length]).length;
}

/** Lows of the ring that are looked into: a crease has two. */
const LOWS = 4;

/** The angle of the lowest value, from the values in all directions: every low among them is followed to its floor. */
function lowestAngle(at: (angle: number) => number, values: ArrayLike<number>): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  let lows = 0;
  for (let k = 0; k < DIRECTIONS && lows < LOWS; k++) {
    const here = values[k]!;
    const isLow =
      here < values[(k + DIRECTIONS - 1) % DIRECTIONS]! && !(values[(k + 1) % DIRECTIONS]! < here);
    if (here < least) [least, best] = [here, angleOf(k)];
    if (!isLow) continue;
    lows++;
    const angle = floorNear(at, angleOf(k));
    const there = at(angle);
    if (there < least) [least, best] = [there, angle];
  }
  return best;
}

function lowestValue(at: (angle: number) => number, values: ArrayLike<number>): number {
  return at(lowestAngle(at, values));
}

/** The angle near one at which the value is least, by golden section; rounding may lead it astray, so the best seen. */
function floorNear(at: (angle: number) => number, angle: number): number {
  const share = (Math.sqrt(5) - 1) / 2;
  let best = angle;
  let least = Number.POSITIVE_INFINITY;
  const see = (there: number): number => {
    const value = at(there);
    if (value < least) [least, best] = [value, there];
    return value;
  };
  let a = angle - (2 * Math.PI) / DIRECTIONS;
  let b = angle + (2 * Math.PI) / DIRECTIONS;
  let c = b - share * (b - a);
  let d = a + share * (b - a);
  let [atC, atD] = [see(c), see(d)];
  for (let k = 0; k < 52; k++) {
    if (atC < atD || Number.isNaN(atD)) {
      [b, d, atD] = [d, c, atC];
      c = b - share * (b - a);
      atC = see(c);
    } else {
      [a, c, atC] = [c, d, atD];
      d = a + share * (b - a);
      atD = see(d);
    }
  }
  return best;
}
