import type { BrowserContextOptions, Page } from 'playwright-core';
import { inject } from 'vitest';
import { sharedBrowser } from './browser.ts';
import { COARSE } from './flags.ts';
import { pageReport } from './report.ts';
import { drawNothing, drawRough, drawWhenLookedAt, paintPlainly, READING } from './rough.ts';

/** Pixels of the screen are coarse unless `deviceScaleFactor` says otherwise. */
export interface OpenOptions extends BrowserContextOptions {
  /** Appended to the page's address: a query or a fragment. */
  readonly at?: string;
  /** With smooth edges, as golden pictures have them: slow. */
  readonly smooth?: boolean;
  /** Whether the stage is looked at, or now and then: else it stays blank, which is much quicker. */
  readonly drawn?: boolean | 'when looked at';
  /** Runs in the page before any of its scripts. */
  readonly before?: () => void;
  /** Console messages that the test expects. */
  readonly expected?: RegExp;
}

export interface OpenPage {
  readonly page: Page;
  /** What must not have happened: console errors and warnings, exceptions, requests to elsewhere. */
  readonly complaints: string[];
  /** Closes the page and throws when there were complaints. */
  close(): Promise<void>;
}

/** Opens the page as a newcomer does and waits until it says that its first picture is complete. */
export async function openPage(options: OpenOptions = {}): Promise<OpenPage> {
  const { at = '', smooth = false, drawn = smooth, before, expected, ...contextOptions } = options;
  const browser = await sharedBrowser(smooth ? 'smooth' : 'quick');
  const context = await browser.newContext({
    viewport: { width: 900, height: 600 },
    deviceScaleFactor: smooth ? 1 : COARSE,
    reducedMotion: 'reduce',
    colorScheme: 'light',
    ...contextOptions,
  });
  // Every test is a first visit: a service worker would fetch the whole page once more for each.
  await context.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'));
  await context.addInitScript(smooth ? paintPlainly : drawRough);
  if (drawn !== true) await context.addInitScript(drawn ? drawWhenLookedAt : drawNothing);
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const url = inject('pageUrl');
  const complaints: string[] = [];
  page.on('console', (message) => {
    const text = `${message.type()}: ${message.text()}`;
    const isForgiven = expected?.test(text) || (!smooth && READING.test(text));
    if (['error', 'warning'].includes(message.type()) && !isForgiven) complaints.push(text);
  });
  page.on('pageerror', (error) => complaints.push(`exception: ${error.message}`));
  page.on('request', (request) => {
    const to = request.url();
    if (!to.startsWith(new URL(url).origin) && !/^(data|blob):/.test(to)) complaints.push(`request to ${to}`);
  });
  if (before) await page.addInitScript(before);
  try {
    await page.goto(url + at);
    await page.locator('html[data-ready]').waitFor({ state: 'attached' });
  } catch (error) {
    throw new Error(`The page did not open: ${await pageReport(page)}`, { cause: error });
  }
  return {
    page,
    complaints,
    async close() {
      await context.close();
      if (complaints.length > 0) throw new Error(complaints.join('\n'));
    },
  };
}
