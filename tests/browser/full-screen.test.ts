import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPage } from './support/page.ts';
import { presentationOf } from './support/presentation.ts';
import { userOf } from './support/user.ts';

const isFull = (page: Page) => page.evaluate(() => document.fullscreenElement !== null);
/** Takes the screen away, as the browser's own keys do, and waits until the page has been told of it. */
const takeScreen = (page: Page) =>
  page.evaluate(async () => {
    // A busy browser that was asked to leave and to come back may have ended the second, too: it is lost as well.
    if (!document.fullscreenElement) return;
    const told = new Promise<void>((resolve) =>
      document.addEventListener('fullscreenchange', () => {
        if (!document.fullscreenElement) resolve();
      }),
    );
    await document.exitFullscreen();
    await told;
  });
/**
 * Goes to the whole screen by a key. A busy browser that was just asked to leave may refuse, or end what was asked for
 * after it: then a user presses F again.
 */
async function goFull(page: Page, key: 'p' | 'f'): Promise<void> {
  const outcome = await page.evaluateHandle(() => {
    const heard = ['fullscreenchange', 'fullscreenerror'].map(
      (type) => new Promise((resolve) => document.addEventListener(type, resolve, { once: true })),
    );
    return { told: Promise.race(heard) };
  });
  await presentationOf(page).press(key);
  await outcome.evaluate(({ told }) => told.then(() => {}));
  await userOf(page).still();
  if (!(await isFull(page))) await goFull(page, 'f');
}
const isPresenting = (page: Page) => page.locator('#page[data-presenting]').isVisible();

test('Escape on the whole screen means what it means in a window', async () => {
  const opened = await openPage({ at: '#loss=bowl&opt=sgd&step=3', viewport: { width: 640, height: 480 } });
  const { page } = opened;
  const room = presentationOf(page);
  await userOf(page).stage.focus();
  await goFull(page, 'p');

  await room.press('b', 'Escape');
  await room.black.waitFor({ state: 'hidden' });
  await room.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keys while presenting' });
  await sheet.waitFor();
  await room.press('Escape');
  await sheet.waitFor({ state: 'hidden' });
  expect([await isFull(page), await isPresenting(page)]).toEqual([true, true]);

  await room.press('f');
  await expect.poll(() => isFull(page)).toBe(false);
  expect(await isPresenting(page), 'F presents on in the window').toBe(true);
  await goFull(page, 'f');
  await takeScreen(page);
  expect(await isPresenting(page), 'lost by another key, it is lost alone').toBe(true);
  await goFull(page, 'f');
  await room.press('Escape');
  await room.left();
  await expect.poll(() => isFull(page)).toBe(false);
  // The page has the window again a frame before it is told so.
  await userOf(page).still();

  // Left before the browser has made its way there.
  await page.evaluate(() => {
    const changes: boolean[] = [];
    document.addEventListener('fullscreenchange', () => changes.push(document.fullscreenElement !== null));
    Object.assign(window, { changes });
  });
  await room.press('p');
  await room.begun();
  await room.press('Escape');
  await room.left();
  await expect.poll(() => page.evaluate('changes')).toEqual([true, false]);
  await opened.close();
});

test('a browser that keeps Escape for itself ends what the press would have ended', async () => {
  const opened = await openPage({
    at: '#loss=bowl&opt=sgd&step=3',
    viewport: { width: 640, height: 480 },
    // As in Firefox and Safari.
    before: () => Reflect.deleteProperty(Navigator.prototype, 'keyboard'),
  });
  const { page } = opened;
  const room = presentationOf(page);
  const eat = () => takeScreen(page);
  await userOf(page).stage.focus();
  await goFull(page, 'p');

  await room.press('w');
  await room.white.waitFor();
  await eat();
  await room.white.waitFor({ state: 'hidden' });
  expect(await isPresenting(page)).toBe(true);
  await goFull(page, 'f');
  await room.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keys while presenting' });
  await sheet.waitFor();
  await eat();
  await sheet.waitFor({ state: 'hidden' });
  expect(await isPresenting(page)).toBe(true);

  // The presenter's window takes the screen without a press.
  await goFull(page, 'f');
  const [presenter] = await Promise.all([page.waitForEvent('popup'), room.press('n')]);
  await presenter.getByRole('region', { name: 'Now' }).waitFor();
  if (await isFull(page)) await eat();
  await expect.poll(() => isFull(page)).toBe(false);
  await presenter.close();
  await userOf(page).still();
  expect(await isPresenting(page)).toBe(true);

  await goFull(page, 'f');
  await eat();
  await room.left();
  await opened.close();
});
