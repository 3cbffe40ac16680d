import type { RaceView } from './scene.ts';

/** Trials of each optimizer. */
export const raceTrials = [16, 64, 256] as const;
export const raceSearches = ['random', 'grid'] as const;
/** How far apart races begin, in shares of the sides. */
export const raceSpreads = [0, 0.01, 0.05, 0.2] as const;

/** The race as it is opened, and that of a link that says nothing but its search. */
export const newRace: RaceView = { trials: 64, search: 'random', spread: 0.01, second: [] };

/** Second numbers without those at the end that nobody chose: two lists of the same choices are the same. */
export function chosenSeconds(second: readonly string[]): readonly string[] {
  return second.slice(0, second.findLastIndex((key) => key !== '') + 1);
}
