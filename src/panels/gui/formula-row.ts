import type { GUI } from 'lil-gui';
import type { FormulaDraft } from '../../app/state.ts';
import { panels } from '../../text/en/panels.ts';
import { html, setAttribute } from '../../app/dom.ts';
import { type Field, FieldRow } from './row.ts';

const text = panels.controls;

/** The formula, with what is wrong with it and where under the field. */
export class FormulaRow extends FieldRow<string> {
  private readonly area: HTMLTextAreaElement;
  private readonly draft: () => FormulaDraft | null;
  private shownDraft: FormulaDraft | null = null;
  private typed: string | null = null;

  constructor(gui: GUI, field: Field<string>, draft: () => FormulaDraft | null) {
    super(gui, field, 'formula-row', `${field.meaning} ${text.formulaReset}`);
    this.draft = draft;
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
      field.write(this.area.value);
    });
    this.area.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') event.preventDefault();
    });
    this.area.addEventListener('blur', () => {
      this.typed = null;
      this.refresh();
    });
    this.error.setAttribute('role', 'status');
    this.$widget.append(this.area);
    this.refresh();
  }

  override refresh(): void {
    const draft = this.draft();
    const value = draft?.text ?? this.field.read();
    // What is being typed stays, until undo or another surface says something else.
    const stale = this.typed === null || value !== this.typed;
    if (stale && this.area.value !== value) {
      this.area.value = value;
      this.typed = null;
    }
    if (draft !== this.shownDraft) this.showDraft(draft);
  }

  private showDraft(draft: FormulaDraft | null): void {
    this.shownDraft = draft;
    setAttribute(this.area, 'aria-invalid', String(draft !== null));
    this.error.hidden = draft === null;
    this.error.replaceChildren();
    if (!draft) return;
    const { before, wrong, after } = excerpt(draft);
    this.error.append(
      draft.message,
      html(
        'code',
        {},
        html('span', { class: 'visually-hidden' }, text.formulaAt),
        before,
        // An empty span stands where something is missing.
        html('mark', {}, wrong === '' ? '\u00a0' : wrong),
        after,
      ),
    );
  }
}

/** The mistake with at most `reach` characters of the formula on each side. */
export function excerpt(
  draft: Pick<FormulaDraft, 'text' | 'start' | 'end'>,
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
