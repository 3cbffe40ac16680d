import { parseNumber, printNumber } from '../math/number-text.ts';

export { parseNumber, printNumber };

/** Comma-separated values; null stands for one that is no number. */
export function parseNumbers(text: string): (number | string)[] {
  return text.split(',').map((part) => parseNumber(part) ?? part);
}
