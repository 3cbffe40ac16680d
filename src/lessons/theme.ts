import { lessons as text } from '../text/en/lessons.ts';
import { html } from '../ui/dom.ts';
import { icon } from '../ui/icons.ts';

type Theme = 'light' | 'dark';

const KEY = 'fall-line-reading-theme';

/** The theme that a reader has chosen for all lessons; null where the system's counts. */
function keptTheme(): Theme | null {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === 'light' || kept === 'dark' ? kept : null;
  } catch {
    return null;
  }
}

/** The theme of the lessons' pages: the reader's, else the system's. */
export interface ReadingTheme {
  readonly button: HTMLElement;
  readonly now: Theme;
}

/** @param show shows a theme; called with each but the first */
export function createReadingTheme(show: (theme: Theme) => void): ReadingTheme {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const system = (): Theme => (dark.matches ? 'dark' : 'light');
  let now = keptTheme() ?? system();
  const button = html('button', { type: 'button', class: 'icon-button' });
  const name = () => {
    document.documentElement.dataset['theme'] = now;
    const label = now === 'dark' ? text.light : text.dark;
    button.setAttribute('aria-label', label);
    button.title = label;
    button.replaceChildren(icon(now === 'dark' ? 'sun' : 'moon'));
  };
  const set = (theme: Theme) => {
    now = theme;
    name();
    show(theme);
  };
  name();
  button.addEventListener('click', () => {
    const theme = now === 'dark' ? 'light' : 'dark';
    set(theme);
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // It holds for this page alone.
    }
  });
  dark.addEventListener('change', () => {
    if (keptTheme() === null) set(system());
  });
  return {
    button,
    get now() {
      return now;
    },
  };
}
