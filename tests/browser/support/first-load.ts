import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { inject } from 'vitest';

/** Marks when a page says that its first picture is complete. Runs in it before any of its scripts. */
export function markReady(): void {
  new MutationObserver((_, observer) => {
    if (!('ready' in document.documentElement.dataset)) return;
    performance.mark('ready');
    observer.disconnect();
  }).observe(document, { attributes: true, subtree: true, attributeFilter: ['data-ready'] });
}

/** Kilobytes of JavaScript and CSS, gzipped, that a page had asked for when its first picture was complete: one that was opened with `markReady`. */
export async function firstLoad(page: Page): Promise<number> {
  const names = await page.evaluate(() => {
    const ready = performance.getEntriesByName('ready')[0]!.startTime;
    const all = performance.getEntriesByType('resource');
    return all.flatMap(({ name, startTime }) => (startTime < ready ? [name] : []));
  });
  const files = [...new Set(names.map((name) => new URL(name).pathname))].filter((path) =>
    /\.(js|css)$/.test(path),
  );
  const sizes = files.map(async (path) => {
    const file = join(inject('pageFolder'), path.slice(new URL(inject('pageUrl')).pathname.length));
    return gzipSync(await readFile(file), { level: 9 }).length / 1000;
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
