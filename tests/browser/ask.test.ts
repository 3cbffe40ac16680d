import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordRun } from '../../src/core/index.ts';
import { formatNumber } from '../../src/core/math/format.ts';
import { compiled } from '../../src/core/scene/compiled.ts';
import { recordOptionsOf } from '../../src/core/scene/record-options.ts';
import { readFragment } from '../../src/core/scene/url.ts';
import { violations } from './support/axe.ts';
import { openPage, type OpenPage } from './support/page.ts';
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
  opened = await openPage({ at: RUNS, viewport: { width: 1280, height: 800 } });
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
  expect(await dialog.getByRole('button', { name: 'Ask it' }).isDisabled()).toBe(true);
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
  expect(await user.scrubber.isVisible()).toBe(false);
  for (const name of [/^This step/, 'Results', 'Curvature'])
    expect(await page.getByRole('region', { name }).isVisible()).toBe(false);
  expect(await card().innerText()).not.toContain('heavy');
  expect(await violations(page)).toEqual([]);

  const lock = card().getByRole('button', { name: 'Lock and run' });
  expect(await lock.isDisabled()).toBe(true);
  const map = page.getByRole('img', { name: /^Contour map/ });
  const box = (await map.boundingBox())!;
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  const guessed = (name: string) => card().getByRole('textbox', { name, exact: true });
  // The map's middle is that of the domain, from -10 to 10.
  await expect.poll(() => guessed('x').inputValue()).toMatch(/^[-−]?0(\.\d+)?$/);
  expect(await guessed('y').inputValue()).toMatch(/^[-−]?0(\.\d+)?$/);
  // And is made exact with keys.
  await guessed('x').fill('-1.5');
  await guessed('y').fill('2');
  await expect.poll(() => lock.isEnabled()).toBe(true);
  await lock.press('Enter');
  const gap = Math.hypot(x! + 1.5, y! - 2);
  await expect.poll(() => result().innerText()).toContain(`Your guess\n(−1.50, 2.00)`);
  expect(await result().innerText()).toContain(`It was at\n(${formatNumber(x!)}, ${formatNumber(y!)})`);
  expect(await result().innerText()).toContain(`Apart\n${formatNumber(gap)}`);
  expect(await card().innerText()).toContain('heavy');
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
    'ask=lowest,step:40',
    'Which will have the lowest loss after 40 steps?',
    async () => card().getByRole('radio', { name: 'Momentum' }).check(),
    () => {
      const losses = runsOf(RUNS).map((run) => run.losses[40]!);
      return ['SGD', 'Momentum', 'Adam'][losses.indexOf(Math.min(...losses))]!;
    },
  ],
  [
    'ask=steps,run:0,goal:1,step:80',
    'How many steps will SGD need to a loss of 1 or less? It has 80.',
    async () => card().getByRole('textbox', { name: 'Your guess' }).fill('30'),
    () =>
      formatNumber(
        runsOf(RUNS)[0]!.losses.findIndex((loss) => loss <= 1),
        4,
      ),
  ],
  [
    'ask=length,run:2&question=How far does Adam step at first?',
    'How far does Adam step at first?',
    async () => card().getByRole('textbox', { name: 'Your guess' }).fill('0.4'),
    () => {
      const [x0, y0, x1, y1] = runsOf(RUNS)[2]!.positions;
      return formatNumber(Math.hypot(x1! - x0!, y1! - y0!), 4);
    },
  ],
])('%s asks and is answered by the runs', async (ask, question, guess, answer) => {
  await user.go(`${RUNS}&${ask}`);
  await expect.poll(() => card().innerText()).toContain(question);
  await guess();
  await card().getByRole('button', { name: 'Lock and run' }).click();
  await expect.poll(() => result().innerText()).toContain(`It is\n${answer()}`);
});

test('a goal is followed live, and nothing is hidden', async () => {
  await user.go(`${RUNS}&ask=reach,run:0,goal:0.01,step:80&explanation=That is it`);
  await expect.poll(() => result().innerText()).toContain('Not yet.');
  expect(await user.scrubber.isVisible()).toBe(true);
  await user.controls
    .getByRole('textbox', { name: /^Learning rate/ })
    .first()
    .fill('0.05');
  await user.page.keyboard.press('Enter');
  await expect.poll(() => result().innerText()).toContain('Reached.');
  expect(await card().innerText()).toContain('That is it');
  await card().getByRole('button', { name: 'Take the question away' }).click();
  await expect.poll(() => card().count()).toBe(0);
  await expect.poll(address).not.toContain('ask');
});

test('an embed asks, and what it draws does not tell', async () => {
  const embed = await openPage({
    at: `?embed&show=stage,legend,transport,chart${RUNS}&ask=end,run:2,step:30`,
    viewport: { width: 800, height: 700 },
  });
  const there = userOf(embed.page);
  const asked = embed.page.getByRole('region', { name: 'Question' });
  await asked.waitFor();
  const start = formatNumber(runsOf(RUNS)[0]!.losses[0]!);
  await expect.poll(() => there.row('Adam')).toContain(start);
  expect(await there.scrubber.isVisible()).toBe(false);
  await asked.getByRole('button', { name: 'Show the answer' }).click();
  const adam = runsOf(RUNS)[2]!;
  await expect
    .poll(() => asked.getByRole('status').innerText())
    .toContain(`(${formatNumber(adam.positions[60]!)}, ${formatNumber(adam.positions[61]!)})`);
  await expect.poll(() => there.row('Adam')).toContain(formatNumber(adam.losses[30]!));
  await embed.close();
});
