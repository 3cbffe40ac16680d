import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { singleFile } from '../../src/single/one-file.ts';
import { findFirefox } from '../tools/find-browser.ts';
import { startFirefox } from '../tools/firefox.ts';
import { serveFolder } from '../tools/static-server.ts';
import { userOf } from './support/user.ts';

/** What `npm run build:single` makes may not be larger, in bytes. */
const LIMIT = 1_000_000;

let folder: string;
let file: string;
let url: string;
let browser: Browser;
let context: BrowserContext;
/** Console errors and warnings, exceptions, and requests for anything that is not in the file. */
const complaints: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fall-line-single-'));
  file = join(folder, singleFile);
  url = pathToFileURL(file).href;
  await build({ mode: 'single', logLevel: 'warn', build: { outDir: folder, emptyOutDir: true } });
  browser = await chromium.connect(inject('browserEndpoint'));
  context = await browser.newContext({ viewport: { width: 920, height: 420 }, reducedMotion: 'reduce' });
});

afterAll(async () => {
  await context.close();
  await rm(folder, { recursive: true });
  expect(complaints).toEqual([]);
});

async function open(address: string): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(`exception: ${error.message}`));
  page.on('request', (request) => {
    const asked = request.url();
    const own = asked.startsWith(url) || asked.startsWith('blob:') || asked.startsWith('data:');
    if (!own && asked !== address) complaints.push(`request for ${asked}`);
  });
  await page.goto(address);
  return page;
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
  await expect.poll(() => user.row('SGD')).toContain('0.0723');
  await page.getByRole('button', { name: 'Sweep', exact: true }).click();
  await page.getByRole('button', { name: 'Take the best for each' }).waitFor();
  // The equations have the typeface that lies in the file.
  await page.getByRole('region', { name: /^This step/ }).scrollIntoViewIfNeeded();
  await page.locator('.katex').first().waitFor();
  expect(await page.evaluate(() => document.fonts.check('16px KaTeX_Main'))).toBe(true);
  await page.getByRole('button', { name: 'Embed this scene' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('needs a copy on a web server').waitFor();
  expect(await dialog.getByRole('textbox', { name: 'HTML to paste' }).inputValue()).not.toContain('file:');
  // The preview is the file once more, and tells its height.
  await page.frameLocator('dialog iframe').getByRole('application').waitFor();
  await expect.poll(() => dialog.locator('iframe').getAttribute('style')).not.toContain('height: 420px');
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

test('served by a host that says UTF-8 it works as well', async () => {
  const server = await serveFolder(folder);
  const page = await context.newPage();
  await page.goto(server.url + singleFile);
  await ready(page);
  await page.close();
  await server.close();
});

test('nothing can be fetched and nothing but its own script runs', async () => {
  const html = await readFile(file, 'utf16le');
  const policy = /Content-Security-Policy"\s+content="([^"]*)"/.exec(html)?.[1] ?? '';
  expect(policy).toMatch(/^default-src 'none'; script-src 'sha256-[^']*' 'sha256-[^']*' 'wasm-unsafe-eval';/);
  expect(policy).not.toMatch(/https?:|\*|unsafe-inline/);
  expect(html).not.toMatch(/(src|href)="(?!data:)/);
});

const program = findFirefox();

test.skipIf(!program)('in Firefox too the file starts and takes a formula', async () => {
  const firefox = await startFirefox(program ?? '');
  try {
    await firefox.navigate(`${url}#start=-0.4,-0.75&opt=sgd(lr:0.004)`);
    await expect
      .poll(() => firefox.evaluate<boolean>('"ready" in document.documentElement.dataset'), {
        timeout: 60_000,
      })
      .toBe(true);
    await firefox.evaluate(`(() => {
      const box = document.querySelector('[aria-label="Formula of f(x, y)"]');
      box.value = '(x^2 + y^2)/10';
      box.dispatchEvent(new Event('input', { bubbles: true }));
      box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    })()`);
    await expect
      .poll(() => firefox.evaluate<string>('document.querySelector(".legend").innerText'))
      .toContain('0.0723');
  } finally {
    await firefox.close();
  }
});
