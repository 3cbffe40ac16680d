import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { singleFile } from '../tools/single/one-file.ts';
import { findFirefox } from '../tools/find-browser.ts';
import { startFirefox } from '../tools/firefox.ts';
import { sharedBrowser } from './support/browser.ts';
import { COARSE } from './support/flags.ts';
import { presentationOf } from './support/presentation.ts';
import { alsoReport, SEEN } from './support/report.ts';
import { drawRough, drawWhenLookedAt, look, READING } from './support/rough.ts';
import { userOf } from './support/user.ts';

/** What `npm run build:single` makes may not be larger, in bytes. */
const LIMIT = 1_000_000;

let folder: string;
let file: string;
let url: string;
let browser: Browser;
let context: BrowserContext;
/** Of all windows: console errors and warnings, exceptions, and requests for anything that is not in the file. */
const complaints: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fall-line-single-'));
  file = join(folder, singleFile);
  url = pathToFileURL(file).href;
  // As it is made for those who take it: under a test's name it would hold what developers are told of shaders.
  vi.stubEnv('NODE_ENV', 'production');
  await build({ mode: 'single', logLevel: 'warn', build: { outDir: folder, emptyOutDir: true } });
  vi.unstubAllEnvs();
  browser = await sharedBrowser();
  context = await browser.newContext({
    viewport: { width: 920, height: 420 },
    deviceScaleFactor: COARSE,
    reducedMotion: 'reduce',
  });
  await context.addInitScript(drawRough);
  await context.addInitScript(drawWhenLookedAt);
  context.setDefaultTimeout(60_000);
  context.on('console', (message) => {
    const isForgiven = READING.test(message.text());
    if (['error', 'warning'].includes(message.type()) && !isForgiven) complaints.push(message.text());
  });
  context.on('weberror', (error) => complaints.push(`exception: ${error.error().message}`));
  context.on('request', (request) => {
    const own = [pathToFileURL(folder).href, 'blob:', 'data:'];
    if (!own.some((start) => request.url().startsWith(start)))
      complaints.push(`request for ${request.url()}`);
  });
});

afterEach(() => {
  expect(complaints.splice(0)).toEqual([]);
});

afterAll(async () => {
  await context.close();
  await rm(folder, { recursive: true });
});

async function open(address: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(address);
  return page;
}

/** Presses the dialog's button and reads the file that is saved. */
async function saved(page: Page, dialog: Locator): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save', exact: true }).click(),
  ]);
  const copy = join(folder, 'saved');
  await download.saveAs(copy);
  return readFile(copy);
}

const ready = (page: Page) => page.locator('html[data-ready]').waitFor({ state: 'attached' });

test('it is one file, and smaller than a megabyte', async () => {
  expect((await stat(file)).size).toBeLessThan(LIMIT);
});

test('from a file the page starts, takes a formula and runs its worker', async () => {
  const page = await open(url);
  await ready(page);
  const user = userOf(page);
  await user.type(user.formula, '(x^2 + y^2)/10');
  await expect.poll(() => user.row('SGD')).toContain('0.340');
  await user.toLastPanels();
  await page.getByRole('button', { name: 'Sweep', exact: true }).click();
  await page.getByRole('button', { name: 'Take the best for each' }).waitFor();
  // The equations have the typeface that lies in the file.
  await page.getByRole('region', { name: /^This step/ }).scrollIntoViewIfNeeded();
  await page.locator('.katex').first().waitFor();
  await expect.poll(() => page.evaluate(() => document.fonts.check('16px KaTeX_Main'))).toBe(true);
  await userOf(page).share('Embed this scene');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('needs a copy on a web server').waitFor();
  await expect
    .poll(() => dialog.getByRole('textbox', { name: 'Text to paste' }).inputValue())
    .not.toContain('file:');
  // The preview is the file once more, and tells its height.
  await page.frameLocator('dialog iframe').getByRole('application').waitFor();
  await expect.poll(() => dialog.locator('iframe').getAttribute('style')).not.toContain('height: 420px');
  await dialog.press('Escape');

  await userOf(page).share('Picture or slide…');
  await dialog.getByRole('combobox', { name: 'Resolution', exact: true }).selectOption({ label: '1×' });
  await expect
    .poll(() => dialog.getByRole('region', { name: 'Preview' }).getAttribute('aria-busy'))
    .toBe(null);
  await look(page, true);
  const picture = PNG.sync.read(await saved(page, dialog));
  await look(page, false);
  expect(new Set(new Uint32Array(picture.data.buffer)).size).toBeGreaterThan(500);
  // Its encoder is a worker, which lies in the file too.
  await dialog.getByRole('radio', { name: 'Animated picture (GIF)', exact: true }).check();
  await dialog.getByRole('combobox', { name: 'Size', exact: true }).selectOption({ label: 'Own size' });
  for (const [name, value] of [
    ['Width', '160'],
    ['Height', '90'],
    ['To step', '5'],
  ] as const) {
    await dialog.getByRole('spinbutton', { name: new RegExp(`^${name}`) }).fill(value);
    await dialog.getByRole('spinbutton', { name: new RegExp(`^${name}`) }).press('Enter');
  }
  await dialog.getByText('160 × 90 pixels').waitFor();
  const film = await saved(page, dialog);
  expect(film.toString('latin1', 0, 6)).toBe('GIF89a');
  expect([film.readUInt16LE(6), film.readUInt16LE(8)]).toEqual([160, 90]);
  await page.close();
});

test('from a file a talk is given, and the presenter’s window follows', async () => {
  const page = await open(`${url}?present=to-adam`);
  const room = presentationOf(page);
  await room.begun();
  await room.press('PageDown', 'PageDown');
  await expect.poll(() => room.number()).toBe('3 / 12');
  await room.caption.locator('.katex-html').first().waitFor();
  const [presenter] = await Promise.all([page.waitForEvent('popup'), room.press('n')]);
  const now = presenter.getByRole('region', { name: 'Now' }).getByRole('heading');
  await expect.poll(async () => (await now.innerText()) === (await room.heading.innerText())).toBe(true);
  await presenter.keyboard.press('PageUp');
  await expect.poll(() => room.number()).toBe('2 / 12');
  await presenter.close();
  await page.close();
});

test('an article that is a file too embeds the file and drives it', async () => {
  const article = join(folder, 'article.html');
  await writeFile(
    article,
    `<!doctype html><title>Article</title>
    <iframe src="${singleFile}?embed#loss=booth&opt=sgd(lr:0.01)" style="width: 640px; height: 400px"></iframe>
    <script>
      const frame = document.querySelector('iframe');
      const ask = (method, params) => frame.contentWindow.postMessage({ fallLine: 1, id: method, method, params }, '*');
      addEventListener('message', ({ data }) => { if (data.id) document.title = JSON.stringify(data.result ?? data.error); });
      // At once: the embed is still packed.
      frame.addEventListener('load', () => { ask('seek', { step: 7 }); ask('getState', {}); });
    </script>`,
  );
  const page = await open(pathToFileURL(article).href);
  await expect.poll(() => page.title()).toContain('"step":7');
  await page.close();
});

test('nothing can be fetched and nothing but its own script runs', async () => {
  const html = await readFile(file, 'utf16le');
  const policy = /Content-Security-Policy"\s+content="([^"]*)"/.exec(html)?.[1] ?? '';
  expect(policy).toMatch(
    /^default-src 'none'; script-src 'sha256-[^']*' 'sha256-[^']*' 'sha256-[^']*' 'wasm-unsafe-eval';/,
  );
  expect(policy).not.toMatch(/https?:|\*|unsafe-inline/);
  // Where it is published is named and not fetched.
  expect(html.replace(/<link rel="canonical"[^>]*>/, '')).not.toMatch(/(src|href)="(?!data:)/);
});

const program = findFirefox();

test.skipIf(!program)('in Firefox too the file gives a talk, takes a formula and exports', async () => {
  const firefox = await startFirefox(program ?? '');
  const forget = alsoReport('Firefox', () => firefox.evaluate(SEEN));
  onTestFinished(async () => {
    forget();
    await firefox.close();
  });
  const text = (selector: string) =>
    firefox.evaluate<string>(`document.querySelector('${selector}')?.textContent ?? ''`);
  const press = (key: string) =>
    firefox.evaluate(`document.activeElement.dispatchEvent(
      new KeyboardEvent('keydown', { key: '${key}', bubbles: true, cancelable: true }))`);
  await firefox.navigate(`${url}?present=to-adam#start=-0.4,-0.75&opt=sgd(lr:0.004)`);
  // What the policy of the file forbids is told to the page.
  await firefox.evaluate(`(() => {
    const { dataset } = document.documentElement;
    document.addEventListener('securitypolicyviolation', (event) => (dataset.violation = event.violatedDirective));
  })()`);
  await expect.poll(() => text('.present-number'), { timeout: 60_000 }).toBe('1 / 12');
  await press('PageDown');
  await expect.poll(() => text('.present-number')).toBe('2 / 12');
  // The words come with the picture, the number at once.
  await expect.poll(() => text('.present-caption .katex-html')).toContain('∇');
  await press('Escape');
  await expect.poll(() => text('.present-number')).toBe('');

  await firefox.evaluate(`(() => {
    const box = document.querySelector('[aria-label="Formula of f(x, y)"]');
    box.value = '(x^2 + y^2)/10';
    box.dispatchEvent(new Event('input', { bubbles: true }));
    box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  })()`);
  await expect.poll(() => text('.legend')).toContain('0.0723');

  if (firefox.hasWebGL) {
    await firefox.evaluate(
      `[...document.querySelectorAll('.menu-item')].find(({ textContent }) => textContent === 'Picture or slide…').click()`,
    );
    const size = 'document.querySelector("dialog [aria-label=Preview] :is(img, canvas)")';
    await expect
      .poll(() => firefox.evaluate<number>(`${size}?.naturalWidth ?? ${size}?.width ?? 0`))
      .toBeGreaterThan(100);
  }
  expect(await firefox.evaluate('document.documentElement.dataset.violation ?? null')).toBe(null);
  expect(
    await firefox.evaluate(
      'performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => !/^(blob|data):/.test(name))',
    ),
  ).toEqual([]);
});
