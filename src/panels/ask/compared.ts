import type { Asked, Frame, RunView } from '../../app/state.ts';
import { type Answer, type Guess, judge, type Verdict } from '../../core/ask/answer.ts';
import type { Ask } from '../../core/ask/ask.ts';
import { kindsOf } from '../../core/ask/mistakes.ts';
import { formatNumber, formatShort } from '../../core/math/format.ts';
import { ask as text } from '../../text/en/ask.ts';
import { html } from '../../ui/dom.ts';
import { answerText, arrowText, labelOf, pathText, placeText } from './answer-text.ts';

const fact = (name: string, value: string) => html('div', {}, html('dt', {}, name), html('dd', {}, value));

/** Whatever of a frame a guess is compared in. */
interface Place {
  readonly runs: readonly RunView[];
  readonly loss: Frame['derived']['loss'];
  readonly start: readonly number[];
}

/** Whether a guess was right, and how far off; null for none. */
export interface Told {
  readonly right: boolean | null;
  readonly gap: number | null;
}

/**
 * A guess beside what was, what lies between, and of which kinds it is.
 *
 * @param minima those that could be chosen
 * @param width the longer side of what is seen
 * @param isSure how sure the guess was; null where that was not said
 */
export function compared(
  ask: Ask,
  { guess }: Asked,
  answer: Exclude<Answer, { form: 'setting' }>,
  { state, derived }: Frame,
  width: number,
  isSure: boolean | null,
  minima: readonly (readonly number[])[],
): { readonly said: Node; readonly told: Told; readonly kinds: ReadonlySet<string> } {
  const { runs, loss } = derived;
  const place: Place = { runs, loss, start: state.scene.start };
  const facts = [
    fact(text.guess, guess ? guessText(guess, place) : text.passed),
    fact(text.was[answer.form], answerText(ask.kind, answer, runs)),
  ];
  const verdict = guess && judge(answer, guess, width);
  if (verdict?.gap !== null && verdict !== null) {
    const isShare = answer.form === 'number' && answer.value !== 0;
    const gap = isShare ? text.gapOf(`${formatShort(100 * verdict.gap, 3)} %`) : formatNumber(verdict.gap);
    facts.push(fact(text.gap, gap));
  }
  const said = document.createDocumentFragment();
  said.append(html('dl', { class: 'ask-facts' }, ...facts));
  if (guess && verdict) {
    const words = [
      judged(ask, answer, guess, verdict, runs),
      ...more(answer, guess, verdict, loss),
      ...(isSure === null ? [] : [text.sure.said(isSure, verdict.isRight)]),
    ];
    said.append(html('p', { class: 'ask-verdict' }, words.join(' ')));
  }
  const start = place.start.slice(0, loss.dimension);
  return {
    said,
    told: { right: verdict && verdict.isRight, gap: verdict && verdict.gap },
    kinds: guess && verdict ? kindsOf(answer, guess, verdict.isRight, { start, minima }) : new Set(),
  };
}

/** Right, close or not. */
function judged(
  ask: Ask,
  answer: Answer,
  guess: Guess,
  { isRight }: Verdict,
  runs: readonly RunView[],
): string {
  if (!isRight) return text.wrong;
  if (answer.form === 'place' || answer.form === 'path') return text.nearlyThere;
  if (answer.form === 'arrow') return text.nearlyArrow;
  const isExact =
    guess.form !== 'number' || answerText(ask.kind, answer, runs) === answerText(ask.kind, guess, runs);
  return isExact ? text.right : text.nearly;
}

/** What else lies between the two. */
function more(answer: Answer, guess: Guess, { arrow }: Verdict, loss: Place['loss']): readonly string[] {
  if (answer.form === 'place' && guess.form === 'place') {
    const own = loss.value(guess.at.slice(0, loss.dimension));
    return [text.lossesAt(formatNumber(own), formatNumber(answer.loss))];
  }
  if (answer.form === 'path') return [text.path.leash];
  return arrow ? [text.arrow.turned(formatShort(arrow.degrees, 3), formatShort(arrow.times, 3))] : [];
}

function guessText(guess: Guess, { runs, loss, start }: Place): string {
  switch (guess.form) {
    case 'place':
      return placeText(guess.at.slice(0, loss.dimension));
    case 'path':
      return pathText([...start, ...guess.line]);
    case 'arrow':
      return arrowText(guess.line.map((value, i) => value - start[i]!));
    case 'minimum':
      return guess.at ? placeText(guess.at.slice(0, loss.dimension)) : text.noneRight;
    case 'number':
      return formatShort(guess.value);
    case 'run':
      return guess.index === null ? text.noneRight : labelOf(guess.index, runs);
  }
}

/** How near a goal the runs have come. */
export function reached({ goal }: Ask, answer: Extract<Answer, { form: 'setting' }>): Node {
  const { lowest, goal: name, reached: yes, notYet } = text.reach;
  const said = document.createDocumentFragment();
  said.append(
    html(
      'dl',
      { class: 'ask-facts' },
      fact(lowest, formatNumber(answer.loss, 4)),
      fact(name, formatShort(goal)),
    ),
    html('p', { class: 'ask-verdict' }, answer.isReached ? yes : notYet),
  );
  return said;
}
