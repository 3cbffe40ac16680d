import type { RunView } from '../../app/state.ts';
import type { Answer } from '../../core/ask/answer.ts';
import type { Ask, AskKind } from '../../core/ask/ask.ts';
import { lengthOf } from '../../core/ask/frechet.ts';
import { formatNumber, formatShort } from '../../core/math/format.ts';
import { ask as text } from '../../text/en/ask.ts';

/** A question as it is asked: in its author's words, or in the usual ones. */
export function questionText(ask: Ask, runs: readonly Pick<RunView, 'index' | 'label'>[]): string {
  if (ask.question !== '') return ask.question;
  return text.question[ask.kind](labelOf(ask.run, runs), ask.step, formatShort(ask.goal));
}

export function labelOf(index: number, runs: readonly Pick<RunView, 'index' | 'label'>[]): string {
  return runs.find((view) => view.index === index)?.label ?? text.run(String(index + 1));
}

/** What an answer is, in a few words. */
export function answerText(
  kind: AskKind,
  answer: Answer,
  runs: readonly Pick<RunView, 'index' | 'label'>[],
): string {
  switch (answer.form) {
    case 'place':
      return placeText(answer.at);
    case 'path':
      return pathText(answer.line);
    case 'arrow':
      return arrowText(answer.by);
    case 'minimum':
      return answer.at ? placeText(answer.at) : text.noneRight;
    case 'run':
      return answer.right.map((index) => labelOf(index, runs)).join(', ') || text.noneRight;
    case 'number':
      if (kind === 'steps') return answer.value === null ? text.never : formatShort(answer.value);
      if (answer.value === null) return kind === 'stable' ? text.noBound : text.noNumber;
      return formatNumber(answer.value, 4);
    case 'setting':
      return formatNumber(answer.loss, 4);
  }
}

/** "(3, 2)", or "3" of one variable. */
export function placeText(at: readonly number[]): string {
  const numbers = at.map((value) => formatNumber(value, 3));
  return numbers.length === 1 ? numbers[0]! : `(${numbers.join(', ')})`;
}

/** Of a path, x and y by turns: how long it is and where it ends. */
export function pathText(line: readonly number[]): string {
  return text.path.said(formatShort(lengthOf(line), 3), placeText(line.slice(-2)));
}

export function arrowText(by: readonly number[]): string {
  return text.arrow.said(placeText(by), formatNumber(Math.hypot(...by), 3));
}
