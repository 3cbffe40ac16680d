import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { defaultOptions } from '../../src/embed/options.ts';
import { snippets } from '../../src/embed/snippets.ts';
import { builtFolder } from './support/built.ts';
import { serveArticle } from './support/article.ts';
import { sharedBrowser } from './support/browser.ts';
import { COARSE } from './support/flags.ts';
import { type HostName, serveAs } from './support/host-kinds.ts';
import { presentationOf } from './support/presentation.ts';
import { drawNothing, READING } from './support/rough.ts';

/** Each host has all of the page, and shows one part of it when it is gone: all come from what was kept of it. */
const later: readonly (readonly [
  host: HostName,
  at: string,
  what: string,
  shown: (page: Page) => Promise<unknown>,
])[] = [
  [
    'the pages of a repository',
    '?lesson=momentum',
    'a lesson',
    (page) => page.getByRole('heading', { name: 'Momentum: a heavy ball', level: 1 }).waitFor(),
  ],
  ['a host that takes folders', '?present=to-adam', 'a talk', (page) => presentationOf(page).begun()],
  [
    'a store of files without an index',
    '?#model=digits&opt=sgd&steps=20',
    'a model',
    (page) => page.locator('.plane-note').getByText('Plane:').waitFor(),
  ],
];

test.each(later)(
  'on %s the page opens and an article has its embeds; without it %s shows %s',
  async (name, at, _what, shown) => {
    const host = await serveAs(name, await builtFolder());
    const embedded = {
      page: host.url,
      fragment: 'loss=booth&opt=adam,lr:0.3',
      title: 'Adam',
      options: { ...defaultOptions, show: ['transport'] as const },
      width: 640,
      height: 300,
      picture: '',
    };
    const article = await serveArticle(
      'bare',
      `</head><body>${snippets.iframe(embedded)}${snippets.element(embedded)}`,
    );
    const context = await (await sharedBrowser()).newContext({
      viewport: { width: 900, height: 1000 },
      deviceScaleFactor: COARSE,
      reducedMotion: 'reduce',
    });
    await context.addInitScript(drawNothing);
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' && !READING.test(message.text())) complaints.push(message.text());
    });
    page.on('pageerror', ({ message }) => complaints.push(message));

    await page.goto(article.url);
    await page.locator('fall-line iframe.ready').waitFor();
    await page.frameLocator('body > iframe').getByRole('button', { name: 'Step forward' }).waitFor();

    await page.goto(host.typed);
    await page.locator('html[data-ready]').waitFor({ state: 'attached' });
    expect(page.url().split('#')[0]).toBe(host.url);
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    expect(host.refused).toEqual([]);
    await host.close();
    await page.goto(host.url + at);
    await shown(page);
    expect(complaints).toEqual([]);
    await context.close();
    await article.close();
  },
);
