import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenPage, openPage } from './support/page.ts';
import { type User, userOf } from './support/user.ts';

let opened: OpenPage;
let page: Page;
let user: User;
beforeAll(async () => {
  opened = await openPage({ viewport: { width: 1200, height: 720 } });
  ({ page } = opened);
  user = userOf(page);
  await chartOf(page).waitFor();
});
afterAll(() => opened.close());

const chartOf = (page: Page) => page.getByRole('slider', { name: 'Playhead of the chart' });
const said = (page: Page) => page.getByRole('img', { name: /^(Loss|Gradient)/ }).getAttribute('aria-label');
const fragment = (page: Page) => decodeURIComponent(new URL(page.url()).hash);
const numbers = (page: Page) => page.locator('.chart-box .chart-axes text').allTextContents();

test('a loss that falls without bound is charted by a signed logarithm, which the axis says', async () => {
  await user.go('#loss=saddle&opt=sgd(lr:0.05)&steps=200');
  await expect.poll(async () => (await numbers(page)).join(' ')).toMatch(/signed log, linear to ±\S+/);
  await expect.poll(() => numbers(page)).toContain('0');
  await expect.poll(() => numbers(page)).toContainEqual(expect.stringMatching(/^\u22121e\d+$/));
});

test('the numbers of 100,000 steps do not touch', async () => {
  await user.go('#loss=bowl&opt=sgd(lr:0.1)&steps=100000');
  const texts = page.locator('.chart-box .chart-axes text');
  await texts.filter({ hasText: '100000' }).waitFor();
  const boxes = await texts.evaluateAll((all) =>
    all.map((text) => {
      const { left, right, top, bottom } = text.getBoundingClientRect();
      return { text: text.textContent, left, right, top, bottom };
    }),
  );
  for (const [i, a] of boxes.entries()) {
    for (const b of boxes.slice(i + 1)) {
      const apart = a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
      expect(apart ? '' : `${a.text} / ${b.text}`).toBe('');
    }
  }
});

test('its steps are zoomed by keys, wheel and buttons, are in the link, and scrub', async () => {
  await user.go('#loss=bowl&opt=sgd(lr:0.01)&steps=1000&step=500');
  const chart = chartOf(page);
  await chart.focus();
  await page.keyboard.press('+');
  await expect.poll(() => fragment(page)).toContain('&chartRange=250,750');
  await expect.poll(() => said(page)).toContain('steps 250 to 750');
  await expect.poll(() => numbers(page)).toContain('500');

  // A drag on the plot goes to the steps that are shown.
  const box = (await chart.boundingBox()) ?? expect.unreachable();
  await page.mouse.move(box.x + box.width - 12, box.y + 30);
  await page.mouse.down();
  await expect.poll(() => user.step()).toBeGreaterThan(740);
  await page.mouse.move(box.x + box.width / 2, box.y + 30);
  await expect.poll(() => user.step()).toBeLessThan(600);
  await page.mouse.up();
  expect(fragment(page)).toContain('&chartRange=250,750');

  // About the playhead, which is right of the middle: the first time something is left over.
  await user.button('Show more steps').click();
  await user.button('Show more steps').click();
  await expect.poll(() => fragment(page)).not.toContain('chartRange');
  await page.mouse.move(box.x + box.width - 12, box.y + 30);
  await page.mouse.wheel(0, -400);
  await expect.poll(() => fragment(page)).toMatch(/&chartRange=\d+,(99\d|1000)$/);
  // A drag of the numbers moves what is shown.
  await page.mouse.move(box.x + box.width / 2, box.y + box.height - 8);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 400, box.y + box.height - 8, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => fragment(page)).toMatch(/&chartRange=0,\d+/);
  await user.button('Show all steps').click();
  await expect.poll(() => fragment(page)).not.toContain('chartRange');
  await user.button('Show fewer steps').click();
  await expect.poll(() => fragment(page)).toContain('chartRange');
  await chart.dblclick({ position: { x: box.width / 2, y: 40 } });
  await expect.poll(() => fragment(page)).not.toContain('chartRange');

  await user.button('log steps').click();
  await expect.poll(() => fragment(page)).toContain('&chartSteps=log');
  await expect.poll(() => user.button('log steps').getAttribute('aria-pressed')).toBe('true');
  await expect.poll(() => numbers(page)).toContain('log steps');
});

test('the line under the map follows the start while it is dragged, and while keys move it', async () => {
  await user.go('#loss=bowl&opt=sgd(lr:0.01)&start=-4,3');
  const ring = page.getByRole('button', { name: /^Start at x/ });
  const readout = page.locator('.map-readout .readout-value');
  const shown = async () =>
    (await readout.allTextContents()).map((text) => Number(text.replace('\u2212', '-')));
  const at = (await ring.boundingBox()) ?? expect.unreachable();
  await page.mouse.move(at.x + at.width / 2, at.y + at.height / 2);
  await page.mouse.down();
  for (const dx of [20, 50, 90]) {
    await page.mouse.move(at.x + at.width / 2 + dx, at.y + at.height / 2 + 10);
    await expect
      .poll(async () => Math.abs((await shown())[0]! - (await user.number(user.box('Start x')))))
      .toBeLessThan(0.01);
  }
  await page.mouse.up();
  const before = await user.number(user.box('Start x'));
  await ring.focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => user.number(user.box('Start x'))).not.toBe(before);
  await expect
    .poll(async () => Math.abs((await shown())[0]! - (await user.number(user.box('Start x')))))
    .toBeLessThan(0.01);
});

test('a slow formula is sampled in a worker when its range is changed', async () => {
  const terms = Array.from({ length: 100 }, (_, k) => `sin(${k + 1}x+${k}y)/${k + 1}`).join('+');
  const slow = await openPage({
    at: `#f=${encodeURIComponent(terms)}&opt=sgd(lr:0.001)&steps=20`,
    viewport: { width: 1200, height: 720 },
    before: () => {
      const asked: string[] = [];
      Object.assign(window, { asked });
      const { postMessage } = Worker.prototype;
      Worker.prototype.postMessage = function (this: Worker, ...given: unknown[]) {
        const [order] = given as [{ kind: string; job?: string }];
        if (order.kind === 'start') asked.push(String(order.job));
        Reflect.apply(postMessage, this, given);
      };
    },
  });
  const other = userOf(slow.page);
  const grids = () =>
    slow.page.evaluate(
      () => (window as unknown as { asked: string[] }).asked.filter((job) => job === 'grid').length,
    );
  await other.still();
  const before = await grids();
  await other.type(other.box('x from'), '-3.5');
  await expect.poll(grids).toBeGreaterThan(before);
  await slow.close();
});
