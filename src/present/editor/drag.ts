/** Pixels that a press may move before it is a drag. */
const SLOP = 5;
/** Pixels from the list's ends within which it scrolls while something is dragged. */
const EDGE = 24;

/**
 * Lets the items of a list be dragged to another place, with the mouse anywhere on them, by touch on their number
 * (elsewhere a finger scrolls the list). Items are the list's children and have their id in `data-scene`.
 *
 * @param moved called with an item's id and its place from 0, in the order without it
 */
export function listenToDrags(list: HTMLElement, moved: (id: string, to: number) => void): void {
  let drag: { item: HTMLElement; pointer: number; from: number; on: boolean } | null = null;

  const others = (item: HTMLElement) => Array.from(list.children).filter((each) => each !== item);
  /** How many of the other items are above a height of the screen. */
  const placeAt = (y: number, item: HTMLElement) =>
    others(item).filter((each) => {
      const { top, height } = each.getBoundingClientRect();
      return top + height / 2 < y;
    }).length;
  const mark = (item: HTMLElement | null, place = -1) => {
    const rest = item ? others(item) : [];
    for (const each of list.children) each.classList.remove('is-dragged', 'is-drop-above', 'is-drop-below');
    item?.classList.add('is-dragged');
    if (rest[place]) rest[place].classList.add('is-drop-above');
    else if (place >= 0) rest.at(-1)?.classList.add('is-drop-below');
  };
  const end = () => {
    drag = null;
    mark(null);
  };

  list.addEventListener('pointerdown', (event) => {
    const target = event.target as Element;
    const item = target.closest<HTMLElement>('[data-scene]');
    const isHandle = target.closest('.talk-number') !== null;
    if (!item || event.button !== 0 || (event.pointerType === 'touch' && !isHandle)) return;
    drag = { item, pointer: event.pointerId, from: event.clientY, on: false };
  });
  list.addEventListener('pointermove', (event) => {
    if (!drag || event.pointerId !== drag.pointer) return;
    if (!drag.on) {
      if (Math.abs(event.clientY - drag.from) < SLOP) return;
      drag.on = true;
      list.setPointerCapture(event.pointerId);
    }
    const { top, bottom } = list.getBoundingClientRect();
    if (event.clientY < top + EDGE) list.scrollTop -= EDGE / 2;
    if (event.clientY > bottom - EDGE) list.scrollTop += EDGE / 2;
    mark(drag.item, placeAt(event.clientY, drag.item));
  });
  list.addEventListener('pointerup', (event) => {
    if (!drag || event.pointerId !== drag.pointer) return;
    const { item, on } = drag;
    const place = placeAt(event.clientY, item);
    end();
    if (!on) return;
    // The click that follows belongs to the drag.
    const swallow = (click: Event) => click.stopPropagation();
    list.addEventListener('click', swallow, { capture: true, once: true });
    setTimeout(() => list.removeEventListener('click', swallow, { capture: true }));
    moved(item.dataset['scene'] ?? '', place);
  });
  list.addEventListener('pointercancel', end);
  list.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && drag?.on) end();
  });
}
