import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { losses, recordRun } from '../../src/core/index.ts';
import { formatNumber } from '../../src/core/math/format.ts';
import { documentOfFormula } from '../../src/core/scene/document.ts';
import { marks } from '../../src/text/en/marks.ts';
import { firstLoad, markReady } from './support/first-load.ts';
import { openPage, type OpenPage } from './support/page.ts';
import { middle, type User, userOf } from './support/user.ts';

const himmelblau = losses.find(({ id }) => id === 'himmelblau');
if (!himmelblau) throw new Error('The catalog has no Himmelblau.');

/** What the page must show of Adam in the first scene after a change. */
function adamLoss(step: number, change: { lr?: number; start?: [number, number] } = {}): string {
  const { lr = 0.22, start = [-0.4, -0.75] } = change;
  const run = recordRun({ loss: himmelblau!.loss, optimizer: { id: 'adam', lr }, start, steps: step });
  return formatNumber(run.losses[step] ?? Number.NaN);
}

describe('a student at the page', () => {
  let opened: OpenPage;
  let user: User;
  beforeAll(async () => {
    opened = await openPage({ before: markReady });
    user = userOf(opened.page);
  });
  afterAll(() => opened.close());
  // Back to the first scene.
  afterEach(() => user.go('#v=2'));

  test('it opens complete, with little to load, at the start, and then draws nothing', async () => {
    // What is loaded first, users wait for.
    expect(await firstLoad(opened.page)).toBeLessThan(200);
    await user.atStep(0);
    await expect.poll(() => user.row('Adam')).toContain(formatNumber(himmelblau!.loss.value([-0.4, -0.75])));
    // All that comes after the first picture is there.
    await opened.page.waitForLoadState('networkidle');
    await user.still();
    const frames = await user.frames();
    expect(frames).toBeGreaterThan(0);
    // Twenty pictures of the browser later the stage has drawn none.
    await user.pass(20);
    expect(await user.frames()).toBe(frames);
  });

  test('steps forth and back, jumps, scrubs and types a step, and every number is of that step', async () => {
    await user.button('Step forward').click();
    await user.atStep(1);
    await user.button('Step forward').click();
    await user.atStep(2);
    await expect.poll(() => user.row('Adam')).toContain(adamLoss(2));
    await user.button('Step back').click();
    await expect.poll(() => user.row('Adam')).toContain(adamLoss(1));
    await user.button('To end').click();
    await user.atStep(200);
    await expect.poll(() => user.row('Adam')).toContain(adamLoss(200));
    await user.scrubber.fill('34');
    await expect.poll(() => user.row('Adam')).toContain(adamLoss(34));
    await user.type(opened.page.getByRole('textbox', { name: 'Go to step' }), '77');
    await user.atStep(77);
    await user.button('To start').click();
    await user.atStep(0);
  });

  test('plays to the end and stops there', async () => {
    await opened.page
      .getByRole('combobox', { name: 'Playback speed' })
      .selectOption({ label: '1000 steps/s' });
    await user.button('Play').click();
    await expect.poll(() => user.step(), { timeout: 60_000 }).toBe(200);
    await user.button('Play').waitFor();
  });

  test('what records long runs faster comes with the first of them', async () => {
    const loaded = () =>
      opened.page.evaluate(
        () => performance.getEntriesByType('resource').filter(({ name }) => /long-runs/.test(name)).length,
      );
    expect(await loaded()).toBe(0);
    await user.go('#loss=himmelblau&opt=adam,lr:0.22&start=-0.4,-0.75&steps=1000&step=34');
    await expect.poll(() => user.row('Adam')).toContain(adamLoss(34));
    await expect.poll(loaded).toBe(1);
  });

  test('the keys do what the sheet says, and nothing while one types', async () => {
    const { keyboard } = opened.page;
    await keyboard.press('ArrowRight');
    await keyboard.press('Shift+ArrowRight');
    await user.atStep(11);
    await keyboard.press('ArrowLeft');
    await user.atStep(10);
    await keyboard.press('End');
    await user.atStep(200);
    await keyboard.press('Home');
    await user.atStep(0);
    await keyboard.press('Space');
    await user.button('Pause').waitFor();
    await keyboard.press('Space');
    await user.button('Play').waitFor();
    const step = await user.step();
    await user.formula.focus();
    await keyboard.press('ArrowRight');
    await keyboard.type(' ');
    await user.atStep(step);
    await user.stage.focus();
    await keyboard.press('?');
    const sheet = opened.page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await sheet.waitFor();
    await keyboard.press('Escape');
    await sheet.waitFor({ state: 'hidden' });
  });

  test('a changed learning rate redraws the run where the timeline stands; undo takes it back', async () => {
    await user.scrubber.fill('34');
    const rate = (await user.unfold('Adam')).getByRole('textbox', { name: 'Learning rate' });
    await user.type(rate, '0.05');
    await expect.poll(() => user.row('Adam')).toBe(`Adam lr 0.05 ${adamLoss(34, { lr: 0.05 })}`);
    await user.atStep(34);
    await user.button('Undo').click();
    await expect.poll(() => user.row('Adam')).toContain(adamLoss(34));
    // A value beyond the slider is taken as it is typed; one without meaning is not.
    await user.type(rate, '123');
    await expect.poll(() => user.row('Adam')).toContain('lr 123');
    await user.type(rate, '-1');
    expect(await user.row('Adam')).toContain('lr 123');
  });

  test('a slider goes by keyboard, and a double-click on its name sets it back', async () => {
    const noise = user.controls.getByRole('slider', { name: 'Gradient noise' });
    await noise.focus();
    await opened.page.keyboard.press('ArrowRight');
    await expect.poll(() => user.number(user.box('Gradient noise'))).toBeGreaterThan(0);
    await user.controls.getByText('Gradient noise').dblclick();
    await expect.poll(() => user.number(user.box('Gradient noise'))).toBe(0);
  });

  test("a formula of one's own is drawn; a wrong one is explained and the surface stays", async () => {
    await user.type(user.formula, '(x^2 + y^2)/10');
    const { start } = documentOfFormula('(x^2 + y^2)/10');
    const loss = formatNumber((start[0] ** 2 + start[1] ** 2) / 10);
    await expect.poll(() => user.row('SGD')).toContain(loss);
    // Its minimum is searched for behind the page's back, and marked when it is found.
    await opened.page
      .getByRole('list', { name: marks.list.map })
      .getByText(/^Minimum/)
      .waitFor({ state: 'attached' });
    await user.still();
    const before = await user.frames();
    await user.type(user.formula, 'x^2 + sen(y)');
    await user.controls.getByText(/did you mean sin/).waitFor();
    await expect.poll(() => user.formula.getAttribute('aria-invalid')).toBe('true');
    expect(await user.formula.inputValue()).toBe('x^2 + sen(y)');
    expect(await user.frames()).toBe(before);
    expect(await user.row('SGD')).toContain(loss);
    await user.type(user.formula, 'x^2 + sin(y)');
    await expect.poll(() => user.formula.getAttribute('aria-invalid')).not.toBe('true');
  });

  test('names of its own are on the page, and another letter has a slider that reshapes the surface', async () => {
    const { page } = opened;
    await user.type(user.formula, 'k (u - 1)^2 + 1/2v^2');
    await user.box('Start u').waitFor();
    await expect.poll(() => user.stage.getAttribute('aria-description')).toMatch(/Axes: u from .*, v from /);
    await user.controls.locator('.formula-reading math').waitFor({ state: 'attached' });
    const value = user.box('Parameter k');
    await expect.poll(() => user.number(value)).toBe(1);
    const before = await user.row('SGD');
    await user.type(value, '3');
    await expect.poll(() => user.row('SGD')).not.toBe(before);
    expect(await user.formula.inputValue()).toBe('k (u - 1)^2 + 1/2v^2');
    await expect.poll(() => decodeURIComponent(new URL(page.url()).hash)).toContain('k = 3; k (u - 1)^2');
    await user.type(user.formula, 'x^2 + y^2');
    await value.waitFor({ state: 'detached' });
  });

  test('a double-click on the surface sets the start, dragging the ring moves it, and every run follows', async () => {
    await user.unfold('View');
    await user.choose('Projection', 'From above');
    await user.scrubber.fill('10');
    await user.atStep(10);
    // A pointer means what is shown: the view from above has to be there first.
    await user.still();
    const { x, y } = await middle(user.stage);
    await opened.page.mouse.dblclick(x, y);
    await expect.poll(() => user.number(user.box('Start x'))).toBeGreaterThan(-0.3);
    await user.still();
    const start: [number, number] = [
      await user.number(user.box('Start x')),
      await user.number(user.box('Start y')),
    ];
    await opened.page.mouse.move(x, y);
    await opened.page.mouse.down();
    await opened.page.mouse.move(x + 20, y - 10, { steps: 3 });
    await opened.page.mouse.move(x + 60, y - 40, { steps: 5 });
    await opened.page.mouse.up();
    await expect.poll(() => user.number(user.box('Start x'))).toBeGreaterThan(start[0] + 0.5);
    await expect.poll(() => user.number(user.box('Start y'))).toBeGreaterThan(start[1] + 0.3);
    await user.button('Undo').click();
    await expect.poll(() => user.number(user.box('Start x'))).toBe(start[0]);
  });

  test('an optimizer is added, doubled, switched off and removed', async () => {
    await user.button('Duplicate Adam').click();
    await expect.poll(() => user.row('Adam 2')).toContain('lr 0.22');
    await user.controls.getByRole('checkbox', { name: 'Run SGD', exact: true }).uncheck();
    await expect.poll(() => user.legend.getByRole('button').count()).toBe(4);
    await user.button('Remove Adam 2').click();
    await expect.poll(() => user.legend.getByRole('button').count()).toBe(3);
    await user.button('+ Add optimizer').click();
    await opened.page.getByText('Adagrad', { exact: true }).click();
    await expect.poll(() => user.row('Adagrad')).toContain('lr');
  });

  test('a run that diverges and one that leaves say so in words', async () => {
    const sgd = user.folder('SGD').getByRole('textbox', { name: 'Learning rate' });
    await user.type(sgd, '0.05');
    await user.button('To end').click();
    await expect.poll(() => user.row('SGD')).toMatch(/overflowed at step \d+/);
    await user.type(user.box('x to'), '-0.2');
    await user.type(user.box('y to'), '0');
    await expect.poll(() => user.row('Adam')).toContain('outside');
  });

  test('more steps are recorded when asked for', async () => {
    await user.type(user.box('Number of steps'), '5000');
    await user.button('To end').click();
    await user.atStep(5000);
    await expect.poll(() => user.row('Adam')).toContain(adamLoss(5000));
  });

  test('markup in a formula is text', async () => {
    await user.type(user.formula, '<img src=x onerror=alert(1)>');
    await expect.poll(() => user.formula.getAttribute('aria-invalid')).toBe('true');
    expect(await opened.page.locator('img[src="x"]').count()).toBe(0);
  });
});

describe('faults', () => {
  test('a lost WebGL context comes back with everything as it was', async () => {
    const opened = await openPage({ drawn: true });
    const user = userOf(opened.page);
    await user.scrubber.fill('34');
    const shown = () => user.stage.screenshot();
    const before = await shown();
    await user.stage.evaluate(async (canvas: HTMLCanvasElement) => {
      const extension = canvas.getContext('webgl2')?.getExtension('WEBGL_lose_context');
      const lost = new Promise((resolve) =>
        canvas.addEventListener('webglcontextlost', resolve, { once: true }),
      );
      extension?.loseContext();
      await lost;
      const restored = new Promise((resolve) =>
        canvas.addEventListener('webglcontextrestored', resolve, { once: true }),
      );
      // Restoring is allowed once the event of the loss has been dealt with.
      await new Promise((resolve) => requestAnimationFrame(resolve));
      extension?.restoreContext();
      await restored;
    });
    await expect.poll(async () => (await shown()).equals(before), { timeout: 30_000 }).toBe(true);
    await user.atStep(34);
    await opened.close();
  });

  test('without WebGL the page says so and the rest works', async () => {
    const opened = await openPage({
      before: () => {
        const getContext = HTMLCanvasElement.prototype.getContext;
        HTMLCanvasElement.prototype.getContext = function (
          this: HTMLCanvasElement,
          kind: string,
          options?: unknown,
        ) {
          return kind.startsWith('webgl') ? null : getContext.call(this, kind as '2d', options as undefined);
        } as typeof getContext;
      },
    });
    const user = userOf(opened.page);
    await opened.page.getByRole('alert').getByText('WebGL').waitFor();
    await user.button('Step forward').click();
    await expect.poll(() => user.row('Adam')).toContain(adamLoss(1));
    await opened.close();
  });

  test('without WebAssembly the interpreter gives the same numbers', async () => {
    const opened = await openPage({
      before: () => {
        Reflect.deleteProperty(globalThis, 'WebAssembly');
      },
    });
    const user = userOf(opened.page);
    await user.scrubber.fill('34');
    await expect.poll(() => user.row('Adam')).toContain(adamLoss(34));
    await opened.close();
  });
});

test('a first visit is invited to three things, which the list of keys brings back', async () => {
  const opened = await openPage();
  const { page } = opened;
  const user = userOf(page);
  const invitations = page.getByRole('list', { name: 'To begin with' });
  await invitations.waitFor();
  await user.controls.getByRole('textbox', { name: 'Start x', exact: true }).fill('1');
  await page.keyboard.press('Enter');
  await expect.poll(() => invitations.getByRole('listitem').count()).toBe(2);
  await invitations.getByRole('button', { name: /^Not now: Turn up SGD/ }).click();
  await page.keyboard.press('Escape');
  await page.locator('body').press('s');
  await invitations.waitFor({ state: 'detached' });
  await user.more('Keyboard shortcuts');
  await user.button('Three things to begin with').click();
  await expect.poll(() => invitations.getByRole('listitem').count()).toBe(3);
  await opened.close();
});

describe('devices and preferences', () => {
  test("on a phone everything is within a thumb's reach and nothing is cut off sideways", async () => {
    const opened = await openPage({
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    const user = userOf(opened.page);
    const width = await opened.page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
    for (const name of ['To start', 'Step back', 'Play', 'Step forward', 'To end']) {
      const box = await user.button(name).boundingBox();
      expect(box?.height, name).toBeGreaterThanOrEqual(44);
    }
    for (const [menu, names] of [
      ['Share', ['Save the scene to a file', 'Copy a link to this scene']],
      ['More', ['Open a scene or a talk from a file', 'Switch to the dark theme', 'Keyboard shortcuts']],
    ] as const) {
      await user.button(menu).tap();
      for (const name of names) {
        const box = await user.button(name).boundingBox();
        expect((box?.x ?? 390) + (box?.width ?? 0), name).toBeLessThanOrEqual(390);
        expect(box?.x, name).toBeGreaterThanOrEqual(0);
      }
      await user.page.keyboard.press('Escape');
      await user.button(names[0]).waitFor({ state: 'hidden' });
    }
    await user.button('Step forward').tap();
    await expect.poll(() => user.row('Adam')).toContain(adamLoss(1));
    await opened.page.getByRole('tab', { name: 'Map' }).tap();
    await opened.page.getByRole('img', { name: /^Contour map/ }).waitFor();
    await opened.close();
  });

  test('the theme follows the system until it is chosen', async () => {
    const opened = await openPage({ colorScheme: 'dark' });
    const theme = () => opened.page.evaluate(() => document.documentElement.dataset['theme']);
    await expect.poll(() => theme()).toBe('dark');
    await opened.page.emulateMedia({ colorScheme: 'light' });
    await expect.poll(theme).toBe('light');
    await userOf(opened.page).more('Switch to the dark theme');
    await expect.poll(theme).toBe('dark');
    await opened.close();
  });

  test('without reduced motion it plays by itself', async () => {
    const opened = await openPage({ reducedMotion: 'no-preference' });
    const user = userOf(opened.page);
    await user.button('Pause').waitFor();
    await expect.poll(() => user.step(), { timeout: 60_000 }).toBeGreaterThan(0);
    await opened.close();
  });
});
