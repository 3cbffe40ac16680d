import type { Check, Claimed } from '../../src/core/claims/claims.ts';

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

/** Half of what the last digit of a number in words stands for: a share of 84 % is known to half of a hundredth. */
function halfUnits(says: string, right: number): number | null {
  for (const [from, to] of numbersIn(says)) {
    const digits = says.slice(from, to).replaceAll(',', '');
    const of = says.slice(to).startsWith(' %') ? 100 : 1;
    if (Math.abs(Number(digits) / of - Math.abs(right)) > 1e-9 * Math.abs(right)) continue;
    return 0.5 / 10 ** (digits.split('.')[1]?.length ?? 0) / of;
  }
  return null;
}

/**
 * The checks of claims against numbers that stand in their words, each held to the last digit that is said; and the same with the
 * last digit one too large, and one too small, all of which must be false.
 */
export function toTheDigit(scenes: readonly Claimed[]): { held: Claimed[]; wrong: Claimed[]; count: number } {
  const made = (by: readonly number[]) =>
    scenes.map(({ id, scene, claims }): Claimed => {
      const own = claims.map(({ checks, ...claim }) => {
        const digits = checks.flatMap((check): Check[] => {
          if (!('within' in check) || typeof check.right !== 'number' || check.within === 0) return [];
          const half = halfUnits(claim.says, check.right);
          if (half === null) return [];
          return by.map((units) => {
            const right = Number(check.right) + 2 * units * half;
            return { ...check, right, within: (1.0001 * half) / Math.abs(right) };
          });
        });
        return { ...claim, checks: digits };
      });
      return { id, scene, claims: own };
    });
  const held = made([0]);
  const wrong = made([-1.01, 1.01]);
  return { held, wrong, count: wrong.flatMap(({ claims }) => claims.flatMap(({ checks }) => checks)).length };
}
