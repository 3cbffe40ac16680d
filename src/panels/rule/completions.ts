import { ruleEditor as text } from '../../text/en/rule-editor.ts';
import { html, setAttribute } from '../../ui/dom.ts';
import { completionsAt, type Word } from './words.ts';

/** The words that may stand where one types, to choose from. @param insert types one in the place of what is selected */
export function createCompletions(area: HTMLTextAreaElement, insert: (typed: string) => void) {
  const list = html('ul', {
    id: 'rule-editor-completions',
    role: 'listbox',
    'aria-label': text.completions,
    hidden: true,
  });
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
    element: list,
    /** Offers those for what was typed. */
    offer,
    close(): void {
      list.hidden = true;
    },
  };
}
