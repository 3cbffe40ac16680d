import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BrowserContext } from 'playwright-core';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { serveFolder } from '../tools/static-server.ts';
import { builtFolder } from './support/built.ts';
import { serveArticle } from './support/article.ts';
import { sharedBrowser } from './support/browser.ts';

/** What stands where the page cannot start: text of its own, and no white box. */

let context: BrowserContext;

beforeEach(async () => {
  const browser = await sharedBrowser();
  context = await browser.newContext({ viewport: { width: 500, height: 400 } });
});

afterEach(() => context.close());

const loaded = 'If nothing else appears, the files of this page could not be loaded here';

test('with scripts that are blocked, all of them or one that comes late, a sentence says so', async () => {
  const opened = await Promise.all(
    (
      [
        [/\.js$/, '?embed'],
        [/embed-page-[^/]*\.js$/, '?embed&show=stage'],
      ] as const
    ).map(async ([blocked, at]) => {
      const page = await context.newPage();
      await page.route(blocked, (route) => route.abort());
      await page.goto(`${inject('pageUrl')}${at}#loss=bowl&opt=sgd`);
      expect(await page.getByText(loaded).isVisible(), 'not while the page may still come').toBe(false);
      return page;
    }),
  );
  for (const page of opened) {
    await page.getByText(loaded).waitFor();
    await expect.poll(() => page.getByRole('link').getAttribute('target')).toBe('_blank');
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth))
      .toBeLessThanOrEqual(500);
  }
});

test('in a sandboxed frame of a host that lets nobody else load its files, and opened from a folder, too', async () => {
  const host = await serveFolder(await builtFolder(), '/', {
    'access-control-allow-origin': 'https://example.org',
  });
  const article = await serveArticle(
    'article',
    `<iframe src="${host.url}?embed" sandbox="allow-scripts" width="480" height="300"></iframe>`,
  );
  const page = await context.newPage();
  await page.goto(article.url);
  await page.frameLocator('iframe').getByText(loaded).waitFor();
  await page.goto(pathToFileURL(join(await builtFolder(), 'index.html')).href);
  await page.getByText(loaded).waitFor();
  await article.close();
  await host.close();
});

test('without scripts it says what it is and what it needs', async () => {
  const off = await (await sharedBrowser()).newContext({ javaScriptEnabled: false });
  const page = await off.newPage();
  await page.goto(inject('pageUrl'));
  const needs = page.locator('noscript p');
  await needs.waitFor();
  await expect.poll(() => needs.innerText()).toContain('it needs JavaScript, which is off here');
  await page.getByText('Fall Line shows how optimizers go down a loss surface').waitFor();
  expect(await page.getByText(loaded).isVisible()).toBe(false);
  await off.close();
});
