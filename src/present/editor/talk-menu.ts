import { html } from '../../ui/dom.ts';
import type { Talk } from '../../core/talk/talk.ts';
import { talk } from '../../text/en/talk.ts';
import { type BundledTalk, bundledTalks } from '../talks/index.ts';
import type { Desk } from './desk.ts';

const text = talk.menu;

/** Opens a bundled talk. */
export function bundledButton(
  desk: Desk,
  { title, load }: BundledTalk,
  failed: () => void,
): HTMLButtonElement {
  return button(title, () => void load().then(desk.open, failed));
}

/** What can be opened in the place of the talk: a file, a new one, a bundled one, an earlier one. */
export function createTalkMenu(desk: Desk, failed: () => void): { element: HTMLElement; draw(): void } {
  const picker = html('input', { type: 'file', accept: '.json,application/json', hidden: true });
  picker.addEventListener('change', () => {
    const file = picker.files?.[0];
    if (file) void desk.openFile(file);
    // The same file can be chosen again.
    picker.value = '';
  });
  const earlier = html('div', {}, html('p', {}, text.earlier));
  const list = html(
    'div',
    { class: 'talk-menu-list' },
    button(text.fromFile, () => picker.click()),
    button(text.blank, () => desk.clear()),
    html(
      'div',
      {},
      html('p', {}, text.bundled),
      ...bundledTalks.map((each) => bundledButton(desk, each, failed)),
    ),
    earlier,
  );
  const opener = html('summary', { class: 'talk-button' }, text.name);
  const menu = html('details', { class: 'talk-menu' }, opener, list);
  const close = () => {
    menu.open = false;
  };
  list.addEventListener('click', (event) => {
    if (!(event.target as Element).closest('button')) return;
    close();
    opener.focus();
  });
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !menu.open) return;
    event.stopPropagation();
    close();
    opener.focus();
  });
  menu.addEventListener('focusout', (event) => {
    if (event.relatedTarget instanceof Node && !menu.contains(event.relatedTarget)) close();
  });

  let shown: readonly Talk[] | null = null;
  return {
    element: html('div', {}, menu, picker),
    draw() {
      const talks = desk.store.earlier;
      if (talks === shown) return;
      shown = talks;
      earlier.hidden = talks.length === 0;
      earlier.replaceChildren(
        html('p', {}, text.earlier),
        ...talks.map((each) =>
          button(text.entry(each.title || talk.untitled, each.scenes.length), () => desk.open(each)),
        ),
      );
    },
  };
}

function button(label: string, act: () => void): HTMLButtonElement {
  const element = html('button', { type: 'button', class: 'talk-menu-item' }, label);
  element.addEventListener('click', act);
  return element;
}
