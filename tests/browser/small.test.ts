import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPage } from './support/page.ts';
import { presentationOf } from './support/presentation.ts';
import { userOf } from './support/user.ts';

/** Phones upright and on their side, and windows at 200 % and 400 %. */
const sizes = [
  [844, 390],
  [667, 375],
  [640, 400],
  [640, 360],
  [390, 844],
  [360, 640],
  [320, 568],
  [320, 256],
] as const;

/** What is to be worked by hand and cannot be reached, and what does not fit: nothing. */
function outOfReach(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wrong: string[] = [];
    if (document.documentElement.scrollWidth > innerWidth) wrong.push('the page is wider than the window');
    const all = 'button, a[href], input, select, textarea, canvas[tabindex], [role=tab], .present-caption';
    for (const element of document.querySelectorAll<HTMLElement>(all)) {
      if (!element.checkVisibility({ visibilityProperty: true }) || element.matches('.skip-link, [inert] *'))
        continue;
      element.scrollIntoView({ inline: 'nearest' });
      const { left, right, top, width, height } = element.getBoundingClientRect();
      const hit = document.elementFromPoint(left + width / 2, top + Math.min(height / 2, innerHeight / 4));
      const name = element.getAttribute('aria-label') ?? element.textContent ?? '';
      if (!hit || !(element.contains(hit) || hit.closest('label')?.contains(element)))
        wrong.push(`${name} lies under ${hit?.className ?? 'nothing'}`);
      if (left < -1 || right > innerWidth + 1) wrong.push(`${name} from ${left} to ${right}`);
      if (width < 20 || height < 20) wrong.push(`${name} is ${width} x ${height}`);
    }
    scrollTo(0, 0);
    return wrong;
  });
}

/** Nothing is out of reach at any of the sizes. */
async function isInReach(page: Page, besides = async () => {}): Promise<void> {
  for (const [width, height] of sizes) {
    await page.setViewportSize({ width, height });
    await expect.poll(() => outOfReach(page), { message: `${width} x ${height}` }).toEqual([]);
    await besides();
  }
}

test('at eight sizes everything is reached, nothing overlaps, and the block has its room', async () => {
  const opened = await openPage({
    at: '#loss=himmelblau&noise=3&steps=200',
    viewport: { width: 844, height: 390 },
  });
  const { page } = opened;
  const user = userOf(page);
  await user.unfold('Adam');
  for (const [width, height] of sizes) {
    await page.setViewportSize({ width, height });
    await user.still();
    await expect.poll(() => outOfReach(page), { message: `${width} x ${height}` }).toEqual([]);
    const room = async () => {
      const [stage, legend] = [(await user.stage.boundingBox())!, (await user.legend.boundingBox())!];
      return {
        'the stage is high': stage.height > (width < 600 && height > 400 ? Math.max(110, 0.65 * width) : 110),
        'the legend lies above it': legend.y + legend.height <= stage.y + 1,
        'the legend is one row': legend.height < 50,
      };
    };
    await expect.poll(room, { message: `${width} x ${height}` }).toEqual({
      'the stage is high': true,
      'the legend lies above it': true,
      'the legend is one row': true,
    });
    await user.legend.getByText('noise σ 3', { exact: false }).first().waitFor();
  }

  // The legend unfolds to all rows; the skip link goes to Play.
  const unfold = user.button('All optimizers');
  await unfold.click();
  await expect
    .poll(() => outOfReach(page), { message: 'it lies over the stage as long as it is unfolded' })
    .toEqual([expect.stringMatching(/^Loss surface in 3D: Himmelblau lies under legend/)]);
  await expect.poll(async () => (await user.legend.boundingBox())?.height).toBeGreaterThan(120);
  await unfold.click();
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.reload();
  await page.locator('html[data-ready]').waitFor({ state: 'attached' });
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect.poll(() => user.button('Play').evaluate((play) => play === document.activeElement)).toBe(true);
  await expect.poll(() => page.evaluate(() => location.hash)).toContain('himmelblau');

  await page.keyboard.press('p');
  const room = presentationOf(page);
  await room.begun();
  await expect.poll(() => outOfReach(page)).toEqual([]);
  await expect.poll(async () => (await user.stage.boundingBox())?.height).toBeGreaterThan(110);

  const [presenter] = await Promise.all([page.waitForEvent('popup'), room.press('n')]);
  await presenter.getByRole('region', { name: 'Now' }).waitFor();
  await isInReach(presenter);
  await opened.close();
});

test('at eight sizes contents, glossary, a model and the hill in fog are in reach, and the hill is seen', async () => {
  const opened = await openPage({ at: '?blind=42', viewport: { width: 844, height: 390 } });
  const { page } = opened;
  const hill = page.getByRole('application');
  await isInReach(page, async () =>
    expect.poll(async () => (await hill.boundingBox())?.height).toBeGreaterThan(120),
  );
  for (const at of ['?lesson', '?glossary', '.#model=sales']) {
    await page.goto(new URL(at, page.url()).href);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await isInReach(page);
  }
  await opened.close();
});
