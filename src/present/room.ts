import { nameTalk } from '../ui/document-title.ts';
import { html, setText } from '../ui/dom.ts';
import type { Talk } from '../core/talk/talk.ts';
import { present as text } from '../text/en/present.ts';
import { captionNodes } from './caption.ts';
import { createCodeSheet } from './code-sheet.ts';
import type { Presentation } from './controller.ts';
import type { PresentLayout } from './layout.ts';

/** What the room sees beside the scene itself: title, caption, number, and what lies over all of it. */
export interface Room {
  /** What has the focus while nothing else does. */
  readonly heading: HTMLElement;
  /** Shows at once what says that a press was heard. */
  show(state: Presentation): void;
  /** Title, caption and panels become those of a scene: with its picture, which may come late. */
  showScene(at: number): void;
  /** Brings the pointer to a place of the window. */
  point(x: number, y: number): void;
  dispose(): void;
}

/** @param bar stands beside the title @param link the one that opens the scene as it stands */
export function createRoom(
  root: HTMLElement,
  layout: PresentLayout,
  talk: Talk,
  bar: HTMLElement,
  link: () => string,
): Room {
  const heading = html('h1', { class: 'present-heading', tabindex: -1 });
  const number = html('span', { class: 'present-number', 'aria-hidden': true });
  const progress = html('div', { class: 'present-progress', 'aria-hidden': true });
  const veil = html('div', { class: 'present-veil', role: 'img', hidden: true });
  const pointer = html('div', { class: 'present-pointer', 'aria-hidden': true, hidden: true });
  const code = createCodeSheet();
  const typed = html('output', { class: 'present-typed', hidden: true });
  const announcement = html('p', { class: 'visually-hidden', 'aria-live': 'polite' });
  layout.title.append(heading, bar, number);
  layout.title.setAttribute('role', 'banner');
  layout.caption.setAttribute('role', 'region');
  layout.caption.setAttribute('aria-label', text.caption);
  const over = [progress, typed, announcement, pointer, veil, code.element];
  root.append(...over);
  const total = talk.scenes.length;
  let shown = -1;

  const showScene = (at: number) => {
    const scene = talk.scenes[at];
    if (!scene || at === shown) return;
    shown = at;
    setText(heading, scene.title || talk.title);
    nameTalk(text.window(talk.title, scene.title));
    layout.caption.replaceChildren(captionNodes(scene.caption));
    layout.caption.scrollTop = 0;
    layout.setBeside(scene.beside);
    setText(announcement, text.sceneOf(at + 1, total, scene.title));
  };

  return {
    heading,
    show(state) {
      setText(number, text.number(state.at + 1, total));
      progress.style.setProperty('--share', String((state.at + 1) / total));
      layout.showControls(state.controls);
      const isCode = state.veil === 'code';
      veil.hidden = state.veil === null || isCode;
      if (state.veil !== null && state.veil !== 'code') {
        veil.dataset['veil'] = state.veil;
        veil.setAttribute('aria-label', text[state.veil]);
      }
      // The scene as it stood when it was asked for.
      if (isCode && code.element.hidden) setText(announcement, code.show(link()));
      code.element.hidden = !isCode;
      typed.hidden = state.typed === '';
      setText(typed, state.typed === '' ? '' : text.goTo(state.typed));
      pointer.hidden = !state.pointer;
      root.toggleAttribute('data-pointing', state.pointer);
    },
    showScene,
    point(x, y) {
      pointer.style.translate = `${x}px ${y}px`;
    },
    dispose() {
      nameTalk(null);
      for (const element of over) element.remove();
      root.removeAttribute('data-pointing');
    },
  };
}
