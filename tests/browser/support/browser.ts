import { type Browser, chromium } from 'playwright-core';
import { findChromium } from '../../tools/find-browser.ts';
import { builtFolder } from './built.ts';
import { type BrowserKind, flagsOf } from './flags.ts';
import { followContext } from './report.ts';

const browsers = new Map<BrowserKind, Promise<Browser>>();

/**
 * The browser of this worker for what a test looks at. It is the worker's own child and ends with it: through a server of
 * browsers every message would be written and read twice more.
 */
export function sharedBrowser(kind: BrowserKind = 'quick'): Promise<Browser> {
  const browser = browsers.get(kind) ?? launch(kind);
  browsers.set(kind, browser);
  return browser;
}

async function launch(kind: BrowserKind): Promise<Browser> {
  // When the page is there, the browser is.
  await builtFolder();
  const browser = await chromium.launch({
    executablePath: await findChromium(),
    args: [...flagsOf[kind]],
    chromiumSandbox: process.getuid?.() !== 0,
  });
  return browser.on('context', followContext);
}
