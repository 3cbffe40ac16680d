import type { GUI } from 'lil-gui';
import { html } from '../../ui/dom.ts';
import { type Field, FieldRow, tooltipOf } from './row.ts';

export interface Choice {
  readonly value: string;
  readonly label: string;
  /** Heading under which it stands. */
  readonly group?: string;
}

/** One of several: a native select. */
export class ChoiceRow extends FieldRow<string> {
  readonly select: HTMLSelectElement;

  constructor(gui: GUI, field: Field<string>, choices: readonly Choice[]) {
    const initial = choices.find(({ value }) => value === field.initial());
    super(gui, field, 'choice-row', initial ? tooltipOf(field.meaning, initial.label) : field.meaning);
    this.select = html('select', { 'aria-label': this.accessibleName });
    const groups = new Map<string, HTMLOptGroupElement>();
    for (const { value, label, group } of choices) {
      const option = html('option', { value }, label);
      if (group === undefined) {
        this.select.append(option);
        continue;
      }
      const heading = groups.get(group) ?? html('optgroup', { label: group });
      if (!groups.has(group)) this.select.append(heading);
      groups.set(group, heading);
      heading.append(option);
    }
    this.select.addEventListener('change', () => field.write(this.select.value));
    this.$widget.append(this.select);
    this.refresh();
  }

  override refresh(): void {
    super.refresh();
    const value = this.field.read();
    if (this.select.value !== value) this.select.value = value;
  }
}
