import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pixelmatch from 'pixelmatch';
import type { Locator, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OpenPage, openPage } from './support/page.ts';
import { presentationOf } from './support/presentation.ts';
import { look, looking } from './support/rough.ts';
import { type User, userOf } from './support/user.ts';

/**
 * Golden pictures of the stage, and of what else is drawn. `npm run test:pictures` takes them anew: look at each before
 * you keep it. A picture that differs is written to `failures/` beside the difference.
 */
const kept = join(import.meta.dirname, 'pictures');
const failures = join(import.meta.dirname, 'failures');
const takeAnew = process.env['TAKE_PICTURES'] === '1';
/** Share of the pixels that may differ. */
const allowed = 0.00025;
/** And where there are letters, whose edges follow the system's font library. */
const allowedOfLetters = 0.004;

const optimizers = 'opt=sgd(lr:0.004)&opt=momentum(lr:0.002)&opt=rmsprop(lr:0.02)&opt=adam(lr:0.22)';

/** Scenes, as links: each is drawn once. */
const cases = [
  { name: 'himmelblau', at: `#loss=himmelblau&start=-0.4,-0.75&${optimizers}&step=34` },
  { name: 'rosenbrock-two-adams', at: `#loss=rosenbrock&${optimizers}&opt=adam(lr:0.02)&step=150` },
  { name: 'saddle-leaving-orthographic', at: `#loss=saddle&${optimizers}&camera=orthographic&step=80` },
  { name: 'rastrigin-from-above', at: `#loss=rastrigin&${optimizers}&camera=top&step=60` },
  {
    name: 'simplex-and-cloud',
    at: '#loss=himmelblau&start=-0.4,-0.75&noise=8&opt=nelder-mead&opt=adam(lr:0.22)&step=8',
  },
] as const;

/** At half the width and height: what is moved or missing is still seen, and a file is a quarter of the size. */
function halved({ width, height, data }: PNG): PNG {
  const half = new PNG({ width: width >> 1, height: height >> 1 });
  for (let y = 0; y < half.height; y++) {
    for (let x = 0; x < half.width * 4; x++) {
      const at = (2 * y * width + 2 * (x >> 2)) * 4 + (x & 3);
      const below = at + 4 * width;
      half.data[y * half.width * 4 + x] =
        (data[at]! + data[at + 4]! + data[below]! + data[below + 4]! + 2) >> 2;
    }
  }
  return half;
}

/** Holds a picture against the one that is kept, or keeps it. Returns the share of pixels that differ. */
function compare(name: string, taken: PNG, share = allowed): number {
  const file = join(kept, `${name}.png`);
  if (takeAnew || !existsSync(file)) {
    mkdirSync(kept, { recursive: true });
    writeFileSync(file, PNG.sync.write(taken));
    expect(takeAnew, `${file} was missing and has been taken`).toBe(true);
    return 0;
  }
  const golden = PNG.sync.read(readFileSync(file));
  expect([taken.width, taken.height]).toEqual([golden.width, golden.height]);
  const { width, height } = golden;
  const difference = new PNG({ width, height });
  const differing = pixelmatch(taken.data, golden.data, difference.data, width, height, { threshold: 0.1 });
  if (differing > share * width * height) {
    mkdirSync(failures, { recursive: true });
    writeFileSync(join(failures, `${name}.png`), PNG.sync.write(taken));
    writeFileSync(join(failures, `${name}-difference.png`), PNG.sync.write(difference));
  }
  return differing / (width * height);
}

describe('the stage', () => {
  let opened: OpenPage;
  let user: User;
  beforeAll(async () => {
    opened = await openPage({
      at: cases[0].at,
      smooth: true,
      drawn: 'when looked at',
      viewport: { width: 920, height: 640 },
    });
    user = userOf(opened.page);
    // Some of a scene's code comes after its first picture.
    await opened.page.waitForLoadState('networkidle');
    // Its letters follow the system's font library: the picture is of what is drawn under it.
    await user.legend.evaluate((legend) => legend.style.setProperty('visibility', 'hidden'));
  });
  afterAll(() => opened.close());

  test.each(cases)('$name, light and dark', async ({ name, at }) => {
    const { page } = opened;
    await user.go(at);
    const runs = at.split('opt=').length - 1;
    await expect.poll(() => page.locator('.legend .legend-run').count()).toBe(runs);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.locator(`html[data-theme=${colorScheme}]`).waitFor();
      await user.still();
      const taken = PNG.sync.read(await looking(page, () => user.stage.screenshot()));
      expect.soft(compare(`${name}-${colorScheme}`, taken), colorScheme).toBeLessThanOrEqual(allowed);
    }
  });
});

test('map, chart, figure, slide and phone', async () => {
  const opened = await openPage({
    at: `#loss=himmelblau&start=-0.4,-0.75&${optimizers}&step=34`,
    smooth: true,
    drawn: 'when looked at',
    viewport: { width: 1280, height: 800 },
  });
  const { page } = opened;
  const user = userOf(page);
  const room = presentationOf(page);
  await page.waitForLoadState('networkidle');
  const taken: (readonly [string, PNG])[] = [];
  const take = async (name: string, of: Page | Locator) => {
    await user.still();
    taken.push([name, halved(PNG.sync.read(await of.screenshot()))]);
  };

  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.locator(`html[data-theme=${colorScheme}]`).waitFor();
    await take(`map-${colorScheme}`, page.getByRole('region', { name: 'Map', exact: true }));
    await take(`chart-${colorScheme}`, page.getByRole('region', { name: 'Chart', exact: true }));
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.locator('html[data-theme=light]').waitFor();

  await look(page, true);
  await user.share('Picture or slide…');
  const preview = page.getByRole('dialog', { name: 'Export' }).getByRole('region', { name: 'Preview' });
  await expect.poll(() => preview.getAttribute('aria-busy')).toBe(null);
  await take('figure', preview.locator('.export-picture'));
  await look(page, false);
  await page.keyboard.press('Escape');

  await page.setViewportSize({ width: 960, height: 540 });
  await user.stage.press('p');
  await room.begun();
  await user.still();
  await looking(page, () => take('slide', page));
  await room.press('Escape');
  await room.left();

  await page.setViewportSize({ width: 390, height: 760 });
  await user.still();
  await looking(page, () => take('phone', page));
  await opened.close();
  for (const [picture, pixels] of taken)
    expect(compare(picture, pixels, allowedOfLetters), picture).toBeLessThanOrEqual(allowedOfLetters);
});
