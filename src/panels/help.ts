import { pageKeys as text } from '../text/en/page-keys.ts';
import { html } from '../ui/dom.ts';
import { iconButton } from '../ui/icon-button.ts';
import { type Chord, shortcuts } from './shortcuts.ts';

export interface Help {
  readonly element: HTMLDialogElement;
  open(): void;
}

/** The sheet of keyboard shortcuts, a modal dialog made from the table that drives the keys. */
/** @param late opens the legend of signs, or invites as at the first visit */
export function createHelp(late: (what: 'signs' | 'invite') => void): Help {
  const mac = /Mac|iPhone|iPad/.test(navigator.userAgent);
  const close = iconButton('close', text.close, () => element.close());
  const rows = shortcuts.flatMap(({ chords, label }) => {
    const keys = html('dd');
    chords.forEach((chord, i) => {
      if (i > 0) keys.append(` ${text.or} `);
      keyNames(chord, mac).forEach((name, j) => keys.append(j > 0 ? ' + ' : '', html('kbd', {}, name)));
    });
    return [html('div', {}, html('dt', {}, text[label]), keys)];
  });
  const further = (['signs', 'invite'] as const).map((what) => {
    const button = html('button', { type: 'button', class: 'help-signs' }, text[what]);
    button.addEventListener('click', () => {
      element.close();
      late(what);
    });
    return button;
  });
  const heading = html('h2', { id: 'help-heading' }, text.heading);
  const element = html(
    'dialog',
    { class: 'help', 'aria-labelledby': heading.id },
    html('header', {}, heading, close),
    html('dl', {}, ...rows),
    ...further,
    ...[text.note, ...text.tips].map((sentence) => html('p', {}, sentence)),
  );
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

/** The keys of a chord as they are printed on a keyboard. */
export function keyNames(chord: Chord, mac: boolean): string[] {
  const named: Readonly<Record<string, string>> = {
    ' ': text.space,
    ArrowLeft: text.left,
    ArrowRight: text.right,
  };
  return [
    ...(chord.command ? [mac ? text.command : text.ctrl] : []),
    ...(chord.shift ? [text.shift] : []),
    named[chord.key] ?? (chord.key.length === 1 ? chord.key.toUpperCase() : chord.key),
  ];
}
