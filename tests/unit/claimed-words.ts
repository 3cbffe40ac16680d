/** The numbers of words, and whether a claim speaks of each. */

/** Where a text has numbers, but for years and those in formulas that are not a value: [start, end). */
export function numbersIn(text: string): [number, number][] {
  return [...text.matchAll(/(?<![\w.,])\d[\d,.]*/g)].flatMap(({ 0: found, index }): [number, number][] => {
    const number = found.replace(/[.,]+$/, '');
    if (/^(19|20)\d\d$/.test(number)) return [];
    const inFormula = text.slice(0, index).split('$').length % 2 === 0;
    if (inFormula && !/=\s*$/.test(text.slice(0, index))) return [];
    return [[index, index + number.length]];
  });
}

/** The numbers of a text that no claim speaks of. */
export function unclaimed(text: string, claims: readonly string[]): string[] {
  const spans = claims.flatMap((says) => {
    const start = text.indexOf(says);
    return start < 0 ? [] : [[start, start + says.length] as const];
  });
  return numbersIn(text)
    .filter(([start, end]) => !spans.some(([from, to]) => from <= start && end <= to))
    .map(([start, end]) => text.slice(Math.max(0, start - 20), end));
}
