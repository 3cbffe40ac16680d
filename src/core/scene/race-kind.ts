import { choiceOfNumbers, type Kind, refuseValue } from './kinds.ts';
import { limits } from './limits.ts';
import { named } from './named-kind.ts';
import { chosenSeconds, newRace, raceSearches, raceSpreads, raceTrials } from './race.ts';
import type { RaceView } from './scene.ts';
import { sceneSentences } from './scene-sentences.ts';

const NAME = /^(?:[A-Za-z]\w{0,39})?$/;

/** Second numbers in the order of the optimizers, with nothing for one that has its own: `beta2//lr`. */
const second: Kind<readonly string[]> = {
  get form() {
    return sceneSentences.say('numberNames');
  },
  parse: ([text = '']) => text.split('/', limits.optimizers),
  print: (value) => [value.join('/')],
  restore(given, fallback, at) {
    const list: readonly unknown[] = Array.isArray(given) ? given : [];
    const names = list.slice(0, limits.optimizers).filter((one) => typeof one === 'string' && NAME.test(one));
    return Array.isArray(given) && names.length === list.length
      ? chosenSeconds(names as readonly string[])
      : refuseValue(second, given, fallback, at);
  },
};

/** The race of tuned optimizers in links: `race=random`, `race=grid,trials:16,spread:0.05,second:beta2//lr`. */
export const race: Kind<RaceView | null> = named(
  'search',
  raceSearches,
  () => sceneSentences.say('race', raceSearches),
  newRace,
  { trials: choiceOfNumbers(raceTrials), spread: choiceOfNumbers(raceSpreads), second },
);
