import type { RootApp } from '../app/create-app.ts';
import { createCriticalSearch } from '../app/critical-search.ts';
import { createMarkTips, type PixelOf } from '../ui/mark-tips.ts';
import type { AppView } from '../app/state.ts';
import { startWorker } from '../workers/start.ts';

/** What finds the marks of an embed where they are not known, and what names those on its stage. */
export function createEmbedMarks(container: HTMLElement, app: RootApp, pixelOf: PixelOf): AppView {
  const views = [createCriticalSearch(app, startWorker), createMarkTips(container, pixelOf)];
  return {
    draw(frame) {
      for (const view of views) view.draw(frame);
    },
    dispose() {
      for (const view of views) view.dispose();
    },
  };
}
