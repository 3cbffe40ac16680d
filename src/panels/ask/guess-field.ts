import type { App } from '../../app/app.ts';
import type { Frame } from '../../app/state.ts';
import type { Guess } from '../../core/ask/answer.ts';
import { answerForm } from '../../core/ask/ask.ts';
import { symbolText } from '../../core/expression/symbols.ts';
import { formatShort } from '../../core/math/format.ts';
import { ask as text } from '../../text/en/ask.ts';
import { html, setText } from '../../ui/dom.ts';
import { readTyped } from '../numbers.ts';

/** Where a guess is typed or chosen. */
export interface GuessField {
  readonly element: HTMLElement;
  readonly hint: string;
  /** Takes over a guess that was made elsewhere. */
  show(guess: Guess | null): void;
}

let fields = 0;

/**
 * The field for the question of a frame; it lasts as long as question and runs do.
 *
 * @param points whether a place can be pointed at, and not typed alone
 */
export function createGuessField(app: App, { state, derived }: Frame, points: boolean): GuessField {
  const { ask } = state.scene;
  const form = ask ? answerForm(ask.kind) : 'setting';
  if (form === 'run') return chooseRun(app, derived.runs);
  if (form === 'number') return typeNumber(app);
  if (form === 'place')
    return typePlace(app, derived.surface.variables, derived.loss.dimension === 1, points);
  return { element: html('div', {}), hint: '', show() {} };
}

/** Boxes for numbers as people write them, and a sentence on what is none. */
function numberBoxes(labels: readonly string[], typed: (values: readonly number[] | null) => void) {
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
  const values = () => boxes.map(({ value }) => readTyped(value).value);
  const read = () => {
    const now = values();
    const bad = boxes.find(({ value }, i) => value.trim() !== '' && Number.isNaN(now[i]));
    setText(wrong, bad ? (readTyped(bad.value).wrong ?? text.notNumber(bad.value.trim().slice(0, 40))) : '');
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

function typeNumber(app: App): GuessField {
  const { boxes, wrong, show } = numberBoxes([text.guess], (values) =>
    app.guess(values && { form: 'number', value: values[0]! }),
  );
  return {
    element: html('div', {}, html('label', { class: 'ask-number' }, text.guess, ...boxes), wrong),
    hint: text.hint.number,
    show: (guess) => show(guess?.form === 'number' ? [guess.value] : null, String),
  };
}

function typePlace(
  app: App,
  variables: readonly [string, string],
  isCurve: boolean,
  points: boolean,
): GuessField {
  const names = (isCurve ? variables.slice(0, 1) : variables).map(symbolText);
  const { boxes, wrong, show } = numberBoxes(names, (values) => {
    if (!values) return app.guess(null);
    const [x, y = app.state.scene.start[1]] = values;
    app.guess({ form: 'place', at: [x!, y] });
  });
  return {
    element: html(
      'div',
      { class: 'ask-place', role: 'group', 'aria-label': text.guess },
      ...boxes.map((box, i) => html('label', { class: 'ask-number' }, names[i]!, box)),
      wrong,
    ),
    hint: points ? text.hint.place : text.hint.typed,
    show: (guess) => show(guess?.form === 'place' ? guess.at : null, (value) => formatShort(value, 4)),
  };
}

function chooseRun(app: App, runs: Frame['derived']['runs']): GuessField {
  const name = `guess-${++fields}`;
  const choices = [
    ...runs.map(({ index, label }) => ({ index, label })),
    { index: null, label: text.none },
  ].map(({ index, label }) => {
    const radio = html('input', { type: 'radio', name });
    radio.addEventListener('change', () => app.guess({ form: 'run', index }));
    return { index, radio, element: html('label', { class: 'ask-choice' }, radio, label) };
  });
  return {
    element: html(
      'fieldset',
      { class: 'ask-choices' },
      html('legend', { class: 'visually-hidden' }, text.guess),
      ...choices.map(({ element }) => element),
    ),
    hint: text.hint.run,
    show(guess) {
      for (const { index, radio } of choices) radio.checked = guess?.form === 'run' && guess.index === index;
    },
  };
}
