import type { Pointing } from '../../app/app.ts';
import type { Guess } from '../../core/ask/answer.ts';
import { ask as text } from '../../text/en/ask.ts';
import { html, setText } from '../../ui/dom.ts';
import type { Hands } from './hands.ts';
import { readTypedNumber } from '../typed-number.ts';

/** Where a guess is typed or chosen. */
export interface GuessField {
  readonly element: HTMLElement;
  readonly hint: string;
  /** What is done with places that are pointed at. */
  readonly pointing?: Pointing;
  /** How many in a room choose which; left out where there is nothing to choose. */
  readonly hands?: Hands;
  /** Takes over a guess that was made elsewhere. */
  show(guess: Guess | null): void;
}

/** Boxes for numbers as people write them, and a sentence on what is none. */
export function numberBoxes(labels: readonly string[], typed: (values: readonly number[] | null) => void) {
  const wrong = html('p', { class: 'ask-wrong', role: 'status' });
  const boxes = labels.map((label) =>
    html('input', {
      type: 'text',
      inputmode: 'text',
      autocomplete: 'off',
      spellcheck: 'false',
      'aria-label': label,
    }),
  );
  const values = () => boxes.map(({ value }) => readTypedNumber(value).value);
  const read = () => {
    const now = values();
    const bad = boxes.find(({ value }, i) => value.trim() !== '' && Number.isNaN(now[i]));
    setText(
      wrong,
      bad ? (readTypedNumber(bad.value).wrong ?? text.notNumber(bad.value.trim().slice(0, 40))) : '',
    );
    typed(now.every(Number.isFinite) ? now : null);
  };
  for (const box of boxes) box.addEventListener('input', read);
  return {
    boxes,
    wrong,
    /** What was guessed elsewhere; without a guess, nothing, but for what is being typed. */
    show(guessed: readonly number[] | null, print: (value: number) => string) {
      const isWhole = values().every(Number.isFinite);
      for (const [i, box] of boxes.entries()) {
        if (document.activeElement === box) continue;
        if (guessed) box.value = print(guessed[i]!);
        else if (isWhole) box.value = '';
      }
    },
  };
}
