import type { MountPanel } from '../ui/panel.ts';
import { createLossChart } from './loss-chart.ts';
import { createSchedulePlot } from './schedule-plot.ts';

export const mount: MountPanel = ({ body, note }, { app, page }) => [
  createLossChart(body, app, note),
  ...(page ? [createSchedulePlot(body)] : []),
];
