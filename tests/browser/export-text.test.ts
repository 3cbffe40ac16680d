import { text as textOf } from 'node:stream/consumers';
import { csvParse } from 'd3-dsv';
import { expect, test } from 'vitest';
import { readFragment } from '../../src/core/scene/url.ts';
import { numpyScript, torchScript } from '../../src/export/code/script.ts';
import { csvText } from '../../src/export/data/csv.ts';
import { jsonText } from '../../src/export/data/json.ts';
import { sourceOf } from '../reference/script-scenes.ts';
import { openPage } from './support/page.ts';
import { userOf } from './support/user.ts';

test('data and code are saved and copied from the dialog, as the engine has them', async () => {
  // Arithmetic alone: two engines of JavaScript may differ in the last place of a sine.
  const fragment = 'f=max(x,y)^2+y^2&start=1,-0.5&opt=momentum(lr:0.05)&opt=lbfgs&steps=30';
  const { page, close } = await openPage({
    at: `#${fragment}`,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const { link: _, ...ours } = sourceOf(readFragment(fragment).scene);
  const address = await page.evaluate(() => location.href.replace(/#.*/, ''));
  const source = { ...ours, link: `${address}#${new URL(sourceOf(ours.scene).link).hash.slice(1)}` };

  await userOf(page).share('Picture or slide…');
  const dialog = page.getByRole('dialog', { name: 'Export' });
  const choose = (name: string) => dialog.getByRole('radio', { name, exact: true }).check();
  const save = async () => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('button', { name: 'Save', exact: true }).click(),
    ]);
    return { name: download.suggestedFilename(), text: await textOf(await download.createReadStream()) };
  };

  await choose('Data (CSV)');
  const table = await save();
  expect(table).toEqual({ name: 'fall-line-custom-momentum-lbfgs-runs.csv', text: csvText(source) });
  expect(csvParse(table.text)).toHaveLength(62);

  await choose('Data (JSON)');
  expect(await save()).toEqual({ name: 'fall-line-custom-momentum-lbfgs-runs.json', text: jsonText(source) });

  await choose('Code (PyTorch)');
  const file = dialog.getByRole('region', { name: 'The file: fall-line-custom-momentum-lbfgs-pytorch.py' });
  await expect.poll(() => file.textContent()).toBe(torchScript(source));
  await dialog.getByRole('button', { name: 'Copy', exact: true }).click();
  await dialog.getByText('Copied.').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(torchScript(source));

  await choose('Code (NumPy)');
  expect(await save()).toEqual({
    name: 'fall-line-custom-momentum-lbfgs-numpy.py',
    text: numpyScript(source),
  });
  await close();
});
