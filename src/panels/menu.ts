import { html } from '../ui/dom.ts';
import { icon, type IconName } from '../ui/icons.ts';
import { iconButton } from '../ui/icon-button.ts';

/** A button of a menu: an icon and its name in words. */
export function menuItem(name: IconName, label: string, act: () => void): HTMLButtonElement {
  const item = html('button', { type: 'button', class: 'menu-item' }, icon(name), html('span', {}, label));
  item.addEventListener('click', act);
  return item;
}

let menus = 0;

/** A button of the page's head that opens a list of others under it, which closes when one is pressed, or elsewhere. */
export function createMenu(
  name: IconName,
  label: string,
  items: readonly HTMLElement[],
  word?: string,
): HTMLElement {
  const list = html(
    'div',
    { class: 'menu-list', id: `menu-${++menus}`, role: 'group', 'aria-label': label, hidden: true },
    ...items,
  );
  const button = iconButton(name, label, () => show(list.hasAttribute('hidden')), word);
  button.setAttribute('aria-expanded', 'false');
  button.setAttribute('aria-controls', list.id);
  const element = html('div', { class: 'menu' }, button, list);

  const elsewhere = ({ target }: Event) => {
    if (!(target instanceof Node && element.contains(target))) show(false);
  };
  const show = (open: boolean) => {
    list.hidden = !open;
    button.setAttribute('aria-expanded', String(open));
    if (open) document.addEventListener('pointerdown', elsewhere);
    else document.removeEventListener('pointerdown', elsewhere);
  };
  list.addEventListener(
    'click',
    () => {
      show(false);
      // What an item opens may take it from here.
      button.focus();
    },
    { capture: true },
  );
  element.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !element.contains(relatedTarget)) show(false);
  });
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || list.hidden) return;
    event.stopPropagation();
    show(false);
    button.focus();
  });
  return element;
}
