import { formatNumber } from '../core/math/format.ts';

/** The number that a person typed, with a true minus sign or a hyphen; NaN when it is none. */
export function parseNumber(text: string): number {
  const plain = text.trim().replaceAll('\u2212', '-');
  return plain === '' ? Number.NaN : Number(plain);
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
