/**
 * The circular functions and their inverses, from IEEE 754 additions, multiplications, divisions and roots alone: the
 * same bits everywhere, as `exponential.ts` says. Within one unit in the last place, tan and the inverses within three.
 *
 * x = n pi/2 + r with |r| <= pi/4, r kept as an unrounded sum of two numbers; then the Taylor series of r. Beyond a
 * million pi/2 the remainder is found with long whole numbers.
 */

/** pi/2 in pieces of 33 bits, so that their multiples by n are exact, and the rest. */
export const PIECE_1 = 1.5707963267341256;
export const PIECE_2 = 6.077100506303966e-11;
export const PIECE_3 = 2.0222662487959506e-21;
const MOST_PIECES = 1_000_000;

/** The last reduced argument is r + low. */
let low = 0;
let quadrant = 0;

/** r of a finite x; `quadrant` becomes n mod 4, and `low` what r lacks. */
function reduce(x: number): number {
  const n = Math.round(x / (Math.PI / 2));
  if (Math.abs(n) > MOST_PIECES) return reduceLarge(x);
  quadrant = n & 3;
  if (n === 0) {
    low = 0;
    return x;
  }
  const first = x - n * PIECE_1;
  const second = n * PIECE_2;
  const r = first - second;
  const part = r - first;
  // What the subtraction lost (Knuth), and the third piece.
  const lost = first - (r - part) - (second + part);
  const rest = lost - n * PIECE_3;
  const result = r + rest;
  low = r - result + rest;
  return result;
}

/** Binary places of pi: the exponent of the largest number, its digits, and as many again. */
const PLACES = 1280;
let piOverTwo = 0n;
/** 2 / pi, times 2^PLACES. */
let twoOverPi = 0n;

/** Places of 2/pi that are multiplied: a number's 53, the 62 by which it may come near a multiple of pi/2, and 125. */
const WINDOW = 240;
const KEPT = 200;

const double = new Float64Array(1);
const bits = new BigUint64Array(double.buffer);

/** arctan(1 / k) 2^places, by its series. */
function arctanOfInverse(k: bigint, places: bigint): bigint {
  let term = (1n << places) / k;
  let sum = term;
  for (let n = 1n; term !== 0n; n++) {
    term /= -(k * k);
    sum += term / (2n * n + 1n);
  }
  return sum;
}

/**
 * Payne and Hanek's reduction (1983, https://doi.org/10.1145/1057600.1057602): of 2/pi only those places are multiplied
 * that say where x lies within four times pi/2.
 */
function reduceLarge(x: number): number {
  if (piOverTwo === 0n) {
    // Machin: pi/4 = 4 arctan(1/5) - arctan(1/239); some places more than are kept.
    const places = BigInt(PLACES + 32);
    const quarter = 4n * arctanOfInverse(5n, places) - arctanOfInverse(239n, places);
    piOverTwo = (2n * quarter) >> 32n;
    twoOverPi = (1n << BigInt(2 * PLACES)) / piOverTwo;
  }
  // |x| = mantissa 2^exponent, both whole.
  double[0] = Math.abs(x);
  const exponent = Number(bits[0]! >> 52n) - 1075;
  const mantissa = (bits[0]! & 0xfffffffffffffn) | 0x10000000000000n;
  const first = Math.max(0, exponent - 2);
  const window = BigInt.asUintN(WINDOW, twoOverPi >> BigInt(PLACES - first - WINDOW));
  const product = mantissa * window;
  const places = first + WINDOW - exponent;
  let n = product >> BigInt(places);
  let rest = BigInt.asUintN(places, product) >> BigInt(places - KEPT);
  if (rest >> BigInt(KEPT - 1)) {
    n += 1n;
    rest -= 1n << BigInt(KEPT);
  }
  const sign = x < 0 ? -1 : 1;
  quadrant = (sign * Number(n & 3n)) & 3;
  // The first 53 places of the remainder, and what is left.
  const angle = (rest * (piOverTwo >> BigInt(PLACES - KEPT))) >> BigInt(KEPT);
  const high = Number(angle);
  low = (sign * Number(angle - BigInt(high))) / 2 ** KEPT;
  return (sign * high) / 2 ** KEPT;
}

/** sin(r + rest), |r| <= pi/4. */
function sinOf(r: number, rest: number): number {
  const z = r * r;
  const series =
    -1 / 6 +
    z *
      (1 / 120 +
        z *
          (-1 / 5040 +
            z *
              (1 / 362880 +
                z *
                  (-1 / 39916800 + z * (1 / 6227020800 + z * (-1 / 1307674368000 + z / 355687428096000))))));
  return r + (r * z * series + rest * (1 - z / 2));
}

/** cos(r + rest), |r| <= pi/4. */
function cosOf(r: number, rest: number): number {
  const z = r * r;
  const series =
    1 / 24 +
    z *
      (-1 / 720 +
        z *
          (1 / 40320 +
            z *
              (-1 / 3628800 +
                z *
                  (1 / 479001600 +
                    z * (-1 / 87178291200 + z * (1 / 20922789888000 - z / 6402373705728000))))));
  const half = z / 2;
  const w = 1 - half;
  return w + (1 - w - half + (z * z * series - r * rest));
}

export function sin(x: number): number {
  if (!Number.isFinite(x)) return Number.NaN;
  if (x === 0) return x;
  const r = reduce(x);
  const value = quadrant & 1 ? cosOf(r, low) : sinOf(r, low);
  return quadrant & 2 ? -value : value;
}

export function cos(x: number): number {
  if (!Number.isFinite(x)) return Number.NaN;
  const r = reduce(x);
  const value = quadrant & 1 ? sinOf(r, low) : cosOf(r, low);
  return quadrant === 1 || quadrant === 2 ? -value : value;
}

export function tan(x: number): number {
  if (!Number.isFinite(x)) return Number.NaN;
  if (x === 0) return x;
  const r = reduce(x);
  const [s, c] = [sinOf(r, low), cosOf(r, low)];
  return quadrant & 1 ? -c / s : s / c;
}

/** arctan(j / 8) for j = 0 .. 8, and what was rounded off. */
const ARCTAN_TABLE = Float64Array.from(
  [
    [0, 0, 0.12435499454676144, -3.1253241424539383e-18, 0.24497866312686414, 1.0698755618734451e-17],
    [0.35877067027057225, -2.4623815582638635e-17, 0.4636476090008061, 2.2698777452961687e-17],
    [0.5585993153435624, -5.4556305485916264e-18, 0.6435011087932844, 1.5834785051444286e-17],
    [0.7188299996216245, -2.1478388444456983e-17, 0.7853981633974483, 3.061616997868383e-17],
  ].flat(),
);
const PI_LOW = 1.2246467991473532e-16;

/** arctan x for 0 <= x <= 1: arctan c + arctan((x - c) / (1 + x c)) with c the multiple of 1/8 next to x. */
function arctanSmall(x: number): number {
  const j = Math.round(8 * x);
  const c = j / 8;
  const t = (x - c) / (1 + x * c);
  const z = t * t;
  const series = -1 / 3 + z * (1 / 5 + z * (-1 / 7 + z * (1 / 9 + z * (-1 / 11 + z / 13))));
  return ARCTAN_TABLE[2 * j]! + (t + (t * z * series + ARCTAN_TABLE[2 * j + 1]!));
}

export function atan(x: number): number {
  if (Number.isNaN(x) || x === 0) return x;
  const size = Math.abs(x);
  const value = size > 1 ? Math.PI / 2 - (arctanSmall(1 / size) - PI_LOW / 2) : arctanSmall(size);
  return x < 0 ? -value : value;
}

export function atan2(y: number, x: number): number {
  // Where the result is a matter of signs and quarters of pi it is Math's.
  if (x === 0 || y === 0 || !Number.isFinite(x) || !Number.isFinite(y)) return Math.atan2(y, x);
  const first = atan(Math.abs(y / x));
  const value = x < 0 ? Math.PI - (first - PI_LOW) : first;
  return y < 0 ? -value : value;
}

export function asin(x: number): number {
  if (!(Math.abs(x) <= 1)) return Number.NaN;
  return x === 0 ? x : atan2(x, Math.sqrt((1 - x) * (1 + x)));
}

export function acos(x: number): number {
  if (!(Math.abs(x) <= 1)) return Number.NaN;
  return atan2(Math.sqrt((1 - x) * (1 + x)), x);
}
