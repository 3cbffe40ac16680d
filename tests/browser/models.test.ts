import type { Page } from 'playwright-core';
import { text as textOf } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordRun } from '../../src/core/index.ts';
import { formatNumber } from '../../src/core/math/format.ts';
import { rocOf } from '../../src/core/models/ranking.ts';
import { modelIds } from '../../src/core/scene/model-door.ts';
import { modelOf, openModels } from '../../src/core/scene/models.ts';
import { recordOptionsOf } from '../../src/core/scene/record-options.ts';
import { readFragment } from '../../src/core/scene/url.ts';
import { inputSquareOf } from '../../src/panels/models/boundary.ts';
import { digits } from '../../src/text/en/digits.ts';
import { panels } from '../../src/text/en/panels.ts';
import { drawn } from '../unit/core/models/strokes.ts';
import { giveDigitsHere } from '../tools/digits.ts';
import { openPage, type OpenPage } from './support/page.ts';
import { type User, userOf } from './support/user.ts';

/** What `model-journeys.test.ts` plays and scrubs, from the gallery. */
const journeys = { digits: true, sales: true, moons: true };

let opened: OpenPage;
let page: Page;
let user: User;
const address = () => page.evaluate(() => location.hash);
const note = () => page.locator('.plane-note');

/** A run of a link in Node, or the first steps of it. */
function runOf(link: string, optimizer: number, most = Infinity) {
  const { scene } = readFragment(link);
  const model = modelOf(scene.model!);
  return recordRun({
    ...recordOptionsOf({ ...scene, steps: Math.min(scene.steps, most) }, scene.optimizers[optimizer]!),
    loss: model.loss,
    start: model.initial(scene.seed),
  });
}

beforeAll(async () => {
  openModels();
  giveDigitsHere();
  opened = await openPage({ at: '', viewport: { width: 1200, height: 720 } });
  ({ page } = opened);
  user = userOf(page);
  await user.controls.getByRole('combobox', { name: 'Surface' }).waitFor();
});
afterAll(() => opened.close());

describe.each(modelIds.map((id) => ({ id })))('$id', ({ id }) => {
  test('is opened from the control of the loss, trains, plays, is scrubbed back, and is linked', async () => {
    await user.choose('Surface', panels.controls.models[id]);
    await expect.poll(address).toMatch(new RegExp(`^#model=${id}&`));
    await expect.poll(() => note().innerText()).toMatch(/^Plane: .*((off|on) it here|all that there is)/s);
    const link = await address();

    if (!(id in journeys)) {
      await user.button('To start').click();
      await user.atStep(0);
      await user.button('Play').click();
      await expect.poll(() => user.step()).toBeGreaterThan(2);
      await user.pause();
      const there = await user.step();
      const adam = runOf(link, 3, there);
      for (const step of [there, 3, 1]) {
        await user.scrubber.fill(String(step));
        await user.atStep(step);
        await expect.poll(() => user.row('Adam')).toContain(formatNumber(adam.losses[step]!));
      }
    }

    // No more steps than are looked at.
    await user.go(`#model=${id}&steps=40&step=40&plane=principal&v=2`);
    await user.atStep(40);
    await expect.poll(() => note().innerText()).toContain('along the principal directions of SGD');
    await expect.poll(() => user.row('RMSprop')).toContain(formatNumber(runOf(link, 2, 40).losses[40]!));
    const picture = page.getByRole('region', { name: 'The model at this step, by Adam' });
    const table = picture.getByRole('table', { name: 'Every run at this step' });
    await expect.poll(() => table.getByRole('row').count()).toBe(5);
  });
});

test('digits: what is read, and a drawing that is read right while one scrubs', async () => {
  await user.go('#model=digits&steps=150&step=150&v=2');
  const region = page.getByRole('region', { name: 'The model at this step, by Adam' });
  const pad = region.getByRole('application', { name: 'Draw a digit' });
  await pad.scrollIntoViewIfNeeded();
  const summary = region.getByText(/^It reads \d+ of these 20 test digits right/);
  await summary.waitFor();
  const draw = async (strokes: readonly (readonly number[])[]) => {
    const box = (await pad.boundingBox())!;
    const at = (stroke: readonly number[], i: number) =>
      [box.x + stroke[i]! * box.width, box.y + stroke[i + 1]! * box.height] as const;
    for (const stroke of strokes) {
      await page.mouse.move(...at(stroke, 0));
      await page.mouse.down();
      for (let i = 2; i < stroke.length; i += 2) await page.mouse.move(...at(stroke, i));
      await page.mouse.up();
    }
  };
  const status = region.getByRole('status');
  const clear = region.getByRole('button', { name: 'Clear' });
  for (const digit of [4, 0, 7]) {
    await draw(drawn[digit]!);
    await expect.poll(() => status.innerText()).toBe(`Adam reads a ${digit}`);
    if (digit !== 7) await clear.click();
  }
  const shares = () => region.getByRole('list', { name: /^What it takes/ }).innerText();
  const trained = await shares();
  await user.scrubber.fill('1');
  await user.atStep(1);
  await expect.poll(shares).not.toBe(trained);
  await user.scrubber.fill('150');
  await user.atStep(150);
  await expect.poll(shares).toBe(trained);

  // By keys: a line down, which is a 1; no key of it is the page's.
  await clear.click();
  await expect.poll(() => status.innerText()).toBe(digits.empty);
  await pad.focus();
  await page.keyboard.press('Space');
  for (let k = 0; k < 8; k++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await expect.poll(() => status.innerText()).toBe('Adam reads a 1');
  await user.atStep(150);
  await page.keyboard.press('Backspace');
  await expect.poll(() => status.innerText()).toBe(digits.empty);

  // A test digit is put on the pad, and read there as it is read above.
  const tile = region.getByRole('button', { name: /^A \d, read right: put it on the pad/ }).first();
  const is = /\d/.exec((await tile.getAttribute('aria-label'))!)![0];
  await tile.click();
  await expect.poll(() => status.innerText()).toBe(`Adam reads a ${is}`);

  const confusion = region.getByRole('table', { name: /^Rows: what it is/ });
  const cells = async () => (await confusion.getByRole('cell').allInnerTexts()).map(Number);
  await expect.poll(async () => (await cells()).reduce((a, b) => a + b, 0)).toBe(500);
  await expect
    .poll(() => region.getByRole('img', { name: /^Test accuracy/ }).getAttribute('aria-label'))
    .toMatch(/at step 150: SGD [\d.]+ %, Momentum [\d.]+ %, RMSprop [\d.]+ %, Adam [\d.]+ %/);
  const weights = region.getByRole('img', { name: /16 hidden units/ });
  await expect.poll(() => weights.getAttribute('aria-label')).toMatch(/^How the weights have changed/);
  await region.getByRole('combobox', { name: 'What is shown of the weights' }).selectOption('weights');
  await expect.poll(() => weights.getAttribute('aria-label')).toMatch(/^The weights of/);
});

test('readmission: probabilities along a column, and the ROC curve of those held back', async () => {
  const link = '#model=readmission,threshold:0.3&steps=60&step=60&v=2';
  await user.go(link);
  const region = page.getByRole('region', { name: 'The model at this step, by Adam' });
  const roc = region.getByRole('img', { name: /^From the threshold on Adam finds/ });
  await roc.scrollIntoViewIfNeeded();
  const { test: held, outputs } = modelOf(readFragment(link).scene.model!);
  const areaOf = (optimizer: number) => {
    const { positions, dimension, steps } = runOf(link, optimizer);
    const found = outputs(positions.subarray(steps * dimension), held!.inputs);
    return rocOf(
      found.filter((_, i) => i % 2 === 1),
      held!.targets,
    )!.area.toFixed(3);
  };
  const [sgd, momentum, adam] = [0, 1, 3].map(areaOf);
  await expect.poll(() => roc.getAttribute('aria-label')).toContain(`SGD ${sgd}, Momentum ${momentum}`);
  await expect.poll(() => roc.getAttribute('aria-label')).toContain(`and Adam ${adam}.`);
  await region.getByRole('combobox', { name: /^Column along which/ }).selectOption('hemoglobin');
  await region.getByRole('img', { name: /^Probability of coming back by hemoglobin: / }).waitFor();
  await user.scrubber.fill('0');
  await user.atStep(0);
  await expect.poll(() => roc.getAttribute('aria-label')).not.toContain(`and Adam ${adam}.`);

  await user.button('Data …').click();
  const dialog = page.getByRole('dialog', { name: 'Data of Readmission' });
  await dialog
    .getByRole('textbox', { name: 'The data as text' })
    .fill('bmi,name,steps,back\n20,a,5,no\n31,b,2,yes\n25,c,4,no\n28,d,1,yes\n');
  await dialog.getByText('4 rows are taken. Classes: no and yes.').waitFor();
  await dialog.getByRole('button', { name: 'Train on this data' }).click();
  await expect.poll(address).toContain('data=4:bmi,steps,back:20,5,0,31,2,1,25,4,0,28,1,1');
  // Of four rows one is held back.
  await region.getByText(/All of them are of one class/).waitFor();
});

test('an option trains it anew, and the link holds it', async () => {
  await user.go('#model=moons&step=200&v=2');
  await user.choose('Activation', 'ReLU');
  await expect.poll(address).toContain('model=moons,activation:relu&');
  const sgd = runOf(await address(), 0);
  await expect.poll(() => user.row('SGD')).toContain(formatNumber(sgd.losses[200]!));
});

test('what a link says that cannot be is told, and the model shown', async () => {
  await user.go('#model=xor,units:999,activation:sin&v=2');
  const notice = page.getByText(/units must be a whole number from 1 to 64, not 999/);
  await notice.waitFor();
  await expect.poll(() => notice.innerText()).toContain('activation must be one of');
  await expect.poll(() => note().innerText()).toMatch(/^Plane: /);
});

test('panels that have no meaning of a model are gone, which one sentence says, and there again after it', async () => {
  const gone = ['Curvature', 'Loss against learning rate'];
  const shown = () =>
    Promise.all(gone.map((name) => page.getByRole('region', { name, exact: true }).isVisible()));
  await user.go('#model=xor&step=40&v=2');
  await page.getByText(/^Of models there is no panel of curvature/).waitFor();
  await expect.poll(shown).toEqual([false, false]);
  const results = page.getByRole('region', { name: 'Results', exact: true });
  await results.scrollIntoViewIfNeeded();
  await expect.poll(() => results.getByRole('row').allInnerTexts()).toHaveLength(5);
  // Each update asks for one gradient.
  await expect
    .poll(() => results.getByRole('row').nth(1).innerText())
    .toMatch(/^SGD\s[\d.]+\s+(\?[^?]*){2}\s40\s+–/);
  await user.go('#loss=booth&v=2');
  await expect.poll(shown).toEqual([true, true]);
});

test('exports say how far off the plane every run is, and why there is no code', async () => {
  await user.go('#model=xor&step=40&plane=hessian,run:3&v=2');
  await expect.poll(() => note().innerText()).toContain('the two largest curvatures at step 40 of Adam');
  await expect
    .poll(() => page.evaluate(() => document.querySelector('.plane-computed')?.textContent))
    .toBe('');
  await user.share('Picture or slide…');
  const dialog = page.getByRole('dialog', { name: 'Export' });
  const kind = (name: string) => dialog.getByRole('radio', { name, exact: true });
  await kind('Caption').check();
  await expect
    .poll(() => dialog.innerText())
    .toMatch(/off it at this step: SGD [\d.]+, Momentum [\d.]+, RMSprop [\d.]+, Adam [\d.e−]+\./);
  await kind('Data (CSV)').check();
  await expect.poll(() => dialog.innerText()).toContain('plane_x,plane_y,off_plane,in_plane,loss');
  await kind('Code').check();
  await dialog.getByText(/^There is no code of this model/).waitFor();
  await kind('Vector drawing (SVG)').check();
  await dialog.getByRole('img').waitFor();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save', exact: true }).click(),
  ]);
  const drawn = await textOf(await file.createReadStream());
  expect(drawn).toContain('Plane: the two largest curvatures at step 40 of Adam');
  // A line may end anywhere.
  expect(drawn.replaceAll(/(<[^>]*>|\s)+/g, ' ')).toMatch(/Off it here: SGD [\d.]+, Momentum/);
  await dialog.getByRole('button', { name: 'Close' }).click();
});

test('data of one’s own is pasted, its columns are picked, and the link holds it', async () => {
  await user.go('#model=sales&steps=50&v=2');
  await user.button('Data …').click();
  const dialog = page.getByRole('dialog', { name: /^Data of / });
  const field = dialog.getByRole('textbox', { name: 'The data as text' });
  await expect.poll(() => field.inputValue()).toMatch(/^year,price,marketing,target\n0,/);
  await field.fill('year;shop;takings\n0;a;1,5\n1;b;n/a\n2;c;3,5\n3;d;4\n4;e;6,25\n');
  await expect
    .poll(() => dialog.getByRole('status').innerText())
    .toBe(
      '4 rows are taken. One row is left out: row 2 has “n/a” in takings. Most cells of “shop” are no numbers: it is passed over. “takings” is taken for “What is to be explained”.',
    );
  await dialog.getByRole('button', { name: 'Train on this data' }).click();
  await expect.poll(address).toContain('data=4:year,takings:0,1.5,2,3.5,3,4,4,6.25');
  const sgd = runOf(await address(), 0);
  await user.atStep(0);
  await expect.poll(() => user.row('SGD')).toContain(formatNumber(sgd.losses[0]!));
  await user.go('#model=sales&steps=50&data=4:year,takings:0,1.5,2,3&v=2');
  await page.getByText(/^2 of 4 rows of the data came|2 of 4 rows of the data came/).waitFor();
  await user.button('Data of one’s own').click();
  await field.fill('nothing');
  await dialog.getByText('There are no rows yet', { exact: false }).waitFor();
  await dialog.getByRole('button', { name: 'Back to the made data' }).click();
  await expect.poll(address).not.toContain('data=');
});

test('a data point is dragged, and one turn back puts it where it was', async () => {
  const link = '#model=xor,points:6&steps=30&v=2';
  await user.go(link);
  const picture = page.locator('.model-canvas');
  await picture.scrollIntoViewIfNeeded();
  await expect
    .poll(() => picture.evaluate((canvas) => (canvas as HTMLCanvasElement).offsetWidth))
    .toBeGreaterThan(100);
  const { train, test: held } = modelOf(readFragment(link).scene.model!);
  const { x0, y0, side } = inputSquareOf([train, held]);
  const box = (await picture.boundingBox())!;
  const size = box.width - 2;
  const at = [
    ((train.inputs[0]! - x0) / side) * size,
    size - ((train.inputs[1]! - y0) / side) * size,
  ] as const;
  await page.mouse.move(box.x + 1 + at[0], box.y + 1 + at[1]);
  await page.mouse.down();
  await page.mouse.move(box.x + size / 2, box.y + size / 2, { steps: 3 });
  await page.mouse.up();
  await expect.poll(address).toContain('data=12:x1,x2,target:');
  // The address follows some time after the pointer.
  await expect
    .poll(async () => {
      const [x, y] = readFragment(await address()).scene.model!.data!.values as [number, number];
      return Math.hypot(x - (x0 + side / 2), y - (y0 + side / 2)) / side;
    })
    .toBeLessThan(0.05);
  expect(readFragment(await address()).scene.model!.data!.values[2]).toBe(train.targets[0]);
  await user.button('Undo').click();
  await expect.poll(address).not.toContain('data=');
});

test('option prices: from the gallery, a price is dragged, a table with names is read, and the link holds both', async () => {
  await user.go('#loss=booth&steps=40&step=40&v=2');
  await user.button('All losses, with pictures …').click();
  const gallery = page.getByRole('dialog', { name: 'Losses' });
  await gallery.getByRole('searchbox').fill('option prices');
  await gallery.getByRole('button', { name: /^Option prices/ }).click();
  await expect.poll(address).toMatch(/^#model=option-prices&/);
  await expect.poll(() => note().innerText()).toContain('volatility along x, rate along y');
  const picture = page.getByRole('region', { name: /^The model at this step/ });
  const prices = picture.getByRole('img', { name: /^Prices of calls by strike for 3 maturities/ });
  await prices.scrollIntoViewIfNeeded();
  const sentence = () => picture.getByText(/is at a volatility of/).innerText();
  const adam = runOf(await address(), 3);
  for (const step of [40, 0, 25]) {
    await user.scrubber.fill(String(step));
    await user.atStep(step);
    const volatility = formatNumber(adam.positions[2 * step]!);
    await expect.poll(sentence).toContain(`Adam is at a volatility of ${volatility}. `);
  }

  // The dearest call is the dot furthest up at the left; the axis begins with the strikes' room.
  const { train } = modelOf(readFragment(await address()).scene.model!);
  const box = (await prices.boundingBox())!;
  const span = train.inputs[14]! - train.inputs[0]!;
  const x = box.x + 38 + ((0.06 * span) / (1.12 * span)) * (box.width - 46);
  const y = box.y + 8 + (1 - 1 / 1.12) * 162;
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x, y + 40, { steps: 3 });
  await page.mouse.up();
  await expect.poll(address).toContain('data=24:strike,maturity,target:');
  // The address follows some time after the pointer.
  await expect
    .poll(async () => readFragment(await address()).scene.model!.data!.values[2])
    .toBeLessThan(train.targets[0]! - 1);

  await user.button('Data of one’s own').click();
  const dialog = page.getByRole('dialog', { name: /^Data of / });
  await dialog
    .getByRole('textbox', { name: 'The data as text' })
    .fill('day,price,strike,expiry\n1,12,90,1\n2,6.5,100,1\n3,3,110,1\n');
  const picked = dialog.getByRole('combobox');
  await expect
    .poll(() =>
      picked.evaluateAll((all) => all.map((one) => (one as HTMLSelectElement).selectedOptions[0]!.text)),
    )
    .toEqual(['strike', 'expiry', 'price']);
  await dialog.getByRole('button', { name: 'Train on this data' }).click();
  await expect.poll(address).toContain('data=3:strike,expiry,price:90,1,12,100,1,6.5,110,1,3');
  await prices
    .or(picture.getByRole('img', { name: /^Prices of calls by strike for one maturity/ }))
    .waitFor();
});

test('a surface takes its place again, without a trace', async () => {
  await user.choose('Surface', 'Booth');
  await expect.poll(address).toMatch(/^#loss=booth&/);
  await expect.poll(() => note().isVisible()).toBe(false);
  await page.getByRole('textbox', { name: /^Formula of f\(/ }).waitFor();
  await user.button('Undo').click();
  await expect.poll(() => note().isVisible()).toBe(true);
});

test('an embed says how far every run is off the plane', async () => {
  await page.goto(new URL('?embed#model=xor&step=60&v=2', page.url()).href);
  await expect
    .poll(() => note().innerText())
    .toMatch(/Off it here: SGD [\d.]+, Momentum [\d.]+, RMSprop [\d.]+, Adam [\d.]+\.$/);
  // Under the picture, not on it.
  for (const size of [
    { width: 640, height: 420 },
    { width: 280, height: 400 },
  ]) {
    await page.setViewportSize(size);
    await expect
      .poll(async () => {
        const [words, stage] = [
          await note().boundingBox(),
          await page.locator('canvas[data-frames]').boundingBox(),
        ];
        return words && stage && stage.height > 100 ? words.y - (stage.y + stage.height) : null;
      })
      .toBeGreaterThanOrEqual(0);
  }
});

test('an embed that shows the model has what its parameters do at each step, and drags nothing of it', async () => {
  await page.setViewportSize({ width: 360, height: 620 });
  const home = new URL('.', page.url());
  await page.goto('about:blank');
  const at = '#model=memory,facts:4&opt=sgd(lr:2)&opt=muon(lr:0.05)&steps=40&step=40&v=2';
  await page.goto(new URL(`?embed&show=stage,model,transport${at}`, home).href);
  const grids = page.getByRole('img', { name: /’s scores, a column a fact/ });
  // Where it is narrow a part is folded at first.
  await page.getByText('Model', { exact: true }).click();
  await grids.waitFor();
  const known = page.getByRole('img', { name: /is above one half for \d of 4/ });
  const countAt = async (step: number) => {
    await user.scrubber.fill(String(step));
    await user.atStep(step);
    return await known.getAttribute('aria-label');
  };
  await expect.poll(() => countAt(40)).toMatch(/above one half for 4 of 4/);
  await expect.poll(() => countAt(0)).toMatch(/above one half for 0 of 4/);
  const box = (await grids.boundingBox())!;
  expect(box.x).toBeGreaterThanOrEqual(0);
  expect(box.x + box.width).toBeLessThanOrEqual(360);
  // What is for the page alone is not there.
  for (const name of ['Equations of this step', 'Scenes to open', 'Data …'])
    expect(await page.getByText(name, { exact: true }).count()).toBe(0);
});
