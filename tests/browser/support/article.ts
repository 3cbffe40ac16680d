import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { serveFolder, type StaticServer } from '../../tools/static-server.ts';
import { sharedBrowser } from './browser.ts';
import { COARSE } from './flags.ts';
import { drawNothing, drawRough, READING } from './rough.ts';

export interface Article {
  readonly page: Page;
  readonly complaints: string[];
  close(): Promise<void>;
}

/** Files beside a page, by their paths. */
export type Beside = Readonly<Record<string, string>>;

/** Serves a page of `pages/` from an origin of its own, with a snippet pasted into it as it is. */
export async function serveArticle(
  name: string,
  snippet: string,
  beside: Beside = {},
): Promise<StaticServer> {
  const folder = await mkdtemp(join(tmpdir(), 'fall-line-article-'));
  const html = await readFile(new URL(`../pages/${name}.html`, import.meta.url), 'utf8');
  await writeFile(
    join(folder, 'index.html'),
    html.replaceAll('SNIPPET', () => snippet),
  );
  for (const [path, text] of Object.entries(beside)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const server = await serveFolder(folder);
  return {
    url: server.url,
    async close() {
      await server.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** Opens a page of `pages/` on another origin than the embed's, with a snippet pasted into it as it is. */
export async function openArticle(
  name: string,
  snippet: string,
  options: BrowserContextOptions & {
    /** Whether stages are looked at: else they stay blank. */
    readonly drawn?: boolean;
    readonly before?: () => void;
    readonly beside?: Beside;
    /** Console messages that the test expects. */
    readonly expected?: RegExp;
  } = {},
): Promise<Article> {
  const { drawn = false, before, beside, expected, ...contextOptions } = options;
  const server = await serveArticle(name, snippet, beside);
  const browser = await sharedBrowser();
  const context = await browser.newContext({
    viewport: { width: 800, height: 600 },
    deviceScaleFactor: COARSE,
    reducedMotion: 'reduce',
    colorScheme: 'light',
    ...contextOptions,
  });
  await context.addInitScript(drawRough);
  if (!drawn) await context.addInitScript(drawNothing);
  if (before) await context.addInitScript(before);
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const complaints: string[] = [];
  page.on('console', (message) => {
    const missing = message.location().url.endsWith('/favicon.ico');
    const text = message.text();
    const isForgiven = missing || expected?.test(text) || READING.test(text);
    if (['error', 'warning'].includes(message.type()) && !isForgiven) complaints.push(text);
  });
  page.on('pageerror', (error) => complaints.push(`exception: ${error.message}`));
  await page.goto(server.url);
  return {
    page,
    complaints,
    async close() {
      await context.close();
      await server.close();
      if (complaints.length > 0) throw new Error(complaints.join('\n'));
    },
  };
}
