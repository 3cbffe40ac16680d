import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { violations } from './support/axe.ts';
import { type OpenPage, openPage } from './support/page.ts';
import { userOf } from './support/user.ts';

const himmelblau = encodeURIComponent('(x^2 + y - 11)^2 + (x + y^2 - 7)^2');
const own = `#f=${himmelblau}&domain=-5,5,-5,5&start=-0.5,-0.8&opt=sgd(lr:0.01)&opt=adam(lr:0.002)&steps=200&step=200`;

const marksOf = (page: Page) => page.getByRole('list', { name: 'Marks on the map' });
const cellsOf = (page: Page, name: RegExp) =>
  page.getByRole('table', { name: 'Results' }).getByRole('row', { name }).getByRole('cell');

let opened: OpenPage;
beforeAll(async () => {
  opened = await openPage({ at: own, viewport: { width: 1200, height: 800 } });
});
afterAll(() => opened.close());

test('Himmelblau’s formula, typed, has the marks, results and charts of the catalog’s row', async () => {
  const { page } = opened;
  await userOf(page).go('#loss=bowl&opt=sgd(lr:0.01)&start=-0.5,-0.8');
  await expect
    .poll(() => marksOf(page).getByRole('listitem').allInnerTexts())
    .toEqual(['Minimum of the surface: f(0, 0) = 0']);
  const formula = page.getByRole('textbox', { name: 'Formula of f(x, y)' });
  await formula.fill('(x^2 + y - 11)^2 + (x + y^2 - 7)^2');
  await formula.press('Enter');
  for (const [axis, from, to] of [
    ['x', '-5', '5'],
    ['y', '-5', '5'],
  ] as const) {
    for (const [side, value] of [
      ['from', from],
      ['to', to],
    ] as const) {
      const box = page.getByRole('textbox', { name: `${axis} ${side}` });
      await box.fill(value);
      await box.press('Enter');
    }
  }
  await expect.poll(() => marksOf(page).getByRole('listitem').count()).toBe(9);
  const named = async () => {
    const texts = await marksOf(page).getByRole('listitem').allInnerTexts();
    return ['Minimum of the surface', 'Saddle', 'Maximum'].map(
      (kind) => texts.filter((text) => text.startsWith(kind)).length,
    );
  };
  await expect.poll(named).toEqual([4, 4, 1]);
  await userOf(page).toLastPanels();
  // A step within 1e-3, and a distance that can be charted.
  await expect.poll(async () => (await cellsOf(page, /^SGD/).allInnerTexts())[1]).toMatch(/^\d+$/);
  const quantity = page.getByRole('combobox', { name: 'Quantity' });
  await quantity.selectOption({ label: 'Distance to the nearest minimum' });
  await expect.poll(() => quantity.inputValue()).toBe('distance');
  // What is at rest draws nothing.
  const user = userOf(page);
  await user.still();
  const before = await user.frames();
  await user.pass(20);
  expect(await user.frames()).toBe(before);
});

test('never, not known and none are three signs, with words for those who listen', async () => {
  const { page } = opened;
  await userOf(page).go(own);
  await userOf(page).toLastPanels();
  const second = (name: RegExp) => cellsOf(page, name).nth(1);
  await expect.poll(() => second(/^SGD/).innerText()).toMatch(/^\d+$/);
  const never = second(/^Adam/);
  await expect.poll(() => never.innerText()).toMatch(/^never/);
  await expect
    .poll(() => never.getAttribute('title'))
    .toBe('never: no step came within 1e−3 of the lowest known minimum');
  for (const [formula, sign, meaning] of [
    ['x*y', '–', 'there is no minimum here to come near to'],
    ['sqrt(x + 6) + y^2 - x*y/9', '?', 'not known: no minimum was found, and there may be one'],
  ] as const) {
    await page.evaluate((f) => {
      location.hash = `#f=${encodeURIComponent(f)}&domain=-7,5,-5,5&start=1,1&opt=adam(lr:0.02)&steps=20`;
    }, formula);
    await expect.poll(() => second(/^Adam/).getAttribute('title')).toBe(meaning);
    await expect.poll(async () => (await second(/^Adam/).innerText()).startsWith(sign)).toBe(true);
  }
});

test('a mark is named where it is pointed at, on map and stage, and reached by keyboard', async () => {
  const { page } = opened;
  await userOf(page).go(own);
  await expect.poll(() => marksOf(page).getByRole('listitem').count()).toBe(9);
  const tip = page.getByRole('tooltip');
  await page.locator('.map-plot').scrollIntoViewIfNeeded();
  const plot = async () => (await page.locator('.map-plot').boundingBox())!;

  const items = marksOf(page).getByRole('listitem');
  await items.first().focus();
  await expect.poll(() => tip.innerText()).toMatch(/^Minimum of the surface: f\(/);
  await page.keyboard.press('End');
  await expect.poll(() => tip.innerText()).toBe('Maximum: f(−0.2708, −0.923) = 181.6');
  const map = await plot();
  await expect
    .poll(async () => {
      const shown = (await tip.boundingBox())!;
      return [shown.x >= map.x, shown.x + shown.width <= map.x + map.width];
    })
    .toEqual([true, true]);
  await page.keyboard.press('Escape');
  await expect.poll(() => tip.count()).toBe(0);

  // On the map: the ring's button of the start, a minimum, a saddle, and a place where nothing is.
  for (const [x, y, sentence] of [
    [3, 2, 'Minimum of the surface: f(3, 2) = 0'],
    [0.0867, 2.884, /^Saddle: f\(0\.08668, 2\.884\)/],
    [-0.5, -0.8, /^Start of every run: f\(−0\.5, −0\.8\)/],
  ] as const) {
    await page.mouse.move(map.x + (map.width * (x + 5)) / 10, map.y + (map.height * (5 - y)) / 10);
    await expect.poll(() => tip.innerText()).toMatch(sentence);
  }
  await page.mouse.move(map.x + map.width * 0.95, map.y + map.height * 0.03);
  await expect.poll(() => tip.count()).toBe(0);

  // On the stage, from above, the middle of the domain is near the middle: found as one finds it, by moving about.
  await page.evaluate(() => {
    location.hash = '#f=x*y&domain=-2,2,-2,2&start=1.5,1.5&opt=sgd(lr:0.01)&steps=5&camera=top';
  });
  await expect.poll(() => items.allInnerTexts()).toEqual(['Saddle: f(0, 0) = 0']);
  const stage = (await page.locator('.stage canvas[data-frames]').boundingBox())!;
  const onStage = page.locator('.stage .mark-tip');
  let found = '';
  const places = Array.from({ length: 144 }, (_, k) => [12 * ((k % 12) - 6), 12 * (Math.floor(k / 12) - 6)]);
  // From the middle outwards.
  places.sort(([a = 0, b = 0], [c = 0, d = 0]) => Math.hypot(a, b) - Math.hypot(c, d));
  for (const [dx = 0, dy = 0] of places) {
    if (found.startsWith('Saddle')) break;
    await page.mouse.move(stage.x + stage.width / 2 + dx, stage.y + stage.height / 2 + dy);
    await userOf(page).pass(2);
    found = (await onStage.isVisible()) ? await onStage.innerText() : '';
  }
  expect(found).toBe('Saddle: f(0, 0) = 0');
});

test('the legend of signs opens by keyboard from the map and from the list of keys', async () => {
  const { page } = opened;
  await userOf(page).go(own);
  const sheet = page.getByRole('dialog', { name: 'Signs and gestures' });
  const button = page.getByRole('button', { name: 'What the signs mean' });
  await button.focus();
  await page.keyboard.press('Enter');
  await sheet.waitFor();
  await expect.poll(() => sheet.innerText()).toContain('4 minima, 4 saddles, 1 maximum');
  await expect.poll(() => sheet.innerText()).toContain('Two fingers');
  expect(await violations(page, 'dialog')).toEqual([]);
  // Every sign has its drawing.
  const blank = () =>
    sheet.locator('canvas').evaluateAll(
      (canvases) =>
        canvases.filter((canvas) => {
          const { width, height } = canvas as HTMLCanvasElement;
          const data = (canvas as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height).data;
          const pixels = new Uint32Array(data.buffer);
          return pixels.every((pixel) => pixel === pixels[0]);
        }).length,
    );
  await expect.poll(blank).toBe(0);
  await page.keyboard.press('Escape');
  await expect.poll(() => sheet.count()).toBe(0);
  await expect.poll(() => button.evaluate((element) => element === document.activeElement)).toBe(true);

  await button.blur();
  await page.keyboard.press('?');
  await page.getByRole('button', { name: 'Signs on map and stage, and gestures' }).focus();
  await page.keyboard.press('Enter');
  await sheet.waitFor();
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
});

test('every start has the mark to which its run goes: pointed at, by arrow keys, and chosen', async () => {
  const at = '#loss=himmelblau&opt=sgd(lr:0.01)&opt=momentum(lr:0.01)&steps=60&overlays=starts&start=1,1';
  const { page } = opened;
  await userOf(page).go(at);
  const starts = page.getByRole('region', { name: 'Where each start ends' });
  await expect.poll(() => starts.getByRole('listitem').count()).toBeGreaterThan(3);
  await expect.poll(() => starts.getByRole('listitem').first().innerText()).toContain('minimum (3.00, 2.00)');
  const map = page.locator('#panel-map .map-picture');
  // By the minimum at (-3.78, -3.28).
  await map.hover({
    position: await map.evaluate((box) => ({ x: 0.12 * box.clientWidth, y: 0.83 * box.clientHeight })),
  });
  await expect.poll(() => starts.innerText()).toMatch(/From \(−3\.\d+, −3\.\d+\): minimum C/);
  await page.mouse.move(0, 0);
  const explore = starts.getByRole('button', { name: 'Explore with the arrow keys' });
  await explore.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowUp');
  await expect
    .poll(() => starts.getByRole('status').allInnerTexts())
    .toContainEqual(expect.stringMatching(/^From \(/));
  await page.keyboard.press('Enter');
  await expect.poll(() => page.url()).not.toContain('start=1,1');
  expect(await violations(page)).toEqual([]);
});
