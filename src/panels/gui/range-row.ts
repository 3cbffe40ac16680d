import type { GUI } from 'lil-gui';
import { isInterval, limits } from '../../core/scene/limits.ts';
import { panels } from '../../text/en/panels.ts';
import { html, setAttribute } from '../../ui/dom.ts';
import { endTexts, fieldText, sliderScale } from '../typed-number.ts';
import { createNumberBox, type NumberBox } from './number-box.ts';
import { checkNumber } from './number-row.ts';
import { type Field, FieldRow } from './row.ts';

const text = panels.controls;

type Range = readonly [from: number, to: number];

/** Two numbers, the first the smaller one. */
export class RangeRow extends FieldRow<Range> {
  private readonly boxes: readonly NumberBox[];

  constructor(gui: GUI, field: Field<Range>, axis: string, tooltip: string) {
    super(gui, field, 'range-row', tooltip);
    const box = (end: 0 | 1, name: string): NumberBox => {
      const withEnd = (value: number): Range => {
        const [from, to] = field.read();
        return end === 0 ? [value, to] : [from, value];
      };
      const made = createNumberBox({
        name,
        read: () => field.read()[end],
        write: (value) => field.write(withEnd(value)),
        check(value) {
          const [from, to] = withEnd(value);
          if (!(from < to)) return text.emptyRange;
          const { coordinate } = limits;
          const wrong = checkNumber({ hardMin: -coordinate, hardMax: coordinate }, value);
          return wrong ?? (isInterval(from, to) ? null : text.narrowRange(fieldText(limits.side)));
        },
        nudged(value, by) {
          const [from, to] = field.read();
          return sliderScale(from, to, 'linear').nudged(value, by * 10);
        },
        live: false,
        signed: true,
        text: (value) => endTexts(...withEnd(value))[end],
        complain: (sentence, reading) => this.complain(sentence, reading),
      });
      setAttribute(made.element, 'aria-describedby', this.error.id);
      return made;
    };
    const first = box(0, text.from(axis));
    const last = box(1, text.to(axis));
    this.boxes = [first, last];
    this.$widget.append(
      first.element,
      html('span', { class: 'range-dash', 'aria-hidden': 'true' }, '–'),
      last.element,
    );
  }

  override refresh(): void {
    super.refresh();
    for (const box of this.boxes) box.refresh();
  }
}
