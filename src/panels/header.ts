import type { App } from '../app/app.ts';
import type { AppView, Frame } from '../app/state.ts';
import { panels } from '../text/en/panels.ts';
import { html, setAttribute, setText } from '../ui/dom.ts';
import { icon, mark, type IconName } from '../ui/icons.ts';
import { sceneTitle } from './title.ts';

const text = panels.header;

export interface Header extends AppView {
  readonly element: HTMLElement;
  /** Where a button of the page joins the others, before the panels' and the theme's. */
  readonly actions: HTMLElement;
}

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

/** The page's head: mark, name, what is shown, and the buttons that concern the whole page. */
export function createHeader(app: App, folds: readonly HTMLElement[], help: () => void): Header {
  const title = html('p', { class: 'scene-title' });
  const theme = iconButton('moon', text.dark, () =>
    app.setView({ theme: app.state.theme === 'dark' ? 'light' : 'dark' }),
  );
  const actions = html('div', { class: 'header-actions' });
  const element = html(
    'header',
    { class: 'page-header' },
    mark(),
    html('h1', {}, panels.name),
    title,
    actions,
    html('div', { class: 'header-tools' }, ...folds, theme, iconButton('help', text.help, help)),
  );
  let last: Frame | null = null;
  return {
    element,
    actions,
    draw(frame) {
      const { formula, curve } = frame.state.scene;
      if (frame.derived.loss !== last?.derived.loss || frame.derived.entry !== last.derived.entry) {
        setText(title, sceneTitle(frame.derived.entry, formula, curve));
        setAttribute(title, 'title', frame.derived.entry?.lesson ?? '');
      }
      if (frame.state.theme !== last?.state.theme) {
        const dark = frame.state.theme === 'dark';
        const label = dark ? text.light : text.dark;
        setAttribute(theme, 'aria-label', label);
        setAttribute(theme, 'title', label);
        theme.replaceChildren(icon(dark ? 'sun' : 'moon'));
      }
      last = frame;
    },
    dispose() {
      element.remove();
    },
  };
}
