import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPage } from './support/page.ts';
import { type User, userOf } from './support/user.ts';

const optimizers = 'opt=sgd(lr:0.004)&opt=momentum(lr:0.002)&opt=rmsprop(lr:0.02)&opt=adam(lr:0.22)';

/** Scenes, as links: paths that cross what hides them, all that lies over the surface, a camera close by, a map. */
const scenes = [
  `#loss=himmelblau&start=-0.4,-0.75&${optimizers}&step=20`,
  `#loss=himmelblau&start=-0.4,-0.75&noise=8&opt=nelder-mead&opt=adam(lr:0.22)&overlays=tangent,taylor,eigenvectors,flow,field&step=8`,
  `#loss=saddle&${optimizers}&camera=orthographic&step=60`,
  `#loss=rastrigin&${optimizers}&camera=top&step=30`,
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
    await new Promise((resolve) => setTimeout(resolve));
    const restored = told('webglcontextrestored');
    loss.restoreContext();
    await restored;
  });
  await user.still();
}

test('while only what lies on it moves the relief is not drawn, and the picture is that of one drawn whole', async () => {
  const opened = await openPage({
    at: scenes[0],
    smooth: true,
    viewport: { width: 760, height: 420 },
    before: countReliefs,
  });
  const { page } = opened;
  const user = userOf(page);
  for (const [i, scene] of scenes.entries()) {
    await page.emulateMedia({ colorScheme: i % 2 === 0 ? 'light' : 'dark' });
    await user.go(scene);
    await page.waitForLoadState('networkidle');
    // A surface that has changed is sampled finely when it rests.
    await user.pass(30);
    await user.still();
    const drawn = await reliefs(page);
    const first = await bytes(page);
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowLeft', 'ArrowRight', 'PageDown']) {
      await user.scrubber.press(key);
      await user.still();
    }
    expect(await reliefs(page), scene).toBe(drawn);
    const kept = await bytes(page);
    expect(kept.equals(first), scene).toBe(false);
    await drawWhole(user);
    expect(await reliefs(page), scene).toBeGreaterThan(drawn);
    expect((await bytes(page)).equals(kept), scene).toBe(true);
    await user.scrubber.press('ArrowRight');
    await user.still();
    await user.scrubber.press('ArrowLeft');
    await user.still();
    expect((await bytes(page)).equals(kept), scene).toBe(true);
  }
  await opened.close();
});
