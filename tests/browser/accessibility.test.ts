import { expect, test } from 'vitest';
import { violations } from './support/axe.ts';
import { openPage } from './support/page.ts';
import { userOf } from './support/user.ts';

test.each([
  ['light', { width: 1200, height: 800 }],
  ['dark', { width: 1200, height: 800 }],
  ['light', { width: 390, height: 844 }],
  ['dark', { width: 390, height: 844 }],
] as const)('axe finds nothing: %s, %o', async (colorScheme, viewport) => {
  const opened = await openPage({ colorScheme, viewport });
  const user = userOf(opened.page);
  // The side comes after the first picture; what it draws has its name from its first frame on.
  await opened.page.locator('.chart-axes').waitFor({ state: 'attached' });
  expect(await violations(opened.page)).toEqual([]);
  await user.type(user.formula, 'x^2 + sen(y)');
  await user.controls.getByText(/did you mean sin/).waitFor();
  // Only there something else is shown than before; and over a dialog nothing but it can be reached.
  expect(await violations(opened.page, '.controls')).toEqual([]);
  await user.stage.focus();
  await opened.page.keyboard.press('?');
  await opened.page.getByRole('dialog').waitFor();
  expect(await violations(opened.page, 'dialog')).toEqual([]);
  await opened.close();
});
