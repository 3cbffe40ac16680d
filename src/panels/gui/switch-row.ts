import { BooleanController, type GUI } from 'lil-gui';
import { panels } from '../../text/en/panels.ts';
import { bound, type Field, labelRow, type Row, tooltipOf } from './row.ts';

const text = panels.controls;

/** Yes or no: lil-gui's own checkbox. */
export class SwitchRow extends BooleanController implements Row {
  private readonly field: Field<boolean>;

  constructor(gui: GUI, field: Field<boolean>) {
    super(gui, bound(field), 'value');
    this.field = field;
    labelRow(this, field, tooltipOf(field.meaning, field.initial() ? text.on : text.off));
    this.$input.setAttribute('aria-label', field.name ?? field.label);
    this.$input.removeAttribute('aria-labelledby');
  }

  refresh(): void {
    const value = this.field.read();
    if (this.$input.checked !== value) this.$input.checked = value;
  }
}
