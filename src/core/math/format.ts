/** Numbers as text. A true minus sign (U+2212) everywhere but in `formatExact`, which other programs read. */

const MINUS = '\u2212';

/** Sizes that are written without a power of ten: from, and below. */
const FIXED_FROM = 1e-3;
const FIXED_BELOW = 1e5;

interface Rounded {
  readonly negative: boolean;
  /** Digits of a fixed notation, or of the mantissa. */
  readonly digits: string;
  /** Power of ten; null in fixed notation. */
  readonly exponent: number | null;
}

/**
 * A finite number rounded to significant digits: fixed from 0.001 to below 100,000, its whole part never rounded
 * away (1234, not 1230); else a mantissa without trailing zeros and a power of ten.
 */
function round(value: number, significant: number): Rounded {
  const negative = value < 0;
  const size = Math.abs(value);
  if (size === 0) return { negative: false, digits: '0', exponent: null };
  const [mantissa = '', power = ''] = size.toExponential(significant - 1).split('e');
  const exponent = Number(power);
  if (size >= FIXED_FROM && size < FIXED_BELOW) {
    return { negative, digits: size.toFixed(Math.max(0, significant - 1 - exponent)), exponent: null };
  }
  return { negative, digits: String(Number(mantissa)), exponent };
}

/**
 * A number for reading, to `significant` digits (1 to 21): 90.0, 3.51, −0.0120, 3.2e−7, ∞, NaN.
 */
export function formatNumber(value: number, significant = 3): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value < 0 ? `${MINUS}∞` : '∞';
  const { negative, digits, exponent } = round(value, significant);
  const power = exponent === null ? '' : `e${exponent < 0 ? MINUS : ''}${Math.abs(exponent)}`;
  return `${negative ? MINUS : ''}${digits}${power}`;
}

/** A number for reading with no more digits than it has, `most` at most: 90, −0.012, 1e6. */
export function formatShort(value: number, most = 6): string {
  if (!Number.isFinite(value)) return formatNumber(value);
  const [mantissa = ''] = Number(value.toPrecision(most)).toExponential().split('e');
  return formatNumber(value, mantissa.replaceAll(/[-.]/g, '').length);
}

/** A number as TeX, to `significant` digits: 3.51, -1.2 \cdot 10^{-7}, \infty. */
export function formatTex(value: number, significant = 3): string {
  if (Number.isNaN(value)) return '\\mathrm{NaN}';
  if (!Number.isFinite(value)) return value < 0 ? '-\\infty' : '\\infty';
  const { negative, digits, exponent } = round(value, significant);
  const sign = negative ? '-' : '';
  if (exponent === null) return `${sign}${digits}`;
  return digits === '1' ? `${sign}10^{${exponent}}` : `${sign}${digits} \\cdot 10^{${exponent}}`;
}

/** All digits, for copying: the shortest text that reads back to the same number, with a plain hyphen. */
export function formatExact(value: number): string {
  return String(value);
}
