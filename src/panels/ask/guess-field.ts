import type { App } from '../../app/app.ts';
import type { Frame } from '../../app/state.ts';
import type { Guess } from '../../core/ask/answer.ts';
import { answerForm } from '../../core/ask/ask.ts';
import { symbolText } from '../../core/expression/symbols.ts';
import { formatShort } from '../../core/math/format.ts';
import { parseNumber } from '../../core/scene/numbers.ts';
import { ask as text } from '../../text/en/ask.ts';
import { html } from '../../ui/dom.ts';

/** Where a guess is typed or chosen. */
export interface GuessField {
  readonly element: HTMLElement;
  readonly hint: string;
  /** Takes over a guess that was made elsewhere. */
  show(guess: Guess | null): void;
}

let fields = 0;

/** The field for the question of a frame; it lasts as long as question and runs do. */
export function createGuessField(app: App, { state, derived }: Frame): GuessField {
  const { ask } = state.scene;
  const form = ask ? answerForm(ask.kind) : 'setting';
  if (form === 'run') return chooseRun(app, derived.runs);
  if (form === 'number') return typeNumber(app);
  if (form === 'place') return typePlace(app, derived.surface.variables, derived.loss.dimension === 1);
  return { element: html('div', {}), hint: '', show() {} };
}

function numberBox(label: string): HTMLInputElement {
  return html('input', {
    type: 'text',
    inputmode: 'text',
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-label': label,
  });
}

function typeNumber(app: App): GuessField {
  const box = numberBox(text.guess);
  box.addEventListener('input', () => {
    const value = parseNumber(box.value);
    app.guess(value === null ? null : { form: 'number', value });
  });
  return {
    element: html('label', { class: 'ask-number' }, text.guess, box),
    hint: text.hint.number,
    show(guess) {
      if (guess?.form !== 'number') return;
      if (parseNumber(box.value) !== guess.value) box.value = String(guess.value);
    },
  };
}

function typePlace(app: App, variables: readonly [string, string], isCurve: boolean): GuessField {
  const names = isCurve ? variables.slice(0, 1) : variables;
  const boxes = names.map((name) => numberBox(symbolText(name)));
  const read = () => {
    const [x, y = isCurve ? app.state.scene.start[1] : null] = boxes.map(({ value }) => parseNumber(value));
    const isWhole = typeof x === 'number' && typeof y === 'number';
    app.guess(isWhole ? { form: 'place', at: [x, y] } : null);
  };
  for (const box of boxes) box.addEventListener('input', read);
  return {
    element: html(
      'div',
      { class: 'ask-place' },
      ...boxes.map((box, i) => html('label', { class: 'ask-number' }, symbolText(names[i]!), box)),
    ),
    hint: isCurve ? text.hint.placeOnCurve : text.hint.place,
    show(guess) {
      if (guess?.form !== 'place') return;
      for (const [i, box] of boxes.entries()) {
        const value = guess.at[i]!;
        // What is being typed is left as it is typed.
        if (document.activeElement !== box) box.value = formatShort(value, 4);
      }
    },
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
