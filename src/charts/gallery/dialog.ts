/** All losses with small pictures, by what they teach: one is chosen as a scene is edited, and undone like that. */
import type { App } from '../../app/app.ts';
import type { Palette } from '../../app/state.ts';
import '../../styles/gallery.css';
import { gallery as text } from '../../text/en/gallery.ts';
import { html, setAttribute, setText } from '../../ui/dom.ts';
import { iconButton } from '../../ui/icon-button.ts';
import { createPreparedMaps } from '../settings/prepared.ts';
import {
  type GalleryRow,
  galleryRows,
  isFound,
  isOnLoss,
  lessons,
  onRow,
  type LossSize,
  sizes,
} from './rows.ts';
import { drawThumb, THUMB } from './thumb.ts';

interface Card {
  readonly row: GalleryRow;
  readonly item: HTMLElement;
  readonly button: HTMLButtonElement;
  readonly canvas: HTMLCanvasElement;
}

/** How far out of view pictures are drawn already. */
const AHEAD = '120px';

/** Opens the gallery over the page; it is gone when it is closed. */
export function openGallery(root: HTMLElement, app: App): void {
  const close = iconButton('close', text.close, () => dialog.close());
  const heading = html('h2', { id: 'gallery-heading' }, text.heading);
  const search = html('input', {
    type: 'search',
    class: 'gallery-search',
    'aria-label': text.search,
    placeholder: text.placeholder,
    autocomplete: 'off',
    spellcheck: 'false',
  });
  const found = html('p', { class: 'gallery-found', role: 'status' });
  const sections = lessons.map((group) => createSection(group, app));
  /** In the order in which they are seen. */
  const cards = sections.flatMap(({ own }) => own);
  let size: LossSize | null = null;
  const filters = ([null, ...sizes] as const).map((value) => {
    const button = html(
      'button',
      { type: 'button', 'aria-pressed': String(value === null) },
      value === null ? text.all : text.sizes[value],
    );
    button.addEventListener('click', () => {
      size = value;
      for (const other of filters) setAttribute(other, 'aria-pressed', String(other === button));
      sift();
    });
    return button;
  });
  const maps = createMaps(() => dialog.close());
  const all = [...sections, maps].map(({ element }) => element);
  const list = html('div', { class: 'gallery-list' }, ...all);
  const dialog = html(
    'dialog',
    { class: 'help gallery', 'aria-labelledby': heading.id },
    html('header', {}, heading, close),
    html(
      'div',
      { class: 'gallery-tools' },
      search,
      html('div', { class: 'gallery-sizes', role: 'group', 'aria-label': text.size }, ...filters),
      found,
    ),
    list,
  );

  const shown = () => cards.filter(({ item }) => !item.hidden);
  /** One card is a stop of the Tab key: arrow keys go on from it. */
  const stopAt = (card: Card | undefined) => {
    for (const { button } of cards) button.tabIndex = button === card?.button ? 0 : -1;
  };
  const sift = () => {
    for (const { row, item } of cards) item.hidden = !isFound(row, search.value, size);
    for (const { own, element } of sections) element.hidden = own.every(({ item }) => item.hidden);
    maps.sift(search.value, size);
    const left = shown();
    list.scrollTop = 0;
    setText(found, text.found(left.length));
    stopAt(left.find(({ row }) => isOnLoss(row, app.state.scene)) ?? left[0]);
  };
  const choose = (row: GalleryRow) => {
    dialog.close();
    if (!isOnLoss(row, app.state.scene))
      app.load(onRow(app.state.scene, row), { ...app.state.playhead, step: 0 });
  };
  for (const { row, button } of cards) button.addEventListener('click', () => choose(row));
  search.addEventListener('input', sift);
  search.addEventListener('keydown', (event) => {
    const [first] = shown();
    // Enter and arrows are the input method's while it has words to offer.
    if (!first || event.isComposing || (event.key !== 'ArrowDown' && event.key !== 'Enter')) return;
    event.preventDefault();
    if (event.key === 'Enter') choose(first.row);
    else first.button.focus();
  });
  list.addEventListener('keydown', (event) => {
    const all = shown();
    const next = neighbour(all, event);
    if (!next) return;
    event.preventDefault();
    stopAt(next);
    next.button.focus();
  });
  dialog.addEventListener('click', (event) => {
    // A click beside the sheet falls on the dialog itself.
    if (event.target === dialog) dialog.close();
  });

  const stopDrawing = drawInView(list, cards, app.state.palette);
  dialog.addEventListener('close', () => {
    stopDrawing();
    dialog.remove();
  });
  sift();
  root.append(dialog);
  dialog.showModal();
  search.focus();
  cards.find(({ row }) => isOnLoss(row, app.state.scene))?.item.scrollIntoView({ block: 'center' });
}

/** Scenes that are more than a loss, behind all of these. */
function createMaps(close: () => void) {
  const scenes = createPreparedMaps();
  scenes.addEventListener('click', ({ target }) => {
    if (target instanceof Element && target.closest('a')) close();
  });
  const element = html(
    'section',
    { class: 'gallery-group', 'aria-label': text.maps },
    html('div', { class: 'gallery-group-head' }, html('h3', {}, text.maps)),
    scenes,
  );
  return {
    element,
    sift(typed: string, size: LossSize | null): void {
      const said = (scenes.textContent ?? '').toLowerCase();
      const words = typed.toLowerCase().split(/\s+/);
      element.hidden = size !== null || !words.every((word) => said.includes(word));
    },
  };
}

/** The surfaces of a lesson. */
function createSection(group: (typeof lessons)[number], app: App) {
  const own = galleryRows
    .filter((row) => row.group === group)
    .map((row) => createCard(row, isOnLoss(row, app.state.scene)));
  const name = html('h3', { id: `gallery-${group.replace(' ', '-')}` }, text.groups[group].name);
  return {
    own,
    element: html(
      'section',
      { class: 'gallery-group', 'aria-labelledby': name.id },
      html('div', { class: 'gallery-group-head' }, name, html('p', {}, text.groups[group].lesson)),
      html('ul', {}, ...own.map(({ item }) => item)),
    ),
  };
}

function createCard(row: GalleryRow, isCurrent: boolean): Card {
  const canvas = html('canvas', { 'aria-hidden': 'true' });
  const lesson = html('span', { class: 'gallery-lesson', id: `gallery-lesson-${row.id}` }, row.lesson);
  const size = html('span', { class: 'gallery-size' }, text.sizes[row.size]);
  const button = html(
    'button',
    {
      type: 'button',
      class: 'gallery-card',
      'aria-label': `${row.name}, ${text.sizes[row.size].toLowerCase()}${isCurrent ? `, ${text.current}` : ''}`,
      'aria-describedby': lesson.id,
    },
    canvas,
    html('span', { class: 'gallery-name' }, row.name),
    size,
    lesson,
  );
  if (isCurrent) button.setAttribute('aria-current', 'true');
  return { row, item: html('li', {}, button), button, canvas };
}

/** Draws every picture once, when it comes into view. @returns what ends that */
function drawInView(list: HTMLElement, cards: readonly Card[], palette: Palette): () => void {
  const byCanvas = new Map<Element, Card>(cards.map((card) => [card.canvas, card]));
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        const card = byCanvas.get(target);
        if (!isIntersecting || !card) continue;
        observer.unobserve(target);
        void draw(card, palette);
      }
    },
    { root: list, rootMargin: AHEAD },
  );
  for (const { canvas } of cards) observer.observe(canvas);
  return () => observer.disconnect();
}

async function draw({ canvas, row }: Card, palette: Palette): Promise<void> {
  const ratio = Math.min(3, Math.max(1, Math.ceil(window.devicePixelRatio || 1)));
  canvas.width = THUMB.width * ratio;
  canvas.height = THUMB.height * ratio;
  const pen = canvas.getContext('2d');
  if (!pen) return;
  pen.scale(ratio, ratio);
  try {
    await drawThumb(pen, row, palette);
    canvas.dataset['drawn'] = '';
  } catch {
    // Without a network a model has no data to be drawn: its name stands there all the same.
  }
}

/** Where an arrow key, Home or End leads from the card that has the focus: sideways in the order, up and down by place. */
function neighbour(all: readonly Card[], { key, target }: KeyboardEvent): Card | undefined {
  const at = all.findIndex(({ button }) => button === target);
  if (at < 0) return undefined;
  switch (key) {
    case 'ArrowRight':
      return all[at + 1];
    case 'ArrowLeft':
      return all[at - 1];
    case 'Home':
      return all[0];
    case 'End':
      return all.at(-1);
    case 'ArrowDown':
    case 'ArrowUp':
      return inNextRow(all, at, key === 'ArrowDown' ? 1 : -1);
    default:
      return undefined;
  }
}

function inNextRow(all: readonly Card[], at: number, way: 1 | -1): Card | undefined {
  const here = all[at]!.button.getBoundingClientRect();
  let best: Card | undefined;
  let row = Number.NaN;
  for (let i = at + way; i >= 0 && i < all.length; i += way) {
    const there = all[i]!.button.getBoundingClientRect();
    if (Math.abs(there.top - here.top) < 2) continue;
    if (Number.isNaN(row)) row = there.top;
    if (Math.abs(there.top - row) >= 2) break;
    const isNearer = (one: DOMRect, than: DOMRect) =>
      Math.abs(one.left - here.left) < Math.abs(than.left - here.left);
    if (!best || isNearer(there, best.button.getBoundingClientRect())) best = all[i];
  }
  return best;
}
