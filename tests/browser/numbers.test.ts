import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPage, type OpenPage } from './support/page.ts';
import { userOf } from './support/user.ts';

/** Values of few digits, of many, tiny, huge and negative. */
const scenes = [
  '#loss=himmelblau&opt=sgd(lr:0.00398)&opt=adam(lr:0.022,eps:1.234e-10)&start=-1.2345,0.98765&noise=0.123',
  '#f=1e6x^2+y^2/1e6&domain=-1234.5,1000000.25,-0.000123,0.000456&start=-0.0004567,0.0001234' +
    '&opt=momentum(lr:1.234e-7,momentum:0.98765)&steps=10000&step=9876',
] as const;

interface Read {
  /** Fields and boxes with a number that is wider than what they show of it; the legend says what it leaves out. */
  readonly cut: readonly string[];
  /** Texts of less than twelve pixels; the indices of set formulas have their own measure. */
  readonly small: readonly string[];
}

function read(page: Page): Promise<Read> {
  return page.evaluate(() => {
    const cut: string[] = [];
    const small: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      const isField = element instanceof HTMLInputElement && element.type === 'text';
      const own = isField
        ? element.value
        : [...element.childNodes].map((node) => (node instanceof Text ? node.data : '')).join('');
      const isSaidOnly = element.closest('.visually-hidden') !== null;
      if (!/\S/.test(own) || isSaidOnly || element.closest('.katex, .legend-parts, style, script')) continue;
      if (!element.checkVisibility({ visibilityProperty: true }) || element.clientWidth === 0) continue;
      const { fontSize, overflowX } = getComputedStyle(element);
      if (Number.parseFloat(fontSize) < 12) small.push(`${own} at ${fontSize}`);
      if (!/\d/.test(own) || (!isField && overflowX === 'visible')) continue;
      if (element.scrollWidth > element.clientWidth) cut.push(`${own} in ${element.className}`);
    }
    return { cut, small };
  });
}

let opened: OpenPage;
beforeAll(async () => void (opened = await openPage()));
afterAll(() => opened.close());

test.each([
  [1280, 0],
  [1280, 1],
  [900, 1],
  [390, 1],
  [320, 1],
  [390, 0],
] as const)('at %i pixels no number is cut and no text is small, in scene %i', async (width, scene) => {
  const { page } = opened;
  await page.setViewportSize({ width, height: 800 });
  await userOf(page).go(scenes[scene]);
  const tabs = await page.getByRole('tab').all();
  for (const tab of width < 900 ? tabs : [null]) {
    await tab?.click();
    if (!tab) await userOf(page).toLastPanels();
    await page.locator('.awaited').first().waitFor({ state: 'hidden' });
    await expect.poll(() => read(page)).toEqual({ cut: [], small: [] });
  }
});
