import type { GUI } from 'lil-gui';
import { type OptimizerGroup, optimizerGroups } from '../../core/optimizers/registry.ts';
import { panels } from '../../text/en/panels.ts';
import { html } from '../../app/dom.ts';

/** The button under the optimizers that unfolds the list of all rules; `add` is called with the chosen one's id. */
export function createAddMenu(gui: GUI, add: (id: string) => void): void {
  const list = html('ul', { class: 'add-menu', id: 'add-menu', 'data-own-keys': 'Escape', hidden: true });
  const button = html(
    'button',
    { type: 'button', class: 'wide-button', 'aria-expanded': 'false', 'aria-controls': list.id },
    panels.controls.add,
  );
  const open = (opened: boolean) => {
    list.hidden = !opened;
    button.setAttribute('aria-expanded', String(opened));
  };
  for (const [group, entries] of Object.entries(optimizerGroups)) {
    list.append(html('li', { class: 'add-menu-group' }, panels.groups[group as OptimizerGroup]));
    for (const { id, name, summary } of entries) {
      const rule = html('button', { type: 'button', title: summary }, name);
      rule.addEventListener('click', () => {
        open(false);
        add(id);
      });
      list.append(html('li', {}, rule));
    }
  }
  button.addEventListener('click', () => {
    open(list.hasAttribute('hidden'));
    if (list.hasAttribute('hidden')) return;
    list.scrollIntoView({ block: 'nearest' });
    list.querySelector('button')?.focus({ preventScroll: true });
  });
  list.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    open(false);
    button.focus();
  });
  gui.$children.append(html('div', { class: 'add-optimizer' }, button, list));
}
