import { html, setAttribute } from '../../ui/dom.ts';
import type { RuleFault } from '../../core/optimizers/typed/faults.ts';
import { ruleEditor as text } from '../../text/en/rule-editor.ts';
import { completionsAt, piecesOf, type Word, wordsOf } from './words.ts';

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
  const list = html('ul', {
    id: 'rule-editor-completions',
    role: 'listbox',
    'aria-label': text.completions,
    hidden: true,
  });
  const element = html('div', { class: 'rule-code' }, drawing, area, list);

  const follow = () => {
    drawing.style.transform = `translate(${-area.scrollLeft}px, ${-area.scrollTop}px)`;
    list.hidden = true;
  };
  area.addEventListener('scroll', follow);

  let offered: { readonly from: number; readonly words: readonly Word[] } = { from: 0, words: [] };
  let chosen = -1;
  const choose = (index: number) => {
    chosen = index;
    [...list.children].forEach((item, i) => setAttribute(item, 'aria-selected', String(i === chosen)));
    const id = list.children[chosen]?.id ?? '';
    if (id === '') area.removeAttribute('aria-activedescendant');
    else setAttribute(area, 'aria-activedescendant', id);
  };
  const offer = () => {
    const { selectionStart: at, selectionEnd, value } = area;
    offered = at === selectionEnd ? completionsAt(value, at) : { from: at, words: [] };
    list.hidden = offered.words.length === 0;
    list.replaceChildren(
      ...offered.words.map(({ name, kind }, i) => {
        const item = html(
          'li',
          { id: `rule-word-${i}`, role: 'option', 'data-kind': kind },
          name,
          html('span', {}, text.kinds[kind]),
        );
        // The field keeps the focus.
        item.addEventListener('pointerdown', (event) => {
          event.preventDefault();
          take(i);
        });
        return item;
      }),
    );
    choose(-1);
    if (list.hidden) return;
    const before = value.slice(0, offered.from);
    const row = before.split('\n').length;
    const column = before.length - before.lastIndexOf('\n') - 1;
    list.style.top = `calc(${row} * var(--row) - ${area.scrollTop}px)`;
    list.style.left = `max(0px, min(calc(${column}ch - ${area.scrollLeft}px), 100% - 220px))`;
  };
  const take = (index: number) => {
    const word = offered.words[index];
    if (!word) return;
    area.setSelectionRange(offered.from, area.selectionStart);
    insert(word.name);
    list.hidden = true;
  };
  /** As typed, so that the browser's undo knows of it; without its help where it has none to give. */
  const insert = (typed: string) => {
    if (document.execCommand('insertText', false, typed)) return;
    area.setRangeText(typed, area.selectionStart, area.selectionEnd, 'end');
    area.dispatchEvent(new Event('input', { bubbles: true }));
  };

  area.addEventListener('input', () => {
    changed();
    offer();
  });
  area.addEventListener('blur', () => {
    list.hidden = true;
  });
  area.addEventListener('keydown', (event) => {
    if (list.hidden) return;
    const count = offered.words.length;
    if (event.key === 'ArrowDown') choose((chosen + 1) % count);
    else if (event.key === 'ArrowUp')
      choose((chosen + count) % (count + 1) === count ? count - 1 : chosen - 1);
    else if (event.key === 'Tab' && !event.shiftKey) take(Math.max(0, chosen));
    else if (event.key === 'Enter' && chosen >= 0) take(chosen);
    else if (event.key === 'Escape') list.hidden = true;
    else {
      if (event.key.length > 1 && event.key !== 'Backspace') list.hidden = true;
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  });

  return {
    element,
    area,
    replace(source) {
      area.focus();
      area.select();
      insert(source);
      list.hidden = true;
      area.setSelectionRange(source.length, source.length);
    },
    draw(faults) {
      const words = new Map(wordsOf(area.value).map(({ name, kind }) => [name, kind]));
      const lines = area.value.split('\n');
      area.rows = Math.max(4, lines.length);
      let start = 0;
      const rows = lines.map((line, i) => {
        const own = faults.filter((fault) => fault.line === i + 1);
        const row = html('div', {}, ...pieces(line, start, own));
        const [first] = own;
        if (first) {
          const note = html('span', { class: 'rule-fault' }, first.message);
          note.style.left = `${Math.min(first.column - 1, 24)}ch`;
          row.append(note);
        }
        start += line.length + 1;
        return row;
      });
      drawing.replaceChildren(...rows);

      function pieces(line: string, from: number, marked: readonly RuleFault[]): Node[] {
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
    },
    goTo({ start, end }) {
      area.focus();
      area.setSelectionRange(start, end);
    },
  };
}
