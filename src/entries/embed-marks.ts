import type { RootApp } from '../app/create-app.ts';
import { createCriticalSearch } from '../app/critical-search.ts';
import { lazyView } from '../ui/lazy-view.ts';
import { createMarkTips, type PixelOf } from '../ui/mark-tips.ts';
import type { AppView } from '../app/state.ts';
import { startWorker } from '../workers/start.ts';

/** What finds the marks of an embed where they are not known, what names those on its stage, and what computes its map of starts. */
export function createEmbedMarks(container: HTMLElement, app: RootApp, pixelOf: PixelOf): AppView {
  const starts = lazyView(
    ({ state }) => state.scene.view.overlays.starts,
    async () => (await import('../charts/starts/of-stage.ts')).createStartsOfStage(app),
    () => {},
  );
  const views = [createCriticalSearch(app, startWorker), createMarkTips(container, pixelOf), starts];
  return {
    draw(frame) {
      for (const view of views) view.draw(frame);
    },
    dispose() {
      for (const view of views) view.dispose();
    },
  };
}
