import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { violations } from './support/axe.ts';
import { openPage, type OpenPage } from './support/page.ts';
import { type User, userOf } from './support/user.ts';

let opened: OpenPage;
let user: User;
beforeEach(async () => {
  opened = await openPage();
  user = userOf(opened.page);
});
afterEach(() => opened.close());

const surface = () => opened.page.getByRole('combobox', { name: 'Surface', exact: true });
const address = () => opened.page.evaluate(() => location.hash);
const notShown = () => opened.page.getByText('What is typed is no formula yet.');

describe('typing a formula', () => {
  test('it is taken when typing pauses, with what it suggests, and is its own link', async () => {
    await user.formula.fill('x^2+y^2');
    await expect.poll(address).toBe('#f=x%5E2+y%5E2&opt=sgd&opt=momentum&opt=rmsprop&opt=adam&v=2');
    expect(await surface().inputValue()).toBe('custom');
    expect(await user.row('SGD')).toContain('0.05');
    await user.button('Undo').click();
    await expect.poll(() => surface().inputValue()).toBe('himmelblau');
  });

  test('while it is wrong, field, stage and step say what is shown instead, also when the field is left', async () => {
    await user.formula.fill('x^2');
    await expect.poll(() => surface().inputValue()).toBe('custom');
    await user.formula.fill('x^2 + foo(y)');
    await user.formula.press('Tab');
    await expect.poll(() => surface().inputValue()).toBe('himmelblau');
    expect(await user.formula.inputValue()).toBe('x^2 + foo(y)');
    expect(await user.controls.getByRole('status').filter({ hasText: 'foo' }).innerText()).toContain(
      'Shown until then: Himmelblau',
    );
    expect(await notShown().allInnerTexts()).toEqual([
      'What is typed is no formula yet. Shown: Himmelblau',
      'What is typed is no formula yet. Shown: Himmelblau',
    ]);
    expect(await violations(opened.page)).toEqual([]);
    await opened.page.reload();
    await expect.poll(() => user.formula.inputValue()).toBe('x^2 + foo(y)');
    await surface().selectOption('booth');
    await expect.poll(() => notShown().count()).toBe(0);
    await user.button('Take up again: x^2 + foo(y)').click();
    await expect.poll(() => user.formula.inputValue()).toBe('x^2 + foo(y)');
    expect(await surface().inputValue()).toBe('booth');
  });
});

describe('what is set and what is suggested', () => {
  test('a rate that is set stays on another surface and is suggested again by the keyboard', async () => {
    const adam = await user.unfold('Adam');
    const sign = () => adam.getByRole('button', { name: /^Learning rate: / });
    expect(await sign().getAttribute('aria-disabled')).toBe('true');
    await user.type(adam.getByRole('textbox', { name: 'Learning rate' }), '0.3');
    await expect.poll(() => sign().getAttribute('aria-disabled')).toBe('false');
    await surface().selectOption('booth');
    await expect.poll(address).toContain('opt=rmsprop&opt=adam,lr:0.3');
    await sign().focus();
    await opened.page.keyboard.press('Enter');
    await expect.poll(address).toBe('#loss=booth&opt=sgd&opt=momentum&opt=rmsprop&opt=adam&v=2');
    expect(await user.row('Adam')).toContain('0.2');
  });

  test('a double click on the name of a coordinate puts that one back', async () => {
    await user.type(user.box('Start x'), '1');
    await user.type(user.box('Start y'), '2');
    await expect.poll(address).toContain('start=1,2');
    const name = (axis: string) => user.folder('Start').getByText(axis, { exact: true });
    await name('x').dblclick();
    await expect.poll(address).toContain('start=-0.4,2');
    await name('y').dblclick();
    await expect.poll(address).toBe('');
  });

  test('reset goes back to the beginning, and undo takes it back', async () => {
    const reset = user.button('Back to the beginning of this scene');
    expect(await reset.isDisabled()).toBe(true);
    await surface().selectOption('goldstein-price');
    await user.type(user.box('Start x'), '0.5');
    await expect.poll(address).toContain('start=0.5,0.5');
    await reset.click();
    await expect.poll(address).toBe('');
    await user.button('Undo').click();
    await expect.poll(address).toContain('loss=goldstein-price&start=0.5,0.5');
  });
});
