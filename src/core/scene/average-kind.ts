import { averageKinds, type Average, standardAverage } from '../run/average.ts';
import { type At, isRecord, member, number, quote, reportUnknown } from './kinds.ts';
import { limits } from './limits.ts';
import { matching } from './match-name.ts';
import { printNumber } from './number-list.ts';
import { sceneSentences } from './scene-sentences.ts';

/** Averages of a run's positions in links: see setting-kind.ts. */

/** Keys of an average, and its members that they stand for. */
export const averageKeys: Readonly<Record<string, keyof Average>> = {
  average: 'kind',
  averageDecay: 'decay',
  averageFrom: 'from',
};

/**
 * Whether an item is an average's and not a parameter of a rule of one's own, which may have the same name: its values
 * come first and are numbers, an average begins with its kind.
 */
export function isOfAverage(average: unknown, key: string, value: string | null): boolean {
  return key === 'average' ? matching(value, averageKinds) !== undefined : average !== undefined;
}

export function printAverage({ kind, decay, from }: Average): [string, string][] {
  const own: [string, number, number] =
    kind === 'tail'
      ? ['averageFrom', from, standardAverage.from]
      : ['averageDecay', decay, standardAverage.decay];
  const [key, value, standard] = own;
  return [['average', kind], ...(value === standard ? [] : [[key, printNumber(value)] as [string, string]])];
}

/** Null, and a report, for what is none. */
export function restoreAverage(given: unknown, at: At): Average | null {
  if (given === undefined || given === null) return null;
  const kind = matching(member(given, 'kind'), averageKinds);
  const where = `${at.where}.average`;
  if (!kind || !isRecord(given)) {
    const found = quote(isRecord(given) ? given['kind'] : given);
    at.report(
      where,
      sceneSentences.say('mustBe', 'average', sceneSentences.say('oneOf', averageKinds), found),
    );
    return null;
  }
  reportUnknown(given, ['kind', 'decay', 'from'], { ...at, where });
  const of = (key: 'decay' | 'from', range: Parameters<typeof number>[0]) =>
    member(given, key) === undefined
      ? standardAverage[key]
      : number(range).restore(member(given, key), standardAverage[key], {
          ...at,
          name: sceneSentences.say('ofAverage', key),
          where: `${where}.${key}`,
        });
  return {
    kind,
    decay: of('decay', { min: 0, max: 1 }),
    from: of('from', { min: 0, max: limits.steps, whole: true }),
  };
}
