import { beforeAll, describe, expect, test } from 'vitest';
import { readFragment } from '../../src/core/scene/url.ts';
import { modelOf, openModels } from '../../src/core/scene/models.ts';
import { extentOf } from '../../src/panels/models/boundary.ts';
import { openPage } from './support/page.ts';
import { userOf } from './support/user.ts';

beforeAll(openModels);

test('a finger drags a point where there is one, and scrolls where there is none', async () => {
  const link = '#model=xor,points:6&steps=30&v=2';
  const opened = await openPage({
    at: link,
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  const { page } = opened;
  await page.getByRole('tab', { name: 'Step' }).tap();
  const picture = page.locator('.model-canvas');
  await expect
    .poll(() => picture.evaluate((canvas) => (canvas as HTMLCanvasElement).offsetWidth))
    .toBeGreaterThan(100);
  await picture.scrollIntoViewIfNeeded();
  await page.getByText('Points can be dragged.').waitFor();
  const cdp = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...at: (readonly [number, number])[]) =>
    cdp.send('Input.dispatchTouchEvent', { type, touchPoints: at.map(([x, y], id) => ({ id, x, y })) });
  const data = () => page.evaluate(() => /data=[^&]*/.exec(location.hash)?.[0] ?? null);

  const { train, test: held } = modelOf(readFragment(link).scene.model!);
  const { x0, y0, side } = extentOf([train, held]);
  const box = (await picture.boundingBox())!;
  const size = box.width - 2;
  const from = [
    box.x + 1 + ((train.inputs[0]! - x0) / side) * size,
    box.y + 1 + size - ((train.inputs[1]! - y0) / side) * size,
  ] as const;
  // Down, as one scrolls, then across; a second finger changes nothing.
  await touch('touchStart', from);
  for (let dy = 10; dy <= 60; dy += 10) await touch('touchMove', [from[0], from[1] - dy]);
  await touch('touchStart', [from[0], from[1] - 60], [box.x + 4, box.y + 4]);
  await touch('touchMove', [from[0], from[1] - 60], [box.x + 4, box.y + 40]);
  await touch('touchEnd');
  await expect.poll(data).toContain('data=12:x1,x2,target:');
  await expect
    .poll(async () => {
      const { scene } = readFragment(await page.evaluate(() => location.hash));
      const [x, y] = scene.model!.data!.values as [number, number];
      return [x - train.inputs[0]!, y - train.inputs[1]! - (60 / size) * side].map((off) =>
        Number((Math.abs(off) / side).toFixed(1)),
      );
    })
    .toEqual([0, 0]);
  expect((await picture.boundingBox())!.y).toBeCloseTo(box.y, 0);
  await opened.close();
});

describe('what is fetched late and cannot be had', () => {
  test.each([
    [
      'the picture of the model',
      /assets\/view-[^/]*\.js$/,
      /picture of the model could not be fetched/,
      'Units',
    ],
    ['the digits', /assets\/_virtual_digits-[^/]*\.js$/, /digits could not be fetched/, 'Seed'],
  ])(
    '%s: it is said, not asked for at every picture, and had with the next change',
    async (_, file, said, changed) => {
      const opened = await openPage({ expected: /Failed to load resource/ });
      const { page } = opened;
      const user = userOf(page);
      let asked = 0;
      await page.route(file, (route) => {
        asked += 1;
        return route.abort();
      });
      await user.go('#model=digits&steps=20&step=20&v=2');
      await page.getByText(said).first().waitFor();
      // What is asked for may be fetched ahead as well: one try is two requests at most.
      expect(asked).toBeLessThanOrEqual(2);
      const before = asked;
      for (let step = 0; step < 5; step++) await page.getByRole('button', { name: /^Step back/ }).click();
      await page.waitForTimeout(500);
      expect(asked).toBe(before);
      await page.unroute(file);
      await page.getByRole('textbox', { name: changed, exact: true }).first().fill('12');
      await page.getByText(/^It reads \d+ of these 20 test digits right/).waitFor();
      await opened.close();
    },
  );
});
