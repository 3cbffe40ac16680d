import { browserClock } from './app/clock.ts';
import { createComparison } from './app/comparison.ts';
import { createApp } from './app/create-app.ts';
import { lazyView } from './app/lazy-view.ts';
import { createLossChart } from './charts/loss-chart.ts';
import { createMap } from './charts/map.ts';
import { createResultsTable } from './charts/results-table.ts';
import { defaultScene } from './core/scene/defaults.ts';
import { createCurvaturePanel } from './panels/curvature/readout.ts';
import { createRatesPanel } from './panels/compare/rates-panel.ts';
import { createStrip } from './panels/compare/strip.ts';
import { createShell } from './panels/shell.ts';
import { compare as compareText } from './text/en/compare.ts';
import { stage as stageText } from './text/en/stage.ts';
import { createStage } from './view3d/stage.ts';
import { startSweepWorker } from './workers/sweep-client.ts';

const root = document.getElementById('page');
if (!root) throw new Error('The page has no element with the id "page".');

const dark = matchMedia('(prefers-color-scheme: dark)');
const app = createApp({
  scene: defaultScene(),
  clock: browserClock,
  systemTheme: dark.matches ? 'dark' : 'light',
});
dark.addEventListener('change', () => app.setSystemTheme(dark.matches ? 'dark' : 'light'));

const shell = createShell(root, app);
const stage = createStage(shell.stage, app);
app.mount(shell);
if (stage) app.mount(stage);
else shell.notify(stageText.noWebGL);
app.mount(createMap(shell.map.body, app, shell.map.note));
app.mount(createLossChart(shell.chart.body, app, shell.chart.note));
app.mount(createResultsTable(shell.results.body, app));
app.mount(createCurvaturePanel(shell.curvature.body, app, shell.curvature.note));

const comparison = createComparison(app, startSweepWorker);
app.mount(createStrip(shell.strip, app, comparison));
app.mount(
  createRatesPanel(shell.rates.body, app, comparison, shell.rates.note, async (container) => {
    const { createSweepChart } = await import('./charts/sweep-chart.ts');
    return createSweepChart(container, app, comparison);
  }),
);
app.mount(
  lazyView(
    ({ state }) => state.scene.view.layout === 'multiples',
    async () => {
      const { createMultiples } = await import('./charts/multiples.ts');
      return createMultiples(shell.stage, app);
    },
    () => shell.notify(compareText.multiples.failed),
  ),
);

/** Samples a side of the surface: as many as the stage shows, within what is sampled in a blink. */
new ResizeObserver(([entry]) => {
  const side = entry ? Math.max(entry.contentRect.width, entry.contentRect.height) * devicePixelRatio : 0;
  app.setResolution(side > 1400 ? 513 : side > 1000 ? 385 : 257);
}).observe(shell.stage);

await shell.ready;
app.onFrame(() => {
  document.documentElement.dataset['ready'] = '';
});
app.invalidate();
if (!matchMedia('(prefers-reduced-motion: reduce)').matches) app.play();
