import { isScheduled } from '../../app/reading.ts';
import { lazyView } from '../../ui/lazy-view.ts';
import type { MountPanel } from '../../ui/panel.ts';
import { createLossChart } from './loss-chart.ts';

export const mount: MountPanel = ({ body, note }, { app, page }) => [
  createLossChart(body, app, note),
  ...(page
    ? [
        lazyView(
          ({ derived }) => derived.runs.some(isScheduled),
          async () => (await import('./schedule-plot.ts')).createSchedulePlot(body),
          () => {},
        ),
      ]
    : []),
];
