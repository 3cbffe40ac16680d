import type { Locator } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { openPage } from './support/page.ts';
import { presentationOf } from './support/presentation.ts';
import { userOf } from './support/user.ts';

const momenta = [0.5, 0.8, 0.95].map((beta) => `&opt=momentum(lr:0.018,momentum:${beta})`).join('');
const three = `loss=himmelblau&start=-0.4,-0.75${momenta}&steps=100&step=20`;
const noisy = `${three}&noise=12&noiseKind=heavy&seed=4`;

/** The legend's rows as they are read. */
const rowsOf = async (legend: Locator): Promise<string[]> => {
  const texts = await legend.getByRole('button', { name: / lr / }).allInnerTexts();
  return texts.map((text) => text.replaceAll(/\s+/g, ' ').trim());
};

/** Those of the three. */
const theirs = ['0.5', '0.8', '0.95'].map((beta) =>
  expect.stringMatching(new RegExp(`^Momentum μ ${beta} lr 0\\.018 `)),
);

/** The parts of a row, by class, that are not there to be seen: without room, or cut off. */
const hiddenIn = (legend: Locator, selector: string): Promise<string[]> =>
  legend.evaluate(
    (element, what) =>
      [...element.querySelectorAll<HTMLElement>(what)]
        .filter((part) => part.textContent !== '')
        .filter((part) => part.clientWidth === 0 || part.scrollWidth > part.clientWidth + 1)
        .map((part) => part.textContent ?? ''),
    selector,
  );

describe('three momenta are told apart', () => {
  test('on the page, in tooltips, results, step panel and controls, and side by side', async () => {
    const opened = await openPage({ at: `#${noisy}`, viewport: { width: 1280, height: 800 } });
    const user = userOf(opened.page);
    await expect.poll(() => rowsOf(user.legend)).toEqual(theirs);
    await expect
      .poll(() => user.legend.getByRole('button').nth(2).getAttribute('title'))
      .toBe('Explain the steps of Momentum, momentum 0.95, learning rate 0.018');
    await user.legend.getByText('noise σ 12, heavy-tailed, seed 4', { exact: true }).waitFor();
    await user.folder('Momentum μ 0.8').waitFor();
    await opened.page.getByText('This step, by Momentum μ 0.95').waitFor();
    await user.toLastPanels();
    await opened.page.getByRole('rowheader', { name: 'Momentum μ 0.5', exact: true }).waitFor();

    await user.go(`#${noisy}&layout=multiples`);
    const maps = opened.page.getByRole('region', { name: 'Maps side by side' });
    await expect.poll(() => rowsOf(maps)).toEqual(theirs);
    await maps.getByText('noise σ 12, heavy-tailed, seed 4').waitFor();
    await opened.close();
  });

  test('in embeds 280 and 640 pixels wide, where the rate is seen', async () => {
    const opened = await openPage({ at: `?embed#${noisy}`, viewport: { width: 280, height: 240 } });
    const { legend } = userOf(opened.page);
    for (const [width, height] of [
      [280, 240],
      [640, 400],
    ] as const) {
      await opened.page.setViewportSize({ width, height });
      await expect.poll(() => hiddenIn(legend, '.legend-parts:not(.legend-others), .legend-lr')).toEqual([]);
      await expect.poll(() => rowsOf(legend)).toEqual(theirs);
      await legend.getByText('noise σ 12, heavy-tailed, seed 4', { exact: true }).waitFor();
      await expect
        .poll(async () => {
          const box = (await legend.boundingBox())!;
          return box.x + box.width;
        })
        .toBeLessThanOrEqual(width);
    }
    // Rows that go on under the button which unfolds them fade, and half of a rate is not read as one.
    await opened.page.setViewportSize({ width: 280, height: 240 });
    const fold = legend.getByRole('button', { name: 'All optimizers', exact: true });
    await expect
      .poll(() => fold.evaluate((button) => getComputedStyle(button).boxShadow))
      .toMatch(/ 0px 0px 10px 18px$/);
    await fold.click();
    await expect.poll(() => fold.evaluate((button) => getComputedStyle(button).boxShadow)).toBe('none');
    await opened.close();
  });

  test('on phones of 390 and 320 pixels, and on slides of 1440 x 1080 and 1920 x 1080', async () => {
    const opened = await openPage({ at: `#${three}`, viewport: { width: 390, height: 700 } });
    const { page } = opened;
    const user = userOf(page);
    for (const width of [390, 320]) {
      await page.setViewportSize({ width, height: 700 });
      await user.still();
      await expect
        .poll(() => hiddenIn(user.legend, '.legend-parts:not(.legend-others), .legend-lr'))
        .toEqual([]);
    }
    const room = presentationOf(page);
    for (const width of [1440, 1920]) {
      await page.setViewportSize({ width, height: 1080 });
      await user.go(`#${noisy}`);
      await user.button('Present').press('Enter');
      await room.begun();
      await expect.poll(() => hiddenIn(user.legend, '.legend-run > *, .legend-lr')).toEqual([]);
      await expect.poll(async () => (await rowsOf(user.legend))[2]).toMatch(/^Momentum μ 0\.95 lr 0\.018 /);
      await user.legend.getByText('noise σ 12, heavy-tailed, seed 4', { exact: true }).waitFor();
      await room.press('Escape');
      await room.left();
    }
    await opened.close();
  });
});

test('what has no room is cut off with a sign, and is in the tooltip', async () => {
  const opened = await openPage({
    at: '?embed#loss=bowl&opt=adam(lr:0.1,beta1:0.55,beta2:0.995,eps:1e-4,weightDecay:0.125,amsgrad)',
    viewport: { width: 280, height: 240 },
  });
  const { legend } = userOf(opened.page);
  // The row is set in its font when that has come.
  await expect.poll(() => hiddenIn(legend, '.legend-others')).toHaveLength(1);
  await expect.poll(() => hiddenIn(legend, '.legend-name, .legend-lr')).toEqual([]);
  const styles = await legend
    .locator('.legend-others')
    .evaluate((part) => getComputedStyle(part).textOverflow);
  expect(styles).toBe('ellipsis');
  await expect
    .poll(() => legend.getByRole('button').getAttribute('title'))
    .toBe(
      'Explain the steps of Adam, learning rate 0.1, first-moment decay 0.55, second-moment decay 0.995, epsilon 0.0001, weight decay 0.125, AMSGrad',
    );
  await opened.close();
});

test('a run gets a name and a colour, which are in the link and can be undone', async () => {
  const opened = await openPage({ at: `#${three}`, viewport: { width: 1280, height: 900 } });
  const { page } = opened;
  const user = userOf(page);
  const folder = await user.unfold('Momentum μ 0.5');
  const name = folder.getByRole('textbox', { name: 'Name', exact: true });
  await name.fill('');
  await name.pressSequentially('heavy ball');
  await expect.poll(async () => (await rowsOf(user.legend))[0]).toMatch(/^heavy ball μ 0\.5 lr 0\.018 /);
  const renamed = user.folder('heavy ball');
  await renamed.getByRole('combobox', { name: 'Colour', exact: true }).selectOption({ label: 'Blue' });
  const marker = user.legend.getByRole('button').first().locator('.swatch-marker');
  await expect.poll(() => marker.getAttribute('fill')).toBe('#0072b2');
  await expect
    .poll(() => page.evaluate(() => location.hash))
    .toContain('opt=momentum,lr:0.018,momentum:0.5,name:heavy%20ball,color:blue');
  await user.button('Undo').click();
  await expect.poll(() => marker.getAttribute('fill')).toBe('#e69f00');
  await user.button('Undo').click();
  await expect.poll(async () => (await rowsOf(user.legend))[0]).toMatch(/^Momentum μ 0\.5 /);
  await opened.close();
});

test('markup in a name is text, wherever it stands', async () => {
  const hostile = '<img src=x onerror=alert(1)>';
  const opened = await openPage({
    at: `#loss=bowl&opt=sgd(lr:0.01,name:${encodeURIComponent(hostile.replace('(', '%28').replace(')', '%29'))})&opt=adam`,
    viewport: { width: 1280, height: 800 },
  });
  const { page } = opened;
  const user = userOf(page);
  await user.legend.getByText(hostile, { exact: true }).waitFor();
  await user.toLastPanels();
  await page.getByRole('rowheader', { name: hostile, exact: true }).waitFor();
  expect(await page.locator('img[src="x"]').count()).toBe(0);
  await opened.close();
});
