import { html, setAttribute, setText } from '../../ui/dom.ts';
import type { TalkScene } from '../../core/talk/talk.ts';
import { talk as text } from '../../text/en/talk.ts';
import { summary } from './capture.ts';
import { loadTex, texFaults } from '../tex.ts';
import type { Desk } from './desk.ts';
import { listenToDrags } from './drag.ts';

export interface SceneList {
  readonly element: HTMLElement;
  draw(): void;
  /** Focuses the chosen scene, or the first; false when there is none. */
  focus(): boolean;
}

interface Item {
  readonly element: HTMLElement;
  readonly button: HTMLButtonElement;
  draw(scene: TalkScene, number: number): void;
}

/**
 * The scenes in order: one tab stop, the arrow keys go through them, Enter and a click load one. With Alt the arrows
 * move it; it can be dragged too.
 */
export function createSceneList(desk: Desk): SceneList {
  const hint = html('p', { class: 'visually-hidden', id: 'talk-list-hint' }, text.listHint);
  const list = html('ol', { class: 'talk-list', 'aria-label': text.scenes });
  const element = html('div', { class: 'talk-scenes' }, list, hint);
  const items = new Map<string, Item>();
  /** The id of the item that the tab key reaches. */
  let current: string | null = null;

  const ids = () => desk.store.talk.scenes.map(({ id }) => id);
  const focusAt = (at: number) => {
    const id = ids().at(Math.max(0, Math.min(ids().length - 1, at)));
    if (id === undefined) return;
    current = id;
    draw();
    items.get(id)?.button.focus();
  };

  list.addEventListener('keydown', (event) => {
    const focused = document.activeElement?.closest<HTMLElement>('[data-scene]')?.dataset['scene'];
    const at = focused === undefined ? -1 : ids().indexOf(focused);
    if (focused === undefined || at < 0) return;
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const to = { Home: 0, End: ids().length - 1 }[event.key];
    if (by !== undefined && event.altKey) {
      if (at + by >= 0 && at + by < ids().length) desk.move(focused, at + by);
      focusAt(ids().indexOf(focused));
    } else if (by !== undefined) focusAt(at + by);
    else if (to !== undefined) focusAt(to);
    else if (event.key === 'Delete') {
      desk.remove(focused);
      focusAt(at);
    } else return;
    event.preventDefault();
  });
  list.addEventListener('focusin', (event) => {
    const target = event.target as Element;
    current = target.closest<HTMLElement>('[data-scene]')?.dataset['scene'] ?? current;
    draw();
  });

  listenToDrags(list, (id, to) => desk.move(id, to));

  const draw = () => {
    const { scenes } = desk.store.talk;
    for (const id of items.keys()) if (!scenes.some((scene) => scene.id === id)) items.delete(id);
    const elements = scenes.map((scene, i) => {
      const item = items.get(scene.id) ?? createItem(desk, scene.id, hint.id);
      items.set(scene.id, item);
      item.draw(scene, i + 1);
      const isChosen = scene.id === desk.chosen?.id;
      if (isChosen) item.button.setAttribute('aria-current', 'true');
      else item.button.removeAttribute('aria-current');
      return item.element;
    });
    // An element that is put where it stands already would lose the focus.
    if (elements.some((each, i) => list.children[i] !== each) || list.children.length !== elements.length) {
      const focused = document.activeElement;
      list.replaceChildren(...elements);
      if (focused instanceof HTMLElement && list.contains(focused)) focused.focus();
    }
    if (current === null || !items.has(current)) current = desk.chosen?.id ?? scenes[0]?.id ?? null;
    for (const [id, { button }] of items) button.tabIndex = id === current ? 0 : -1;
  };

  // Before formulas can be set, nothing is known of their faults.
  void loadTex().then(draw);

  let chosen: string | undefined;
  return {
    element,
    draw() {
      if (desk.chosen && desk.chosen.id !== chosen) current = desk.chosen.id;
      draw();
      if (desk.chosen?.id !== chosen) {
        chosen = desk.chosen?.id;
        items.get(chosen ?? '')?.element.scrollIntoView({ block: 'nearest' });
      }
    },
    focus() {
      const item = items.get(desk.chosen?.id ?? current ?? '');
      item?.button.focus();
      return item !== undefined;
    },
  };
}

const faulty = new WeakMap<TalkScene, boolean>();

/** Whether a formula of the caption cannot be set as it stands. */
function isFaulty(scene: TalkScene): boolean {
  const known = faulty.get(scene);
  if (known !== undefined) return known;
  const faults = texFaults(scene.caption);
  if (faults) faulty.set(scene, faults.length > 0);
  return faults !== null && faults.length > 0;
}

function createItem(desk: Desk, id: string, hint: string): Item {
  const number = html('span', { class: 'talk-number' });
  const title = html('span', { class: 'talk-item-title' });
  const shows = html('span', { class: 'talk-item-shows' });
  const fault = html('span', { class: 'talk-item-fault' });
  const button = html(
    'button',
    { type: 'button', 'aria-describedby': hint },
    number,
    ' ',
    html('span', { class: 'talk-item-words' }, title, ' ', shows, ' ', fault),
  );
  button.addEventListener('click', () => desk.show(id));
  return {
    element: html('li', { 'data-scene': id }, button),
    button,
    draw(scene, place) {
      const name = scene.title || text.untitledScene;
      setText(number, String(place));
      setText(title, name);
      setText(shows, summary(scene));
      setText(fault, isFaulty(scene) ? text.faulty : '');
      setAttribute(button, 'aria-label', text.place(place, name, summary(scene), fault.textContent));
    },
  };
}
