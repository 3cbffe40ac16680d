import { type Browser, chromium } from 'playwright-core';
import { inject } from 'vitest';
import type { BrowserKind } from './flags.ts';
import { followContext } from './report.ts';

const browsers = new Map<string, Promise<Browser>>();

/** The browser of this worker for what a test looks at; all workers share the one for golden pictures. */
export function sharedBrowser(kind: BrowserKind = 'quick'): Promise<Browser> {
  const endpoints = inject('browserEndpoints')[kind];
  const endpoint = endpoints[Number(process.env['VITEST_POOL_ID'] ?? 1) % endpoints.length];
  if (endpoint === undefined) throw new Error('No browser was started for the tests.');
  const browser =
    browsers.get(endpoint) ??
    chromium.connect(endpoint).then((connected) => connected.on('context', followContext));
  browsers.set(endpoint, browser);
  return browser;
}
