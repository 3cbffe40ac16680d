import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { build } from 'vite';
import { withPseudoLanguages } from '../../tools/pseudo-language.ts';
import { findChromium } from '../../tools/find-browser.ts';
import { serveFolder } from '../../tools/static-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the built page, under a sub-path as on a shared host. */
    pageUrl: string;
    /** The folder of the built page. */
    pageFolder: string;
  }
}

/**
 * Serves the page, with two languages that nobody speaks, from a sub-path. It is built, and a browser found or installed,
 * meanwhile: tests that need neither begin at once, and who asks for a file of the page gets it when both are there.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = join(project.config.root, 'node_modules', '.cache', 'fall-line', 'page');
  const ready = Promise.all([
    findChromium((line) => console.log(line)),
    build({
      logLevel: 'warn',
      plugins: [withPseudoLanguages()],
      build: { outDir: folder, emptyOutDir: true },
    }),
  ]);
  // Whoever waits for them is told why there is no page; nobody may wait when this happens.
  ready.catch(() => {});
  const server = await serveFolder(folder, '/some/where/', {}, ready);
  project.provide('pageUrl', server.url);
  project.provide('pageFolder', folder);
  return async () => {
    await server.close();
    await ready;
  };
}
