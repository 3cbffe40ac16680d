import { evaluate } from '../core/expression/evaluate.ts';
import { FormulaError } from '../core/expression/formula-error.ts';
import { parseExpression } from '../core/expression/parse.ts';
import { formatNumber } from '../core/math/format.ts';
import { parseNumber as plainNumber } from '../core/scene/number-list.ts';

/** What a person typed where one number belongs. */
export interface TypedNumber {
  /** NaN when it is none. */
  readonly value: number;
  /** Whether it is written so that it reads but one way, as links are. */
  readonly plain: boolean;
  /** Why it is none, where more can be said than that. */
  readonly wrong: string | null;
}

/** Digits in groups of three, by a space, a sign of a thousand, or the comma or stop that does not set off decimals. */
const GROUPED = /^([+-]?)(\d{1,3}(?:([ \u00a0\u2009\u202f'\u2019_])\d{3})(?:\3\d{3})*)(?:[.,](\d+))?$/;
const COMMAS = /^([+-]?)(\d{1,3}(?:,\d{3})+)(?:\.(\d+))?$/;
const STOPS = /^([+-]?)(\d{1,3}(?:\.\d{3})+)(?:,(\d+))?$/;

/**
 * Reads a number as people write it: 0.05, 0,05, 2e-3, 10 000, 1.234,5, and anything that a formula without
 * variables may be: 1/3, pi/2, √2. `1,000` is refused, as in a formula: it may be 1 or 1000.
 */
export function readTypedNumber(text: string): TypedNumber {
  const plain = plainNumber(text);
  if (plain !== null) return { value: plain, plain: true, wrong: null };
  try {
    return { value: evaluate(parseExpression(ungrouped(text), []), {}), plain: false, wrong: null };
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error;
    const wrong = error.code === 'number' ? error.message : null;
    return { value: Number.NaN, plain: false, wrong };
  }
}

/** The number that a person typed; NaN when it is none. */
export function numberTyped(text: string): number {
  return readTypedNumber(text).value;
}

/** A number without the signs between its thousands, where no other reading is possible. */
function ungrouped(text: string): string {
  const trimmed = text
    .trim()
    .replace(/^[\u2212\u2013]/, '-')
    .replace(/^([+-]?),(?=\d)/, '$10,');
  const grouped = GROUPED.exec(trimmed);
  if (grouped) return joined(grouped[1], grouped[2], grouped[4]);
  const other = COMMAS.exec(trimmed) ?? STOPS.exec(trimmed);
  const isClear = other && (other[3] !== undefined || (other[2] ?? '').split(/[.,]/).length > 2);
  return isClear ? joined(other[1], other[2], other[3]) : trimmed;
}

function joined(sign = '', whole = '', decimals = '0'): string {
  return `${sign}${whole.replaceAll(/\D/g, '')}.${decimals}`;
}

/** The ends of a range with as many digits as tell them apart, and three more of what lies between. */
export function endTexts(from: number, to: number): [string, string] {
  const size = Math.max(Math.abs(from), Math.abs(to));
  const digits = Math.ceil(Math.log10(size / Math.abs(to - from))) + 3;
  const text = (value: number) => {
    const exact = String(value);
    const short = digits <= 4 || (exact.length <= 11 && !exact.includes('e'));
    return short
      ? fieldText(value)
      : String(Number(value.toPrecision(Math.min(17, digits)))).replace('-', '\u2212');
  };
  return [text(from), text(to)];
}

/** As short as it can be said exactly, else four significant digits. */
export function fieldText(value: number): string {
  const exact = String(value);
  return exact.length <= 11 && !exact.includes('e') ? exact.replace('-', '\u2212') : formatNumber(value, 4);
}

/** Where a slider's knob stands: the value itself, or its decimal logarithm. */
export interface SliderScale {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** The value at a position of the knob, rounded to what a hand can mean. */
  valueAt(position: number): number;
  /** The position of a value, within [min, max]. */
  positionOf(value: number): number;
  /** The value `by` small steps from a value, also beyond the slider's ends. */
  nudged(value: number, by: number): number;
}

/**
 * A slider over [min, max]. Logarithmic: three significant digits, a step of a hundredth of a decade. Linear: a
 * step of the power of ten that divides the range into 200 to 2000 parts.
 */
export function sliderScale(min: number, max: number, scale: 'linear' | 'log'): SliderScale {
  const clamp = (x: number, low: number, high: number) => Math.min(high, Math.max(low, x));
  if (scale === 'log' && min > 0) {
    const low = Math.log10(min);
    const high = Math.log10(max);
    return {
      min: low,
      max: high,
      step: 0.01,
      valueAt: (position) => clamp(Number((10 ** position).toPrecision(3)), min, max),
      positionOf: (value) => (value > 0 ? clamp(Math.log10(value), low, high) : low),
      nudged: (value, by) => Number((value * 10 ** (by * 0.02)).toPrecision(3)),
    };
  }
  const decimals = -Math.floor(Math.log10((max - min) / 200));
  const step = Number(`1e${-decimals}`);
  return {
    min,
    max,
    step,
    valueAt: (position) => clamp(Number(position.toFixed(clamp(decimals, 0, 20))), min, max),
    positionOf: (value) => clamp(value, min, max),
    nudged: (value, by) => Number((value + by * step).toPrecision(12)),
  };
}
