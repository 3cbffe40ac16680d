import { randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openPage } from './support/page.ts';
import { userOf } from './support/user.ts';
import { presentationOf } from './support/presentation.ts';

/** The scale of a step's arrows stands wherever they do: on a slide, in an embed, in a picture. */

const scene = '#loss=himmelblau&start=-0.4,-0.75&opt=adam(lr:0.22)&steps=200&step=12&magnify=1&gradient=on';
const step = /^step \d+(\.\d+)? · drawn 5 ×, magnified 10 ×$/;
/** Magnified ten times, some leave the map. */
const cut = 'Arrows with an open tip go on beyond the border.';
const gradient = /^gradient \d+(\.\d+)? · drawn \d+(\.\d+)? ×, magnified 10 ×$/;

test('on a slide', async () => {
  const opened = await openPage({ at: `?present${scene}`, viewport: { width: 640, height: 480 } });
  const { page } = opened;
  await presentationOf(page).begun();
  const bars = page.getByRole('list', { name: 'Scale of the arrows' }).getByRole('listitem');
  await expect
    .poll(() => bars.allInnerTexts())
    .toEqual([expect.stringMatching(step), expect.stringMatching(gradient), cut]);
  await opened.close();
});

test('in an embed that explains the step, whose reader may magnify; and not in one without arrows', async () => {
  const opened = await openPage({ at: `?embed&show=stage,step,transport&knobs=magnify${scene}` });
  const { page } = opened;
  const bars = page.getByRole('list', { name: 'Scale of the arrows' }).getByRole('listitem');
  await expect
    .poll(() => bars.allInnerTexts())
    .toEqual([expect.stringMatching(step), expect.stringMatching(gradient), cut]);
  await page.getByRole('slider', { name: 'Magnify arrows' }).press('ArrowRight');
  await expect.poll(async () => (await bars.allInnerTexts())[0]).toMatch(/magnified 100 ×$/);
  await opened.close();
  const plain = await openPage({ at: `?embed${scene}` });
  await plain.page.getByRole('application', { name: /^Loss surface in 3D/ }).waitFor();
  expect(await plain.page.getByRole('list', { name: 'Scale of the arrows' }).count()).toBe(0);
  await plain.close();
});

test('as text in an SVG of the whole figure, for stage and map', async () => {
  const opened = await openPage({ at: scene });
  const { page } = opened;
  await userOf(page).share('Picture or slide…');
  const dialog = page.getByRole('dialog', { name: 'Export' });
  const shown = () =>
    expect.poll(() => dialog.getByRole('region', { name: 'Preview' }).getAttribute('aria-busy')).toBe(null);
  await dialog.getByRole('radio', { name: 'Vector drawing (SVG)', exact: true }).check();
  await shown();
  await dialog
    .getByRole('combobox', { name: 'Content', exact: true })
    .selectOption({ label: 'Whole figure' });
  await shown();
  await dialog.getByRole('checkbox', { name: 'Arrows of the step' }).setChecked(true);
  await shown();
  const save = dialog.getByRole('button', { name: 'Save', exact: true });
  const [file] = await Promise.all([page.waitForEvent('download'), save.click()]);
  const copy = join(tmpdir(), `fall-line-${randomUUID()}.svg`);
  await file.saveAs(copy);
  const svg = await readFile(copy, 'utf8');
  await rm(copy);
  const words = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, word]) => word);
  expect(words.filter((word) => /magnified 10 ×/.test(word ?? ''))).toHaveLength(4);
  await opened.close();
});
