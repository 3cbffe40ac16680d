import { html } from '../../ui/dom.ts';

/** A field of the form: an element with its label, which shows a value and says when it was changed. */
export interface SceneField<T> {
  readonly element: HTMLElement;
  show(value: T): void;
}

interface TextOptions {
  readonly label: string;
  readonly limit: number;
  /** Lines; one is a box. */
  readonly rows: number;
  readonly hint?: string;
  changed(value: string): void;
  /** The value as it is kept: what differs by nothing else is left as it is typed. */
  kept(value: string): string;
}

export function textField({ label, limit, rows, hint, changed, kept }: TextOptions): SceneField<string> {
  const attributes = { maxlength: limit, ...(hint !== undefined && { placeholder: hint }) };
  const box =
    rows === 1 ? html('input', { type: 'text', ...attributes }) : html('textarea', { rows, ...attributes });
  box.addEventListener('input', () => changed(box.value));
  return {
    element: html('label', { class: 'talk-field' }, html('span', {}, label), box),
    show(value) {
      if (kept(box.value) !== value) box.value = value;
    },
  };
}

export function choiceField<T extends string>(
  label: string,
  choices: Readonly<Record<T, string>>,
  changed: (value: T) => void,
): SceneField<T> {
  const values = Object.keys(choices) as T[];
  const select = html('select', {}, ...values.map((value) => html('option', { value }, choices[value])));
  select.addEventListener('change', () => {
    const value = values.find((each) => each === select.value);
    if (value !== undefined) changed(value);
  });
  return {
    element: html('label', { class: 'talk-field' }, html('span', {}, label), select),
    show(value) {
      if (select.value !== value) select.value = value;
    },
  };
}

/** Boxes to tick; the value holds those that are, in the order of the choices. */
export function ticksField<T extends string>(
  label: string,
  choices: readonly (readonly [value: T, label: string])[],
  changed: (value: readonly T[]) => void,
): SceneField<readonly T[]> {
  const boxes = choices.map(() => html('input', { type: 'checkbox' }));
  const change = () => changed(choices.flatMap(([value], i) => (boxes[i]?.checked ? [value] : [])));
  for (const box of boxes) box.addEventListener('change', change);
  const ticks = choices.map(([, name], i) => html('label', {}, boxes[i]!, name));
  return {
    element: html(
      'fieldset',
      { class: 'talk-field' },
      html('legend', {}, label),
      html('div', { class: 'talk-ticks' }, ...ticks),
    ),
    show(value) {
      choices.forEach(([each], i) => {
        boxes[i]!.checked = value.includes(each);
      });
    },
  };
}
