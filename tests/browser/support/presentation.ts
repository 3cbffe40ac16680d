import type { Locator, Page } from 'playwright-core';
import { PNG } from 'pngjs';

/** What the room sees, and the keys that drive it. */
export function presentationOf(page: Page) {
  const heading = page.getByRole('heading', { level: 1 });
  return {
    heading,
    stage: page.getByRole('application', { name: /^Loss surface in 3D/ }),
    caption: page.locator('.present-caption'),
    black: page.getByRole('img', { name: 'The screen is black' }),
    white: page.getByRole('img', { name: 'The screen is white' }),
    pointer: page.locator('.present-pointer'),
    async begun(): Promise<void> {
      await page.locator('[data-presenting] .present-number').waitFor();
    },
    async left(): Promise<void> {
      await page.locator('#page:not([data-presenting])').waitFor();
    },
    /** "3 / 12", which stands beside the title. */
    number: (): Promise<string> => page.locator('.present-number').innerText(),
    async press(...keys: readonly string[]): Promise<void> {
      for (const key of keys) await page.keyboard.press(key);
    },
  };
}

/** The colours of the runs that are inside at this step, as [r, g, b], by their labels. */
export function shownRuns(page: Page): Promise<Readonly<Record<string, readonly number[]>>> {
  return page.getByRole('region', { name: 'Optimizers' }).evaluate((legend) =>
    Object.fromEntries(
      [...legend.querySelectorAll('li')]
        .filter((row) => row.querySelector('.legend-status')?.textContent === '')
        .map((row) => {
          const color = row.querySelector('.swatch-marker')?.getAttribute('fill') ?? '';
          const parts = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
          return [row.querySelector('.legend-run')?.textContent ?? '', parts];
        }),
    ),
  );
}

/** How many pixels of an element's picture have a colour, give or take a little. */
export async function pixelsOf(element: Locator): Promise<(color: readonly number[]) => number> {
  const { data } = PNG.sync.read(await element.screenshot());
  return (color) => {
    let count = 0;
    for (let at = 0; at < data.length; at += 4) {
      if (color.every((part, i) => Math.abs(part - data[at + i]!) <= 16)) count++;
    }
    return count;
  };
}
