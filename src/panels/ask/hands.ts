import { ask as text } from '../../text/en/ask.ts';
import { html } from '../../ui/dom.ts';

/** Hands that are shown in a room, by how many choose what: seen while a talk is presented, kept by nobody. */
export interface Hands {
  /** For each choice a box for a number and a bar as long as its share of the most. */
  readonly boxes: readonly HTMLElement[];
  /** Whether any were typed. */
  readonly any: boolean;
  clear(): void;
}

/** More hands than a room has are typed by mistake. */
const MOST = 9999;

/** Where nothing is chosen from: how many are of the guess that is typed, and on which side of it the others. */
export function createHandCounts(names: readonly string[]): {
  readonly element: HTMLElement;
  readonly hands: Hands;
} {
  const hands = createHands(names);
  const rows = names.map((name, i) => html('div', { class: 'ask-option' }, name, hands.boxes[i]!));
  return { element: html('div', { class: 'ask-choices ask-hands' }, ...rows), hands };
}

export function createHands(names: readonly string[]): Hands {
  const inputs = names.map((name) =>
    html('input', {
      type: 'text',
      inputmode: 'numeric',
      autocomplete: 'off',
      maxlength: 4,
      placeholder: text.hands.placeholder,
      'aria-label': text.hands.of(name),
    }),
  );
  const bars = names.map(() => html('i', {}));
  const counts = () =>
    inputs.map(({ value }) => (/^\d+$/.test(value.trim()) ? Math.min(MOST, Number(value)) : 0));
  const show = () => {
    const now = counts();
    const most = Math.max(...now);
    for (const [i, bar] of bars.entries()) bar.style.width = `${most > 0 ? (100 * now[i]!) / most : 0}%`;
  };
  for (const input of inputs) input.addEventListener('input', show);
  show();
  return {
    boxes: inputs.map((input, i) =>
      html(
        'span',
        { class: 'ask-hands' },
        input,
        html('span', { class: 'ask-bar', 'aria-hidden': 'true' }, bars[i]!),
      ),
    ),
    get any() {
      return counts().some((count) => count > 0);
    },
    clear() {
      for (const input of inputs) input.value = '';
      show();
    },
  };
}
