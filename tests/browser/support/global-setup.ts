import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { build } from 'vite';
import { withPseudoLanguages } from '../../tools/pseudo-language.ts';
import { findChromium } from '../../tools/find-browser.ts';
import { serveFolder } from '../../tools/static-server.ts';
import { type BrowserKind, flagsOf, WORKERS } from './flags.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the built page, under a sub-path as on a shared host. */
    pageUrl: string;
    /** The folder of the built page. */
    pageFolder: string;
    /** Where the tests connect to the browsers of their worker. */
    browserEndpoints: Readonly<Record<BrowserKind, readonly string[]>>;
  }
}

/**
 * Serves the page, with two languages that nobody speaks, from a sub-path, and starts the browsers of all browser tests.
 * The page is built meanwhile: tests that need no browser begin at once, and who asks for a file of it gets it when it is
 * there.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = join(project.config.root, 'node_modules', '.cache', 'fall-line', 'page');
  const built = build({
    logLevel: 'warn',
    plugins: [withPseudoLanguages()],
    build: { outDir: folder, emptyOutDir: true },
  });
  // Whoever waits for it is told why there is no page; nobody may wait when this happens.
  built.catch(() => {});
  const server = await serveFolder(folder, '/some/where/', {}, built);
  const executablePath = findChromium((line) => console.log(line));
  const launch = (kind: BrowserKind, count: number) =>
    Promise.all(
      Array.from({ length: count }, () =>
        chromium.launchServer({
          executablePath,
          args: [...flagsOf[kind]],
          chromiumSandbox: process.getuid?.() !== 0,
        }),
      ),
    );
  const [quick, smooth] = await Promise.all([launch('quick', WORKERS), launch('smooth', 1)]);
  const browsers = { quick, smooth };
  const endpoints = (kind: BrowserKind) => browsers[kind].map((browser) => browser.wsEndpoint());
  project.provide('pageUrl', server.url);
  project.provide('pageFolder', folder);
  project.provide('browserEndpoints', {
    quick: endpoints('quick'),
    smooth: endpoints('smooth'),
  });
  return async () => {
    await Promise.all(Object.values(browsers).flatMap((all) => all.map((browser) => browser.close())));
    await server.close();
    await built;
  };
}
