import type { GUI } from 'lil-gui';
import { html } from '../../ui/dom.ts';
import { type Field, FieldRow, nextGesture } from './row.ts';

/** A line of text, taken as it is typed; what is typed until the field is left is one edit. */
export class TextRow extends FieldRow<string> {
  private readonly input: HTMLInputElement;

  constructor(gui: GUI, field: Field<string> & { readonly placeholder: () => string }, maxLength: number) {
    super(gui, field, 'text-row', field.meaning);
    this.placeholder = field.placeholder;
    this.input = html('input', {
      type: 'text',
      maxlength: maxLength,
      spellcheck: 'false',
      autocomplete: 'off',
      'aria-label': this.accessibleName,
    });
    let group = nextGesture();
    this.input.addEventListener('focus', () => {
      group = nextGesture();
    });
    this.input.addEventListener('input', () => field.write(this.input.value, group));
    // What the document made of it, a space at the end left out for one, is shown when the field is left.
    this.input.addEventListener('blur', () => this.refresh());
    this.input.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') this.refresh();
    });
    this.$widget.append(this.input);
    this.refresh();
  }

  private readonly placeholder: () => string;

  override refresh(): void {
    this.input.placeholder = this.placeholder();
    const value = this.field.read();
    if (document.activeElement === this.input && this.input.value.trim() === value) return;
    if (this.input.value !== value) this.input.value = value;
  }
}
