/**
 * Arithmetic on intervals [lo, hi] with outward rounding: the result holds every value that the operation takes on
 * the real numbers of its arguments (R. E. Moore, R. B. Kearfott, M. J. Cloud, "Introduction to interval analysis",
 * SIAM 2009, https://doi.org/10.1137/1.9780898717716). A bound of infinity says that there is none; NaN bounds are
 * the empty interval, where nothing is defined.
 *
 * Results are left in `bounds`, since the hot loop allocates nothing.
 */
export interface Bounds {
  lo: number;
  hi: number;
}

/** What the last operation came to. */
export const bounds: Bounds = { lo: 0, hi: 0 };

const EPSILON = 2 ** -52;
const TINY = Number.MIN_VALUE;
const HUGE = Number.MAX_VALUE;

/** At least one double below, and `ulps` of them where more are asked for. */
export function below(value: number, ulps = 1): number {
  if (value === Number.POSITIVE_INFINITY) return HUGE;
  return value - Math.abs(value) * (ulps * EPSILON) - TINY;
}

export function above(value: number, ulps = 1): number {
  if (value === Number.NEGATIVE_INFINITY) return -HUGE;
  return value + Math.abs(value) * (ulps * EPSILON) + TINY;
}

export function set(lo: number, hi: number): void {
  bounds.lo = lo;
  bounds.hi = hi;
}

export function empty(): void {
  set(Number.NaN, Number.NaN);
}

export function entire(): void {
  set(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
}

/** Sums that are subnormal, zero among them, are exact. */
export function add(al: number, ah: number, bl: number, bh: number): void {
  const lo = al + bl;
  const hi = ah + bh;
  bounds.lo = lo === Number.POSITIVE_INFINITY ? HUGE : lo - Math.abs(lo) * EPSILON;
  bounds.hi = hi === Number.NEGATIVE_INFINITY ? -HUGE : hi + Math.abs(hi) * EPSILON;
}

export function sub(al: number, ah: number, bl: number, bh: number): void {
  add(al, ah, -bh, -bl);
}

/** 0 times an unbounded number is 0: a bound of infinity is no value. */
function orZero(product: number): number {
  return Number.isNaN(product) ? 0 : product;
}

function outward(lo: number, hi: number, ulps: number): void {
  // A product that underflowed to +0 is not negative, and one to -0 not positive.
  bounds.lo = Object.is(lo, 0) ? 0 : below(lo, ulps);
  bounds.hi = Object.is(hi, -0) ? 0 : above(hi, ulps);
}

export function mul(al: number, ah: number, bl: number, bh: number): void {
  if (Number.isNaN(al) || Number.isNaN(bl)) return empty();
  if ((al === 0 && ah === 0) || (bl === 0 && bh === 0)) return set(0, 0);
  const a = orZero(al * bl);
  const b = orZero(al * bh);
  const c = orZero(ah * bl);
  const d = orZero(ah * bh);
  outward(Math.min(a, b, c, d), Math.max(a, b, c, d), 1);
}

/** By an interval that has no zero in it, or one at its end; everything where zero is inside. */
export function div(al: number, ah: number, bl: number, bh: number): void {
  if (Number.isNaN(al) || Number.isNaN(bl)) return empty();
  // Where zero is all there is, as well: a computer has an infinity there and goes on with it.
  if ((bl < 0 && bh > 0) || (bl === 0 && bh === 0)) return entire();
  if (al === 0 && ah === 0) return set(0, 0);
  if (bl === 0) return mul(al, ah, below(1 / bh), Number.POSITIVE_INFINITY);
  if (bh === 0) return mul(al, ah, Number.NEGATIVE_INFINITY, above(1 / bl));
  const a = orZero(al / bl);
  const b = orZero(al / bh);
  const c = orZero(ah / bl);
  const d = orZero(ah / bh);
  outward(Math.min(a, b, c, d), Math.max(a, b, c, d), 1);
}

/** Of a function that rises, or with `ah` and `al` exchanged falls, computed to `ulps`. */
export function monotone(atLo: number, atHi: number, ulps: number): void {
  set(below(atLo, ulps), above(atHi, ulps));
}

/** Both within [least, most]: what a function cannot leave. */
export function clamp(least: number, most: number): void {
  if (bounds.lo < least) bounds.lo = least;
  if (bounds.hi > most) bounds.hi = most;
}

const TURN = 2 * Math.PI;

/** Whether `at` + a whole number of turns may lie in [lo, hi]; true in doubt. */
function mayReach(lo: number, hi: number, at: number, period: number): boolean {
  const slack = 1e-12 + 4e-16 * Math.max(Math.abs(lo), Math.abs(hi));
  return Math.ceil((lo - at) / period - slack) <= Math.floor((hi - at) / period + slack);
}

/** Beyond, the place within a turn is not looked for. */
const FAR = 1e9;

/** Sine (`at` = pi/2 is where it is 1) or cosine (`at` = 0) from its values at the ends. */
export function wave(
  lo: number,
  hi: number,
  top: number,
  evaluate: (a: number) => number,
  ulps: number,
): void {
  if (Number.isNaN(lo)) return empty();
  if (!(hi - lo < TURN) || Math.abs(lo) > FAR || Math.abs(hi) > FAR) return set(-1, 1);
  const a = evaluate(lo);
  const b = evaluate(hi);
  set(
    mayReach(lo, hi, top + Math.PI, TURN) ? -1 : below(Math.min(a, b), ulps),
    mayReach(lo, hi, top, TURN) ? 1 : above(Math.max(a, b), ulps),
  );
  clamp(-1, 1);
}

/** Whether the tangent may have a pole in [lo, hi]. */
export function mayHavePole(lo: number, hi: number): boolean {
  return (
    !(hi - lo < Math.PI) || Math.abs(lo) > FAR || Math.abs(hi) > FAR || mayReach(lo, hi, Math.PI / 2, Math.PI)
  );
}
