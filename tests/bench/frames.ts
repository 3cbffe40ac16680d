import type { Page } from 'playwright-core';

/** Counts the page's animation frames and times those that drew: all of its drawing happens in them. */
export function watchFrames(): void {
  const watched = { count: 0, times: [] as number[] };
  Object.assign(window, { watched });
  new MutationObserver((_, observer) => {
    if (!('ready' in document.documentElement.dataset)) return;
    performance.mark('ready');
    observer.disconnect();
  }).observe(document, { attributes: true, subtree: true, attributeFilter: ['data-ready'] });
  const drawn = () => document.querySelector<HTMLElement>('canvas[data-frames]')?.dataset['frames'];
  const request = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (callback) =>
    request((time) => {
      const picture = drawn();
      const before = performance.now();
      callback(time);
      const took = performance.now() - before;
      watched.count += 1;
      if (drawn() !== picture) watched.times.push(took);
    });
}

export interface Watched {
  count: number;
  times: number[];
}

/** What was seen since the last call. */
export const take = (page: Page): Promise<Watched> =>
  page.evaluate(() => {
    const { watched } = window as unknown as { watched: Watched };
    const { count } = watched;
    watched.count = 0;
    return { count, times: watched.times.splice(0) };
  });

/** Goes to the panels whose code comes when one gets there. */
export async function openLastPanels(page: Page): Promise<void> {
  const curvature = page.getByRole('region', { name: 'Curvature' });
  await curvature.scrollIntoViewIfNeeded();
  await curvature.getByRole('button').first().waitFor();
}

/** Waits until the page has asked for no frame for a while. */
export async function settle(page: Page): Promise<void> {
  let before = -1;
  for (;;) {
    const count = await page.evaluate(() => (window as unknown as { watched: Watched }).watched.count);
    if (count === before) return;
    before = count;
    await page.waitForTimeout(250);
  }
}
