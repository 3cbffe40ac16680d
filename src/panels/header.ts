import type { App } from '../app/app.ts';
import type { AppView, Frame } from '../app/state.ts';
import { shownRow } from '../app/surface-name.ts';
import { panels } from '../text/en/panels.ts';
import { createMenu, menuItem } from './menu.ts';
import { html, setAttribute, setText } from '../ui/dom.ts';
import { icon, mark } from '../ui/icons.ts';
import { sceneTitle } from './title.ts';

const text = panels.header;

export interface Header extends AppView {
  readonly element: HTMLElement;
  /** Where a button of the page joins the others, before the panels' and the theme's. */
  readonly actions: HTMLElement;
  /** The beginning of the list of what is seldom needed. */
  readonly rest: HTMLElement;
}

/** The page's head: mark, name, what is shown, and the buttons that concern the whole page. */
export function createHeader(app: App, folds: readonly HTMLElement[], help: () => void): Header {
  const title = html('p', { class: 'scene-title' });
  const theme = menuItem('moon', text.dark, () =>
    app.setView({ theme: app.state.theme === 'dark' ? 'light' : 'dark' }),
  );
  const actions = html('div', { class: 'header-actions' });
  const rest = html('div');
  const more = createMenu('more', text.more, [rest, theme, menuItem('help', text.help, help)]);
  const element = html(
    'header',
    { class: 'page-header' },
    mark(),
    html('h1', {}, panels.name),
    title,
    actions,
    html('div', { class: 'header-tools' }, ...folds, more),
  );
  let last: Frame | null = null;
  let row: ReturnType<typeof shownRow> = null;
  return {
    element,
    actions,
    rest,
    draw(frame) {
      const now = shownRow(frame);
      if (frame.derived.loss !== last?.derived.loss || now !== row) {
        const { formula, curve } = frame.state.scene;
        setText(title, sceneTitle(now, formula, curve));
        setAttribute(title, 'title', now?.lesson ?? '');
      }
      row = now;
      if (frame.state.theme !== last?.state.theme) {
        const dark = frame.state.theme === 'dark';
        const label = dark ? text.light : text.dark;
        theme.replaceChildren(icon(dark ? 'sun' : 'moon'), html('span', {}, label));
      }
      last = frame;
    },
    dispose() {
      element.remove();
    },
  };
}
