import { itemOf, parseNamed, printNamed } from './call.ts';
import { type At, isRecord, type Kind, member, quote, reportUnknown } from './kinds.ts';
import { limits } from './limits.ts';
import { matching } from './match-name.ts';
import { printNumber } from './number-list.ts';
import { chosenSeconds, newRace, raceSearches, raceSpreads, raceTrials } from './race.ts';
import type { RaceView } from './scene.ts';
import { sceneSentences } from './scene-sentences.ts';

const NONE = ['none'] as const;
const keys = ['trials', 'spread', 'second'] as const;
const NAME = /^(?:[A-Za-z]\w{0,39})?$/;

/**
 * The race of tuned optimizers in links: how it is searched, and what is set of it. Second numbers stand in the order of
 * the optimizers, with nothing for one that has its own.
 *
 *     race=random    race=grid,trials:16,spread:0.05,second:beta2//lr
 */
export const race: Kind<RaceView | null> = {
  get form() {
    return sceneSentences.say('race', raceSearches);
  },
  parse(texts) {
    const text = texts.at(-1) ?? '';
    const call = parseNamed(text);
    if (!call) return text;
    if (matching(call.name, NONE)) return null;
    const items = call.items.map(([key, value]) => {
      const known = matching(key, keys) ?? key;
      return [known, known === 'second' ? (value?.split('/', limits.optimizers) ?? true) : itemOf(value)];
    });
    return { ...Object.fromEntries(items), search: call.name };
  },
  print(value) {
    if (value === null) return ['none'];
    const { search, trials, spread, second } = value;
    const items: [string, string][] = [];
    if (trials !== newRace.trials) items.push(['trials', printNumber(trials)]);
    if (spread !== newRace.spread) items.push(['spread', printNumber(spread)]);
    if (second.length > 0) items.push(['second', second.join('/')]);
    return [printNamed(search, items)];
  },
  restore(given, fallback, at) {
    if (given === null) return null;
    const search = matching(member(given, 'search'), raceSearches);
    if (search === undefined || !isRecord(given)) {
      const found = isRecord(given) ? given['search'] : given;
      at.report(at.where, sceneSentences.say('mustBe', at.name, race.form, quote(found)));
      return fallback;
    }
    reportUnknown(given, ['search', ...keys], at);
    const [trials, spread, second] = keys.map((key) => member(given, key));
    return {
      search,
      trials: among(raceTrials, trials, newRace.trials, 'trials', at),
      spread: among(raceSpreads, spread, newRace.spread, 'spread', at),
      second: secondsFrom(second, at),
    };
  },
};

function among<T extends number>(values: readonly T[], given: unknown, standard: T, key: string, at: At): T {
  const value = given === undefined ? standard : values.find((one) => one === given);
  if (value === undefined) refuse(key, sceneSentences.say('oneOf', values.map(String)), given, at);
  return value ?? standard;
}

function secondsFrom(given: unknown, at: At): readonly string[] {
  const list: readonly unknown[] = Array.isArray(given) ? given.slice(0, limits.optimizers) : [];
  const names = list.filter((one) => typeof one === 'string' && NAME.test(one));
  if (given === undefined || (Array.isArray(given) && names.length === given.length))
    return chosenSeconds(names as readonly string[]);
  refuse('second', sceneSentences.say('numberNames'), given, at);
  return newRace.second;
}

function refuse(key: string, form: string, given: unknown, at: At): void {
  const name = sceneSentences.say('of', key, at.name);
  at.report(`${at.where}.${key}`, sceneSentences.say('mustBe', name, form, quote(given)));
}
