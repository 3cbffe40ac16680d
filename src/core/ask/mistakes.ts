/**
 * An explanation that depends on the kind of mistake. A paragraph that begins with a word in brackets is said of such a
 * guess alone, all others of every guess:
 *
 *     Each step leaves 95 % of what is left.
 *
 *     [short] The steps do not get slower than that: you stopped too early.
 *
 * `right` and `wrong` go with every question; `low` and `high` with a number; `short`, `far` and `away` (on the other side of
 * the start) with a place, a path and an arrow; `nearest` (of the minima to the start) and `none` with a minimum; `none` and the
 * number of a run, from 1, with a choice of runs.
 */
import type { Answer, Guess } from './answer.ts';
import type { AnswerForm } from './ask.ts';
import { lengthOf } from './frechet.ts';

const ofPlaces = ['short', 'far', 'away'] as const;

/** The words that a question's form has beside `right` and `wrong`. */
export const mistakes: Readonly<Record<AnswerForm, readonly string[]>> = {
  place: ofPlaces,
  path: ofPlaces,
  arrow: ofPlaces,
  minimum: ['nearest', 'none'],
  run: ['1', '2', 'none'],
  number: ['low', 'high'],
  setting: [],
};

const TAG = /^\[(right|wrong|low|high|short|far|away|nearest|none|[1-9]\d?)\][ \t]*/;

/** What is said of a guess that has the kinds given; with none, as without a guess, what is said of all. */
export function explanationOf(explanation: string, kinds: ReadonlySet<string>): string {
  return explanation
    .split(/\n{2,}/)
    .flatMap((paragraph) => {
      const tag = TAG.exec(paragraph);
      if (!tag) return [paragraph];
      return kinds.has(tag[1]!) ? [paragraph.slice(tag[0].length)] : [];
    })
    .join('\n\n');
}

/**
 * The kinds of a guess beside its answer.
 *
 * @param start where the runs begin, with as many coordinates as are seen
 * @param minima those that could be chosen
 */
export function kindsOf(
  answer: Answer,
  guess: Guess,
  isRight: boolean,
  { start, minima }: { readonly start: readonly number[]; readonly minima: readonly (readonly number[])[] },
): ReadonlySet<string> {
  if (isRight) return new Set(['right']);
  return new Set(['wrong', ...mistakenBy(answer, guess, start, minima)]);
}

function mistakenBy(
  answer: Answer,
  guess: Guess,
  start: readonly number[],
  minima: readonly (readonly number[])[],
): readonly string[] {
  const from = (at: readonly number[]) => start.map((value, i) => at[i]! - value);
  if (answer.form === 'number' && guess.form === 'number')
    return answer.value === null ? [] : [guess.value < answer.value ? 'low' : 'high'];
  if (answer.form === 'run' && guess.form === 'run')
    return [guess.index === null ? 'none' : String(guess.index + 1)];
  if (answer.form === 'minimum' && guess.form === 'minimum') {
    const { at } = guess;
    if (at === null) return ['none'];
    const distances = minima.map((minimum) => Math.hypot(...from(minimum)));
    return Math.hypot(...from(at)) <= Math.min(...distances) ? ['nearest'] : [];
  }
  if (answer.form === 'place' && guess.form === 'place') return moved(from(answer.at), from(guess.at));
  if (answer.form === 'arrow' && guess.form === 'arrow') return moved(answer.by, from(guess.line));
  if (answer.form === 'path' && guess.form === 'path') {
    const drawn = lengthOf([...answer.line.slice(0, 2), ...guess.line]);
    const [, ...sides] = moved(from(answer.line.slice(-2)), from(guess.line.slice(-2)));
    return [drawn < lengthOf(answer.line) ? 'short' : 'far', ...sides];
  }
  return [];
}

/** How far a guess went beside the truth, and whether to the other side. */
function moved(truth: readonly number[], guessed: readonly number[]): readonly string[] {
  const along = truth.reduce((sum, value, i) => sum + value * guessed[i]!, 0);
  const reach = Math.hypot(...guessed) < Math.hypot(...truth) ? 'short' : 'far';
  return along < 0 ? [reach, 'away'] : [reach];
}
