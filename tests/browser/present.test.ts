import { expect, test } from 'vitest';
import { present as text } from '../../src/text/en/present.ts';
import { violations } from './support/axe.ts';
import { openPage } from './support/page.ts';
import { presentationOf } from './support/presentation.ts';
import { middle, userOf } from './support/user.ts';

test('a talk made on the page is presented, changed live, and leaves the page as it was', async () => {
  const opened = await openPage({ at: '#loss=booth&opt=sgd(lr:0.04)&steps=30&step=7' });
  const { page } = opened;
  const user = userOf(page);
  const room = presentationOf(page);
  await user.stage.focus();
  await page.keyboard.press('a');
  await page.getByRole('status').filter({ hasText: 'added' }).first().waitFor();
  await user.choose('Surface', 'Himmelblau');
  await user.atStep(7);
  await page.keyboard.press('a');
  await user.button('Map and charts panel').click();
  const address = () => page.evaluate(() => location.hash);
  await expect.poll(address).toContain('himmelblau');
  const before = await address();

  await user.button('Present').press('Enter');
  await room.begun();
  await expect.poll(() => room.number()).toBe('1 / 2');
  await expect
    .poll(async () => (await page.title()) === `${await room.heading.innerText()} – Fall Line`)
    .toBe(true);
  await user.atStep(7);
  await expect
    .poll(() => page.getByText('Scene 1 of 2').count(), { message: 'said to screen readers' })
    .toBe(1);

  // What if? A field of the controls is typed in, digits and all; a clicker turns the page even so.
  await room.press('c');
  await user.unfold('SGD');
  await user.type(user.box('Learning rate'), '0.055');
  await user.box('Learning rate').focus();
  await room.press('PageDown');
  await expect.poll(() => room.number()).toBe('2 / 2');
  await room.press('PageUp');
  await expect.poll(() => user.row('SGD')).toContain('0.055');
  await user.stage.focus();
  await room.press('r', 'c');
  await expect.poll(() => user.row('SGD')).toContain('0.04');

  // A click on the stage goes on, a drag turns it.
  const at = await middle(user.stage);
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.mouse.move(at.x + 60, at.y, { steps: 3 });
  await page.mouse.up();
  expect(await room.number()).toBe('1 / 2');
  await page.mouse.click(at.x, at.y);
  await expect.poll(() => room.number()).toBe('2 / 2');

  await room.press('Escape');
  await room.left();
  await user.still();
  await expect.poll(address).toBe(before);
  await expect.poll(() => page.title()).toBe('Himmelblau: SGD – Fall Line');
  await expect.poll(() => user.button('Map and charts panel').getAttribute('aria-expanded')).toBe('false');
  await expect.poll(() => page.locator('#panel-side').isVisible()).toBe(false);
  await expect
    .poll(() => user.button('Present').evaluate((button) => button === document.activeElement))
    .toBe(true);
  await user.button('Undo').click();
  await expect.poll(address).toContain('loss=booth');
  await expect.poll(() => user.button('Undo').isDisabled()).toBe(true);
  await opened.close();
});

test('the keys of presenting, a reload in the middle of it, and axe', async () => {
  const opened = await openPage({ at: '?present=to-adam', viewport: { width: 960, height: 540 } });
  const { page } = opened;
  const user = userOf(page);
  const room = presentationOf(page);
  await room.begun();

  await room.press('b');
  await room.black.waitFor();
  await room.press('ArrowRight');
  await room.black.waitFor({ state: 'hidden' });
  await expect.poll(async () => [await room.black.count(), await room.number()]).toEqual([0, '1 / 12']);
  await room.press('.', 'x', 'w');
  await room.white.waitFor();
  await room.press('Escape');
  await expect
    .poll(async () => [await room.white.count(), await room.number()], { message: 'it is only lifted' })
    .toEqual([0, '1 / 12']);

  await room.press('1', '1');
  await page.getByText('Scene 11', { exact: true }).waitFor();
  await room.press('Enter');
  await expect.poll(() => room.number()).toBe('11 / 12');
  await room.press('End', 'ArrowRight');
  await expect.poll(() => room.number()).toBe('12 / 12');
  await room.press('Home', 'ArrowRight', 'Space', 'ArrowLeft');
  await expect.poll(() => room.number()).toBe('2 / 12');

  await room.press('l');
  await page.mouse.move(300, 200);
  await expect
    .poll(async () => {
      const spot = await middle(room.pointer);
      return [Math.round(spot.x), Math.round(spot.y)];
    })
    .toEqual([300, 200]);
  await expect.poll(() => user.stage.evaluate((canvas) => getComputedStyle(canvas).cursor)).toBe('none');
  await room.press('l');
  await expect.poll(() => room.pointer.isVisible()).toBe(false);

  const palette = () =>
    page.locator('html').evaluate((html) => [html.dataset['theme'], 'contrast' in html.dataset]);
  for (const [n, next] of [
    ['light', false],
    ['dark', false],
    ['light', true],
    ['dark', true],
  ].entries()) {
    await expect.poll(palette).toEqual(next);
    await user.still();
    if (n % 3 === 0) expect(await violations(page), String(next)).toEqual([]);
    await room.press('t');
  }

  await room.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keys while presenting' });
  await sheet.waitFor();
  expect(await violations(page, 'dialog')).toEqual([]);
  await room.press('PageDown', 'Escape');
  await sheet.waitFor({ state: 'hidden' });
  expect(await room.number(), 'the sheet has the keys').toBe('2 / 12');

  await page.reload();
  await room.begun();
  expect(await room.number()).toBe('2 / 12');
  // By now the hand has rested for longer than it takes for the cursor to go, and the buttons with it.
  await page.locator('#page[data-idle]').waitFor();
  const bar = page.getByRole('toolbar', { name: 'Presenting' });
  const opacity = () => bar.evaluate((element) => Number(getComputedStyle(element).opacity));
  await expect.poll(opacity).toBe(0);
  await room.press('Tab');
  const controls = bar.getByRole('button', { name: 'Controls' });
  await expect.poll(() => controls.evaluate((button) => button === document.activeElement)).toBe(true);
  await expect.poll(opacity).toBe(1);
  await room.press('Enter');
  await user.box('Gradient noise').waitFor();
  expect(await room.number(), 'Enter is the button’s').toBe('2 / 12');
  await expect.poll(opacity).toBe(0);
  await page.mouse.move(310, 210);
  await page.locator('#page:not([data-idle])').waitFor();
  await expect.poll(opacity).toBe(1);
  await controls.and(page.locator('[aria-pressed="true"]')).click();
  await user.box('Gradient noise').waitFor({ state: 'hidden' });
  await bar.getByRole('button', { name: 'Keys' }).click();
  await sheet.waitFor();
  await room.press('Escape');
  await room.press('Escape');
  await room.left();
  await expect.poll(() => page.evaluate(() => [location.search, location.hash])).toEqual(['', '']);
  await expect
    .poll(() => page.locator('html').evaluate((html) => html.style.getPropertyValue('--px')))
    .toBe('');
  await opened.close();
});

test('the presenter’s window follows, drives, and finds the presentation again', async () => {
  const opened = await openPage({ at: '?present=blows-up', viewport: { width: 640, height: 480 } });
  const { page } = opened;
  const room = presentationOf(page);
  await room.begun();
  const [presenter] = await Promise.all([page.waitForEvent('popup'), room.press('n')]);
  const said: string[] = [];
  presenter.on('pageerror', (error) => said.push(error.message));
  presenter.on('console', (message) => void (message.type() === 'error' && said.push(message.text())));
  const now = presenter.getByRole('region', { name: 'Now' }).getByRole('heading');
  const next = presenter.getByRole('region', { name: 'Next' }).getByRole('heading');
  const title = room.heading;

  await now.waitFor();
  await expect.poll(async () => (await now.innerText()) === (await title.innerText())).toBe(true);
  await expect.poll(() => next.innerText()).not.toBe('');
  const second = await next.innerText();
  await expect.poll(() => presenter.getByRole('region', { name: 'Notes' }).innerText()).not.toBe('');
  // Each window sets its formulas in its own time: both are read until they say the same.
  const caption = presenter.getByRole('region', { name: 'Now' }).locator('.presenter-caption');
  const captions = async () => [await caption.innerText(), await room.caption.innerText()];
  await expect.poll(async () => new Set(await captions()).size).toBe(1);
  expect((await captions())[0]).not.toBe('');
  await presenter.getByText('The next key shows the next scene.').waitFor();
  // The picture is the room's, step by step.
  const picture = presenter.getByRole('region', { name: 'Now' }).locator('.map-picture');
  const { scrubber, button } = userOf(page);
  await expect.poll(() => scrubber.inputValue()).not.toBe('0');
  await room.press('k');
  await button('Play').waitFor();
  let step = Number(await scrubber.inputValue());
  for (const [key, change] of [
    ['Shift+ArrowLeft', -1],
    ['Shift+ArrowRight', 1],
  ] as const) {
    await room.press(key);
    step += change;
    await expect.poll(() => scrubber.inputValue()).toBe(String(step));
    await expect.poll(() => picture.getAttribute('aria-label')).toContain(`Step ${step} of 61.`);
  }
  expect(await violations(presenter)).toEqual([]);

  await room.press('PageDown');
  await expect.poll(() => now.innerText()).toBe(second);
  await presenter.keyboard.press('PageUp');
  await expect.poll(() => room.number()).toBe('1 / 12');
  await presenter.getByRole('button', { name: 'Next', exact: true }).click();
  await expect.poll(() => room.number()).toBe('2 / 12');
  await presenter.keyboard.press('b');
  await room.black.waitFor();
  await presenter.getByText('The room sees black.').waitFor();
  await presenter.keyboard.press('b');
  await room.black.waitFor({ state: 'hidden' });
  await presenter.keyboard.press('Escape');
  await presenter.keyboard.press('f');

  await presenter.reload();
  await expect.poll(() => now.innerText()).toBe(second);
  await page.reload();
  await room.begun();
  await presenter.keyboard.press('End');
  await expect.poll(() => room.number()).toBe('12 / 12');
  await expect.poll(() => next.innerText()).toBe('The end of the talk');

  await room.press('Escape');
  await room.left();
  await presenter.getByRole('heading', { level: 1, name: /has been left/ }).waitFor();
  await presenter.close();
  expect(said).toEqual([]);
  await opened.close();
});

test.each([
  ['no-preference', 'glides'],
  ['reduce', 'is cut'],
] as const)('with motion %s the next scene %s', async (reducedMotion, what) => {
  const opened = await openPage({
    drawn: true,
    at: '?present=to-adam',
    viewport: { width: 640, height: 480 },
    reducedMotion,
    // Time stands still until the test moves it.
    before: () => {
      let time = 1000;
      performance.now = () => time;
      addEventListener('pass', (event) => {
        time += (event as CustomEvent<number>).detail;
      });
      // And no picture is drawn while it is a slow machine.
      const own = window.requestAnimationFrame.bind(window);
      let late: FrameRequestCallback[] | null = null;
      window.requestAnimationFrame = (draw) => late?.push(draw) ?? own(draw);
      addEventListener('slow', () => (late = []));
      addEventListener('fast', () => {
        late?.forEach((draw) => own(draw));
        late = null;
      });
    },
  });
  const { page } = opened;
  const room = presentationOf(page);
  const user = userOf(page);
  const pass = (milliseconds: number) =>
    page.evaluate((detail) => void dispatchEvent(new CustomEvent('pass', { detail })), milliseconds);
  await room.begun();
  await user.still();
  const first = await room.stage.screenshot();
  const before = await user.frames();

  const tell = (name: string) => page.evaluate((each) => void dispatchEvent(new Event(each)), name);
  const words = async () => [await room.heading.innerText(), await room.caption.innerText()];
  const [title, caption] = await words();
  await tell('slow');
  await room.press('PageDown');
  expect(await room.number(), 'the press was heard').toBe('2 / 12');
  expect(await words(), 'words change with their picture').toEqual([title, caption]);
  await tell('fast');
  await expect
    .poll(async () => (await words()).some((each) => each === title || each === caption))
    .toBe(false);
  if (what === 'is cut') {
    await user.still();
    const cut = await room.stage.screenshot();
    expect(cut.equals(first)).toBe(false);
    await pass(350);
    await user.still();
    expect((await room.stage.screenshot()).equals(cut), 'there is nothing on the way').toBe(true);
  } else {
    // The time of the way runs from the first picture that shows some of it.
    await expect.poll(() => user.frames()).toBeGreaterThan(before);
    await pass(350);
    const drawn = await user.frames();
    await expect.poll(() => user.frames()).toBeGreaterThan(drawn);
    const half = await room.stage.screenshot();
    await pass(351);
    await user.still();
    const end = await room.stage.screenshot();
    expect(half.equals(first) || half.equals(end), 'something in between is seen').toBe(false);
  }
  const frames = await user.frames();
  await pass(1000);
  await user.still();
  expect(await user.frames(), 'nothing is drawn afterwards').toBe(frames);

  // What was said of the runs of a scene that is gone is gone, also while the next one plays and says nothing.
  const said = page.getByRole('region', { name: 'Optimizers' }).locator('[aria-live]');
  await expect.poll(() => said.innerText()).not.toBe('');
  await room.press('4', 'Enter');
  await expect.poll(() => room.heading.innerText()).toBe('The learning rate');
  await expect.poll(() => said.innerText()).toBe('');
  await opened.close();
});

test('what is said over the picture goes with the next key', async () => {
  const opened = await openPage({ at: '?present=nothing' });
  const notice = opened.page.getByText(text.noTalk('nothing'));
  await presentationOf(opened.page).begun();
  await notice.waitFor();
  await opened.page.keyboard.press('PageDown');
  await notice.waitFor({ state: 'hidden' });
  await opened.close();
});
