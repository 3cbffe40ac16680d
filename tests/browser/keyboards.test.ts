import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPage } from './support/page.ts';
import { presentationOf } from './support/presentation.ts';
import { userOf } from './support/user.ts';

/** What some layouts type on the keys that are used here, by the keys' places. */
const layouts = {
  Russian: { KeyZ: 'я', KeyB: 'и', KeyC: 'с', KeyL: 'д', KeyP: 'з', KeyN: 'т', Period: 'ю' },
  Greek: { KeyZ: 'ζ', KeyB: 'β', KeyC: 'ψ', KeyL: 'λ', KeyP: 'π', KeyN: 'ν', Period: '.' },
  Hebrew: { KeyZ: 'ז', KeyB: 'נ', KeyC: 'ב', KeyL: 'ך', KeyP: 'פ', KeyN: 'מ', Period: 'ץ' },
  Arabic: { KeyZ: 'ئ', KeyB: 'لا', KeyC: 'ؤ', KeyL: 'م', KeyP: 'ح', KeyN: 'ى', Period: 'ز' },
  // Latin letters in other places: it is the letter that counts.
  AZERTY: { KeyW: 'z', KeyB: 'b', KeyC: 'c', KeyL: 'l', KeyP: 'p', KeyN: 'n', Period: ':' },
} as const;

type Layout = keyof typeof layouts;

/** Presses keys as a keyboard with another layout sends them. */
async function keyboardOf(page: Page) {
  const cdp = await page.context().newCDPSession(page);
  return async (layout: Layout, code: string, modifiers = 0) => {
    const key = (layouts[layout] as Readonly<Record<string, string>>)[code] ?? code;
    for (const type of ['rawKeyDown', 'keyUp'] as const) {
      await cdp.send('Input.dispatchKeyEvent', { type, key, code, modifiers });
    }
  };
}

const CONTROL = 2;

test('five layouts on page, talk and presenter’s window; a field of the controls gives the keys back', async () => {
  const opened = await openPage({ at: '#loss=booth&opt=sgd(lr:0.04)&steps=30&step=7' });
  const { page } = opened;
  const user = userOf(page);
  const room = presentationOf(page);
  const press = await keyboardOf(page);

  // Undo, once in each.
  const surface = user.controls.getByRole('combobox', { name: 'Surface', exact: true });
  const surfaces = ['Booth', 'Himmelblau', 'Beale', 'Matyas', 'Ackley', 'Easom'];
  for (const name of surfaces.slice(1)) await user.choose('Surface', name);
  await user.stage.focus();
  const shown = () => surface.evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.label);
  for (const [i, layout] of (Object.keys(layouts) as Layout[]).entries()) {
    await press(layout, layout === 'AZERTY' ? 'KeyW' : 'KeyZ', CONTROL);
    await expect.poll(shown, { message: layout }).toBe(surfaces.at(-2 - i));
  }

  await press('Russian', 'KeyP');
  await room.begun();
  for (const layout of Object.keys(layouts) as Layout[]) {
    await press(layout, 'KeyB');
    await expect.poll(() => room.black.isVisible(), { message: layout }).toBe(true);
    await room.press('Escape');
    await room.black.waitFor({ state: 'hidden' });
  }
  await press('Hebrew', 'Period');
  await room.black.waitFor();
  await room.press('Escape');

  const [presenter] = await Promise.all([page.waitForEvent('popup'), press('Greek', 'KeyN')]);
  await presenter.getByRole('region', { name: 'Now' }).waitFor();
  await (await keyboardOf(presenter))('Arabic', 'KeyL');
  await room.pointer.waitFor();
  await presenter.close();
  await press('Arabic', 'KeyL');
  await room.pointer.waitFor({ state: 'hidden' });

  // A number is typed into the controls: Enter gives the keys back.
  await press('Russian', 'KeyC');
  await user.unfold('SGD');
  const box = user.box('Learning rate');
  await box.fill('0.055');
  await box.press('Enter');
  await press('Greek', 'KeyB');
  await room.black.waitFor();
  await room.press('x');
  await room.black.waitFor({ state: 'hidden' });
  await expect.poll(() => box.inputValue()).toBe('0.055');
  await user.stage.focus();

  // What is wrong stays where it is typed; Escape leaves the field, then the controls, then the talk.
  const isFocused = () => box.evaluate((field) => field === document.activeElement);
  await box.fill('0.5.5');
  await box.press('Enter');
  await expect.poll(async () => [await isFocused(), await box.inputValue()]).toEqual([true, '0.5.5']);
  await room.press('Escape');
  await expect.poll(isFocused).toBe(false);
  await expect
    .poll(async () => [await box.inputValue(), await user.controls.isVisible()])
    .toEqual(['0.055', true]);
  // A list that is open comes before them.
  const add = user.controls.getByRole('button', { name: '+ Add optimizer' });
  await add.press('Enter');
  const rule = user.controls.getByRole('button', { name: 'RMSprop', exact: true });
  await rule.focus();
  await room.press('Escape');
  await rule.waitFor({ state: 'hidden' });
  await expect.poll(() => user.controls.isVisible()).toBe(true);
  await room.press('Escape');
  await user.controls.waitFor({ state: 'hidden' });
  await expect.poll(() => room.number()).toBe('1 / 1');
  await room.press('Escape');
  await room.left();
  await opened.close();
});
