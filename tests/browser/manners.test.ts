import { expect, test } from 'vitest';
import { openPage } from './support/page.ts';
import { userOf } from './support/user.ts';

/** A browser that lets nobody use its clipboard, and says what it was asked to copy in the older way. */
const withoutClipboard = () => {
  Object.defineProperty(Navigator.prototype, 'clipboard', { value: undefined });
  const copied: string[] = [];
  Object.assign(window, { copied });
  document.addEventListener('copy', ({ target }) => copied.push((target as HTMLTextAreaElement).value));
};

test('numbers as people write them, copying without a clipboard, mathematics, and the wheel', async () => {
  const opened = await openPage({
    at: '#loss=booth&opt=adam(lr:0.3)&steps=40&step=7',
    viewport: { width: 800, height: 700 },
    before: withoutClipboard,
  });
  const { page } = opened;
  const user = userOf(page);
  const copied = () => page.evaluate('copied') as Promise<string[]>;
  const tab = (name: string) => page.getByRole('tab', { name, exact: true }).click();

  await user.unfold('Adam');
  const rate = user.box('Learning rate');
  const row = rate.locator('xpath=ancestor::*[contains(@class, "number-row")][1]');
  for (const [typed, reading, value] of [
    ['0,05', '= 0.05', '0.05'],
    ['1/3', '= 0.3333', '0.3333333333333333'],
    ['pi/20', '= 0.1571', '0.15707963267948966'],
  ] as const) {
    await rate.fill(typed);
    await row.getByText(reading, { exact: true }).waitFor();
    await rate.press('Enter');
    await expect.poll(() => rate.inputValue()).toBe(value);
    await row.getByText(reading, { exact: true }).waitFor({ state: 'hidden' });
  }
  await rate.fill('2e-3');
  expect(await row.locator('.row-error').isVisible(), 'what reads but one way is not read out').toBe(false);
  await rate.fill('1,000');
  await expect.poll(() => row.locator('.row-error').innerText()).toMatch(/1000/);
  await expect.poll(() => rate.getAttribute('aria-invalid')).toBe('true');
  await rate.press('Escape');
  const modes = (name: string) => user.box(name).first().getAttribute('inputmode');
  await expect.poll(() => modes('Learning rate')).toBe('decimal');
  await user.unfold('Loss surface');
  const range = user.controls.getByRole('textbox', { name: 'x from', exact: true });
  await expect
    .poll(() => range.getAttribute('inputmode'), { message: 'a keypad with a minus sign' })
    .toBe('text');

  // Its typefaces come late: until they are there the formula stands as text.
  let arrive = () => {};
  const late = new Promise<void>((resolve) => (arrive = resolve));
  await page.route(/KaTeX_.*woff2/, async (route) => {
    await late;
    await route.continue();
  });
  const asked = page.waitForRequest(/KaTeX_Math.*woff2/);
  await tab('This step');
  const panel = page.getByRole('tabpanel', { name: 'This step' });
  await panel.getByText('f(x, y) = ', { exact: false }).first().waitFor();
  await asked;
  expect(await panel.locator('.katex').count()).toBe(0);
  arrive();
  await panel.locator('.katex').first().waitFor();
  await expect.poll(() => page.evaluate(() => document.fonts.check('italic 1em KaTeX_Math'))).toBe(true);
  await panel.getByRole('button', { name: 'Copy as TeX' }).click();
  await panel.getByRole('button', { name: 'Copied' }).waitFor();
  await expect.poll(async () => (await copied()).at(-1)).toContain('\\theta');
  await userOf(page).share('Embed this scene');
  const dialog = page.getByRole('dialog', { name: 'Embed this scene' });
  await dialog.getByRole('button', { name: 'Copy', exact: true }).click();
  // That it was copied is said until the preview tells another height, which may be at once.
  await expect.poll(async () => (await copied()).at(-1)).toContain('<iframe');
  await dialog.getByRole('button', { name: 'Close' }).click();

  // A notch of a wheel that counts in pages.
  await tab('Map');
  const map = page.getByRole('img', { name: /^Contour map/ });
  await map.waitFor();
  const domain = async () => /domain=([^&]*)/.exec(await page.evaluate(() => location.hash))?.[1] ?? '';
  await map.evaluate((picture) => {
    const { x, y, width, height } = picture.getBoundingClientRect();
    const at = { clientX: x + width / 2, clientY: y + height / 2 };
    picture.dispatchEvent(
      new WheelEvent('wheel', { ...at, deltaY: -1, deltaMode: 2, bubbles: true, cancelable: true }),
    );
  });
  await expect.poll(domain).not.toBe('');
  const [x0 = 0, x1 = 0] = (await domain()).split(',').map(Number);
  expect((x1 - x0) / 20).toBeLessThan(0.8);
  await opened.close();
});
