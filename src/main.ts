import { browserClock } from './app/clock.ts';
import { createApp } from './app/create-app.ts';
import { createLossChart } from './charts/loss-chart.ts';
import { createMap } from './charts/map.ts';
import { createResultsTable } from './charts/results-table.ts';
import { defaultScene } from './core/scene/defaults.ts';
import { createShell } from './panels/shell.ts';
import { stage as stageText } from './text/en/stage.ts';
import { createStage } from './view3d/stage.ts';

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
app.mount(createResultsTable(shell.step.body, app));

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
