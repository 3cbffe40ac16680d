import { expect, test } from 'vitest';
import { violations } from './support/axe.ts';
import { openPage } from './support/page.ts';

test('the last panels come when one gets near them, by keyboard or by scrolling', async () => {
  for (const come of ['keyboard', 'scrolling'] as const) {
    const opened = await openPage({
      at: '#loss=booth&opt=sgd(lr:0.1)',
      viewport: { width: 1000, height: 420 },
    });
    const { page } = opened;
    const results = page.getByRole('region', { name: 'Results' });
    await page.getByRole('region', { name: /^This step/ }).waitFor();
    // Their room is kept and named, and nothing has come yet.
    const names = ['Results', 'Curvature', 'Loss against learning rate'];
    for (const name of names) await page.getByRole('heading', { name }).waitFor();
    expect(await page.getByRole('table').count()).toBe(0);
    if (come === 'keyboard') {
      const last = page.getByRole('complementary', { name: 'Map and charts' }).getByRole('button').last();
      await last.focus();
      await page.getByRole('table', { name: 'Results' }).waitFor({ state: 'attached' });
      await page.keyboard.press('Tab');
      const inside = () => results.evaluate((section) => section.contains(document.activeElement));
      for (let tabs = 0; tabs < 3 && !(await inside()); tabs++) await page.keyboard.press('Tab');
      await expect.poll(() => inside(), { message: 'reached by tab' }).toBe(true);
    } else {
      await page.getByRole('heading', { name: 'Results' }).scrollIntoViewIfNeeded();
      await page.getByRole('table', { name: 'Results' }).waitFor();
    }
    for (const name of names) {
      const section = page.getByRole('region', { name });
      await expect
        .poll(() => section.locator('.slot-body > *').count(), { message: name })
        .toBeGreaterThan(0);
      await expect.poll(() => section.locator('.awaited').count(), { message: name }).toBe(0);
    }
    await opened.close();
  }
});

test('the results fit the panel at every width, and stay a table', async () => {
  const opened = await openPage({
    at: '#loss=himmelblau&opt=momentum(lr:0.002)&opt=adam(lr:0.22)&steps=200&step=200',
    viewport: { width: 1200, height: 800 },
  });
  const { page } = opened;
  const table = page.getByRole('table', { name: 'Results' });
  const room = page.getByRole('group', { name: 'Results' });
  const cut = () => room.evaluate((element) => element.scrollWidth - element.clientWidth);
  const head = () => table.getByRole('columnheader', { name: 'Settings that acted' }).boundingBox();
  const loss = () => table.getByRole('columnheader', { name: 'Loss' }).boundingBox();
  const row = table.getByRole('row', { name: /^Adam/ });
  await page.getByRole('region', { name: 'Results' }).scrollIntoViewIfNeeded();
  await room.scrollIntoViewIfNeeded();

  await expect.poll(() => cut()).toBe(0);
  await expect.poll(() => row.getByRole('rowheader').innerText()).toBe('Adam');
  await expect
    .poll(async () => (await row.getByRole('cell').allInnerTexts()).at(-1))
    .toBe('η 0.22, β₁ 0.9, β₂ 0.999, ε 1e−8');
  await expect
    .poll(async () => (await head())!.y < (await loss())!.y, {
      message: 'the settings stand beside the name',
    })
    .toBe(true);
  expect(await violations(page)).toEqual([]);
  await table.getByRole('button', { name: '≤ 1e−3' }).click();
  await expect.poll(() => cut(), { message: 'with the arrow that says how it is sorted' }).toBe(0);
  await page.setViewportSize({ width: 1440, height: 800 });
  await expect.poll(() => cut()).toBe(0);

  await page.setViewportSize({ width: 800, height: 900 });
  await page.getByRole('tab', { name: 'Results' }).click();
  await expect.poll(() => cut()).toBe(0);
  await expect
    .poll(async () => (await head())!.y - (await loss())!.y, { message: 'everything on one line' })
    .toBe(0);
  await page.setViewportSize({ width: 390, height: 844 });
  await expect.poll(() => cut()).toBe(0);
  await opened.close();
});
