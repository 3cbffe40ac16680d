import { html } from '../ui/dom.ts';
import { exportText as words } from '../text/en/export-text.ts';
import '../styles/export-text.css';

/** Characters of a file that are shown, at most: a browser lays out no more without a stutter. */
const SHOWN = 20_000;

/** A file's text, or its beginning, to read and to scroll by keyboard. */
export function textPreview(name: string, parts: Iterable<string>): HTMLElement {
  let text = '';
  let whole = true;
  for (const part of parts) {
    text += part;
    if (text.length <= SHOWN) continue;
    text = `${text.slice(0, text.lastIndexOf('\n', SHOWN) + 1 || SHOWN)}\u2026`;
    whole = false;
    break;
  }
  const label = whole ? words.whole(name) : words.preview(name);
  return html('pre', { class: 'export-text', tabindex: 0, role: 'region', 'aria-label': label }, text);
}
