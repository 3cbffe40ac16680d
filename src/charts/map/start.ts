import { formatNumber } from '../../core/math/format.ts';
import { symbolText } from '../../core/expression/symbols.ts';
import { type Loss, variablesOf } from '../../core/math/loss.ts';
import { charts } from '../../text/en/charts.ts';
import { html, setAttribute, setText } from '../../ui/dom.ts';
import { isInRange, type MapProjection } from './projection.ts';

type Point = readonly [number, number];

export interface StartHandle {
  show(place: MapProjection, start: Point, loss: Loss): void;
  /** A name for the edits of a gesture that begins now. */
  nextGroup(): string;
  dispose(): void;
}

/** Share of the domain that an arrow key moves the start by. */
const nudge = 0.01;

const directions: Readonly<Record<string, Point>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/**
 * The ring at the start: a button that is dragged, or moved with the arrow keys.
 *
 * @param point told where the start is while the ring is pointed at, dragged or moved; null when no longer
 */
export function createStartHandle(
  box: HTMLElement,
  set: (at: Point, group: string) => void,
  point: (at: Point | null) => void,
): StartHandle {
  const ring = html('button', {
    class: 'map-start',
    type: 'button',
    'data-own-keys': Object.keys(directions).join(' '),
  });
  const spoken = html('div', { class: 'visually-hidden', role: 'status' });
  box.append(ring, spoken);
  let place: MapProjection | null = null;
  let start: Point = [0, 0];
  let announce = false;
  let gesture = 0;
  let drag: { dx: number; dy: number; group: string } | null = null;

  const nextGroup = () => `start ${++gesture}`;
  const move = (to: Point, group: string) => {
    set(to, group);
    point(to);
  };

  ring.addEventListener('pointerdown', (event) => {
    if (!place || event.button !== 0) return;
    const [x, y] = place.toPixel(...start);
    const { scale } = place;
    drag = { dx: x - event.clientX / scale, dy: y - event.clientY / scale, group: nextGroup() };
    ring.setPointerCapture(event.pointerId);
  });
  ring.addEventListener('pointerenter', (event) => {
    if (event.pointerType !== 'touch') point(start);
  });
  ring.addEventListener('pointerleave', () => point(null));
  ring.addEventListener('blur', () => point(null));
  ring.addEventListener('pointermove', (event) => {
    if (!place || !drag) return;
    const x = Math.min(Math.max(event.clientX / place.scale + drag.dx, 0), place.width);
    const y = Math.min(Math.max(event.clientY / place.scale + drag.dy, 0), place.height);
    move(place.toDomain(x, y), drag.group);
  });
  const release = () => {
    drag = null;
  };
  ring.addEventListener('pointerup', release);
  ring.addEventListener('pointercancel', release);

  ring.addEventListener('keydown', (event) => {
    const direction = directions[event.key];
    if (!direction || !place || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    // The page's own arrow keys step through time.
    event.stopPropagation();
    if (!event.repeat) nextGroup();
    const [x0, x1, y0, y1] = place.domain;
    const by = nudge * (event.shiftKey ? 10 : 1);
    announce = true;
    move(
      [
        tidy(start[0] + direction[0] * by * (x1 - x0), x1 - x0),
        tidy(start[1] + direction[1] * by * (y1 - y0), y1 - y0),
      ],
      `start ${gesture}`,
    );
  });

  return {
    show(next, at, loss) {
      place = next;
      // What was said of another place is no longer so.
      if (at[0] !== start[0] || at[1] !== start[1]) setText(spoken, '');
      start = at;
      const [x, y] = next.toPixel(...at);
      const outside = !isInRange(next.domain, ...at);
      const shownX = Math.min(Math.max(x, 0), next.width);
      const shownY = Math.min(Math.max(y, 0), next.height);
      ring.style.transform = `translate(${shownX * next.scale}px, ${shownY * next.scale}px)`;
      ring.classList.toggle('is-outside', outside);
      const { label, moved } = wordsAt(at, loss, outside);
      setAttribute(ring, 'aria-label', label);
      if (announce) setText(spoken, moved());
      announce = false;
    },
    nextGroup,
    dispose() {
      ring.remove();
      spoken.remove();
    },
  };
}

/** What the ring is called, and what is said once it has been moved by a key. */
function wordsAt(at: Point, loss: Loss, outside: boolean) {
  const [sayX, sayY] = [formatNumber(at[0]), formatNumber(at[1])];
  const names = variablesOf(loss).map(symbolText);
  const isAlong = loss.dimension === 1;
  const label = isAlong ? charts.map.startOnCurve(names[0]!, sayX) : charts.map.start(sayX, sayY, names);
  return {
    label: outside ? `${label} ${charts.map.startOutside}` : label,
    moved(): string {
      const value = formatNumber(loss.value(at));
      return isAlong
        ? charts.map.movedOnCurve(names[0]!, sayX, value)
        : charts.map.moved(sayX, sayY, value, names);
    },
  };
}

/** A coordinate without the digits that a thousandth of the map's side does not need. */
function tidy(value: number, side: number): number {
  const unit = 10 ** Math.floor(Math.log10(side / 1000));
  return Number((Math.round(value / unit) * unit).toPrecision(12));
}
