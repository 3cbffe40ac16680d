import type { GUI } from 'lil-gui';
import { FormulaError } from '../../core/expression/formula-error.ts';
import { readFormula } from '../../core/expression/formula.ts';
import { toTex } from '../../core/expression/tex.ts';
import { createMathSetter } from '../step/math.ts';
import type { FormulaDraft, FormulaMistake } from '../../app/state.ts';
import { panels } from '../../text/en/panels.ts';
import { html, setAttribute, setText } from '../../ui/dom.ts';
import { type Field, FieldRow } from './row.ts';

const text = panels.controls;

export interface FormulaField extends Field<string> {
  /** A key: judged when typing pauses. `write` takes the text at once. */
  type(text: string): void;
  /** What is typed and not shown, with what is wrong with it. */
  draft(): FormulaDraft | null;
  /** What was typed before something else was shown. */
  dropped(): string | null;
  /** What is shown instead of the draft. */
  shown(): string;
  /** Whether the text is one's own, and not a surface's of the catalog. */
  own(): boolean;
}

/** The formula, with its reading under the field as typeset mathematics, or with what is wrong with it and where. */
export class FormulaRow extends FieldRow<string> {
  private readonly area: HTMLTextAreaElement;
  private readonly formula: FormulaField;
  private readonly again = html('button', { type: 'button', class: 'row-again', hidden: true });
  private shownMistake: FormulaMistake | null = null;
  private typed: string | null = null;
  private readonly math = createMathSetter();
  private readonly reading = this.math.box('formula-reading');
  private read = '';

  constructor(gui: GUI, field: FormulaField) {
    super(gui, field, 'formula-row', `${field.meaning} ${text.formulaReset}`);
    this.formula = field;
    this.area = html('textarea', {
      rows: 1,
      spellcheck: 'false',
      autocomplete: 'off',
      autocapitalize: 'off',
      'aria-label': this.accessibleName,
      'aria-describedby': this.error.id,
    });
    this.area.addEventListener('input', () => {
      // A pasted formula may be broken over lines.
      if (this.area.value.includes('\n')) this.area.value = this.area.value.replaceAll(/\s*\n\s*/g, ' ');
      this.typed = this.area.value;
      this.showReading();
      field.type(this.area.value);
    });
    this.area.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter') return;
      event.preventDefault();
      field.write(this.area.value);
    });
    this.area.addEventListener('blur', () => {
      this.typed = null;
      if (field.draft()) field.write(this.area.value);
      this.refresh();
    });
    this.again.addEventListener('click', () => {
      const dropped = field.dropped();
      if (dropped === null) return;
      field.type(dropped);
      field.write(dropped);
      this.area.focus();
    });
    this.error.setAttribute('role', 'status');
    this.$widget.append(this.area);
    this.domElement.append(this.reading.element, this.again);
    this.refresh();
  }

  override refresh(): void {
    super.refresh();
    const draft = this.formula.draft();
    const value = draft?.text ?? this.field.read();
    // What is being typed stays, until undo or another surface says something else.
    const stale = this.typed === null || value !== this.typed;
    if (stale && this.area.value !== value) {
      this.area.value = value;
      this.typed = null;
    }
    this.showReading();
    const mistake = draft?.mistake ?? null;
    if (mistake !== this.shownMistake) this.showMistake(draft?.text ?? '', mistake);
    const dropped = this.formula.dropped();
    this.again.hidden = dropped === null;
    setText(this.again, dropped === null ? '' : text.formulaAgain(dropped));
  }

  /** How the text is read, at once: 1/2x is half of x. */
  private showReading(): void {
    const text = this.formula.own() || this.typed !== null ? this.area.value : '';
    if (text !== this.read) {
      this.read = text;
      const tex = readingOf(text);
      this.reading.element.hidden = tex === '';
      this.reading.show(tex, '');
      if (tex !== '') this.math.load(() => this.reading.show(readingOf(this.read), ''));
    }
  }

  private showMistake(typed: string, mistake: FormulaMistake | null): void {
    this.shownMistake = mistake;
    setAttribute(this.area, 'aria-invalid', String(mistake !== null));
    this.error.hidden = mistake === null;
    this.error.replaceChildren();
    if (!mistake) return;
    const { before, wrong, after } = excerpt({ ...mistake, text: typed });
    this.error.append(
      mistake.message,
      html(
        'code',
        {},
        html('span', { class: 'visually-hidden' }, text.formulaAt),
        before,
        // An empty span stands where something is missing.
        html('mark', {}, wrong === '' ? '\u00a0' : wrong),
        after,
      ),
      html('span', { class: 'row-shown' }, text.formulaShown(this.formula.shown())),
    );
  }
}

/** A formula as TeX; empty where it cannot be read. */
function readingOf(text: string): string {
  try {
    return text === '' ? '' : `= ${toTex(readFormula(text, { free: true }).tree)}`;
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error;
    return '';
  }
}

/** The mistake with at most `reach` characters of the formula on each side. */
export function excerpt(
  draft: Pick<FormulaMistake, 'start' | 'end'> & Pick<FormulaDraft, 'text'>,
  reach = 24,
): { before: string; wrong: string; after: string } {
  const from = Math.max(0, draft.start - reach);
  const stop = Math.min(draft.end, draft.start + 2 * reach);
  const to = Math.min(draft.text.length, stop + reach);
  return {
    before: (from > 0 ? '…' : '') + draft.text.slice(from, draft.start),
    wrong: draft.text.slice(draft.start, stop),
    after: draft.text.slice(stop, to) + (to < draft.text.length ? '…' : ''),
  };
}
