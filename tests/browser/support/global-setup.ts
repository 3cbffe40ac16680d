import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { build } from 'vite';
import { findChromium } from '../../tools/find-browser.ts';
import { serveFolder } from '../../tools/static-server.ts';
import { browserFlags } from './flags.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the built page, under a sub-path as on a shared host. */
    pageUrl: string;
    /** The folder of the built page. */
    pageFolder: string;
    /** Where the tests connect to the one browser that they share. */
    browserEndpoint: string;
  }
}

/** Builds the page, serves it from a sub-path, and starts one browser for all browser tests. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = join(project.config.root, 'node_modules', '.cache', 'fall-line', 'page');
  await build({ logLevel: 'warn', build: { outDir: folder, emptyOutDir: true } });
  const server = await serveFolder(folder, '/some/where/');
  const browser = await chromium.launchServer({
    executablePath: findChromium((line) => console.log(line)),
    args: browserFlags,
    chromiumSandbox: process.getuid?.() !== 0,
  });
  project.provide('pageUrl', server.url);
  project.provide('pageFolder', folder);
  project.provide('browserEndpoint', browser.wsEndpoint());
  return async () => {
    await browser.close();
    await server.close();
  };
}
