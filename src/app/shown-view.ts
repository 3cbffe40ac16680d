import type { App } from './app.ts';
import type { AppView } from './state.ts';

/** A view that is drawn only while its element is on the page with a size: not in a folded panel or another tab. */
export function shownView(element: Element, app: Pick<App, 'invalidate'>, view: AppView): AppView {
  // The first frame draws it: observers report after the page was laid out.
  let shown = true;
  const observer = new ResizeObserver(([entry]) => {
    const before = shown;
    shown = entry !== undefined && entry.contentRect.width > 0;
    if (shown && !before) app.invalidate();
  });
  observer.observe(element);
  return {
    draw(frame) {
      if (shown) view.draw(frame);
    },
    dispose() {
      observer.disconnect();
      view.dispose();
    },
  };
}
