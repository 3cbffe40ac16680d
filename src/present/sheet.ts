import { html } from '../ui/dom.ts';
import { present } from '../text/en/present.ts';
import { keysOf } from './commands.ts';

const text = present.sheet;

/** The keys of presenting, in the order of the list; those of a row mean the same. */
const rows: readonly (readonly [label: string, ...keys: (readonly string[])[]])[] = [
  [text.rows.next, ...single(keysOf.next)],
  [text.rows.back, ...single(keysOf.back)],
  [text.rows.jump, [text.digits, ...keysOf.enter]],
  [text.rows.first, ...single(keysOf.first)],
  [text.rows.last, ...single(keysOf.last)],
  [text.rows.black, ...single(keysOf.black)],
  [text.rows.white, ...single(keysOf.white)],
  [text.rows.code, ...single(keysOf.code)],
  [text.rows.pointer, ...single(keysOf.pointer)],
  [text.rows.controls, ...single(keysOf.controls)],
  [text.rows.play, ...single(keysOf.play)],
  [text.rows.step, ['Shift', 'ArrowLeft'], ['Shift', 'ArrowRight']],
  [text.rows.reset, ...single(keysOf.reset)],
  [text.rows.theme, ...single(keysOf.theme)],
  [text.rows.full, ...single(keysOf.full)],
  [text.rows.presenter, ...single(keysOf.presenter)],
  [text.rows.print, [/Mac|iPhone|iPad/.test(navigator.userAgent) ? text.command : text.ctrl, 'p']],
  [text.rows.help, ...single(keysOf.help)],
  [text.rows.leave, ...single(keysOf.leave)],
];

/** The sheet of keys, a modal dialog; it looks like the page's own. */
export function createKeySheet(): { readonly element: HTMLDialogElement; open(): void } {
  const heading = html('h2', { id: 'present-keys-heading' }, text.heading);
  const close = html('button', { type: 'button', class: 'present-close' }, text.close);
  const list = html('dl');
  for (const [label, ...chords] of rows) {
    const keys = html('dd');
    chords.forEach((chord, i) => {
      if (i > 0) keys.append(` ${text.or} `);
      chord.forEach((key, j) => keys.append(j > 0 ? ' + ' : '', html('kbd', {}, printed(key))));
    });
    list.append(html('div', {}, html('dt', {}, label), keys));
  }
  const element = html(
    'dialog',
    { class: 'help present-sheet', 'aria-labelledby': heading.id },
    html('header', {}, heading, close),
    list,
    html('p', {}, text.note),
  );
  close.addEventListener('click', () => element.close());
  element.addEventListener('click', (event) => {
    // A click beside the sheet falls on the dialog itself.
    if (event.target === element) element.close();
  });
  return {
    element,
    open() {
      if (!element.open) element.showModal();
    },
  };
}

function single(keys: readonly string[]): string[][] {
  return keys.map((key) => [key]);
}

function printed(key: string): string {
  return text.keys[key] ?? (key.length === 1 ? key.toUpperCase() : key);
}
