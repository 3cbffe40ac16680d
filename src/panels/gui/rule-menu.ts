import { html } from '../../ui/dom.ts';
import '../../app/all-rules.ts';
import { type OptimizerGroup, optimizerGroups, type RuleId } from '../../core/optimizers/groups.ts';
import { optimizerById } from '../../core/optimizers/registry.ts';
import type { OptimizerEntry } from '../../core/optimizers/types.ts';
import { ruleMenu as text } from '../../text/en/rule-menu.ts';
import '../../styles/rule-menu.css';

export interface RuleMenu {
  readonly element: HTMLElement;
  /** It has been opened: all rules are there again, and the focus goes into it. */
  enter(): void;
}

interface Listener {
  add(id: string): void;
  /** A rule of one's own is to be written. */
  write(): void;
  close(): void;
}

/** Every rule by its idea, each with its sentence, and a field that finds some of them by words. */
export function createRuleMenu(listener: Listener): RuleMenu {
  const field = html('input', {
    type: 'search',
    placeholder: text.search,
    'aria-label': text.search,
    autocomplete: 'off',
    spellcheck: 'false',
  });
  const none = html('p', { role: 'status' });
  const groups = Object.entries(optimizerGroups).map(([group, ids]) => {
    const entries = ids.flatMap((id) => optimizerById(id) ?? []);
    return createGroup(group as OptimizerGroup, entries, listener.add);
  });
  const write = html(
    'button',
    { type: 'button', class: 'rule-menu-write', title: text.writeMeaning },
    text.write,
  );
  write.addEventListener('click', () => listener.write());
  const list = html('div', { class: 'rule-menu-list' }, ...groups.map(({ element }) => element), none);
  const element = html(
    'div',
    { class: 'rule-menu', 'data-own-keys': 'Escape ArrowUp ArrowDown' },
    field,
    write,
    list,
  );

  const shownButtons = () => groups.flatMap(({ rows }) => rows.filter(({ row }) => !row.hidden));
  const find = () => {
    const words = wordsOf(field.value);
    for (const group of groups) group.show(words);
    none.textContent = shownButtons().length === 0 ? text.none : '';
  };
  field.addEventListener('input', find);

  element.addEventListener('keydown', (event) => {
    const buttons = shownButtons().map(({ button }) => button);
    const at = buttons.findIndex((button) => button === document.activeElement);
    switch (event.key) {
      case 'Escape':
        listener.close();
        break;
      case 'ArrowDown':
        buttons[Math.min(at + 1, buttons.length - 1)]?.focus();
        break;
      case 'ArrowUp':
        (at > 0 ? buttons[at - 1]! : field).focus();
        break;
      case 'Enter':
        // What is found first is what was meant.
        if (event.target !== field) return;
        buttons[0]?.click();
        break;
      default:
        return;
    }
    event.preventDefault();
  });

  return {
    element,
    enter() {
      field.value = '';
      find();
      list.scrollTop = 0;
      element.scrollIntoView({ block: 'nearest' });
      // A field would bring up a phone's keyboard over the list.
      const first = matchMedia('(pointer: coarse)').matches ? shownButtons()[0]?.button : field;
      first?.focus({ preventScroll: true });
    },
  };
}

function createGroup(group: OptimizerGroup, entries: readonly OptimizerEntry[], add: (id: string) => void) {
  const name = text.groups[group];
  const rows = entries.map((entry) => {
    const { id, name: rule, summary } = entry;
    const sentence = html('span', { id: `rule-menu-${id}` }, summary);
    const button = html('button', { type: 'button', 'aria-describedby': sentence.id }, rule);
    button.addEventListener('click', () => add(id));
    const too = [text.groupsToo[group] ?? '', text.rulesToo[id as RuleId] ?? ''];
    const words = plain([name, rule, id, summary, ...too].join(' '));
    return { button, words, row: html('li', {}, button, sentence) };
  });
  const element = html(
    'section',
    { 'aria-label': name },
    html('h3', {}, name),
    html('ul', {}, ...rows.map(({ row }) => row)),
  );
  return {
    element,
    rows,
    /** Shows the rules that have all of the words. */
    show(words: readonly string[]) {
      for (const { row, words: own } of rows) row.hidden = !words.every((word) => own.includes(word));
      element.hidden = rows.every(({ row }) => row.hidden);
    },
  };
}

/** As it is compared: a hyphen is a space. */
function plain(words: string): string {
  return words.toLowerCase().replaceAll(/[-\u2010-\u2013]/g, ' ');
}

function wordsOf(query: string): readonly string[] {
  return plain(query)
    .split(/\s+/)
    .filter((word) => word !== '');
}
