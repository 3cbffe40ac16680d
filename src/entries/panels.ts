import type { Comparison } from '../app/comparison.ts';
import type { RootApp } from '../app/create-app.ts';
import { createCriticalSearch } from '../app/critical-search.ts';
import { keepDraft } from '../app/kept-draft.ts';
import { fillWhenNear } from '../ui/near.ts';
import { createArrowPointer } from '../app/shown-marks.ts';
import { createMarkTips } from '../ui/mark-tips.ts';
import { shownView } from '../app/shown-view.ts';
import { panelRows } from '../core/scene/panels.ts';
import { inviteOnce } from '../panels/invitations.ts';
import type { Shell } from '../panels/shell.ts';
import { panels as panelsText } from '../text/en/panels.ts';
import type { MountPanel, PanelPieces } from '../ui/panel.ts';
import type { Stage } from '../view3d/stage.ts';
import { startWorker } from '../workers/start.ts';
import { firstPanels } from './first-panels.ts';
import { meetTerms } from './meet-terms.ts';

/**
 * The side of the page: map, charts, and the panels that explain and compare. Their code comes after the first
 * picture of the stage, which does not wait for them; that of the last ones when one gets there.
 *
 * @param isOwnScene whether the page was opened without a link
 */
export function mountPanels(
  app: RootApp,
  shell: Shell,
  comparison: Comparison,
  stage: Stage | null,
  isOwnScene: boolean,
): void {
  const sweepChart = async (container: HTMLElement) => {
    const { createSweepChart } = await import('../charts/sweep/chart.ts');
    return createSweepChart(container, app, comparison);
  };
  const pieces: PanelPieces = { app, reader: app, page: { comparison, sweepChart } };
  const mountAll = (panels: ReadonlyMap<string, MountPanel>) => {
    for (const { id } of panelRows) {
      const slot = shell.slots[id];
      for (const view of panels.get(id)?.(slot, pieces) ?? []) app.mount(shownView(slot.body, app, view));
    }
  };
  mountAll(firstPanels);
  const end = panelRows.flatMap(({ id }) => (firstPanels.has(id) ? [] : [shell.slots[id].body]));
  fillWhenNear(end, shell.side, async () => {
    try {
      mountAll((await import('./late-panels.ts')).latePanels);
      // Drawn before the browser shows them.
      app.flush();
    } catch {
      shell.notify(panelsText.panelsFailed);
    }
  });
  meetTerms(document.body);
  app.mount(createArrowPointer(app));
  app.mount(keepDraft(app, () => sessionStorage));
  app.mount(createCriticalSearch(app, startWorker));
  if (stage) app.mount(createMarkTips(shell.stage, stage.pixelOf));
  if (isOwnScene) inviteOnce(shell.stage, app, () => localStorage);
  // When the shell has shown the sections that are filled now, and before the browser does: nothing stands on the page
  // without its name.
  queueMicrotask(app.flush);
}
