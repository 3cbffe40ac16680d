import { type Browser, chromium } from 'playwright-core';
import { inject } from 'vitest';

const browsers = new Map<string, Promise<Browser>>();

/** The browser of this worker; or the one for golden pictures, with the smooth edges that users see: slow. */
export function sharedBrowser(smooth = false): Promise<Browser> {
  const endpoints = inject('browserEndpoints');
  const own = endpoints[Number(process.env['VITEST_POOL_ID'] ?? 1) % endpoints.length];
  const endpoint = smooth ? inject('picturesEndpoint') : own;
  if (endpoint === undefined) throw new Error('No browser was started for the tests.');
  const browser = browsers.get(endpoint) ?? chromium.connect(endpoint);
  browsers.set(endpoint, browser);
  return browser;
}
