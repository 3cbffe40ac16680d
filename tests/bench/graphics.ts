import type { Browser, Page } from 'playwright-core';
import { settle, take, watchFrames } from './frames.ts';
import type { Row } from './table.ts';

const scene =
  '#loss=himmelblau&start=-0.4,-0.75&opt=sgd(lr:0.004)&opt=momentum(lr:0.002)&opt=rmsprop(lr:0.02)&opt=adam(lr:0.22)&steps=1000';
/** Seconds of playing and of turning. */
const PLAYED = 10;
/** Steps a second that are played. */
const SPEED = 60;

/** A clock by which no picture takes long: while the camera moves each is drawn whole and in full. */
function slowClock(): void {
  const now = performance.now.bind(performance);
  performance.now = () => now() / 100;
}

/** Keeps account of the textures that are as large as the canvas: bytes of a pixel, all together. */
function watchTextures(): void {
  const { prototype } = WebGL2RenderingContext;
  const { texStorage2D, deleteTexture } = prototype;
  const held = new Set<WebGLTexture | null>();
  const count = () => Object.assign(window, { bytesPerPixel: 4 * held.size });
  prototype.texStorage2D = function (...of) {
    const [, , , width, height] = of;
    if (width === this.canvas.width && height === this.canvas.height)
      held.add(this.getParameter(this.TEXTURE_BINDING_2D) as WebGLTexture);
    count();
    texStorage2D.apply(this, of);
  };
  prototype.deleteTexture = function (texture) {
    held.delete(texture);
    count();
    deleteTexture.call(this, texture);
  };
}

/**
 * Pictures a second of the stage at 1920 x 1080, drawn in software, each until it is drawn: while the relief is kept, and
 * while it is drawn coarsely, both against a page of the same browser that draws it whole for each, with paths as long:
 * turning is compared at the last step that was played, playing with the one halfway.
 */
export async function graphicsRows(browser: Browser, url: string): Promise<Row[]> {
  const open = async (step: number, ...scripts: (() => void)[]) => {
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 }, reducedMotion: 'reduce' });
    page.setDefaultTimeout(300_000);
    for (const script of [watchFrames, ...scripts]) await page.addInitScript(script);
    await page.goto(`${url}${scene}&step=${step}`);
    await page.locator('html[data-ready]').waitFor({ state: 'attached' });
    // The stage alone is measured: map and charts draw for every step, too.
    await page.getByRole('button', { name: 'Map and charts panel' }).click();
    await settle(page);
    return page;
  };

  const kept = await open(0, watchTextures);
  const playing = await picturesOf(kept, play);
  const bytesPerPixel = await kept.evaluate(
    () => (window as { bytesPerPixel?: number }).bytesPerPixel ?? Number.NaN,
  );
  await kept.close();
  const played = PLAYED * SPEED;
  const turned = await open(played);
  const turning = await picturesOf(turned, turn);
  await settle(turned);
  await take(turned);
  await turned.waitForTimeout(3000);
  const idle = (await take(turned)).count;
  await turned.close();
  const whole: number[] = [];
  for (const step of [played / 2, played]) {
    const full = await open(step, slowClock);
    whole.push(await picturesOf(full, turn));
    await full.close();
  }
  const [halfway = Number.NaN, atEnd = Number.NaN] = whole;

  return [
    {
      name: 'Playing at 1920 x 1080 in software, pictures a second',
      figure: playing,
      unit: '1/s',
      bound: null,
      limit: 0,
    },
    {
      name: '  times those with a relief that is drawn for each',
      figure: playing / halfway,
      unit: '×',
      bound: 'min',
      limit: 3,
    },
    {
      name: 'Turning the camera, pictures a second',
      figure: turning,
      unit: '1/s',
      bound: null,
      limit: 0,
    },
    {
      name: '  times those',
      figure: turning / atEnd,
      unit: '×',
      bound: 'min',
      limit: 2.5,
    },
    { name: '  frames in 3 s after it', figure: idle, unit: 'frames', bound: 'max', limit: 0 },
    {
      name: 'Memory for the kept relief of 3840 x 2160 pixels',
      figure: (bytesPerPixel * 3840 * 2160) / 1e6,
      unit: 'MB',
      bound: 'max',
      limit: 40,
    },
  ];
}

/** Pictures since the page was opened. Told when the last of them is drawn: browsers ask for more while many are not. */
const drawn = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('canvas[data-frames]');
    const context = canvas?.getContext('webgl2');
    if (!canvas || !context) throw new Error('The stage is not shown.');
    context.readPixels(0, 0, 1, 1, context.RGBA, context.UNSIGNED_BYTE, new Uint8Array(4));
    return Number(canvas.dataset['frames']);
  });

/** Pictures a second while something is done for some seconds, and until all of them are drawn. */
async function picturesOf(page: Page, act: (page: Page) => Promise<void>): Promise<number> {
  const before = await drawn(page);
  const since = performance.now();
  await act(page);
  const pictures = (await drawn(page)) - before;
  const seconds = (performance.now() - since) / 1000;
  await settle(page);
  return pictures / seconds;
}

async function play(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: 'Playback speed' }).selectOption({ label: `${SPEED} steps/s` });
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await page.waitForTimeout(PLAYED * 1000);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
}

async function turn(page: Page): Promise<void> {
  const box = await page.locator('canvas[data-frames]').boundingBox();
  if (!box) throw new Error('The stage is not shown.');
  // Beside the start, which would be dragged.
  const [x, y] = [box.x + box.width * 0.5, box.y + box.height * 0.2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  const until = Date.now() + PLAYED * 1000;
  for (let i = 0; Date.now() < until; i++) await page.mouse.move(x + 200 * Math.sin(i / 15), y);
  await page.mouse.up();
}
