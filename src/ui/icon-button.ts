import { html } from './dom.ts';
import { icon, type IconName } from './icons.ts';

/** A button that shows an icon, on wide pages with a word beside it where one is given, and is called by a label. */
export function iconButton(name: IconName, label: string, act: () => void, word?: string): HTMLButtonElement {
  const button = html(
    'button',
    { type: 'button', class: 'icon-button', 'aria-label': label, title: label },
    icon(name),
  );
  if (word !== undefined) button.append(html('span', { class: 'icon-word' }, word));
  button.addEventListener('click', act);
  return button;
}
