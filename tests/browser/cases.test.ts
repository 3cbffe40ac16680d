import type { Locator, Page } from 'playwright-core';
import { text as textOf } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createModel } from '../../src/core/models/registry.ts';
import { modelOf, openModels } from '../../src/core/scene/models.ts';
import { readFragment } from '../../src/core/scene/url.ts';
import { preparedFragments } from '../../src/panels/models/prepared.ts';
import { prepared } from '../../src/text/en/prepared.ts';
import { openPage, type OpenPage } from './support/page.ts';
import { type User, userOf } from './support/user.ts';

/** The cases of real use, as somebody goes through them: what can be dragged, pasted, exported, opened and embedded. */
let opened: OpenPage;
let page: Page;
let user: User;
const address = () => page.evaluate(() => location.hash);
const note = () => page.locator('.plane-note');
const picture = () => page.getByRole('region', { name: /^The model at this step/ });
const dataOf = async () => readFragment(await address()).scene.model!.data;

beforeAll(async () => {
  openModels();
  opened = await openPage({ at: '#loss=booth&steps=30&step=30&v=2', viewport: { width: 1200, height: 720 } });
  ({ page } = opened);
  user = userOf(page);
});
afterAll(() => opened.close());

/** Drags what is at a place of a chart, as shares of its width and height, by some pixels. */
async function drag(chart: Locator, [x, y]: readonly [number, number], [dx, dy]: readonly [number, number]) {
  await chart.scrollIntoViewIfNeeded();
  const box = (await chart.boundingBox())!;
  const [left, top] = [box.x + x * box.width, box.y + y * box.height];
  await page.mouse.move(left, top);
  await page.mouse.down();
  await page.mouse.move(left + dx, top + dy, { steps: 3 });
  await page.mouse.up();
}

test('robot arm: from the gallery, its target is dragged and put back, and its code is saved', async () => {
  await user.button('All losses, with pictures …').click();
  const gallery = page.getByRole('dialog', { name: 'Losses' });
  await gallery.getByRole('searchbox').fill('robot arm');
  await gallery.getByRole('button', { name: /^Robot arm/ }).click();
  await expect.poll(address).toMatch(/^#model=robot-arm&/);
  await expect.poll(() => note().innerText()).toContain('joint 1 along x, joint 2 along y');
  const chart = picture().getByRole('img', { name: /^Adam’s arm around an obstacle: its hand is/ });
  await chart.scrollIntoViewIfNeeded();
  const box = (await chart.boundingBox())!;
  // The circle that the arm reaches is 4.24 wide, with the foot in the middle.
  const unit = Math.min(box.width, box.height) / 4.24;
  const target = [0.5 + (1.2 * unit) / box.width, 0.5 - (0.5 * unit) / box.height] as const;
  await drag(chart, target, [-Math.round(0.6 * unit), 0]);
  await expect.poll(address).toContain('data=2:x,y,radius:');
  await expect.poll(async () => Math.abs((await dataOf())!.values[0]! - 0.6)).toBeLessThan(0.06);
  expect((await dataOf())!.values.slice(2)).toEqual([0, 0.7, 1, 0.3]);
  await user.button('Undo').click();
  await expect.poll(address).not.toContain('data=');

  await user.share('Picture or slide…');
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await dialog.getByRole('radio', { name: 'Code (NumPy)', exact: true }).check();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save', exact: true }).click(),
  ]);
  const code = await textOf(await file.createReadStream());
  expect(code).toContain('def f(theta):');
  expect(code).toContain('OBSTACLES = [');
  await dialog.getByRole('button', { name: 'Close' }).click();
});

test('deliveries: a map with a fault is refused in a sentence, and one without is what the route is on', async () => {
  await user.go('#model=delivery&steps=40&step=40&v=2');
  await user.button('Data …').click();
  const dialog = page.getByRole('dialog', { name: /^Data of / });
  const field = dialog.getByRole('textbox', { name: 'The data as text' });
  await expect.poll(() => field.inputValue()).toMatch(/^x,y,delay\n-4,0,0\n/);
  await field.fill('x,y,delay\n0,0,0\n3,4,-2\n');
  await dialog.getByRole('button', { name: 'Train on this data' }).click();
  await dialog.getByText('Every delay must be from 0 to 1000; row 2 has -2.').waitFor();
  await field.fill('place,x,y,delay\na,0,0,0\nb,1.5,2,1\nc,3,4,0\n');
  await dialog.getByRole('button', { name: 'Train on this data' }).click();
  await expect.poll(address).toContain('data=3:x,y,delay:0,0,0,1.5,2,1,3,4,0');
  await picture()
    .getByRole('img', { name: /^Adam’s route takes [\d.]+ minutes for/ })
    .waitFor();
  await user.choose('Task', 'Depot');
  await picture()
    .getByRole('img', { name: /^Adam’s depot is [\d.]+ km from/ })
    .waitFor();
});

/** Of cases; what is drawn of the first models, those of points and digits, is gone through in their own journeys. */
const cases = Object.keys(preparedFragments).slice(Object.keys(preparedFragments).indexOf('readmission'));

test.each(cases)('%s: its prepared scenes are opened from below its picture', async (id) => {
  await user.go(`#model=${id}&steps=20&step=20&v=2`);
  const fragments = preparedFragments[id as 'recovery']!;
  for (const [i, { title }] of prepared.scenes[id as 'recovery']!.entries()) {
    const link = picture().getByRole('link', { name: title });
    // A thumb's room.
    await expect.poll(async () => (await link.boundingBox())?.height).toBeGreaterThanOrEqual(24);
    if (i < fragments.length - 1) continue;
    await link.click();
    const { scene } = readFragment(fragments[i]!);
    const { loss, initial } = modelOf(scene.model!);
    await user.atStep(scene.steps);
    await expect
      .poll(async () => readFragment(await address()).scene.model!.options)
      .toEqual(scene.model!.options);
    await expect.poll(() => note().innerText()).toMatch(/^Plane: /);
    expect(Number.isFinite(loss.value(initial(scene.seed)))).toBe(true);
  }
});

test('posterior: a group is dragged to another number that responds', async () => {
  await user.go('#model=posterior&steps=40&step=40&v=2');
  const chart = picture().getByRole('img', { name: /^Share that responds, by dose/ });
  await chart.scrollIntoViewIfNeeded();
  const box = (await chart.boundingBox())!;
  const room = 0.15 * 1.59;
  const x = (38 + ((-0.05 + 0.86 + room) / (1.59 + 2 * room)) * (box.width - 46)) / box.width;
  const y = (8 + ((1.06 - 0.6) / 1.12) * 182) / box.height;
  await drag(chart, [x, y], [0, Math.round((0.4 / 1.12) * 182)]);
  await expect
    .poll(async () => (await dataOf())?.values)
    .toEqual([-0.86, 5, 0, -0.3, 5, 1, -0.05, 5, 1, 0.73, 5, 5]);
});

test('matrices: a memory from the gallery, Muon round by round, scrubbed back, own facts, and refused on a surface', async () => {
  await user.go('#loss=booth&opt=sgd&opt=muon&steps=30&step=30&v=2');
  await page.getByText('refused: a rule for matrices, and there is none').first().waitFor();
  await user.button('All losses, with pictures …').click();
  const gallery = page.getByRole('dialog', { name: 'Losses' });
  await gallery.getByRole('searchbox').fill('memory');
  await gallery.getByRole('button', { name: /^Memory of facts/ }).click();
  await expect.poll(address).toMatch(/^#model=memory&/);
  const scores = () => picture().getByRole('img', { name: /^Muon’s scores, a column a fact/ });
  await scores().waitFor();
  const rounds = picture().getByRole('img', { name: /^Singular values of what Muon adds to each matrix/ });
  const saysAt = async (key: string, step: number) => {
    await page.keyboard.press(key);
    await user.atStep(step);
    return await scores().getAttribute('aria-label');
  };
  await rounds.waitFor();
  const first = await saysAt('ArrowRight', 1);
  expect(await saysAt('ArrowRight', 2)).not.toBe(first);
  expect(await saysAt('ArrowLeft', 1)).toBe(first);
  await user.button('Data …').click();
  const dialog = page.getByRole('dialog', { name: /^Data of / });
  const field = dialog.getByRole('textbox', { name: 'The data as text' });
  await expect.poll(() => field.inputValue()).toMatch(/^frequency,answer\n1,0\n/);
  await field.fill('frequency,answer\n2,0\n1,7\n');
  await dialog.getByRole('button', { name: 'Train on this data' }).click();
  await dialog.getByText('An answer must be a whole number from 0 to 1; row 2 has 7.').waitFor();
  await field.fill('frequency,answer\n2,0\n1,1\n');
  await dialog.getByRole('button', { name: 'Train on this data' }).click();
  await expect.poll(address).toContain('data=2:frequency,answer:2,0,1,1');
  await picture()
    .getByRole('img', { name: /of 2\. Thin: the other optimizers\.$/ })
    .waitFor();
});

test('an embed of 360 pixels shows each of them with its plane', async () => {
  await page.setViewportSize({ width: 360, height: 420 });
  const home = new URL('.', page.url()).href;
  for (const id of cases) {
    // A visit of its own: another fragment alone is none.
    await page.goto('about:blank');
    await page.goto(`${home}?embed#model=${id}&steps=20&step=20&v=2`);
    const { isSeenWhole = false } = createModel(id);
    await expect
      .poll(() => note().innerText())
      .toMatch(isSeenWhole ? /^Plane: .* along x, .* along y: all that there is/s : /^Plane: through /);
    await expect
      .poll(async () => (await page.locator('canvas[data-frames]').boundingBox())?.height)
      .toBeGreaterThan(100);
  }
});
