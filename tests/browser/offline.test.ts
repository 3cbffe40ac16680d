import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { serveFolder, type StaticServer } from '../tools/static-server.ts';
import { builtFolder } from './support/built.ts';
import { sharedBrowser } from './support/browser.ts';
import { COARSE } from './support/flags.ts';
import { drawNothing, READING } from './support/rough.ts';
import { presentationOf } from './support/presentation.ts';
import { userOf } from './support/user.ts';

const title = 'Fall Line, the next';
let folder: string;
let site: string;
let next: string;
let server: StaticServer;
let browser: Browser;
let context: BrowserContext;
const complaints: string[] = [];

/** What a host has after an upload: the files of a build and no others. */
async function upload(from: string): Promise<void> {
  await rm(site, { recursive: true, force: true });
  await cp(from, site, { recursive: true });
}

async function open(at = ''): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  page.on('console', (message) => {
    const text = message.text();
    if (['error', 'warning'].includes(message.type()) && !READING.test(text)) complaints.push(text);
  });
  page.on('pageerror', (error) => complaints.push(`exception: ${error.message}`));
  await page.goto(server.url + at);
  await ready(page);
  return page;
}

const ready = (page: Page) => page.locator('html[data-ready]').waitFor({ state: 'attached' });

/** Waits until a page is served by the worker that is kept for when there is no network. */
const kept = (page: Page) =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller) return;
    await new Promise((resolve) =>
      navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
    );
  });

const caches = (page: Page) => page.evaluate(() => globalThis.caches.keys());

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fall-line-offline-'));
  site = join(folder, 'site');
  next = join(folder, 'next');
  // A build with another name and another late part; how small it is is no matter.
  await build({
    logLevel: 'warn',
    build: { outDir: next, emptyOutDir: true, minify: false },
    plugins: [
      {
        name: 'the-next',
        enforce: 'pre',
        transform: (code, id) =>
          /text\/en\/(panels|embed)\.ts$/.test(id)
            ? code.replace("name: 'Fall Line'", `name: '${title}'`).replace("heading: '", "heading: 'Next: ")
            : null,
      },
    ],
  });
  await upload(await builtFolder());
  server = await serveFolder(site, '/some/where/');
  browser = await sharedBrowser();
  context = await browser.newContext({
    viewport: { width: 920, height: 420 },
    deviceScaleFactor: COARSE,
    reducedMotion: 'reduce',
  });
  await context.addInitScript(drawNothing);
});

afterEach(() => {
  expect(complaints.splice(0)).toEqual([]);
});

afterAll(async () => {
  await context.close();
  await server.close();
  await rm(folder, { recursive: true });
});

test('a newer build waits until it is asked for, no window meets the half of it, and then it starts offline', async () => {
  const page = await open();
  await kept(page);
  const heading = page.getByRole('heading', { level: 1 });
  const embedHeading = (on: Page) => on.getByRole('dialog').getByRole('heading', { level: 2 });
  const [first] = (await caches(page)).filter((name) => !name.includes('active'));

  // Once it is kept the page rests again.
  await userOf(page).still();
  const frames = await userOf(page).frames();
  await page.evaluate(async () => {
    for (let i = 0; i < 20; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
  });
  expect(await userOf(page).frames()).toBe(frames);

  const devtools = await context.newCDPSession(page);
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);

  const other = await open();
  await upload(next);
  await page.reload();
  await ready(page);
  await expect.poll(() => heading.innerText()).toBe('Fall Line');
  await page.getByRole('status').getByText('Update ready').waitFor();
  await userOf(page).scrubber.fill('34');
  await expect.poll(() => page.url()).toContain('step=34');
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect.poll(() => heading.innerText().catch(() => '')).toBe(title);
  await ready(page);
  await userOf(page).atStep(34);

  // The window that stayed has the parts of its own build, which the host has no longer.
  await userOf(other).share('Embed this scene');
  await expect.poll(() => embedHeading(other).innerText()).not.toContain('Next');
  await other.close();

  // The third build takes the place of the first.
  const worker = await readFile(join(site, 'service-worker.js'), 'utf8');
  await writeFile(join(site, 'service-worker.js'), worker.replace(/"revision":"\w/, '"revision":"-'));
  await page.evaluate(() => navigator.serviceWorker.ready.then((registration) => registration.update()));
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect.poll(async () => (await caches(page).catch(() => [first])).includes(first ?? '')).toBe(false);
  await ready(page);

  // From here on there is no network. A talk is given and left, and everything else is there too.
  await page.evaluate(() => history.replaceState(null, '', `?present=to-adam${location.hash}`));
  await server.close();
  await page.reload();
  const room = presentationOf(page);
  await room.begun();
  await room.press('PageDown', 'PageDown');
  await expect.poll(() => room.number()).toBe('3 / 12');
  await room.caption.locator('.katex-html').first().waitFor();
  await room.press('Escape');
  await room.left();
  const user = userOf(page);
  await user.atStep(34);
  await user.type(user.formula, '(x^2 + y^2)/10');
  await expect.poll(() => user.row('SGD')).toContain('0.');
  await user.choose('Surface', 'Rosenbrock');
  await expect.poll(() => user.formula.inputValue()).toContain('100');
  await userOf(page).share('Embed this scene');
  await expect.poll(() => embedHeading(page).innerText()).toContain('Next');
  // The preview in it is an embed that comes from what is kept too.
  await page.frameLocator('dialog iframe').getByRole('application').waitFor();
  await page.keyboard.press('Escape');
  await user.share('Picture or slide…');
  const [download] = await Promise.all([page.waitForEvent('download'), user.button('Save').click()]);
  const picture = join(folder, 'picture.png');
  await download.saveAs(picture);
  expect(PNG.sync.read(await readFile(picture)).width).toBeGreaterThan(100);
});

test('an upload that is under way is not taken for a build', async () => {
  // The list of the new build beside the page of the old one.
  await upload(await builtFolder());
  await cp(join(next, 'service-worker.js'), join(site, 'service-worker.js'));
  await cp(join(next, 'assets'), join(site, 'assets'), { recursive: true });
  server = await serveFolder(site, '/some/where/');
  // An embed is of the same origin and registers nothing.
  const page = await open('?embed');
  const state = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.register('service-worker.js');
    const worker = registration.installing;
    if (!worker) return null;
    while (worker.state === 'installing') {
      await new Promise((resolve) => worker.addEventListener('statechange', resolve, { once: true }));
    }
    return worker.state;
  });
  expect(state).toBe('redundant');
  expect((await caches(page)).filter((name) => name.includes(server.url))).toEqual([]);
});

test('a sandboxed window, in which there can be no worker, shows the page all the same', async () => {
  await server.close();
  server = await serveFolder(await builtFolder(), '/', {
    'content-security-policy': 'sandbox allow-scripts',
  });
  const page = await open();
  await page.getByRole('region', { name: 'Map', exact: true }).waitFor();
  // What came after the panels has been asked for too.
  await page.waitForLoadState('networkidle');
  expect(await page.evaluate(() => self.origin)).toBe('null');
});
