import { listenToPinch } from '../../ui/pinch.ts';
import { wheelFactor } from '../../ui/wheel.ts';

/** Pointer, wheel and pinch on the map, told as what they mean in figure pixels of the box. */
export interface GestureHandlers {
  hover(at: readonly [number, number] | null): void;
  /** Pressed and let go at one place. */
  tap?(at: readonly [number, number]): void;
  /** A drag or a pinch begins: the domain of this moment is what the next ones change. */
  seize(): void;
  /** What was under `from` when the ground was seized comes to lie under `to`. */
  pan(from: readonly [number, number], to: readonly [number, number]): void;
  /** A drag has ended. */
  drop?(): void;
  /** Scales about a pixel; more than 1 shows more of the domain. */
  zoom(factor: number, about: readonly [number, number]): void;
  pinch(factor: number, from: readonly [number, number], to: readonly [number, number]): void;
  /** A double click. */
  place(at: readonly [number, number]): void;
}

type Point = readonly [number, number];

/** How far a mouse moves before it drags and no longer points. */
const slack = 3;

/**
 * Listens on a box. One finger scrolls the page as everywhere; two pinch and move the map. A mouse drags.
 * Returns what takes the listeners away.
 *
 * @param scale CSS pixels that a figure pixel has a side
 */
export function listenToMap(box: HTMLElement, scale: () => number, handlers: GestureHandlers): () => void {
  const ending = new AbortController();
  const { signal } = ending;
  let seized: Point | null = null;
  let dragging = false;

  const locate = (event: { clientX: number; clientY: number }): Point => {
    const { left, top } = box.getBoundingClientRect();
    return [(event.clientX - left) / scale(), (event.clientY - top) / scale()];
  };

  box.addEventListener(
    'pointerdown',
    (event) => {
      if (event.pointerType === 'touch') {
        handlers.hover(locate(event));
        return;
      }
      if (event.button !== 0) return;
      seized = locate(event);
      dragging = false;
      box.setPointerCapture(event.pointerId);
    },
    { signal },
  );
  box.addEventListener(
    'pointermove',
    (event) => {
      const at = locate(event);
      if (!seized) {
        if (event.pointerType !== 'touch') handlers.hover(at);
        return;
      }
      if (!dragging && Math.hypot(at[0] - seized[0], at[1] - seized[1]) > slack) {
        dragging = true;
        box.classList.add('is-panning');
        handlers.hover(null);
        handlers.seize();
      }
      if (dragging) handlers.pan(seized, at);
    },
    { signal },
  );
  const release = () => {
    if (dragging) handlers.drop?.();
    seized = null;
    dragging = false;
    box.classList.remove('is-panning');
  };
  box.addEventListener(
    'pointerup',
    (event) => {
      // A finger that has moved scrolls or pinches, and ends in another way.
      if (!dragging && event.isPrimary && event.button === 0) handlers.tap?.(locate(event));
      release();
    },
    { signal },
  );
  box.addEventListener('pointercancel', release, { signal });
  box.addEventListener('pointerleave', () => handlers.hover(null), { signal });
  box.addEventListener('dblclick', (event) => handlers.place(locate(event)), { signal });

  box.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      handlers.zoom(wheelFactor(event), locate(event));
    },
    { signal, passive: false },
  );

  listenToPinch(box, signal, {
    at: locate,
    begin() {
      handlers.hover(null);
      handlers.seize();
    },
    pinch: handlers.pinch,
  });

  return () => ending.abort();
}
