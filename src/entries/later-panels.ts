import type { Comparison } from '../app/comparison.ts';
import type { RootApp } from '../app/create-app.ts';
import { shownView } from '../app/shown-view.ts';
import type { AppView } from '../app/state.ts';
import { createResultsTable } from '../charts/results-table.ts';
import { createRatesPanel } from '../panels/compare/rates-panel.ts';
import { createCurvaturePanel } from '../panels/curvature/readout.ts';
import type { Shell, Slot } from '../panels/shell.ts';

/** The end of the page's side, whose code comes when one gets there. */
export function mountLaterPanels(app: RootApp, shell: Shell, comparison: Comparison): void {
  const mountIn = (slot: Slot, view: AppView) => app.mount(shownView(slot.body, app, view));
  mountIn(shell.results, createResultsTable(shell.results.body, app));
  mountIn(shell.curvature, createCurvaturePanel(shell.curvature.body, app, shell.curvature.note));
  mountIn(
    shell.rates,
    createRatesPanel(shell.rates.body, app, comparison, shell.rates.note, async (container) => {
      const { createSweepChart } = await import('../charts/sweep-chart.ts');
      return createSweepChart(container, app, comparison);
    }),
  );
  // Drawn before the browser shows them.
  app.flush();
}
