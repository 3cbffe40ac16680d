import type { Frame } from '../app/state.ts';
import { shownName } from '../app/surface-name.ts';
import { embed as text } from '../text/en/embed.ts';

/** Runs that are named; more are counted. */
const NAMED = 3;

/** What a frame shows, in a line: "Fall Line: Adam and SGD on Himmelblau". */
export function shownTitle({ state, derived }: Pick<Frame, 'state' | 'derived'>): string {
  const surface = shownName({ state, derived });
  const names = derived.runs.map(({ label }) => label);
  const [last = '', ...others] = names.toReversed();
  if (last === '') return text.title(surface);
  if (names.length > NAMED) return text.titleOf(text.manyRuns(names.length), surface);
  const listed = others.length > 0 ? `${others.toReversed().join(', ')}${text.and}${last}` : last;
  return text.titleOf(listed, surface);
}
