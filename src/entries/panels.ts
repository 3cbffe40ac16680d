import type { Comparison } from '../app/comparison.ts';
import type { RootApp } from '../app/create-app.ts';
import { createCriticalSearch } from '../app/critical-search.ts';
import { keepDraft } from '../app/kept-draft.ts';
import { fillWhenNear } from '../ui/near.ts';
import { createArrowPointer } from '../app/shown-marks.ts';
import { createMarkTips } from '../ui/mark-tips.ts';
import { shownView } from '../app/shown-view.ts';
import type { AppView } from '../app/state.ts';
import { createLossChart } from '../charts/loss-chart.ts';
import { createMap } from '../charts/map.ts';
import { createSchedulePlot } from '../charts/schedule-plot.ts';
import type { Shell, Slot } from '../panels/shell.ts';
import { createStepPanel } from '../panels/step/step-panel.ts';
import { panels as panelsText } from '../text/en/panels.ts';
import type { Stage } from '../view3d/stage.ts';
import { startWorker } from '../workers/start.ts';

/**
 * The side of the page: map, charts, and the panels that explain and compare. Their code comes after the first
 * picture of the stage, which does not wait for them; that of the last ones when one gets there.
 */
export function mountPanels(app: RootApp, shell: Shell, comparison: Comparison, stage: Stage | null): void {
  const mountIn = (slot: Slot, view: AppView) => app.mount(shownView(slot.body, app, view));
  mountIn(shell.map, createMap(shell.map.body, app, shell.map.note));
  mountIn(shell.chart, createLossChart(shell.chart.body, app, shell.chart.note));
  mountIn(shell.chart, createSchedulePlot(shell.chart.body));
  mountIn(shell.step, createStepPanel(shell.step, app));
  const end = [shell.results, shell.curvature, shell.rates].map(({ body }) => body);
  fillWhenNear(end, shell.side, async () => {
    try {
      const { mountLaterPanels } = await import('./later-panels.ts');
      mountLaterPanels(app, shell, comparison);
    } catch {
      shell.notify(panelsText.panelsFailed);
    }
  });
  app.mount(createArrowPointer(app));
  app.mount(keepDraft(app, () => sessionStorage));
  app.mount(createCriticalSearch(app, startWorker));
  if (stage) app.mount(createMarkTips(shell.stage, stage.pixelOf, false));
  // When the shell has shown the sections that are filled now, and before the browser does: nothing stands on the page
  // without its name.
  queueMicrotask(app.flush);
}
