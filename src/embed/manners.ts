/**
 * An embed does not take the article's scroll: the wheel belongs to the page unless Ctrl or Cmd is held or the stage
 * was clicked, and so does one finger; two fingers turn the stage. Whoever meets this for the first time is told.
 *
 * Listens while events go down to the views, which then never hear of those that are not for them.
 *
 * @param takes whether somebody is to be shown places on the stage: a finger then points, or draws
 * @param hint shows what would have worked
 * @returns what ends it
 */
export function keepManners(
  root: HTMLElement,
  stage: HTMLElement,
  takes: () => boolean,
  hint: (of: 'wheel' | 'touch') => void,
): () => void {
  const ending = new AbortController();
  const down = { signal: ending.signal, capture: true } as const;
  /** The stage was clicked and not left since. */
  let entered = false;
  /** The first finger on the stage, which scrolls. */
  let scrolling: number | null = null;
  let told = false;
  const tell = (of: 'wheel' | 'touch') => {
    if (!told) hint(of);
    told = true;
  };

  root.addEventListener(
    'wheel',
    (event) => {
      if (event.ctrlKey || event.metaKey || entered) return;
      event.stopPropagation();
      if (event.target instanceof Node && stage.contains(event.target)) tell('wheel');
    },
    { ...down, passive: true },
  );
  stage.addEventListener(
    'pointerdown',
    (event) => {
      if (event.pointerType !== 'touch') {
        entered = true;
        return;
      }
      if (!event.isPrimary || takes()) return;
      scrolling = event.pointerId;
      event.stopPropagation();
    },
    down,
  );
  const leave = () => {
    entered = false;
  };
  root.addEventListener('pointerleave', leave, { signal: ending.signal });
  window.addEventListener('blur', leave, { signal: ending.signal });
  root.addEventListener(
    'keydown',
    (event) => {
      if (event.key === 'Escape') leave();
    },
    down,
  );

  const ofScroll = (event: PointerEvent) => {
    if (event.pointerId !== scrolling) return;
    event.stopPropagation();
    if (event.type === 'pointermove') tell('touch');
    else scrolling = null;
  };
  for (const type of ['pointermove', 'pointerup', 'pointercancel'] as const) {
    stage.addEventListener(type, ofScroll, down);
  }
  stage.addEventListener(
    'touchmove',
    (event) => {
      // With the second finger the stage turns, and the page does not scroll meanwhile.
      if (event.touches.length > 1) event.preventDefault();
    },
    { ...down, passive: false },
  );
  return () => ending.abort();
}
