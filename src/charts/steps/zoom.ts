/** Wheel, pinch, keys and a dragged axis on a chart's box, told as what they mean in shares of its axis of steps. */
import { keyOf } from '../../ui/press.ts';
import { listenToPinch } from '../../ui/pinch.ts';
import { wheelFactor, wheelPixels } from '../../ui/wheel.ts';
import type { StepScale } from './step-scale.ts';

export interface ZoomOptions {
  /** The share of the axis at a distance in CSS pixels from the box's left edge. */
  shareAt(x: number): number;
  /** Whether a distance from the box's top is under the plot, where the steps' numbers are. */
  isAxis(y: number): boolean;
  /** More than 1 shows more of the run, about a share or about the playhead. False when nothing changed. */
  zoom(factor: number, share: number | null): boolean;
  /** The axis as it is when a drag or a pinch begins. */
  seize(): StepScale;
  pan(seized: StepScale, from: number, to: number): void;
  pinch(seized: StepScale, factor: number, from: number, to: number): void;
  showAll(): void;
}

const keyFactors: Readonly<Record<string, number>> = { '+': 1 / 2, '=': 1 / 2, '-': 2, '\u2212': 2 };

/** The keys that the box has for itself, as those of scrubbing. */
export const zoomKeys = '+ = - \u2212 0';

/** Returns what stops listening. One finger and a drag on the plot scrub, as without a zoom. */
export function listenToZoom(box: HTMLElement, options: ZoomOptions): () => void {
  const { shareAt, isAxis, zoom, seize, pan, pinch, showAll } = options;
  const ending = new AbortController();
  const { signal } = ending;
  let dragged: { scale: StepScale; from: number } | null = null;
  let pinched: StepScale | null = null;
  /** What small turns of the wheel have come to: less than a step of the run is no change yet. */
  let turned = 1;

  const share = (event: { readonly clientX: number }) =>
    shareAt(event.clientX - box.getBoundingClientRect().left);

  box.addEventListener(
    'wheel',
    (event) => {
      if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        const scale = seize();
        if (scale.whole) return;
        event.preventDefault();
        const from = share(event);
        pan(scale, shareAt(wheelPixels(event, event.deltaX)) - shareAt(0) + from, from);
        return;
      }
      // Nothing is left to zoom out of: the page scrolls.
      if (event.deltaY > 0 && seize().whole && !event.ctrlKey) return;
      event.preventDefault();
      turned *= wheelFactor(event);
      if (zoom(turned, share(event)) || Math.abs(Math.log(turned)) > 1) turned = 1;
    },
    { signal, passive: false },
  );

  // Before the scrubbing, which begins with a press anywhere else.
  box.addEventListener(
    'pointerdown',
    (event) => {
      if (event.button !== 0 || event.pointerType === 'touch') return;
      const scale = seize();
      if (scale.whole || !isAxis(event.clientY - box.getBoundingClientRect().top)) return;
      event.stopImmediatePropagation();
      dragged = { scale, from: share(event) };
      box.setPointerCapture(event.pointerId);
    },
    { signal, capture: true },
  );
  box.addEventListener(
    'pointermove',
    (event) => {
      if (!dragged) return;
      event.stopImmediatePropagation();
      pan(dragged.scale, dragged.from, share(event));
    },
    { signal, capture: true },
  );
  const release = () => {
    dragged = null;
  };
  box.addEventListener('pointerup', release, { signal });
  box.addEventListener('pointercancel', release, { signal });
  box.addEventListener('dblclick', showAll, { signal });

  box.addEventListener(
    'keydown',
    (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const key = keyOf(event);
      const factor = keyFactors[key];
      if (factor === undefined && key !== '0') return;
      event.preventDefault();
      event.stopPropagation();
      if (factor === undefined) showAll();
      else zoom(factor, null);
    },
    { signal },
  );

  listenToPinch(box, signal, {
    at: share,
    begin() {
      pinched = seize();
    },
    pinch(factor, from, to) {
      if (pinched) pinch(pinched, factor, from, to);
    },
  });

  return () => ending.abort();
}
