/** Numbers as people and links write them: plain decimal text that gives the same 64 bits back. */

const NUMBER = /^[+\-\u2212]?(?:\d+\.?\d*|\.\d+)(?:[eE][+\-\u2212]?\d+)?$/;

/** The number that a text says, or null. Beyond double precision it is infinite: a caller checks the range. */
export function parseNumber(text: string): number | null {
  const trimmed = text.trim();
  // Longer than any double needs; keeps a megabyte of digits away from the pattern.
  if (trimmed.length > 400 || !NUMBER.test(trimmed)) return null;
  return Number(trimmed.replaceAll('\u2212', '-'));
}

/** The shortest text that reads back as the same number, the sign of zero included. */
export function printNumber(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}
