import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordRun } from '../../src/core/index.ts';
import { formatNumber, formatShort } from '../../src/core/math/format.ts';
import { compiled } from '../../src/core/scene/compiled.ts';
import { recordOptionsOf } from '../../src/core/scene/record-options.ts';
import { readFragment } from '../../src/core/scene/url.ts';
import { violations } from './support/axe.ts';
import { leash } from './support/leash.ts';
import { openPage, type OpenPage } from './support/page.ts';
import { looking } from './support/rough.ts';
import { type User, userOf } from './support/user.ts';

const RUNS = '#loss=booth&start=-7,6&opt=sgd(lr:0.02)&opt=momentum(lr:0.02)&opt=adam(lr:0.3)&steps=80';

/** The runs of a link, as the engine records them. */
const runsOf = (fragment: string) => {
  const { scene } = readFragment(fragment);
  return scene.optimizers.map((setting) =>
    recordRun({ ...recordOptionsOf(scene, setting), loss: compiled(scene.formula) }),
  );
};

let opened: OpenPage;
let user: User;
beforeAll(async () => {
  opened = await openPage({ at: RUNS, viewport: { width: 1280, height: 800 }, drawn: 'when looked at' });
  user = userOf(opened.page);
});
afterAll(() => opened.close());

const card = () => user.page.getByRole('region', { name: 'Question' });
const result = () => card().getByRole('status');
const address = () => user.page.evaluate(() => location.hash);

test('a question is made in the page, hides its runs, is answered with a click, and says what was', async () => {
  const { page } = user;
  await user.share('Ask a question…');
  const dialog = page.getByRole('dialog', { name: 'Ask before the runs are shown' });
  await dialog.getByRole('combobox', { name: 'What is asked' }).selectOption('Where a run will be');
  await dialog.getByRole('combobox', { name: 'Run' }).selectOption('Momentum');
  const steps = dialog.getByRole('textbox', { name: 'Steps' });
  await steps.fill('25000000');
  await expect.poll(() => dialog.getByRole('status').innerText()).toContain('must be a whole number');
  await expect.poll(() => dialog.getByRole('button', { name: 'Ask it' }).isDisabled()).toBe(true);
  await steps.fill('25');
  const [sgd, momentum] = runsOf(RUNS);
  const [x, y] = momentum!.positions.subarray(50);
  await expect
    .poll(() => dialog.getByRole('status').innerText())
    .toBe(`The answer now: (${formatNumber(x!)}, ${formatNumber(y!)})`);
  await dialog.getByRole('textbox', { name: 'Said with the answer' }).fill('A *heavy* ball, $\\beta = 0.9$.');
  await dialog.getByRole('button', { name: 'Ask it' }).click();

  await expect.poll(() => card().innerText()).toContain('Where will Momentum be after 25 steps?');
  await expect.poll(address).toContain('ask=end,run:1,step:25');
  // Nothing of later steps is there: the legend has the loss of the start, keys do not step, nothing is played.
  const first = formatNumber(sgd!.losses[0]!);
  for (const name of ['SGD', 'Momentum', 'Adam']) await expect.poll(() => user.row(name)).toContain(first);
  await user.stage.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await page.keyboard.press('End');
  await user.pass(3);
  expect(await user.row('Momentum')).toContain(first);
  await expect.poll(() => user.scrubber.isVisible()).toBe(false);
  for (const name of [/^This step/, 'Results', 'Curvature'])
    await expect.poll(() => page.getByRole('region', { name }).isVisible()).toBe(false);
  expect(await card().innerText()).not.toContain('heavy');
  expect(await violations(page)).toEqual([]);

  const lock = card().getByRole('button', { name: 'Lock and run' });
  await expect.poll(() => lock.isDisabled()).toBe(true);
  const map = page.getByRole('img', { name: /^Contour map/ });
  const box = (await map.boundingBox())!;
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  const guessed = (name: string) => card().getByRole('textbox', { name, exact: true });
  // The map's middle is that of the domain, from -10 to 10.
  await expect.poll(() => guessed('x').inputValue()).toMatch(/^[-−]?0(\.\d+)?$/);
  await expect.poll(() => guessed('y').inputValue()).toMatch(/^[-−]?0(\.\d+)?$/);
  // And is made exact with keys.
  await guessed('x').fill('-1.5');
  await guessed('y').fill('2');
  await expect.poll(() => lock.isEnabled()).toBe(true);
  await lock.press('Enter');
  const gap = Math.hypot(x! + 1.5, y! - 2);
  await expect.poll(() => result().innerText()).toContain(`Your guess\n(−1.50, 2.00)`);
  await expect
    .poll(() => result().innerText())
    .toContain(`It was at\n(${formatNumber(x!)}, ${formatNumber(y!)})`);
  await expect.poll(() => result().innerText()).toContain(`Apart\n${formatNumber(gap)}`);
  await expect.poll(() => card().innerText()).toContain('heavy');
  await user.atStep(25);
  await expect.poll(() => user.row('Momentum')).toContain(formatNumber(momentum!.losses[25]!));
  await expect.poll(() => result().evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await violations(page, '.ask')).toEqual([]);

  await card().getByRole('button', { name: 'Ask again from another start' }).click();
  await expect.poll(() => lock.isDisabled()).toBe(true);
  await expect.poll(address).not.toContain('start=-7,6');
});

test.each([
  [
    'ask=stable,run:0',
    'What is the largest learning rate with which SGD can settle in the minimum below its start?',
    async () => card().getByRole('textbox', { name: 'Your guess' }).fill('0.1'),
    // Booth's Hessian is 10 on and 8 beside the diagonal: its larger curvature is 18.
    () => formatNumber(2 / 18, 4),
  ],
])('%s asks and is answered by the runs', async (ask, question, guess, answer) => {
  await user.go(`${RUNS}&${ask}`);
  await expect.poll(() => card().innerText()).toContain(question);
  await guess();
  await card().getByRole('button', { name: 'Lock and run' }).click();
  await expect.poll(() => result().innerText()).toContain(`It is\n${answer()}`);
});

test('a path is drawn over the stage from its start, an arrow is dragged on the map, and both are compared', async () => {
  const { page } = user;
  await user.go(`${RUNS}&ask=path,run:2,step:20&overlays=flow`);
  const pen = card().getByRole('button', { name: /^Pen at/ });
  await pen.waitFor();
  const canvas = page.locator('canvas[data-frames]');
  const box = (await canvas.boundingBox())!;
  const startOf = async () => (await address()).match(/start=[^&]*/)?.[0];
  const before = await startOf();
  await page.mouse.move(box.x + box.width * 0.4, box.y + box.height * 0.4);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.45, box.y + box.height * 0.45, { steps: 4 });
  await page.mouse.up();
  // It draws, and neither turns the view nor moves the start.
  await expect.poll(() => card().getByRole('status').last().innerText()).toMatch(/^A path of length/);
  expect(await startOf()).toBe(before);
  expect(await address()).not.toContain('camera');
  expect(await violations(page, '.ask')).toEqual([]);
  await card().getByRole('button', { name: 'Draw anew' }).click();
  await pen.focus();
  for (const key of ['Shift+ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowDown'])
    await page.keyboard.press(key);
  await expect.poll(() => pen.innerText()).toBe('Pen at (−3.00, 4.00)');
  await card().getByRole('button', { name: 'Lock and run' }).click();
  const adam = runsOf(RUNS)[2]!;
  await expect.poll(() => result().innerText()).toContain('Apart');
  const said = Number(/Apart\n(\S+)/.exec(await result().innerText())?.[1]);
  const apart = leash([...adam.positions.subarray(0, 42)], [-7, 6, -5, 6, -3, 6, -3, 4]);
  expect(Math.abs(said - apart)).toBeLessThan(0.1);
  await user.atStep(20);

  await user.go(`${RUNS}&ask=arrow,run:0&overlays=field,tangent`);
  const map = page.getByRole('img', { name: /^Contour map/ });
  const place = (await map.boundingBox())!;
  // From the ring of the start, which does not move, to the middle: the domain is from -10 to 10.
  await page.mouse.move(place.x + place.width * 0.15, place.y + place.height * 0.2);
  await page.mouse.down();
  await page.mouse.move(place.x + place.width / 2, place.y + place.height / 2, { steps: 3 });
  await page.mouse.up();
  const part = card().getByRole('textbox', { name: 'Step in x' });
  await expect.poll(() => part.inputValue()).toMatch(/^[67](\.\d+)?$/);
  expect(await address()).toContain('start=-7,6');
  await part.fill('2');
  await card().getByRole('textbox', { name: 'Step in y' }).fill('-2');
  await card().getByRole('button', { name: 'Lock and run' }).click();
  const [x0, y0, x1, y1] = runsOf(RUNS)[0]!.positions;
  const by = [x1! - x0!, y1! - y0!] as const;
  const degrees = (180 / Math.PI) * Math.abs(Math.atan2(by[1], by[0]) - Math.atan2(-2, 2));
  await expect.poll(() => result().innerText()).toContain(`It points ${formatShort(degrees, 3)}° away`);
  await expect
    .poll(() => result().innerText())
    .toContain(`Apart\n${formatNumber(Math.hypot(by[0] - 2, by[1] + 2))}`);
});

test('while it is open nothing of the runs is drawn: by other draws of the noise stage, map and chart look the same', async () => {
  const { page } = user;
  // The seed stands in the controls, and in the legend's last line.
  const mask = [user.controls, page.locator('.legend-scene')];
  const look = () => looking(page, () => page.screenshot({ mask }));
  const shown = async (seed: number) => {
    await user.go(`${RUNS}&noise=20&seed=${seed}&ask=end,run:1,step:25`);
    return look();
  };
  const one = await shown(12);
  expect((await shown(21)).equals(one)).toBe(true);
  await card().getByRole('button', { name: 'Show the answer' }).click();
  await user.atStep(25);
  expect((await look()).equals(one)).toBe(false);
});

test('a goal is followed live, and nothing is hidden', async () => {
  await user.go(`${RUNS}&ask=reach,run:0,goal:0.01,step:80&explanation=That is it`);
  await expect.poll(() => result().innerText()).toContain('Not yet.');
  await expect.poll(() => user.scrubber.isVisible()).toBe(true);
  await user.controls
    .getByRole('textbox', { name: /^Learning rate/ })
    .first()
    .fill('0.05');
  await user.page.keyboard.press('Enter');
  await expect.poll(() => result().innerText()).toContain('Reached.');
  await expect.poll(() => card().innerText()).toContain('That is it');
  await card().getByRole('button', { name: 'Take the question away' }).click();
  await expect.poll(() => card().count()).toBe(0);
  await expect.poll(address).not.toContain('ask');
});

test('in a room a click leads into a field, hands are counted as bars, and they stay beside the answer', async () => {
  const { page } = user;
  await user.go(`${RUNS}&ask=loss,run:0,step:40`);
  await page.keyboard.press('p');
  await page.locator('[data-presenting] .present-number').waitFor();
  const count = async (name: string, typed: string) => {
    const box = card().getByRole('textbox', { name: `Hands for ${name}` });
    await box.click();
    // Digits are the field's, and no number of a scene.
    await page.keyboard.type(typed);
    await expect.poll(() => box.inputValue()).toBe(typed);
  };
  await count('lower', '12');
  await count('higher', '3');
  const bars = () =>
    card()
      .locator('.ask-bar i')
      .evaluateAll((all) => all.map((bar) => (bar as HTMLElement).style.width));
  await expect.poll(bars).toEqual(['100%', '0%', '25%']);
  await card().getByRole('textbox', { name: 'Your guess' }).click();
  await page.keyboard.type('30');
  await page.keyboard.press('Enter');
  const loss = runsOf(RUNS)[0]!.losses[40]!;
  await expect.poll(() => result().innerText()).toContain(`It is\n${formatNumber(loss, 4)}`);
  expect(await card().locator('.ask-bar').first().isVisible()).toBe(true);
  await page.keyboard.press('Escape');
  await page.locator('#page:not([data-presenting])').waitFor();
});
