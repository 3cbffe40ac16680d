import type { App } from '../../app/app.ts';

export interface ScrubOptions {
  readonly app: App;
  /** The step at a distance in pixels from the box's left edge. */
  stepAt(x: number): number;
  hover(step: number | null): void;
}

/** Clicks, drags, keys and hovering on a chart's box, a slider over the steps. Returns what stops listening. */
export function listenToScrub(box: HTMLElement, { app, stepAt, hover }: ScrubOptions): () => void {
  const ending = new AbortController();
  const { signal } = ending;
  let scrubbing = false;

  const at = (event: PointerEvent) => stepAt(event.clientX - box.getBoundingClientRect().left);

  box.addEventListener(
    'pointerdown',
    (event) => {
      // A second finger is no scrub: the two zoom.
      if (!event.isPrimary) scrubbing = false;
      if (event.button !== 0 || !event.isPrimary) return;
      scrubbing = true;
      box.setPointerCapture(event.pointerId);
      app.pause();
      app.seek(at(event));
      hover(null);
    },
    { signal },
  );
  box.addEventListener(
    'pointermove',
    (event) => {
      if (scrubbing) app.seek(at(event));
      else if (event.pointerType !== 'touch') hover(at(event));
    },
    { signal },
  );
  const release = () => {
    scrubbing = false;
  };
  box.addEventListener('pointerup', release, { signal });
  box.addEventListener('pointercancel', release, { signal });
  box.addEventListener('pointerleave', () => hover(null), { signal });

  box.addEventListener(
    'keydown',
    (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const { step } = app.state.playhead;
      const by = event.shiftKey ? 10 : 1;
      const targets: Readonly<Record<string, number>> = {
        ArrowLeft: step - by,
        ArrowDown: step - by,
        ArrowRight: step + by,
        ArrowUp: step + by,
        PageDown: step - 10,
        PageUp: step + 10,
        Home: 0,
        End: app.state.scene.steps,
      };
      const target = targets[event.key];
      if (target === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      app.pause();
      app.seek(target);
    },
    { signal },
  );
  return () => ending.abort();
}

/** The keys above, by which the page's shortcuts leave the box its own. */
export const scrubKeys = 'ArrowLeft ArrowDown ArrowRight ArrowUp PageDown PageUp Home End';
