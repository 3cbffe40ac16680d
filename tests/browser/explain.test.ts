import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { losses, optimizers, recordRun } from '../../src/core/index.ts';
import { openPage, type OpenPage } from './support/page.ts';
import { violations } from './support/axe.ts';
import { type User, userOf } from './support/user.ts';

const himmelblau = losses.find(({ id }) => id === 'himmelblau');
if (!himmelblau) throw new Error('The catalog has no Himmelblau.');
const adam = recordRun({
  loss: himmelblau.loss,
  optimizer: { id: 'adam', lr: 0.22 },
  start: [-0.4, -0.75],
  steps: 200,
});

/** Goes from control to control with the Tab key until one has this name; fails after a full round. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let i = 0; i < 200; i++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
    });
    if (typeof name === 'string' ? focused.trim() === name : name.test(focused)) return;
  }
  throw new Error(`No control named ${String(name)} was reached with the Tab key.`);
}

/** Numbers of a sentence such as "Position: x minus 0.620, y minus 0.530." */
function numbersOf(sentence: string): number[] {
  return [...sentence.matchAll(/(minus )?(\d+(?:\.\d+)?(?:e[−-]?\d+)?)/g)].map(
    ([, minus, digits = '']) => Number(digits.replace('−', '-')) * (minus ? -1 : 1),
  );
}

describe('why did it end, and what bends here?', () => {
  let opened: OpenPage;
  let page: Page;
  let user: User;
  beforeAll(async () => {
    opened = await openPage({ at: ends[0]![1], viewport: { width: 1200, height: 720 } });
    ({ page } = opened);
    user = userOf(page);
  });
  afterAll(() => opened.close());

  const ends: readonly (readonly [what: string, at: string, row: RegExp, step: RegExp | null])[] = [
    [
      'the loss has no value',
      '#f=log(x)&start=-1,0&opt=sgd(lr:0.1)',
      /–.*loss undefined at step 0/s,
      /cannot start here: the loss has no value/,
    ],
    [
      'the run leaves the loss',
      '#f=log(x)&start=0.1,0&opt=sgd(lr:0.1)&step=5',
      /loss undefined at step 1/,
      /ended at step 1: the loss has no value/,
    ],
    ['there is no gradient', '#loss=ackley&start=0,0&opt=sgd(lr:0.1)', /gradient undefined at step 0/, null],
    [
      'there is no step',
      '#f=x^2&start=1,1&opt=newton(lr:1)&step=9',
      /update undefined at step 0/,
      /the update has no value there/,
    ],
    [
      'the numbers are too large',
      '#loss=rosenbrock&opt=sgd(lr:0.5)&step=90',
      /overflowed at step 4/,
      /ended at step 4: .* too large/,
    ],
  ];
  test.each(ends)('%s', async (_, at, row, step) => {
    await user.go(at);
    await expect.poll(() => user.legend.getByRole('button').first().innerText()).toMatch(row);
    if (step)
      await page
        .getByRole('region', { name: /^This step/ })
        .getByText(step)
        .waitFor();
    // The results say it as well.
    await user.toLastPanels();
    await page
      .getByRole('cell', { name: row.source.includes('–') ? /loss undefined at step 0/ : row })
      .waitFor();
  });

  test('what is outside says since when, and the view is fitted to it and back', async () => {
    await user.go('#f=x^2%2By^2&start=4,4&domain=3,5,3,5&opt=sgd(lr:0.1)&steps=40&step=40');
    await expect.poll(() => user.row('SGD')).toMatch(/outside since step 2/);
    const fit = page
      .getByRole('region', { name: 'Optimizers' })
      .getByRole('button', { name: 'Fit the view to the paths' });
    await fit.click();
    await expect.poll(() => user.row('SGD')).not.toMatch(/outside/);
    await expect.poll(() => fit.isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => user.row('SGD')).toMatch(/outside since step 2/);
    await page
      .getByRole('region', { name: 'Map', exact: true })
      .getByRole('button', { name: 'Fit the view to the paths' })
      .click();
    await expect.poll(() => user.row('SGD')).not.toMatch(/outside/);
  });

  test('of the quadratic and of the loss, each what is true of it', async () => {
    const said = () => page.getByRole('region', { name: 'Curvature' }).innerText();
    const go = async (at: string) => {
      await user.go(at);
      await user.toLastPanels();
    };
    await go('#loss=himmelblau&opt=sgd(lr:0.004)&step=12');
    await expect
      .poll(said)
      .toMatch(
        /The quadratic that fits here, Newton’s model, has its (saddle|lowest point|highest point) at \(/,
      );
    expect(await said()).not.toMatch(/, a saddle/);
    await go('#f=1e6x^2%2By^2&start=0.004,0.002&opt=sgd(lr:1e-7)');
    await expect.poll(said).toMatch(/Bowl: the surface bends up.*a minimum\./s);
    expect(await said()).not.toContain('Minimum:');
    await go('#f=x^2-y^2&start=1,1&opt=sgd(lr:0.1)');
    await expect.poll(said).toContain('Along the other, which bends down, steps grow whatever the rate.');
    await go('#f=log(x)%2By^2&start=-1,0&opt=sgd(lr:0.1)');
    await expect.poll(said).toContain('No curvature here: the loss is not a finite number.');
    expect(await said()).not.toMatch(/NaN|κ|λmax|H =/);
  });
});

describe('why did it step there?', () => {
  let opened: OpenPage;
  let page: Page;
  let user: User;
  beforeAll(async () => {
    opened = await openPage({ viewport: { width: 1200, height: 720 } });
    ({ page } = opened);
    user = userOf(page);
  });
  beforeEach(() => user.go('#v=2'));
  afterAll(() => opened.close());

  const faults = async (without?: string) => {
    // A control that is scrolled half under its panel's head is no smaller for that.
    await page.evaluate(() => {
      for (const element of document.querySelectorAll('*')) if (element.scrollTop > 0) element.scrollTop = 0;
    });
    return violations(page, 'html', without);
  };
  /**
   * Axe finds nothing in the state that a test leaves: in each that has parts which neither the last of the tests nor
   * `accessibility.test.ts` sees. The inside of formulas, half of all elements, is KaTeX's, and is looked at in the last.
   */
  const isInOrder = async () => expect(await faults('.katex')).toEqual([]);

  const line = (name: string) =>
    page
      .getByRole('list', { name: /^The update of/ })
      .getByRole('listitem', { name: new RegExp(`^${name}:`) });
  const maps = () => page.getByRole('main').getByRole('img', { name: /^Contour map/ });
  const sweep = () => page.getByRole('slider', { name: /Adam/ }).first();
  const sentence = async (name: string) => (await line(name).getAttribute('aria-label')) ?? '';

  test('the last line of the equation is the next position, at every step, forwards and backwards', async () => {
    for (const step of [0, 1, 2, 10, 100, 200, 34]) {
      await user.scrubber.fill(String(step));
      await user.atStep(step);
      const next = step < 200 ? adam.positions.slice(2 * step + 2, 2 * step + 4) : null;
      if (!next) continue;
      await expect
        .poll(async () => numbersOf(await sentence('Position')))
        .toEqual([...next].map((value) => Number(value.toPrecision(3))));
    }
  });

  test('a student goes through a step by keyboard alone: open, stage by stage, next step, back, close', async () => {
    await tabTo(page, /^Loss surface in 3D/);
    await page.keyboard.press('ArrowRight');
    await user.atStep(1);
    await page.keyboard.press('s');
    const stages = page.getByRole('group', { name: 'Stages of the step' });
    const pressed = () => stages.locator('[aria-current="step"]').innerText();
    await expect.poll(pressed).toBe('Gradient');
    for (const stage of ['Moments', 'Correction', 'Step']) {
      await page.keyboard.press('ArrowRight');
      await expect.poll(pressed).toBe(stage);
      await user.atStep(1);
    }
    await page.keyboard.press('ArrowRight');
    await user.atStep(2);
    await expect.poll(pressed).toBe('Gradient');
    await page.keyboard.press('ArrowLeft');
    await user.atStep(1);
    await expect.poll(pressed).toBe('Step');
    await page.keyboard.press('s');
    await stages.waitFor({ state: 'hidden' });
  });

  test('ten minutes by keyboard alone: choose a run, light a term, compare two rates, zoom the map', async () => {
    await tabTo(page, 'Step forward');
    await page.keyboard.press('Enter');
    await user.atStep(1);
    await tabTo(page, 'Zoom in');
    await page.keyboard.press('Enter');
    await expect.poll(() => user.number(user.box('x from'))).toBeGreaterThan(-5);
    await tabTo(page, /^first moment/);
    await expect.poll(() => line('First moment').getAttribute('class')).toMatch(/lit/);
    await tabTo(page, /^SGD\s*lr/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'This step, by SGD' }).waitFor();
    await tabTo(page, 'Duplicate SGD');
    await page.keyboard.press('Enter');
    await expect.poll(() => user.legend.getByRole('button').count()).toBe(5);
    // Once their rates differ, these tell the two apart and no number does: the row is meant by its place.
    const second = () => user.legend.getByRole('button').nth(1).innerText();
    const before = await second();
    expect(before).toContain('SGD 2');
    const rates = user.folder('SGD 2').getByRole('slider', { name: 'Learning rate' });
    await tabTo(page, 'SGD 2');
    if ((await rates.count()) === 0 || !(await rates.isVisible())) await page.keyboard.press('Enter');
    for (;;) {
      await tabTo(page, 'Learning rate');
      if (await rates.evaluate((slider) => slider === document.activeElement)) break;
    }
    await page.keyboard.press('PageUp');
    await expect.poll(second).not.toBe(before);
    await expect.poll(() => second()).not.toContain('SGD 2');
    await page.keyboard.press('Control+z');
    await expect.poll(second).toBe(before);
    await isInOrder();
  });

  test('pointing at an arrow lights its line', async () => {
    await user.scrubber.fill('12');
    await user.atStep(12);
    await page.getByRole('list', { name: 'Arrows' }).getByRole('button', { name: 'first moment' }).hover();
    await expect.poll(() => line('First moment').getAttribute('class')).toMatch(/lit/);
    await isInOrder();
  });

  test('arrows too short to see are magnified from the panel, by keyboard, and the scale is said beside them', async () => {
    const scale = page.getByRole('main').getByRole('list', { name: 'Scale of the arrows' });
    const panel = page.getByRole('group', { name: 'Magnifier of the arrows' });
    const map = page.getByRole('img', { name: /^Contour map/ });
    await user.scrubber.fill('3');
    await user.atStep(3);
    await expect.poll(() => scale.innerText()).toMatch(/^step \d+(\.\d+)? · drawn 5 ×$/);
    await expect
      .poll(() => map.getAttribute('aria-label'))
      .toMatch(/Scale of the arrows: step .* drawn 5 ×\.$/);
    // Near the end Adam's steps are a ten thousandth of the map; the factor is still that of the run.
    await user.scrubber.fill('190');
    await user.atStep(190);
    await page.getByText('Too short to see.').waitFor();
    // A bar would measure nothing.
    await scale.waitFor({ state: 'hidden' });
    await tabTo(page, /^Magnify 10/);
    await page.keyboard.press('Enter');
    await expect.poll(() => scale.innerText()).toMatch(/drawn 5 ×, magnified 1\d*[⁰-⁹]* ×$/);
    await expect.poll(() => map.getAttribute('aria-label')).toMatch(/magnified/);
    await expect.poll(() => new URL(page.url()).hash).toMatch(/magnify=\d/);
    await page.getByText('Too short to see.').waitFor({ state: 'hidden' });
    // After the last step none is drawn: it would not be run.
    await user.scrubber.fill('200');
    await page.getByText('The run ends here: this step is not taken.').waitFor();
    await scale.waitFor({ state: 'hidden' });
    await page.getByRole('list', { name: 'Arrows', exact: true }).waitFor({ state: 'hidden' });
    // Back at the beginning they are beyond the map, and that is said, too.
    await user.scrubber.fill('3');
    await page.getByText('Longer than the map.').waitFor();
    await page.getByRole('list', { name: 'Arrows', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Not magnified' }).click();
    await expect.poll(() => scale.innerText()).not.toMatch(/magnified/);
    await panel.getByRole('button', { name: 'Magnify ten times more' }).click();
    await expect.poll(() => scale.innerText()).toMatch(/magnified 10 ×$/m);
    await isInOrder();
    await user.button('Undo').click();
    await expect.poll(() => scale.innerText()).not.toMatch(/magnified/);
  });

  test('the gradient itself is an arrow when it is asked for, with a bar of its own', async () => {
    await user.scrubber.fill('3');
    await user.atStep(3);
    const scale = page.getByRole('main').getByRole('list', { name: 'Scale of the arrows' });
    const keys = page.getByRole('list', { name: 'Arrows', exact: true }).getByRole('button');
    await expect.poll(() => keys.allInnerTexts()).not.toContainEqual(expect.stringMatching(/uphill/));
    const frames = await user.frames();
    await page.getByRole('button', { name: 'Gradient', exact: true }).last().click();
    await expect.poll(() => scale.innerText()).toMatch(/gradient \d+ · drawn 0\.\d+ ×$/);
    await expect.poll(() => keys.allInnerTexts()).toContainEqual(expect.stringMatching(/uphill/));
    await expect.poll(() => user.frames()).toBeGreaterThan(frames);
    await expect.poll(() => new URL(page.url()).hash).toMatch(/gradient=on/);
    await isInOrder();
  });

  test('another optimizer is explained when its row of the legend is chosen', async () => {
    await user.legend.getByRole('button', { name: /^SGD/ }).click();
    await page.getByRole('heading', { name: 'This step, by SGD' }).waitFor();
    await page.getByRole('list', { name: 'The update of SGD, line by line' }).waitFor();
  });

  test('every optimizer of the registry can be added and explains its step', async () => {
    await user.button('+ Add optimizer').click();
    await user.button('Prodigy').waitFor();
    const named = await user.controls.getByRole('button').allTextContents();
    expect(named).toEqual(expect.arrayContaining(optimizers.map(({ name }) => name)));
    await user.button('+ Add optimizer').click();
    for (const name of ['RAdam', 'Rprop', 'NAdam']) {
      await user.button('+ Add optimizer').click();
      await user.button(name).click();
      await page.getByRole('heading', { name: `This step, by ${name}` }).waitFor();
      expect(numbersOf(await sentence('Position')).every(Number.isFinite)).toBe(true);
    }
    await isInOrder();
  });

  test('the chart scrubs, shows other quantities, and the map zooms and comes home', async () => {
    const playhead = page.getByRole('slider', { name: 'Playhead of the chart' });
    await playhead.focus();
    await page.keyboard.press('End');
    await user.atStep(200);
    for (const quantity of [
      'Gradient norm',
      'Effective learning rate, x',
      'Sharpness',
      'Loss above the minimum',
    ]) {
      await page.getByRole('combobox', { name: 'Quantity' }).selectOption({ label: quantity });
      await page.getByRole('img', { name: new RegExp(`^${quantity}`) }).waitFor();
    }
    await page.getByRole('button', { name: 'Zoom in' }).click();
    await expect.poll(() => user.number(user.box('x from'))).toBeGreaterThan(-5);
    await page.getByRole('button', { name: /^Home/ }).click();
    await expect.poll(() => user.number(user.box('x from'))).toBe(-5);
  });

  test('at another size map and chart are drawn before anybody sees them blank', async () => {
    const playhead = page.getByRole('slider', { name: 'Playhead of the chart' });
    // Asked last, it is told last of a new size, when the page has dealt with it and before it is shown.
    await playhead.evaluate((box) => {
      const { canvas } = box.querySelector('canvas')?.getContext('2d') ?? {};
      const width = box.clientWidth;
      new ResizeObserver(() => {
        if (box.clientWidth === width || box.dataset['drawn']) return;
        const pixels = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
        box.dataset['drawn'] = String(pixels?.some((part) => part > 0));
      }).observe(box);
    });
    await page.setViewportSize({ width: 1400, height: 720 });
    await expect.poll(() => playhead.getAttribute('data-drawn')).toBe('true');
    await page.setViewportSize({ width: 1200, height: 720 });
  });

  test('the start on the map moves by keyboard and by drag, and every run follows', async () => {
    const start = page.getByRole('button', { name: /^Start at/ });
    await start.focus();
    await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(() => user.number(user.box('Start x'))).toBeGreaterThan(-0.4);
    const x = await user.number(user.box('Start x'));
    const box = await start.boundingBox();
    if (!box) throw new Error('The start is not shown on the map.');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2 - 30, box.y + box.height / 2 + 20, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => user.number(user.box('Start x'))).toBeLessThan(x);
  });

  test('the curvature says when a learning rate is above its limit', async () => {
    await user.legend.getByRole('button', { name: /^SGD/ }).click();
    await user.type(user.folder('SGD').getByRole('textbox', { name: 'Learning rate' }), '0.2');
    await user.scrubber.fill('0');
    await user.choose('Surface', 'Booth');
    await user.toLastPanels();
    await page
      .getByRole('region', { name: 'Curvature' })
      .getByText(/above 2\/λ/)
      .waitFor();
    await isInOrder();
  });

  test('under a schedule the rate of the step shown is told and compared, and that which is set stays set', async () => {
    await user.choose('Surface', 'Booth');
    await user.legend.getByRole('button', { name: /^SGD/ }).click();
    const sgd = user.folder('SGD');
    const rate = sgd.getByRole('textbox', { name: 'Learning rate' });
    await user.type(rate, '0.2');
    await sgd.getByRole('combobox', { name: 'Schedule' }).selectOption({ label: 'Exponential' });
    await user.type(sgd.getByRole('textbox', { name: 'Factor' }), '0.5');
    const curvature = page.getByRole('region', { name: 'Curvature' });
    await user.toLastPanels();
    // The greatest curvature of this surface is 18 everywhere.
    await user.scrubber.fill('0');
    await expect.poll(() => user.row('SGD')).toContain('lr now 0.200');
    await curvature
      .getByText(/0\.200, which the schedule gives at step 0, is above 2\/λmax = 0\.111/)
      .waitFor();
    await user.scrubber.fill('1');
    await expect.poll(() => user.row('SGD')).toContain('lr now 0.100');
    await curvature
      .getByText(/0\.100, which the schedule gives at step 1, is within 2\/λmax = 0\.111/)
      .waitFor();
    await expect.poll(() => rate.inputValue()).toBe('0.2');
    await isInOrder();
  });

  test('overlays are switched on and drawn', async () => {
    await user.toLastPanels();
    for (const name of [
      'Tangent plane',
      'Taylor surface',
      'Eigenvectors',
      'Gradient flow',
      'Negative gradient field',
    ]) {
      const frames = await user.frames();
      await page.getByRole('button', { name, exact: true }).click();
      await expect.poll(() => user.frames()).toBeGreaterThan(frames);
    }
  });

  test('a sweep finds a learning rate for each, in one step of undo', async () => {
    const before = await user.row('Adam');
    await page.getByRole('combobox', { name: 'Learning rates' }).selectOption({ label: 'Best rate each' });
    await expect.poll(() => user.row('Adam')).not.toBe(before);
    await user.toLastPanels();
    await sweep().waitFor();
    await user.button('Undo').click();
    await expect.poll(() => user.row('Adam')).toBe(before);
  });

  test('side by side every optimizer has a map of its own', async () => {
    await page.getByRole('button', { name: 'Side by side' }).click();
    await expect.poll(() => maps().count()).toBe(4);
    await user.button('Step forward').click();
    await user.atStep(1);
    await page.getByRole('button', { name: 'Side by side' }).click();
    await user.stage.waitFor();
  });

  test('the results are copied with every digit', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await user.button('To end').click();
    await user.atStep(200);
    await user.toLastPanels();
    await page.getByRole('button', { name: 'Copy as CSV' }).click();
    await page.getByText('Copied').waitFor();
    const csv = await page.evaluate(() => navigator.clipboard.readText());
    expect(csv).toContain(String(adam.losses[200]));
    await isInOrder();
  });

  test('axe finds nothing in any of these states', async () => {
    await user.stage.focus();
    await page.keyboard.press('s');
    await page.getByRole('group', { name: 'Stages of the step' }).waitFor();
    expect(await faults()).toEqual([]);
    await user.toLastPanels();
    for (const name of [
      'Tangent plane',
      'Taylor surface',
      'Eigenvectors',
      'Gradient flow',
      'Negative gradient field',
    ]) {
      await page.getByRole('button', { name, exact: true }).click();
    }
    // It may have been swept before: "Sweep again".
    await page.getByRole('button', { name: /^Sweep/ }).click();
    await sweep().waitFor();
    expect(await faults()).toEqual([]);
    await page.getByRole('button', { name: 'Side by side' }).click();
    await expect.poll(() => maps().count()).toBe(4);
    expect(await faults()).toEqual([]);
  });
});
