import type { App } from '../app/app.ts';

/** CSS pixels that a hand may tremble during a click. */
const TREMOR = 6;

/** Whether a click leads into a field, which then has the keys: of a question, say, with the hands that a room shows. */
export function isIntoField(target: Element): boolean {
  return target.closest('input[type=text], textarea') !== null;
}

/**
 * A click on the stage goes on, but where a question takes it for a guess; a drag turns the surface as ever. Returns what
 * ends it.
 *
 * @param isFree whether clicks are the talk's at the moment, and not the stage's own
 */
export function listenToClicks(
  stage: HTMLElement,
  app: Pick<App, 'state' | 'select' | 'pointing'>,
  isFree: () => boolean,
  next: () => void,
): () => void {
  let from: { readonly x: number; readonly y: number; readonly selected: number } | null = null;
  const isOnStage = (event: MouseEvent) =>
    isFree() &&
    !app.pointing &&
    event.target instanceof Element &&
    !event.target.closest('button, a, input, select');

  const press = (event: PointerEvent) => {
    from = isOnStage(event) ? { x: event.clientX, y: event.clientY, selected: app.state.selected } : null;
  };
  const click = (event: MouseEvent) => {
    const before = from;
    from = null;
    if (
      !before ||
      !isOnStage(event) ||
      Math.hypot(event.clientX - before.x, event.clientY - before.y) > TREMOR
    )
      return;
    // The stage takes a click beside a path for a choice.
    app.select(before.selected);
    next();
  };
  // Twice in a row is two things on, not another start.
  const doubleClick = (event: MouseEvent) => {
    if (isOnStage(event)) event.stopPropagation();
  };

  const listeners = new AbortController();
  const { signal } = listeners;
  stage.addEventListener('pointerdown', press, { capture: true, signal });
  stage.addEventListener('click', click, { signal });
  stage.addEventListener('dblclick', doubleClick, { capture: true, signal });
  return () => listeners.abort();
}
