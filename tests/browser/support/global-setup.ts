import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { build } from 'vite';
import { findChromium } from '../../tools/find-browser.ts';
import { serveFolder } from '../../tools/static-server.ts';
import { pictureFlags, quickFlags, WORKERS } from './flags.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the built page, under a sub-path as on a shared host. */
    pageUrl: string;
    /** The folder of the built page. */
    pageFolder: string;
    /** Where the tests connect to the browser of their worker. */
    browserEndpoints: readonly string[];
    /** The browser for golden pictures, with the smooth edges that users see. */
    picturesEndpoint: string;
  }
}

/** Builds the page, serves it from a sub-path, and starts the browsers of all browser tests. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = join(project.config.root, 'node_modules', '.cache', 'fall-line', 'page');
  await build({ logLevel: 'warn', build: { outDir: folder, emptyOutDir: true } });
  const server = await serveFolder(folder, '/some/where/');
  const executablePath = findChromium((line) => console.log(line));
  const launch = (args: string[]) =>
    chromium.launchServer({ executablePath, args, chromiumSandbox: process.getuid?.() !== 0 });
  const quick = await Promise.all(Array.from({ length: WORKERS }, () => launch(quickFlags)));
  const smooth = await launch(pictureFlags);
  project.provide('pageUrl', server.url);
  project.provide('pageFolder', folder);
  project.provide(
    'browserEndpoints',
    quick.map((browser) => browser.wsEndpoint()),
  );
  project.provide('picturesEndpoint', smooth.wsEndpoint());
  return async () => {
    await Promise.all([...quick, smooth].map((browser) => browser.close()));
    await server.close();
  };
}
