import type { Guess } from '../core/ask/answer.ts';

/**
 * What is drawn of a guess, x and y by turns: a path or an arrow from the start on, a place or a minimum as one point; null
 * for what is not drawn.
 */
export function guessLine(guess: Guess | null, start: readonly [number, number]): readonly number[] | null {
  if (guess?.form === 'path' || guess?.form === 'arrow') return [...start, ...guess.line];
  return guess?.form === 'place' || guess?.form === 'minimum' ? guess.at : null;
}
