import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CanvasText, rememberTexts, textsOn } from './support/canvas-texts.ts';
import { type OpenPage, openPage } from './support/page.ts';
import { presentationOf } from './support/presentation.ts';
import { type User, userOf } from './support/user.ts';

const STAGE = '.stage-axes';
const MAP = '.slot-map .map-box > canvas';
const minus = '\u2212';
const words = (texts: readonly CanvasText[]) => texts.map(({ text }) => text);

/** Pairs of texts that lie on each other; a name and what it is less are two pieces of one. */
function touching(texts: readonly CanvasText[]): string[] {
  return texts.flatMap((a, i) =>
    texts
      .slice(0, i)
      .filter(
        (b) =>
          a.x < b.x + b.width - 0.5 &&
          b.x < a.x + a.width - 0.5 &&
          a.y < b.y + b.height - 0.5 &&
          b.y < a.y + a.height - 0.5,
      )
      .map((b) => `${a.text} / ${b.text}`),
  );
}

describe('the axes of the page', () => {
  let opened: OpenPage;
  let user: User;
  beforeAll(async () => {
    opened = await openPage({
      at: '#v=2&f=x^2+y^2&domain=-13.5,13.5,-13.5,13.5&start=-9,4&height=linear',
      before: rememberTexts,
      viewport: { width: 1180, height: 760 },
    });
    user = userOf(opened.page);
    await user.page.locator(MAP).waitFor();
    await user.still();
  });
  afterAll(() => opened.close());

  const onStage = async () => (await textsOn(user.page, STAGE)).texts;
  const onMap = async () => (await textsOn(user.page, MAP)).texts;

  test('name x, y and f with numbers, on stage and map, for a screen reader as well', async () => {
    await expect
      .poll(async () => words(await onStage()))
      .toEqual(expect.arrayContaining(['x', 'y', 'f', '10', `${minus}10`]));
    await expect
      .poll(async () => words(await onMap()))
      .toEqual(expect.arrayContaining(['x', 'y', '10', `${minus}10`]));
    await expect
      .poll(() => user.stage.getAttribute('aria-description'))
      .toContain(`Axes: x from ${minus}13.5 to 13.5, y from ${minus}13.5 to 13.5, f from`);
    await expect
      .poll(() => user.page.locator('.slot-map [role=img]').getAttribute('aria-label'))
      .toContain(`x from ${minus}13.5 to 13.5`);
    for (const { text, height } of [...(await onStage()), ...(await onMap())])
      expect(height, text).toBeGreaterThanOrEqual(11.9);
  });

  test('are drawn once, and not again while time runs', async () => {
    const before = [await textsOn(user.page, STAGE), await textsOn(user.page, MAP)].map(({ drawn }) => drawn);
    const frames = await user.frames();
    for (let step = 1; step <= 5; step++) {
      await user.scrubber.press('ArrowRight');
      await user.atStep(step);
    }
    await user.still();
    expect(await user.frames()).toBeGreaterThan(frames);
    const after = [await textsOn(user.page, STAGE), await textsOn(user.page, MAP)].map(({ drawn }) => drawn);
    expect(after).toEqual(before);
  });

  test('tell what is seen from near from the same seen from afar', async () => {
    const far = [words(await onStage()), words(await onMap())];
    await user.go('#v=2&f=x^2+y^2&domain=-2.67,2.67,-2.67,2.67&start=-1.8,0.8&height=linear');
    await expect.poll(async () => words(await onStage())).toContain('2');
    await expect.poll(async () => [words(await onStage()), words(await onMap())]).not.toEqual(far);
    expect(words(await onStage())).not.toContain(`${minus}10`);
    await expect.poll(async () => words(await onMap())).toContain(`${minus}2`);
  });

  test('write numbers that differ in late digits only less an offset', async () => {
    await user.go(
      '#v=2&f=x^2+y^2&domain=1000000,1000000.001,-0.0005,0.0005&start=1000000.0003,0&height=linear',
    );
    await expect.poll(async () => words(await onStage())).toContain(` ${minus} 1e6`);
    await expect
      .poll(async () => words(await onMap()))
      .toEqual(expect.arrayContaining([` ${minus} 1e6`, `4e${minus}4`]));
    expect(touching(await onMap())).toEqual([]);
  });

  test('stand apart, in the frame and clear of the legend, from twelve sides', async () => {
    const box = (await user.stage.boundingBox())!;
    for (let k = 0; k < 12; k++) {
      const camera = `perspective(azimuth:${(k * 0.52 - 3).toFixed(2)},elevation:${0.3 + (k % 4) * 0.2})`;
      await user.go(`#v=2&loss=himmelblau&camera=${camera}`);
      await expect
        .poll(async () => words(await onStage()), { message: camera })
        .toEqual(expect.arrayContaining(['x', 'y', 'f', ', log']));
      const texts = await onStage();
      expect(touching(texts), camera).toEqual([]);
      const legend = (await user.legend.boundingBox())!;
      for (const { text, x, y, width, height } of texts) {
        expect(
          x >= 0 && y >= 0 && x + width <= box.width && y + height <= box.height,
          `${camera} ${text}`,
        ).toBe(true);
        const apart =
          box.x + x >= legend.x + legend.width - 1 ||
          box.y + y >= legend.y + legend.height - 1 ||
          box.x + x + width <= legend.x + 1 ||
          box.y + y + height <= legend.y + 1;
        expect(apart, `${camera} ${text} under the legend`).toBe(true);
      }
    }
  });

  test('have one scale unless asked to fill, and say so', async () => {
    const different = 'x and y at different scales';
    const plot = async () => {
      const { width, height } = (await user.page.locator('.slot-map .map-plot').boundingBox())!;
      return width / height;
    };
    await user.go('#v=2&f=x^2+y^2&domain=-10,10,-4,4&start=-8,2&height=linear');
    await expect.poll(async () => Math.abs((await plot()) - 2.5) < 0.05).toBe(true);
    expect(words(await onStage())).not.toContain(different);
    await user.unfold('View');
    await user.choose('Scales of x, y', 'Fill');
    await expect.poll(async () => words(await onStage())).toContain(different);
    await expect.poll(async () => words(await onMap())).toContain(different);
    await expect.poll(plot).toBeLessThan(2);
    await expect.poll(() => user.page.url()).toContain('scales=fill');
    await expect
      .poll(() => user.stage.getAttribute('aria-description'))
      .toContain('x and y have different scales.');

    await user.page.locator('.slot-map').getByText('Layers', { exact: true }).click();
    const equal = user.page.getByRole('checkbox', { name: /^One scale for x and y/ });
    await expect.poll(() => equal.isChecked()).toBe(false);
    await equal.check();
    await expect.poll(() => user.page.url()).toContain('scales=equal');
    await expect.poll(async () => words(await onMap()).includes(different)).toBe(false);
    await expect.poll(plot).toBeCloseTo(2.5, 1);
    await user.page.keyboard.press('Escape');
  });
});

test('an embed of 360 pixels has axes whose words are apart', async () => {
  const opened = await openPage({
    at: '?embed#v=2&loss=bowl',
    before: rememberTexts,
    viewport: { width: 360, height: 400 },
  });
  const { page } = opened;
  await page.locator('.stage canvas[data-frames]').waitFor();
  await expect.poll(async () => words((await textsOn(page, STAGE)).texts)).toContain('x');
  const { texts } = await textsOn(page, STAGE);
  expect(words(texts)).toEqual(expect.arrayContaining(['x', 'y', 'f']));
  expect(touching(texts)).toEqual([]);
  for (const { text, height } of texts) expect(height, text).toBeGreaterThanOrEqual(11.9);
  await opened.close();
});

test('on a slide the axes are read from afar', async () => {
  const opened = await openPage({
    at: '?present=to-adam',
    before: rememberTexts,
    viewport: { width: 1920, height: 1080 },
  });
  const { page } = opened;
  await presentationOf(page).begun();
  await expect
    .poll(async () => Math.min(99, ...(await textsOn(page, STAGE)).texts.map(({ height }) => height)))
    .toBeGreaterThanOrEqual(19.9);
  const { texts } = await textsOn(page, STAGE);
  expect(words(texts)).toEqual(expect.arrayContaining(['x', 'y', 'f']));
  expect(touching(texts)).toEqual([]);
  await opened.close();
});
