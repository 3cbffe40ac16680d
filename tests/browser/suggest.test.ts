import { expect, test } from 'vitest';
import { violations } from './support/axe.ts';
import { openPage } from './support/page.ts';
import { userOf } from './support/user.ts';

/** What the controls do with what is typed and set is tested without a browser: tests/dom/controls.test.ts. */
test('a formula is typed: it is its own link, or field, stage and step say what is shown instead', async () => {
  const { page, close } = await openPage();
  const user = userOf(page);
  const surface = page.getByRole('combobox', { name: 'Surface', exact: true });
  const address = () => page.evaluate(() => location.hash);
  const notShown = page.getByText('What is typed is no formula yet.');

  await user.formula.fill('x^2+y^2');
  await expect.poll(address).toBe('#f=x%5E2+y%5E2&opt=sgd&opt=momentum&opt=rmsprop&opt=adam&v=2');
  await expect.poll(() => surface.inputValue()).toBe('custom');
  await expect.poll(() => user.row('SGD')).toContain('0.05');
  await user.button('Undo').click();
  await expect.poll(() => surface.inputValue()).toBe('himmelblau');

  await user.formula.fill('x^2');
  await expect.poll(() => surface.inputValue()).toBe('custom');
  await user.formula.fill('x^2 + foo(y)');
  await user.formula.press('Tab');
  await expect.poll(() => surface.inputValue()).toBe('himmelblau');
  await expect.poll(() => user.formula.inputValue()).toBe('x^2 + foo(y)');
  await expect
    .poll(() => user.controls.getByRole('status').filter({ hasText: 'foo' }).innerText())
    .toContain('Shown until then: Himmelblau');
  await expect
    .poll(() => notShown.allInnerTexts())
    .toEqual([
      'What is typed is no formula yet. Shown: Himmelblau',
      'What is typed is no formula yet. Shown: Himmelblau',
    ]);
  expect(await violations(page)).toEqual([]);
  await page.reload();
  await expect.poll(() => user.formula.inputValue()).toBe('x^2 + foo(y)');
  await surface.selectOption('booth');
  await expect.poll(() => notShown.count()).toBe(0);
  await user.button('Take up again: x^2 + foo(y)').click();
  await expect.poll(() => user.formula.inputValue()).toBe('x^2 + foo(y)');
  await expect.poll(() => surface.inputValue()).toBe('booth');
  await user.button('Back to the beginning of this scene').click();
  await expect.poll(address).toBe('');
  await close();
});
