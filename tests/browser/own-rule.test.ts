import { text as textOf } from 'node:stream/consumers';
import { expect, inject, test } from 'vitest';
import '../../src/core/optimizers/all.ts';
import { compileFormula } from '../../src/core/expression/compile.ts';
import { recordRun } from '../../src/core/run/record.ts';
import { recordOptionsOf } from '../../src/core/scene/record-options.ts';
import { readFragment } from '../../src/core/scene/url.ts';
import { samText, yogiText } from '../reference/paper-rules.ts';
import { sourceOf } from '../reference/script-scenes.ts';
import { compare, runScripts } from '../reference/scripts.ts';
import { findPython } from '../tools/find-python.ts';
import { openArticle } from './support/article.ts';
import { violations } from './support/axe.ts';
import { openPage } from './support/page.ts';
import { userOf } from './support/user.ts';

/** The element in the article, as its scripts use it. */
declare const embed: HTMLElement & {
  getRun(params: { optimizer: number }): Promise<{ readonly positions: Float64Array }>;
};

const YOGI = yogiText(0.1);
const SAM = samText(0.01);

/** The runs of a link, as the engine records them. */
function runsOf(fragment: string): Float64Array[] {
  const { scene, problems } = readFragment(fragment);
  expect(problems).toEqual([]);
  const loss = compileFormula(scene.formula);
  return scene.optimizers.map((setting) => recordRun({ ...recordOptionsOf(scene, setting), loss }).positions);
}

test('a rule typed from a paper runs as the built-in one, and survives undo, its link, a script, a talk and a page that embeds it', async () => {
  const { page, close } = await openPage({
    at: '#loss=himmelblau&opt=yogi,lr:0.1&opt=sam,lr:0.01&steps=60&step=60&v=2',
  });
  const user = userOf(page);
  const area = page.getByRole('textbox', { name: 'Text of the rule', exact: true });
  const editor = page.getByRole('region', { name: /^Rule of / });
  const address = () => page.evaluate(() => location.hash);
  const write = async (rule: string) => {
    await user.button('+ Add optimizer').click();
    await user.button('Write a rule').click();
    await area.waitFor();
    await area.fill(rule);
  };

  await write(YOGI);
  await expect.poll(address).toContain('rule:lr%3D0.1in%5B1e-5,1%5Dlog%3Bbeta1');
  await user.button('Close the editor').click();
  await write(SAM);
  await expect.poll(address).toContain('rho%3D0.05');
  const link = await address();
  expect(link.length).toBeLessThan(2000);
  const [yogi, sam, ownYogi, ownSam] = runsOf(link);
  expect(ownYogi).toEqual(yogi);
  expect(ownSam).toEqual(sam);
  const loss = async (label: string) => (await user.row(label)).split(' ').at(-1);
  await expect.poll(async () => (await loss('Own rule 2')) === (await loss('SAM'))).toBe(true);

  // What is typed wrong is marked and said; the last good rule runs on.
  await area.fill(SAM.replace('rho*g', 'rhoo*g'));
  await editor.getByText('Line 4: "rhoo" is not known here: did you mean rho?').waitFor();
  await expect.poll(() => editor.getByRole('status').innerText()).toContain('the last good rule runs on');
  expect(await address()).toBe(link);
  expect(await violations(page)).toEqual([]);
  await editor.getByRole('button', { name: /^Line 4/ }).click();
  await page.keyboard.press('Delete');
  await page.keyboard.type('rh');
  await editor.getByRole('option', { name: /^rho/ }).waitFor();
  await page.keyboard.press('Tab');
  await expect.poll(() => area.inputValue()).toBe(SAM);

  // A slider of its own, and undo: the text follows.
  await area.fill(SAM.replace('mu = 0.9', 'mu = 0.5'));
  await expect.poll(address).toContain('mu%3D0.5');
  await user.button('Undo').click();
  await expect.poll(() => area.inputValue()).not.toContain('mu = 0.5');
  await area.press('Escape');
  await editor.waitFor({ state: 'detached' });

  await user.go(link.slice(1));
  await expect.poll(() => user.row('Own rule 2')).toContain((await loss('SAM')) ?? '');

  // As a script it prints the same positions.
  await user.share('Picture or slide…');
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await dialog.getByRole('radio', { name: 'Code (NumPy)', exact: true }).check();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save', exact: true }).click(),
  ]);
  const script = await textOf(await download.createReadStream());
  expect(script).toContain('def custom');
  const python = findPython('numpy');
  if (python) {
    const printed = runScripts(python.program, [['own', script]]).get('own')!;
    const { faults, compared } = compare(sourceOf(readFragment(link).scene), printed);
    expect(faults).toEqual([]);
    // Four runs of 61 steps, each x, y and loss.
    expect(compared).toBeGreaterThan(4 * 61 * 2);
  }
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });

  // In a talk it is shown again behind another scene.
  await page.keyboard.press('a');
  await page.getByText(/^Added to the talk as scene 1/).waitFor();
  await user.go('loss=bowl&opt=sgd');
  await expect.poll(() => user.row('SGD')).not.toBe('');
  await page.keyboard.press('t');
  const scenes = page
    .getByRole('region', { name: 'Talk', exact: true })
    .getByRole('list', { name: 'Scenes' })
    .getByRole('button');
  await scenes.first().click();
  await expect.poll(address).toContain('rho%3D0.05');
  expect(runsOf(await address())).toEqual([yogi, sam, ownYogi, ownSam]);
  await close();

  // In an article it is the same run, with the knobs that the author chose.
  const scene = link.slice(1).replaceAll('&', '&amp;');
  const knobs = 'custom.beta2,custom:2.rho,custom:2.clipNorm';
  const article = await openArticle(
    'article',
    `<script src="${inject('pageUrl')}embed.js" defer></script>
     <fall-line scene="${scene}" show="stage" knobs="${knobs}"></fall-line>`,
  );
  const inside = article.page.frameLocator('fall-line iframe');
  const slider = inside.getByRole('slider', { name: /second-moment decay/ });
  await slider.waitFor();
  expect(Number(await slider.inputValue())).toBeGreaterThan(0);
  await inside.getByRole('slider', { name: /rho/ }).waitFor();
  // It is clipped like any other.
  await inside.getByRole('slider', { name: /clip by norm/i }).waitFor();
  const embedded = await article.page.evaluate(async () => {
    const runs: number[][] = [];
    for (const optimizer of [0, 1, 2, 3]) runs.push([...(await embed.getRun({ optimizer })).positions]);
    return runs;
  });
  expect(embedded).toEqual([yogi, sam, yogi, sam].map((positions) => [...positions!]));
  await article.close();
});

test('Adam as text, without its bias correction, overshoots: why it is there is seen', async () => {
  const { page, close } = await openPage({
    at: '#loss=bowl&opt=adam,lr:0.1,beta2:0.999&steps=100&step=1&v=2',
  });
  const user = userOf(page);
  const area = page.getByRole('textbox', { name: 'Text of the rule', exact: true });
  const address = () => page.evaluate(() => location.hash);
  await user.button('Edit as text').click();
  await expect.poll(() => area.inputValue()).toContain('(m/(1 - beta1^t))/(sqrt(v/(1 - beta2^t)) + eps)');
  // To look is no edit.
  expect(await address()).toContain('opt=adam');
  const text = await area.inputValue();
  await area.fill(text.replace('v/(1 - beta2^t)', 'v'));
  await expect.poll(address).toContain('opt=custom,name:Own%20Adam');
  const [positions] = runsOf(await address());
  // The first step of Adam is as long as its rate; uncorrected, the root of 1/(1 - beta2) times that.
  expect(Math.abs(positions![2]! - positions![0]!) / 0.1).toBeCloseTo(Math.sqrt(1000), 1);
  // Why it is there, in numbers.
  const table = page.getByRole('region', { name: 'Rule of Own Adam', exact: true }).getByRole('table');
  await table
    .getByRole('row', { name: '1 − beta2^t, left out 0.00100 0.00996 0.0952', exact: true })
    .waitFor();
  await table
    .getByRole('row', { name: /^Step length at the same points, Adam’s = 1 31\.6 10\.0 / })
    .waitFor();
  // Adam itself beside it, by a button that has then no more to do.
  await user.button('Keep Adam beside it').click();
  await expect.poll(address).toContain('opt=adam');
  const [, corrected] = runsOf(await address());
  expect(Math.abs(corrected![2]! - corrected![0]!) / 0.1).toBeCloseTo(1, 6);
  await expect.poll(() => user.button('Keep Adam beside it').count()).toBe(0);
  expect(await area.inputValue()).toContain('sqrt(v)');
  await page.getByRole('combobox', { name: 'Start from' }).selectOption({ label: 'Heavy ball' });
  await expect.poll(() => area.inputValue()).toContain('m = beta1*m + gradient');
  // The field's own undo.
  await area.press('Control+z');
  await expect.poll(() => area.inputValue()).toContain('sqrt(v)');
  await close();
});
