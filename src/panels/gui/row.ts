import { Controller, type GUI } from 'lil-gui';
import { panels } from '../../text/en/panels.ts';
import { html } from '../../ui/dom.ts';

const text = panels.controls;

/** One value of the document as a control edits it; the control keeps no value of its own. */
export interface Field<T> {
  readonly label: string;
  /** Symbol of the field's mathematics, beside the label: β₁. */
  readonly symbol?: string;
  /** What assistive technology calls it; the label by default. */
  readonly name?: string;
  readonly meaning: string;
  read(): T;
  /** `group` names the edits of one gesture, which undo takes back together. */
  write(value: T, group?: string): void;
  /** What a double-click on the label sets it back to. */
  initial(): T;
  /** Of a value that follows the surface until it is set. */
  readonly suggestion?: Suggestion;
}

export interface Suggestion {
  /** Whether the value is the surface's suggestion, and no setting. */
  is(): boolean;
  /** Makes it one again. */
  again(): void;
  /** Puts this row back, where it is a part of what follows the surface. */
  reset?(): void;
}

/** A row of the panel that shows a part of the document. */
export interface Row {
  /** Shows the document's value where it differs from what is shown. */
  refresh(): void;
}

let gestures = 0;

/** A name that no other gesture has. */
export function nextGesture(): string {
  gestures += 1;
  return `gesture ${gestures}`;
}

/** What lil-gui holds in place of a value: reading and writing go to the document. */
export function bound<T>(field: Field<T>): { value: T } {
  return {
    get value() {
      return field.read();
    },
    set value(value: T) {
      field.write(value);
    },
  };
}

/**
 * Writes a row's label with its symbol, tooltip and double-click. A trailing digit of the symbol is set as a
 * subscript, since few fonts have those characters.
 */
export function labelRow<T>(row: Controller, field: Field<T>, tooltip: string): void {
  row.name(field.label);
  row.$name.title = tooltip;
  if (field.symbol) {
    const digits = /[₀-₉]+$/.exec(field.symbol)?.[0] ?? '';
    const letter = field.symbol.slice(0, field.symbol.length - digits.length);
    const plain = Array.from(digits, (digit) => String(digit.charCodeAt(0) - '₀'.charCodeAt(0))).join('');
    const symbol = html('span', { class: 'symbol' }, letter);
    if (plain) symbol.append(html('sub', {}, plain));
    row.$name.append(' ', symbol);
  }
  row.$name.addEventListener('dblclick', () => putBack(field));
}

/** Sets a value back: one that follows the surface follows it again. */
function putBack<T>({ suggestion, write, initial }: Field<T>): void {
  if (!suggestion) write(initial());
  else if (suggestion.reset) suggestion.reset();
  else suggestion.again();
}

/** A dot that is hollow while a value is suggested; full, it is a button that makes a set one suggested again. */
class Sign {
  readonly element = html('button', { type: 'button', class: 'suggestion' });
  private readonly name: string;
  private readonly suggestion: Suggestion;
  private shown: boolean | null = null;

  constructor(name: string, suggestion: Suggestion) {
    this.name = name;
    this.suggestion = suggestion;
    this.element.addEventListener('click', () => {
      if (!suggestion.is()) suggestion.again();
    });
    this.refresh();
  }

  refresh(): void {
    const is = this.suggestion.is();
    if (is === this.shown) return;
    this.shown = is;
    this.element.setAttribute('aria-disabled', String(is));
    const words = is ? text.isSuggested(this.name) : text.isSet(this.name);
    this.element.setAttribute('aria-label', words);
    this.element.title = words;
  }
}

/** A lil-gui controller over a field of the document, with a place for what is wrong with it. */
export abstract class FieldRow<T> extends Controller implements Row {
  readonly field: Field<T>;
  readonly error: HTMLElement;
  private readonly sign: Sign | null = null;

  constructor(gui: GUI, field: Field<T>, className: string, tooltip: string) {
    super(gui, bound(field), 'value', className);
    this.field = field;
    this.error = html('p', { class: 'row-error', id: `${this.$name.id}-error`, hidden: true });
    this.domElement.append(this.error);
    labelRow(this, field, tooltip);
    if (!field.suggestion) return;
    this.sign = new Sign(this.accessibleName, field.suggestion);
    this.$name.append(this.sign.element);
  }

  get accessibleName(): string {
    return this.field.name ?? this.field.label;
  }

  /** Says what is wrong, or else how what is typed is read. */
  complain(sentence: string | null, reading?: string): void {
    const words = sentence ?? reading ?? '';
    this.error.hidden = words === '';
    this.error.textContent = words;
    this.error.classList.toggle('is-reading', sentence === null);
  }

  override reset(): this {
    putBack(this.field);
    return this;
  }

  override updateDisplay(): this {
    this.refresh();
    return this;
  }

  refresh(): void {
    this.sign?.refresh();
  }
}

/** The tooltip of a control whose default can be said. */
export function tooltipOf(meaning: string, initial: string): string {
  return text.reset(meaning, initial);
}
