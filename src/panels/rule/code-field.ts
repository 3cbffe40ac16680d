import { html } from '../../ui/dom.ts';
import type { RuleFault } from '../../core/optimizers/typed/faults.ts';
import { ruleEditor as text } from '../../text/en/rule-editor.ts';
import { createCompletions } from './completions.ts';
import { piecesOf, type Word, wordsOf } from './words.ts';

/**
 * A text area over a drawing of its text: coloured, with faults marked and said under their lines. The text, its undo and
 * what assistive technology hears of it are the browser's own.
 */
export interface CodeField {
  readonly element: HTMLElement;
  readonly area: HTMLTextAreaElement;
  /** Puts a text in the place of all of it, as if it had been typed: the field's own undo takes it back. */
  replace(source: string): void;
  /** Draws the text as it stands, with these faults. */
  draw(faults: readonly RuleFault[]): void;
  goTo(fault: RuleFault): void;
}

export function createCodeField(changed: () => void): CodeField {
  const area = html('textarea', {
    'aria-label': text.code,
    'aria-describedby': 'rule-editor-faults',
    'aria-controls': 'rule-editor-completions',
    'aria-autocomplete': 'list',
    autocapitalize: 'off',
    autocomplete: 'off',
    autocorrect: 'off',
    spellcheck: 'false',
    wrap: 'off',
  });
  const drawing = html('pre', { 'aria-hidden': 'true' });
  const completions = createCompletions(area, (typed) => insert(typed));
  const element = html('div', { class: 'rule-code' }, drawing, area, completions.element);

  const follow = () => {
    drawing.style.transform = `translate(${-area.scrollLeft}px, ${-area.scrollTop}px)`;
    completions.close();
  };
  area.addEventListener('scroll', follow);

  /** As typed, so that the browser's undo knows of it; without its help where it has none to give. */
  const insert = (typed: string) => {
    if (document.execCommand('insertText', false, typed)) return;
    area.setRangeText(typed, area.selectionStart, area.selectionEnd, 'end');
    area.dispatchEvent(new Event('input', { bubbles: true }));
  };

  area.addEventListener('input', () => {
    changed();
    completions.offer();
  });
  return {
    element,
    area,
    replace(source) {
      area.focus();
      area.select();
      insert(source);
      completions.close();
      area.setSelectionRange(source.length, source.length);
    },
    draw(faults) {
      drawing.replaceChildren(...rowsOf(area, faults));
    },
    goTo({ start, end }) {
      area.focus();
      area.setSelectionRange(start, end);
    },
  };
}

/** The lines of the text as they are drawn, with the faults under theirs. */
function rowsOf(area: HTMLTextAreaElement, faults: readonly RuleFault[]): HTMLElement[] {
  const words = new Map(wordsOf(area.value).map(({ name, kind }) => [name, kind]));
  const lines = area.value.split('\n');
  area.rows = Math.max(4, lines.length);
  let start = 0;
  return lines.map((line, i) => {
    const own = faults.filter((fault) => fault.line === i + 1);
    const row = html('div', {}, ...piecesIn(line, start, own, words));
    const [first] = own;
    if (first) {
      const note = html('span', { class: 'rule-fault' }, first.message);
      note.style.left = `${Math.min(first.column - 1, 24)}ch`;
      row.append(note);
    }
    start += line.length + 1;
    return row;
  });
}

function piecesIn(
  line: string,
  from: number,
  marked: readonly RuleFault[],
  words: ReadonlyMap<string, Word['kind']>,
): Node[] {
  let at = from;
  const made = piecesOf(line, words).map((piece) => {
    const end = at + piece.text.length;
    const isWrong = marked.some((fault) => fault.start < end && fault.end > at);
    at = end;
    return html('span', { 'data-kind': piece.kind, ...(isWrong && { class: 'is-wrong' }) }, piece.text);
  });
  const isMissing = marked.some((fault) => fault.start >= from + line.length);
  return isMissing ? [...made, html('span', { class: 'is-wrong' }, '\u00a0')] : made;
}
