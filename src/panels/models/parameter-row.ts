import type { GUI } from 'lil-gui';
import { nameIn, placeIn } from '../../app/models/seen-plane.ts';
import type { Model } from '../../core/models/types.ts';
import { models as text } from '../../text/en/models.ts';
import { html } from '../../ui/dom.ts';
import { type Field, FieldRow, nextGesture } from '../gui/row.ts';

/** Names that are offered, at most. */
const OFFERED = 400;

/** One parameter of a model among all: typed or chosen by its name, or by its place. */
export class ParameterRow extends FieldRow<number> {
  private readonly input: HTMLInputElement;
  private readonly parameters: Model['parameters'];

  constructor(gui: GUI, field: Field<number>, { parameters, loss }: Model) {
    super(gui, field, 'text-row', field.meaning);
    this.parameters = parameters;
    const list = html('datalist', { id: `${this.$name.id}-names` });
    const stride = Math.ceil(loss.dimension / OFFERED);
    for (let i = 0; i < loss.dimension; i += stride)
      list.append(html('option', { value: nameIn(parameters)(i) }));
    this.input = html('input', {
      type: 'text',
      list: list.id,
      maxlength: 60,
      spellcheck: 'false',
      autocomplete: 'off',
      'aria-label': this.accessibleName,
    });
    const take = () => {
      const place = placeIn(parameters, loss.dimension, this.input.value);
      this.complain(place === null ? text.noParameter(this.input.value.slice(0, 40)) : null);
      if (place !== null) field.write(place, nextGesture());
    };
    this.input.addEventListener('change', take);
    this.input.addEventListener('focus', () => this.input.select());
    this.$widget.append(this.input, list);
    this.refresh();
  }

  override refresh(): void {
    if (document.activeElement === this.input || !this.error.hidden) return;
    const name = nameIn(this.parameters)(this.field.read());
    if (this.input.value !== name) this.input.value = name;
  }
}
