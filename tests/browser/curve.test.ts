import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordRun } from '../../src/core/index.ts';
import { formatNumber } from '../../src/core/math/format.ts';
import { lossIn } from '../../src/core/scene/compiled.ts';
import { recordOptionsOf } from '../../src/core/scene/record-options.ts';
import { readFragment } from '../../src/core/scene/url.ts';
import { violations } from './support/axe.ts';
import { openPage, type OpenPage } from './support/page.ts';
import { type User, userOf } from './support/user.ts';

const WAVES =
  '#f=0.1*x^2%2B0.9*sin(2x)%2B1.4&curve=on&domain=-6.45,1.35,-2,2&start=-5.65,0&opt=sgd(lr:0.2)&opt=adam(lr:0.25)&steps=60&step=4';

let opened: OpenPage;
let page: Page;
let user: User;
const address = () => page.evaluate(() => location.hash);
const scene = async () => readFragment(await address()).scene;
const curve = () => page.getByRole('application', { name: /^Loss curve: / });
const start = () => page.getByRole('button', { name: /^Start at x / });
const description = () => curve().getAttribute('aria-description');
const inked = () =>
  curve().evaluate((element) =>
    [...element.querySelectorAll('canvas')].map((canvas) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      return data.some((value, i) => i % 4 === 3 && value > 0);
    }),
  );

beforeAll(async () => {
  opened = await openPage({ at: WAVES, viewport: { width: 1200, height: 800 } });
  ({ page } = opened);
  user = userOf(page);
  await curve().waitFor();
});
afterAll(() => opened.close());

test('a link of a curve shows its runs, of one variable, and says so', async () => {
  await expect
    .poll(description)
    .toMatch(/^Axes: x from −6.45 to 1.35, f from .*, linear\. Minimum at x −0\.7/);
  await expect.poll(() => inked()).toEqual([true, true]);
  const shown = await scene();
  const [sgd, adam] = shown.optimizers.map((setting) =>
    recordRun({ ...recordOptionsOf(shown, setting), loss: lossIn(shown) }),
  );
  expect(sgd!.dimension).toBe(1);
  await expect.poll(() => user.row('SGD')).toContain(formatNumber(sgd!.losses[4]!));
  await expect.poll(description).toContain(`Adam at x ${formatNumber(adam!.positions[4]!)}, f `);
  // The equations are of numbers, and not of vectors.
  const step = page.getByRole('region', { name: 'This step, by Adam' });
  await expect.poll(() => step.getByText(formatNumber(adam!.positions[5]!, 4)).count()).toBeGreaterThan(0);
  await expect.poll(() => page.getByRole('region', { name: 'Map', exact: true }).count()).toBe(0);
  expect(await violations(page)).toEqual([]);
});

test('it plays, is zoomed and moved along with keys, and its start is moved and dragged', async () => {
  await user.button('Step forward').click();
  await user.atStep(5);
  await expect.poll(description).toContain('Step 5 of 60.');

  await curve().focus();
  await page.keyboard.press('+');
  await expect.poll(async () => (await scene()).domain[0]).toBeGreaterThan(-6);
  const zoomed = await scene();
  expect(zoomed.domain.slice(2)).toEqual([-2, 2]);
  await page.keyboard.press('Alt+ArrowRight');
  await expect.poll(async () => (await scene()).domain[0]).toBeGreaterThan(zoomed.domain[0]);
  await page.keyboard.press('0');
  await expect.poll(async () => (await scene()).suggested).toContain('domain');

  await user.go(WAVES);
  await start().focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => (await scene()).start[0]).toBeGreaterThan(-5.65);
  expect((await scene()).start[1]).toBe(0);
  const box = (await start().boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + 200, box.y + 40, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => (await scene()).start[0]).toBeGreaterThan(-5);
  await user.button('Undo').click();
  await expect.poll(async () => (await scene()).start[0]).toBeLessThan(-5.5);
});

test('the switch turns it into a trough and back, and an old link of the same formula is one', async () => {
  const isCurve = user.controls.getByRole('checkbox', { name: 'As a curve' });
  await isCurve.click();
  await user.stage.waitFor();
  await expect.poll(() => curve().count()).toBe(0);
  await isCurve.click();
  await curve().waitFor();

  await user.go('#f=x%5E2&opt=sgd');
  await user.stage.waitFor();
  await expect.poll(() => curve().count()).toBe(0);
  await user.type(user.formula, 'x^4');
  await expect.poll(address).toContain('f=x%5E4&');
  expect((await scene()).curve).toBe(false);
});

test('a formula that is typed over a surface is a curve, with what has no value said', async () => {
  await user.go('#loss=booth');
  await user.stage.waitFor();
  await user.type(user.formula, 't - log(t)');
  await curve().waitFor();
  await expect.poll(description).toMatch(/^Axes: t from .*Minimum at t 1\.00, f 1\.00\./);
  await user.type(user.formula, 'sqrt(-1 - t^2)');
  await expect.poll(description).toContain('The formula has no value on this interval.');
  await user.type(user.formula, 't^2 + u^2');
  await user.stage.waitFor();
  await expect.poll(() => curve().count()).toBe(0);
});

test('it is drawn and described with averages, and with nothing that has no meaning of it', async () => {
  await user.go(WAVES.replace('lr:0.2)', 'lr:0.2,average:tail)'));
  await expect.poll(description).toContain('SGD, averaged at x');
  await user.stage.waitFor({ state: 'hidden' });
  for (const name of ['Side by side', /^Magnify/])
    await expect.poll(() => page.getByRole('button', { name }).count()).toBe(0);
});

test('beside the plot there is nothing to guess and nowhere to start', async () => {
  await user.go(`${WAVES}&ask=end,run:0,step:9`);
  const card = page.getByRole('region', { name: 'Question' });
  const lock = card.getByRole('button', { name: 'Lock and run' });
  await lock.waitFor();
  const { start: before } = await scene();
  await curve().dblclick({ position: { x: 6, y: 90 } });
  expect(await lock.isDisabled()).toBe(true);
  expect((await scene()).start).toEqual(before);
  await curve().click({ position: { x: 300, y: 90 } });
  await expect.poll(() => lock.isDisabled()).toBe(false);
});

test('where its code cannot be had it is asked for once, nothing false stands in its place, and a surface is shown again', async () => {
  const other = await openPage({ at: '#loss=booth&opt=sgd&steps=30', expected: /net::ERR_FAILED/ });
  const reader = userOf(other.page);
  let asked = 0;
  await other.page.route(/curve[^/]*\.js/, (route) => {
    asked++;
    return route.abort();
  });
  await reader.stage.waitFor();
  await reader.go(WAVES);
  await other.page.getByText('The curve could not be loaded.').waitFor();
  const atFirst = asked;
  for (let i = 0; i < 4; i++) await reader.button('Step forward').click();
  await reader.atStep(8);
  expect(asked).toBe(atFirst);
  await expect.poll(() => reader.stage.isVisible()).toBe(false);
  await expect.poll(() => other.page.getByRole('region', { name: 'Map', exact: true }).count()).toBe(0);

  await other.page.unroute(/curve[^/]*\.js/);
  await reader.go('#loss=booth&opt=sgd&steps=30');
  await reader.stage.waitFor();
  await other.close();
});

test('an embed of it is the map with a sentence where its code cannot be had, until a surface is shown', async () => {
  const embed = await openPage({
    at: '?embed&show=stage,transport#loss=booth&opt=sgd',
    expected: /net::ERR_FAILED/,
  });
  await embed.page.route(/curve[^/]*\.js/, (route) => route.abort());
  await embed.page.evaluate((link) => void (location.hash = link), WAVES);
  await embed.page.getByText('The curve could not be loaded: the map takes its place.').waitFor();
  const map = embed.page.locator('.stage .map-picture');
  await expect.poll(() => map.getAttribute('aria-label')).toContain('Adam');
  await embed.page.evaluate(() => void (location.hash = '#loss=booth&opt=sgd'));
  await expect.poll(() => map.count()).toBe(0);
  await expect.poll(() => embed.page.locator('.stage').textContent()).not.toContain('could not be loaded');
  await embed.close();
});
