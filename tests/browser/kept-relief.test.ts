import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { expect, test } from 'vitest';
import { openPage } from './support/page.ts';
import { type User, userOf } from './support/user.ts';

const optimizers = 'opt=sgd(lr:0.004)&opt=momentum(lr:0.002)&opt=rmsprop(lr:0.02)&opt=adam(lr:0.22)';

/** Scenes, as links: paths that cross what hides them, all that lies over the surface, a camera close by, a map,
 * averages. */
const scenes = [
  `#loss=himmelblau&start=-0.4,-0.75&${optimizers}&step=20`,
  `#loss=himmelblau&start=-0.4,-0.75&noise=8&opt=nelder-mead&opt=adam(lr:0.22)&overlays=tangent,taylor,eigenvectors,flow,field&step=8`,
  `#loss=saddle&${optimizers}&camera=orthographic&step=60`,
  `#loss=rastrigin&${optimizers}&camera=top&step=30`,
  '#loss=booth&start=-7,6&opt=sgd(lr:0.05,average:tail)&opt=momentum(lr:0.02,average:exponential)&step=5',
] as const;

/** Counts the draws of a relief: nothing else has so many triangles. */
function countReliefs(): void {
  const { prototype } = WebGL2RenderingContext;
  const { drawElements } = prototype;
  const counted = { reliefs: 0 };
  Object.assign(window, { counted });
  prototype.drawElements = function (mode, count, type, offset) {
    if (count > 100_000) counted.reliefs++;
    drawElements.call(this, mode, count, type, offset);
  };
}

const reliefs = (page: Page): Promise<number> =>
  page.evaluate(() => (window as unknown as { counted: { reliefs: number } }).counted.reliefs);

/** The stage's picture as the page shows it. */
const bytes = (page: Page): Promise<Buffer> => page.locator('canvas[data-frames]').screenshot();

/** Means of its colours over squares of eight pixels. */
async function softened(page: Page): Promise<Float64Array> {
  const { width, height, data } = PNG.sync.read(await bytes(page));
  const across = Math.ceil(width / 8);
  const sums = new Float64Array(3 * across * Math.ceil(height / 8));
  for (let i = 0; i < width * height; i++) {
    const square = Math.floor(i / width / 8) * across + Math.floor((i % width) / 8);
    for (let c = 0; c < 3; c++) sums[3 * square + c]! += data[4 * i + c]! / 64;
  }
  return sums;
}

/** Has the stage lose all that it holds and draw its picture anew. */
async function drawWhole(user: User): Promise<void> {
  await user.page.evaluate(async () => {
    const canvas = document.querySelector<HTMLCanvasElement>('canvas[data-frames]')!;
    const loss = canvas.getContext('webgl2')!.getExtension('WEBGL_lose_context')!;
    const told = (event: string) =>
      new Promise((resolve) => canvas.addEventListener(event, resolve, { once: true }));
    const lost = told('webglcontextlost');
    loss.loseContext();
    await lost;
    // Only after the event has been dealt with.
    await new Promise(requestAnimationFrame);
    const restored = told('webglcontextrestored');
    loss.restoreContext();
    await restored;
  });
  await user.still();
}

test('while only what lies on it moves the relief is not drawn, to the byte; turned on a slow machine it is coarse, then sharp', async () => {
  const opened = await openPage({
    at: scenes[0],
    smooth: true,
    viewport: { width: 760, height: 420 },
    before: countReliefs,
  });
  const { page } = opened;
  const user = userOf(page);
  const press = async (...keys: string[]) => {
    const before = await reliefs(page);
    for (const key of keys) {
      await user.scrubber.press(key);
      await user.still();
    }
    return (await reliefs(page)) - before;
  };
  for (const [i, scene] of scenes.entries()) {
    await page.emulateMedia({ colorScheme: i % 2 === 0 ? 'light' : 'dark' });
    await user.go(scene);
    await page.waitForLoadState('networkidle');
    await user.still();
    const first = await bytes(page);
    // A surface that has changed is sampled finely when it rests: once more it is drawn for that.
    await expect
      .poll(() => press('ArrowRight', 'ArrowRight', 'ArrowLeft', 'ArrowRight', 'PageDown'), {
        message: scene,
      })
      .toBe(0);
    const drawn = await reliefs(page);
    const kept = await bytes(page);
    expect(kept.equals(first), scene).toBe(false);
    await drawWhole(user);
    expect(await reliefs(page), scene).toBeGreaterThan(drawn);
    expect((await bytes(page)).equals(kept), scene).toBe(true);
    await press('ArrowRight', 'ArrowLeft');
    expect((await bytes(page)).equals(kept), scene).toBe(true);
  }

  // A map of starts colours it: one map, where no motion is wanted.
  await user.go(`${scenes[4]}&steps=20`);
  await user.still();
  const plain = await bytes(page);
  await user.go(`${scenes[4]}&steps=20&overlays=starts`);
  await expect.poll(async () => (await bytes(page)).equals(plain)).toBe(false);
  await expect.poll(() => press('ArrowRight', 'ArrowLeft')).toBe(0);

  // As if each picture took long: by a clock that runs faster.
  await page.evaluate(() => {
    const now = performance.now.bind(performance);
    const since = now();
    performance.now = () => since + 20 * (now() - since);
  });
  await user.go(scenes[0]);
  await user.still();
  const pixels = () =>
    user.stage.evaluate(
      (stage: HTMLCanvasElement) =>
        [
          stage.width,
          document.querySelector<HTMLCanvasElement>('.stage-axes')!.width,
          stage.hasAttribute('data-coarse'),
        ] as const,
    );
  const [whole] = await pixels();
  const box = (await user.stage.boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 8];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let i = 1; i < 6; i++) {
    const before = await user.stage.getAttribute('data-frames');
    await page.mouse.move(x + 10 * i, y);
    await expect.poll(() => user.stage.getAttribute('data-frames')).not.toBe(before);
  }
  const share = Math.floor(0.4 * whole);
  expect(await pixels()).toEqual([share, share, true]);
  const coarse = await softened(page);
  await page.mouse.up();
  await user.still();
  expect(await pixels()).toEqual([whole, whole, false]);
  // But for its sharpness it is the same picture.
  const differences = (await softened(page)).map((value, i) => Math.abs(value - coarse[i]!)).toSorted();
  expect(differences.at(-1)).toBeGreaterThan(0);
  expect(differences[Math.floor(0.5 * differences.length)]).toBeLessThan(2);
  expect(differences[Math.floor(0.98 * differences.length)]).toBeLessThan(12);
  await opened.close();
});
