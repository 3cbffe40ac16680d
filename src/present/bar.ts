import { html, setAttribute } from '../ui/dom.ts';
import { present } from '../text/en/present.ts';
import type { Command } from './commands.ts';

const text = present.bar;

/** Buttons for a hand on the mouse, which go when it rests; the tab key reaches them all the same. */
export interface Bar {
  readonly element: HTMLElement;
  show(controls: boolean): void;
}

export function createBar(act: (command: Command) => void): Bar {
  const button = (label: string, meaning: string, command: Command) => {
    const element = html('button', { type: 'button', title: meaning }, label);
    element.addEventListener('click', () => act(command));
    return element;
  };
  const controls = button(text.controls, present.sheet.rows.controls, 'controls');
  return {
    element: html(
      'div',
      { class: 'present-bar', role: 'toolbar', 'aria-label': text.name },
      controls,
      button(text.code, present.sheet.rows.code, 'code'),
      button(text.presenter, present.sheet.rows.presenter, 'presenter'),
      button(text.keys, present.sheet.heading, 'help'),
    ),
    show(shown) {
      setAttribute(controls, 'aria-pressed', String(shown));
    },
  };
}
