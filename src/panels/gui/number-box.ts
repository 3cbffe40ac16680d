import { panels } from '../../text/en/panels.ts';
import { html, setAttribute } from '../../ui/dom.ts';
import { fieldText, readTypedNumber } from '../typed-number.ts';

const text = panels.controls;

export interface NumberBoxOptions {
  readonly name: string;
  read(): number;
  write(value: number): void;
  /** What is wrong with a number, or null. */
  check(value: number): string | null;
  /** The value `by` small steps further. */
  nudged(value: number, by: number): number;
  /** Whether every keystroke that makes a number counts, or only Enter and leaving the field. */
  readonly live: boolean;
  /** Whether it takes negative numbers, whose sign not every phone's keypad of numbers has; and only whole ones. */
  readonly signed: boolean;
  readonly whole?: boolean;
  /** A value at rest, with fewer digits than it has; `fieldText` by default. */
  text?(value: number): string;
  /** Called with what is wrong with what is typed, or with how it is read where it could be read otherwise. */
  complain(sentence: string | null, reading?: string): void;
}

export interface NumberBox {
  readonly element: HTMLInputElement;
  /** Shows the document's value, unless something is being typed. */
  refresh(): void;
}

/** Makes a field as wide as what stands in it, by its style sheet: a number that is cut is another number. */
export function fitBox(input: HTMLInputElement): void {
  input.style.setProperty('--characters', String(input.value.length));
}

/** A field for one number: short at rest, at full precision while it has the focus. */
export function createNumberBox(options: NumberBoxOptions): NumberBox {
  const { read, write, check, nudged, live, complain, text: shortly = fieldText } = options;
  const input = html('input', {
    type: 'text',
    inputmode: options.signed ? 'text' : options.whole ? 'numeric' : 'decimal',
    autocapitalize: 'off',
    autocomplete: 'off',
    spellcheck: 'false',
    class: 'number-box',
    'aria-label': options.name,
  });
  let shown = Number.NaN;
  let typing = false;

  const show = (value: number, exact: boolean) => {
    shown = value;
    input.value = exact ? String(value) : shortly(value);
    fitBox(input);
  };
  const judge = (): number | null => {
    const { value, plain, wrong: unread } = readTypedNumber(input.value);
    const wrong = Number.isNaN(value) ? (unread ?? text.notANumber) : check(value);
    setAttribute(input, 'aria-invalid', String(wrong !== null));
    complain(wrong, plain ? undefined : text.reading(fieldText(value)));
    return wrong === null ? value : null;
  };
  const take = () => {
    const value = judge();
    if (value === null || value === read()) return;
    shown = value;
    write(value);
  };
  const settle = (exact: boolean) => {
    typing = false;
    show(read(), exact);
    setAttribute(input, 'aria-invalid', 'false');
    complain(null);
  };

  input.addEventListener('focus', () => {
    show(read(), true);
    input.select();
  });
  input.addEventListener('input', () => {
    typing = true;
    fitBox(input);
    if (live) take();
    else judge();
  });
  input.addEventListener('blur', () => {
    if (typing) take();
    settle(false);
  });
  input.addEventListener('keydown', (event) => {
    const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (event.key === 'Enter') {
      if (judge() === null) return;
      take();
      settle(true);
      input.select();
    } else if (event.key === 'Escape') {
      settle(true);
    } else if (direction !== 0) {
      event.preventDefault();
      const value = nudged(read(), direction * (event.shiftKey ? 10 : 1));
      if (check(value) !== null) return;
      write(value);
      settle(true);
    }
  });

  return {
    element: input,
    refresh() {
      const value = read();
      if (!typing && value !== shown) show(value, document.activeElement === input);
    },
  };
}
