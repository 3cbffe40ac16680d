import type { GUI } from 'lil-gui';
import { compileFormula } from '../../core/expression/compile.ts';
import { FormulaError } from '../../core/expression/formula-error.ts';
import { html, setAttribute } from '../../ui/dom.ts';
import { type Field, FieldRow, nextGesture } from '../gui/row.ts';

/** As many signs of an option as a document may have. */
const LONGEST = 200;

/** A formula of x and y, taken whenever what is typed can be read; what cannot stays in the field, with what is wrong with it. */
export class OptionFormulaRow extends FieldRow<string> {
  private readonly input: HTMLInputElement;
  private typed: string | null = null;

  constructor(gui: GUI, field: Field<string>) {
    super(gui, field, 'text-row', field.meaning);
    this.input = html('input', {
      type: 'text',
      maxlength: LONGEST,
      spellcheck: 'false',
      autocomplete: 'off',
      autocapitalize: 'off',
      'aria-label': this.accessibleName,
      'aria-describedby': this.error.id,
    });
    this.error.setAttribute('role', 'status');
    let group = nextGesture();
    this.input.addEventListener('focus', () => {
      group = nextGesture();
    });
    this.input.addEventListener('input', () => {
      const text = this.input.value;
      const wrong = mistakeIn(text);
      this.typed = text;
      this.complain(wrong);
      setAttribute(this.input, 'aria-invalid', String(wrong !== null));
      if (wrong === null) field.write(text.trim(), group);
    });
    this.$widget.append(this.input);
    this.refresh();
  }

  override refresh(): void {
    const value = this.field.read();
    // What is typed and cannot be read is not lost: until something else is chosen, it stays.
    const isOther = this.known !== value;
    this.known = value;
    if (this.typed !== null && (!isOther || this.typed.trim() === value)) return;
    this.typed = null;
    this.complain(null);
    setAttribute(this.input, 'aria-invalid', 'false');
    if (this.input.value !== value) this.input.value = value;
  }

  private known = '';
}

/** What is wrong with a formula of x and y; null where it can be read. */
function mistakeIn(text: string): string | null {
  try {
    compileFormula(text, { variables: ['x', 'y'] });
    return null;
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error;
    return error.message;
  }
}
