import type { Page } from 'playwright-core';
import { text as textOf } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Run, recordRun } from '../../src/core/index.ts';
import { formatNumber } from '../../src/core/math/format.ts';
import { modelOf, openModels } from '../../src/core/scene/models.ts';
import { recordOptionsOf } from '../../src/core/scene/record-options.ts';
import { readFragment } from '../../src/core/scene/url.ts';
import { giveDigitsHere } from '../tools/digits.ts';
import { models } from '../../src/text/en/models.ts';
import { openPage, type OpenPage } from './support/page.ts';
import { type User, userOf } from './support/user.ts';

/** The first three models as somebody goes through them: from the gallery to an embed, an export, and what cannot be. */
let opened: OpenPage;
let page: Page;
let user: User;
const address = () => page.evaluate(() => location.hash);
const note = () => page.locator('.plane-note');

beforeAll(async () => {
  openModels();
  giveDigitsHere();
  opened = await openPage({ at: '#loss=booth&steps=30&step=30&v=2', viewport: { width: 1200, height: 720 } });
  ({ page } = opened);
  user = userOf(page);
});
afterAll(() => opened.close());

/** Adam's run of a link, in Node. */
function adamOf(link: string): Run {
  const { scene } = readFragment(link);
  const model = modelOf(scene.model!);
  return recordRun({
    ...recordOptionsOf(scene, scene.optimizers.at(-1)!),
    loss: model.loss,
    start: model.initial(scene.seed),
  });
}

/** Fetches a file as the export dialog gives it. */
async function saved(kind: string): Promise<string> {
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await dialog.getByRole('radio', { name: kind, exact: true }).check();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save', exact: true }).click(),
  ]);
  return textOf(await file.createReadStream());
}

/** Tables that are none for the model. */
const tables = {
  sales: 'year;takings\n0;one\n1;Infinity\n2;\n',
  moons: 'a,b,c\n1,two,x\n',
};

describe.each([
  { id: 'digits', name: 'Digits', parameter: 'W1 2, 100', place: 295 },
  { id: 'sales', name: 'Sales trend', parameter: '1', place: 1 },
  { id: 'moons', name: 'Moons', parameter: 'W1 1, 2', place: 1 },
] as const)('$id', ({ id, name, parameter, place }) => {
  let link = '';
  let adam: Run;

  test('from the gallery: it trains, plays and is scrubbed back, with the equations of one parameter', async () => {
    await user.go('#loss=booth&steps=30&step=30&v=2');
    await user.button('All losses, with pictures …').click();
    const gallery = page.getByRole('dialog', { name: 'Losses' });
    await gallery.getByRole('searchbox').fill(name);
    await gallery
      .getByRole('button', { name: new RegExp(`^${name}`) })
      .first()
      .click();
    await expect.poll(address).toMatch(new RegExp(`^#model=${id}&`));
    await expect.poll(() => note().innerText()).toMatch(/^Plane: .*Arrows are what lies in it/s);
    link = await address();
    adam = adamOf(link);

    await user.button('To start').click();
    await user.button('Play').click();
    await expect.poll(() => user.step()).toBeGreaterThan(2);
    await user.pause();
    const block = page.locator('.model-step');
    await page.getByText('Equations of this step').click();
    const field = block.getByRole('combobox', { name: 'Parameter' });
    await field.fill(parameter);
    await field.press('Enter');
    for (const step of [20, 9, 1]) {
      await user.scrubber.fill(String(step));
      await user.atStep(step);
      await expect.poll(() => user.row('Adam')).toContain(formatNumber(adam.losses[step]!));
      const after = formatNumber(adam.positions[(step + 1) * adam.dimension + place]!, 4);
      // Powers of ten stand as such.
      const [mantissa = ''] = after.split('e');
      await expect.poll(() => block.locator('.equation-result').last().innerText()).toContain(mantissa);
    }
    await field.fill('W99');
    await field.press('Enter');
    await block.getByText(/^No parameter is called “W99”/).waitFor();
    await field.fill('');
    await field.press('Enter');
    await expect.poll(() => block.locator('.equation-result').last().innerText()).toContain('‖·‖ =');
    await page.getByText('Equations of this step').click();
  });

  test('a data point has a gradient of its own, which is said and drawn', async () => {
    const row = page.getByRole('spinbutton', { name: 'Data point' });
    await row.fill('2');
    await row.press('Enter');
    const said = page.locator('.model-row');
    await expect.poll(() => said.innerText()).toMatch(/^Data point 2, .*its own gradient is [\d.e−]+ long/);
    await expect.poll(() => note().innerText()).toMatch(/of the step and [\d.e−]+ % of the gradient/);
    await row.fill('99999');
    await row.press('Enter');
    await expect.poll(() => said.innerText()).toBe('');
  });

  test('its numbers are exported, with what is off the plane', async () => {
    await user.share('Picture or slide…');
    const lines = (await saved('Data (CSV)')).split('\n');
    expect(lines.some((line) => line.includes('plane_x,plane_y,off_plane,in_plane,loss'))).toBe(true);
    await page.getByRole('dialog', { name: 'Export' }).getByRole('button', { name: 'Close' }).click();
  });

  test('what cannot be is a sentence, and the model stays', async () => {
    await user.go(`#model=${id},batchSize:-3&steps=30&step=30&v=2`);
    await page.getByText(/batchSize must be a whole number from/).waitFor();
    // A rate at which it overflows: the run ends with a reason, the others go on.
    await user.go(
      `#model=${id}${id === 'moons' ? ',activation:relu' : ''}&steps=60&step=60&opt=sgd(lr:1e200)&opt=adam(lr:0.01)&opt=rmsprop(lr:0.01)&v=2`,
    );
    await expect.poll(() => user.row('SGD')).toMatch(/overflow.* at step \d+/i);
    await expect.poll(() => note().innerText()).toMatch(/^Plane: /);
    if (id === 'digits') return;
    await user.button('Data …').click();
    const dialog = page.getByRole('dialog', { name: /^Data of / });
    await dialog.getByRole('textbox', { name: 'The data as text' }).fill(tables[id]);
    await dialog
      .getByRole('status')
      .getByText(id === 'moons' ? models.data.lacking('Along y') : models.data.none)
      .waitFor();
    await expect
      .poll(() => dialog.getByRole('button', { name: 'Train on this data' }).isDisabled())
      .toBe(true);
    await dialog.getByRole('button', { name: 'Close' }).click();
    expect(await address()).not.toContain('data=');
  });

  test('its link opens the same run as an embed, which says what is off the plane', async () => {
    const embed = await openPage({ at: `?embed${link}&step=20` });
    await expect
      .poll(() => embed.page.locator('.plane-note').innerText())
      .toMatch(/Off it here: SGD [\d.]+, .*Adam [\d.]+\.$/);
    await expect
      .poll(() => embed.page.locator('.legend').innerText())
      .toContain(formatNumber(adam.losses[20]!));
    await embed.close();
  });
});
