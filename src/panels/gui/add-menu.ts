import type { GUI } from 'lil-gui';
import { html } from '../../ui/dom.ts';
import { panels } from '../../text/en/panels.ts';
import type { RuleMenu } from './rule-menu.ts';

/**
 * The button under the optimizers that unfolds the list of all rules; `add` is called with the chosen one's id, `write` for a rule of one's own. The list,
 * and rules that most scenes do without, come when it is first opened.
 */
export function createAddMenu(gui: GUI, add: (id: string) => void, write: () => void): void {
  const place = html('div', { id: 'add-menu', hidden: true });
  const button = html(
    'button',
    { type: 'button', class: 'wide-button', 'aria-expanded': 'false', 'aria-controls': place.id },
    panels.controls.add,
  );
  let menu: RuleMenu | null = null;
  const open = (opened: boolean) => {
    place.hidden = !opened;
    button.setAttribute('aria-expanded', String(opened));
    if (opened) menu?.enter();
  };
  const load = async () => {
    const { createRuleMenu } = await import('./rule-menu.ts');
    menu ??= createRuleMenu({
      add(id) {
        open(false);
        add(id);
      },
      write() {
        open(false);
        write();
      },
      close() {
        open(false);
        button.focus();
      },
    });
    place.replaceChildren(menu.element);
    if (!place.hidden) menu.enter();
  };
  button.addEventListener('click', () => {
    open(place.hasAttribute('hidden'));
    if (menu || place.hidden) return;
    load().catch(() => place.replaceChildren(html('p', { role: 'status' }, panels.panelsFailed)));
  });
  gui.$children.append(html('div', { class: 'add-optimizer' }, button, place));
}
