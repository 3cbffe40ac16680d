import type { GUI } from 'lil-gui';
import type { Frame } from '../../app/state.ts';
import { boundOf } from '../../core/scene/limits.ts';
import { panels } from '../../text/en/panels.ts';
import { html, setAttribute } from '../../ui/dom.ts';
import { fieldText, type SliderScale } from '../typed-number.ts';
import { createNumberBox, type NumberBox } from './number-box.ts';
import { type Field, FieldRow, nextGesture, tooltipOf } from './row.ts';

const text = panels.controls;

export interface NumberField extends Field<number> {
  /** Inclusive bounds outside of which the number has no meaning. */
  readonly hardMin: number;
  readonly hardMax: number;
  readonly whole?: boolean;
  /** The slider's range now; without it the row is a number box alone. */
  readonly slider?: () => SliderScale;
  /** A value to notch on the slider, with what it means, null for none. */
  readonly mark?: (frame: Frame) => SliderMark | null;
  /** Whether every keystroke counts; see NumberBoxOptions. */
  readonly live: boolean;
}

export interface SliderMark {
  readonly value: number;
  readonly meaning: string;
  /** The field's value has gone beyond it. */
  readonly exceeded: boolean;
}

/** What is wrong with a number for a field, or null. */
export function checkNumber(
  field: Pick<NumberField, 'hardMin' | 'hardMax' | 'whole'>,
  value: number,
): string | null {
  if (!Number.isFinite(value)) return text.notANumber;
  if (field.whole && !Number.isInteger(value)) return text.notWhole;
  if (value < field.hardMin) {
    const { value: limit, exclusive } = boundOf(field.hardMin);
    return (exclusive ? text.above : text.atLeast)(fieldText(limit));
  }
  if (value > field.hardMax) {
    const { value: limit, exclusive } = boundOf(field.hardMax);
    return (exclusive ? text.below : text.atMost)(fieldText(limit));
  }
  return null;
}

/** A number: a native slider, which brings its role and its keys, and a box that takes more than the slider. */
export class NumberRow extends FieldRow<number> {
  readonly slider: HTMLInputElement | null = null;
  readonly box: NumberBox;
  private readonly numbers: NumberField;
  private scale: SliderScale | null = null;
  private shown = Number.NaN;
  private held = false;
  private readonly notch = html('span', { class: 'slider-mark', hidden: true });
  private group = nextGesture();

  constructor(gui: GUI, field: NumberField) {
    super(gui, field, 'number-row', tooltipOf(field.meaning, fieldText(field.initial())));
    this.numbers = field;
    if (field.slider) {
      this.slider = html('input', { type: 'range', class: 'slider', 'aria-label': this.accessibleName });
      this.listenToSlider(this.slider);
      this.$widget.append(this.slider);
    }
    this.box = createNumberBox({
      name: this.accessibleName,
      read: () => field.read(),
      write: (value) => field.write(value, this.group),
      check: (value) => checkNumber(field, value),
      nudged: (value, by) => this.scale?.nudged(value, by) ?? value + by,
      live: field.live,
      signed: field.hardMin < 0,
      whole: field.whole ?? false,
      complain: (sentence, reading) => this.complain(sentence, reading),
    });
    // One visit of the box is one gesture.
    this.box.element.addEventListener('focus', () => this.begin());
    setAttribute(this.box.element, 'aria-describedby', this.error.id);
    this.$widget.append(this.box.element);
    this.refresh();
  }

  private begin(): void {
    this.group = nextGesture();
  }

  private listenToSlider(slider: HTMLInputElement): void {
    slider.addEventListener('input', () => {
      if (this.scale) this.field.write(this.scale.valueAt(slider.valueAsNumber), this.group);
      this.showFill();
    });
    slider.addEventListener('pointerdown', () => {
      this.held = true;
      this.begin();
    });
    for (const end of ['pointerup', 'pointercancel', 'change'] as const) {
      slider.addEventListener(end, () => {
        this.held = false;
      });
    }
    // Pressed, it takes the focus when the first value has already been set.
    slider.addEventListener('focus', () => {
      if (!this.held) this.begin();
    });
    slider.addEventListener('keydown', (event) => {
      if (event.key === 'Delete' || event.key === 'Backspace') this.reset();
    });
  }

  override refresh(): void {
    super.refresh();
    const value = this.field.read();
    const rescaled = this.refreshScale();
    if (value !== this.shown || rescaled) {
      this.shown = value;
      this.showOnSlider(value);
    }
    this.box.refresh();
  }

  /** Takes over the slider's range; returns whether it has changed. */
  private refreshScale(): boolean {
    const { slider } = this;
    const scale = this.numbers.slider?.() ?? null;
    const same = scale?.min === this.scale?.min && scale?.max === this.scale?.max;
    if (same || !slider || !scale) return false;
    this.scale = scale;
    slider.min = String(scale.min);
    slider.max = String(scale.max);
    slider.step = String(scale.step);
    return true;
  }

  /** Notches the slider where the field's mark is; off the slider there is no notch. */
  showMark(frame: Frame): void {
    const { slider, scale, numbers, notch } = this;
    if (!slider || !scale || !numbers.mark) return;
    const mark = numbers.mark(frame);
    const title = mark?.meaning ?? '';
    if (slider.title !== title) slider.title = title;
    notch.hidden =
      mark === null || mark.value < scale.valueAt(scale.min) || mark.value > scale.valueAt(scale.max);
    if (mark === null || notch.hidden) return;
    if (!notch.parentElement) this.$widget.append(notch);
    const share = (scale.positionOf(mark.value) - scale.min) / (scale.max - scale.min);
    notch.style.setProperty('--at', share.toFixed(4));
    notch.classList.toggle('is-above', mark.exceeded);
  }

  private showOnSlider(value: number): void {
    const { slider, scale } = this;
    if (!slider || !scale) return;
    // The knob stays under the finger that holds it.
    if (!this.held) slider.valueAsNumber = scale.positionOf(value);
    setAttribute(slider, 'aria-valuetext', fieldText(value));
    this.showFill();
  }

  private showFill(): void {
    const { slider, scale } = this;
    if (!slider || !scale) return;
    const share = (slider.valueAsNumber - scale.min) / (scale.max - scale.min);
    slider.style.setProperty('--share', share.toFixed(4));
  }
}
