import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { build, type Rolldown } from 'vite';
import { browserFlags } from '../browser/support/flags.ts';
import { findChromium } from '../tools/find-browser.ts';
import { serveFolder } from '../tools/static-server.ts';
import { everyModelRows } from './every-model.ts';
import { everyStartRows } from './every-start.ts';
import { openLastPanels, settle, take, type Watched, watchFrames } from './frames.ts';
import { graphicsRows } from './graphics.ts';
import { liveModelRows } from './live-models.ts';
import { type LinkedPart, linkedParts } from './lesson-sizes.ts';
import { longRows } from './long.ts';
import { paceIn } from './pace.ts';
import { median, type Row } from './table.ts';
import { scriptsToFrames } from './tasks.ts';

/** Presses a slider's arrow keys to and fro and returns the longest frame of each press. */
async function pressToAndFro(page: Page, slider: Locator, times: number): Promise<number[]> {
  const longest: number[] = [];
  await slider.focus();
  for (let i = 0; i < times; i++) {
    await settle(page);
    await take(page);
    await slider.press(i % 2 ? 'ArrowRight' : 'ArrowLeft');
    await page.waitForFunction(() => (window as unknown as { watched: Watched }).watched.times.length > 0);
    longest.push(Math.max(...(await take(page)).times));
  }
  return longest;
}

/** Presses a slider's arrow keys to and fro; milliseconds of script from each press to the end of its frame. */
async function scriptsOfPresses(
  browser: Browser,
  page: Page,
  slider: Locator,
  times: number,
): Promise<number[]> {
  await slider.focus();
  await settle(page);
  return scriptsToFrames(browser, page, async () => {
    for (let i = 0; i < times; i++) {
      await page.keyboard.press(i % 2 ? 'ArrowRight' : 'ArrowLeft');
      await settle(page);
    }
  });
}

type Measure = (browser: Browser, url: string, built: Rolldown.RolldownOutput['output']) => Promise<Row[]>;

/** The page in Chromium: sizes, JavaScript of a frame, frames of an idle page; then every model, and maps and swarms. */
const parts = {
  page: [
    measure,
    async (browser, url, built) => lessonRows(browser, url, await linkedParts(built)),
    longRows,
    liveModelRows,
    graphicsRows,
  ],
  models: [everyModelRows],
  maps: [everyStartRows],
} as const satisfies Record<string, readonly Measure[]>;

export type PagePart = keyof typeof parts;

/** The rows of some parts, as they are measured. */
export async function* pageRows(asked: readonly PagePart[]): AsyncGenerator<Row[]> {
  const folder = join(process.cwd(), 'node_modules', '.cache', 'fall-line', 'page');
  const built = await build({ logLevel: 'warn', build: { outDir: folder, emptyOutDir: true } });
  if (!('output' in built)) throw new Error('The page is built once.');
  const server = await serveFolder(folder, '/some/where/');
  const browser = await chromium.launch({
    executablePath: await findChromium((line) => console.log(line)),
    args: browserFlags,
    chromiumSandbox: process.getuid?.() !== 0,
  });
  try {
    for (const part of asked) {
      for (const rows of parts[part]) yield await rows(browser, server.url, built.output);
    }
  } finally {
    await browser.close();
    await server.close();
  }
}

/** Kilobytes of JavaScript and CSS, gzipped, until the first picture is complete, and of all that follows by itself before KaTeX. */
async function weigh(page: Page, url: string): Promise<{ loaded: number; settled: number }> {
  const sizes = new Map<string, Promise<number>>();
  page.on('response', (response) => {
    if (!/\.(js|css)$/.test(new URL(response.url()).pathname)) return;
    const size = response.body().then((body) => gzipSync(body, { level: 9 }).length / 1000);
    // The page may be closed before all of what it asks for has come: whoever asks for that size is told.
    size.catch(() => {});
    sizes.set(response.url(), size);
  });
  await page.goto(url);
  await page.locator('html[data-ready]').waitFor({ state: 'attached' });
  await settle(page);
  // What was asked for before the first complete frame, and what came after it of its own.
  const early = await page.evaluate(() => {
    const ready = performance.getEntriesByName('ready')[0]?.startTime ?? 0;
    return performance
      .getEntriesByType('resource')
      .flatMap(({ name, startTime }) => (startTime < ready ? [name] : []));
  });
  let loaded = 0;
  let settled = 0;
  for (const [name, size] of sizes) {
    if (early.includes(name)) loaded += await size;
    if (!/katex/.test(name)) settled += await size;
  }
  return { loaded, settled };
}

/** Of a curve, a surface, noise, a rule that is typed, beside another one, an overlay, and a model. */
const LOADED = [
  'slope',
  'momentum',
  'noise',
  'newton#price',
  'own-rule#curvature',
  'gradient#vector',
  'network#slice',
] as const;

/**
 * The first pictures of lessons, wherever one begins to read: by what is built, which for some is held to what a page has
 * loaded.
 */
async function lessonRows(browser: Browser, url: string, parts: readonly LinkedPart[]): Promise<Row[]> {
  const row = (name: string, figure: number): Row => ({ name, figure, unit: 'kB', bound: 'max', limit: 220 });
  const rows: Row[] = [];
  for (const at of LOADED) {
    const context = await browser.newContext({ reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.addInitScript(watchFrames);
    const { loaded } = await weigh(page, `${url}?lesson=${at}`);
    await context.close();
    const told = parts.find((part) => part.at === at || part.at.startsWith(`${at}#`))?.size ?? 0;
    if (Math.abs(told - loaded) > 0.05) {
      throw new Error(`${at} loads ${loaded} kB until its first picture; by what is built it were ${told}.`);
    }
    rows.push(row(`First picture of the lesson "${at}", JavaScript and CSS, gzipped`, loaded));
  }
  const largest = parts.reduce((a, b) => (b.size > a.size ? b : a));
  rows.push(row(`  the largest at any of ${parts.length} paragraphs, "${largest.at}"`, largest.size));
  return rows;
}

async function measure(browser: Browser, url: string): Promise<Row[]> {
  const page = await browser.newPage({ viewport: { width: 920, height: 420 }, reducedMotion: 'reduce' });
  await page.addInitScript(watchFrames);
  const { loaded, settled } = await weigh(page, url);

  await settle(page);
  await take(page);
  await page.waitForTimeout(5000);
  const idle = (await take(page)).count;

  // Eight optimizers of a thousand steps, made as a user makes them.
  const controls = page.getByRole('complementary', { name: 'Controls' });
  for (const name of ['Adam', 'RMSprop', 'Momentum', 'SGD']) {
    await controls.getByRole('button', { name: `Duplicate ${name}`, exact: true }).click();
  }
  const steps = controls.getByRole('textbox', { name: 'Number of steps' });
  await steps.fill('1000');
  await steps.press('Enter');
  await page.getByRole('button', { name: 'To end' }).click();

  const sgd = controls.getByRole('group', { name: /^SGD/ }).first();
  const rate = sgd.getByRole('slider', { name: 'Learning rate' });
  const startX = controls.getByRole('slider', { name: 'Start x' });
  const scrubber = page.getByRole('slider', { name: 'Step', exact: true });

  await openLastPanels(page);
  await settle(page);
  const panelsPace = await paceIn(page);
  // With every panel open: stage, map, chart, equations, table, curvature.
  const all = {
    changes: await pressToAndFro(page, rate, 40),
    scrubs: await pressToAndFro(page, scrubber, 60),
  };
  // The stage with its controls alone.
  await page.getByRole('button', { name: 'Map and charts panel' }).click();
  await settle(page);
  const stagePace = await paceIn(page);
  const stage = {
    changes: await pressToAndFro(page, rate, 40),
    // The start is under every run: all eight are recorded again.
    moves: await pressToAndFro(page, startX, 40),
    scripts: await scriptsOfPresses(browser, page, rate, 40),
    scriptsOfAll: await scriptsOfPresses(browser, page, startX, 40),
    playing: await play(page),
  };

  return [
    {
      name: 'First load to data-ready, JavaScript and CSS, gzipped',
      figure: loaded,
      unit: 'kB',
      bound: 'max',
      limit: 200,
    },
    {
      name: '  with the panels of the side that follow in this window, before KaTeX',
      figure: settled,
      unit: 'kB',
      bound: 'max',
      limit: 235,
    },
    { name: 'Frames of an idle page in 5 s', figure: idle, unit: 'frames', bound: 'max', limit: 0 },
    row('8 optimizers of 1,000 steps: frame after a changed learning rate', stage.changes, 8, stagePace),
    row('  after a moved start, which records all eight', stage.moves, 8, stagePace),
    row('  script from its key to that frame, of processor time', stage.scripts, 2.5, stagePace),
    row('  after a moved start: script from its key to that frame', stage.scriptsOfAll, 2.5, stagePace),
    row('  a playing frame', stage.playing, 2, stagePace),
    row('  after a changed learning rate, all panels open', all.changes, 16, panelsPace),
    row('  after a scrubbed step, all panels open', all.scrubs, 6, panelsPace),
  ];
}

/** Median of the main thread's milliseconds in a frame. */
function row(name: string, times: readonly number[], limit: number, pace: number): Row {
  return { name, figure: median(times), unit: 'ms', bound: 'max', limit, pace };
}

/** Plays from the start for some seconds and returns the times of the drawn frames, the first few left out. */
async function play(page: Page): Promise<number[]> {
  await page.getByRole('button', { name: 'To start' }).click();
  await page.getByRole('combobox', { name: 'Playback speed' }).selectOption({ label: '60 steps/s' });
  await settle(page);
  await take(page);
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await page.waitForTimeout(8000);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  return (await take(page)).times.slice(3);
}
