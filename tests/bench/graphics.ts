import type { Browser, Page } from 'playwright-core';
import { settle, take, watchFrames } from './frames.ts';
import type { Row } from './table.ts';

const scene =
  '#loss=himmelblau&start=-0.4,-0.75&opt=sgd(lr:0.004)&opt=momentum(lr:0.002)&opt=rmsprop(lr:0.02)&opt=adam(lr:0.22)&steps=1000';
/** Playing and turning take turns with the page that both are compared with. */
const TURNS = 4;
/** Seconds of each. */
const TURN = 2.5;
const PLAYED = TURNS * TURN;
/** Steps a second that are played. */
const SPEED = 60;

/** A clock by which no picture takes long, not even the first with its shaders: while the camera moves each is drawn whole and in full. */
function slowClock(): void {
  const now = performance.now.bind(performance);
  performance.now = () => now() / 1e4;
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
 * turning is compared at the last step that was played, playing with the one halfway. The two pages take turns, the later of
 * one turn first in the next: a machine that is quicker in one minute than in another is so for both.
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

  const played = PLAYED * SPEED;
  const kept = await open(0, watchTextures);
  const halfway = await open(played / 2, slowClock);
  await kept.getByRole('combobox', { name: 'Playback speed' }).selectOption({ label: `${SPEED} steps/s` });
  const playing = await inTurns([kept, play], [halfway, turn]);
  const bytesPerPixel = await kept.evaluate(
    () => (window as { bytesPerPixel?: number }).bytesPerPixel ?? Number.NaN,
  );
  await kept.close();
  await halfway.close();

  const turned = await open(played);
  const atEnd = await open(played, slowClock);
  const turning = await inTurns([turned, turn], [atEnd, turn]);
  await atEnd.close();
  await take(turned);
  await turned.waitForTimeout(3000);
  const idle = (await take(turned)).count;
  await turned.close();

  return [
    {
      name: 'Playing at 1920 x 1080 in software, pictures a second',
      figure: playing.rate,
      unit: '1/s',
      bound: null,
      limit: 0,
    },
    {
      name: '  times those with a relief that is drawn for each',
      figure: playing.times,
      unit: '×',
      bound: 'min',
      limit: 3,
    },
    {
      name: 'Turning the camera, pictures a second',
      figure: turning.rate,
      unit: '1/s',
      bound: null,
      limit: 0,
    },
    {
      name: '  times those',
      figure: turning.times,
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

/** Pictures since the page was opened, once the last of them is drawn: browsers ask for more while many are not. */
export const drawn = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const canvas = document.querySelector<HTMLCanvasElement>('canvas[data-frames]');
    const context = canvas?.getContext('webgl2');
    const fence = context?.fenceSync(context.SYNC_GPU_COMMANDS_COMPLETE, 0);
    if (!canvas || !context || !fence) throw new Error('The stage is not shown.');
    context.flush();
    // Its state is told anew in another task only.
    while (context.getSyncParameter(fence, context.SYNC_STATUS) === context.UNSIGNALED)
      await new Promise((done) => setTimeout(done));
    context.deleteSync(fence);
    return Number(canvas.dataset['frames']);
  });

type Act = (page: Page) => Promise<void>;

/** Pictures a second of a page while something is done, in turns with another one, and how many times those of that one. */
export async function inTurns(
  [page, act]: readonly [Page, Act],
  compared: readonly [Page, Act],
): Promise<{ rate: number; times: number }> {
  const of = [
    { acted: [page, act] as const, pictures: 0, seconds: 0 },
    { acted: compared, pictures: 0, seconds: 0 },
  ];
  for (let i = 0; i < TURNS; i++) {
    for (const sum of i % 2 === 0 ? of : [...of].reverse()) {
      const { pictures, seconds } = await picturesOf(...sum.acted);
      sum.pictures += pictures;
      sum.seconds += seconds;
    }
  }
  const [rate = Number.NaN, whole = Number.NaN] = of.map(({ pictures, seconds }) => pictures / seconds);
  return { rate, times: rate / whole };
}

/** Pictures while something is done for a turn, and the time until all of them are drawn. */
async function picturesOf(page: Page, act: Act): Promise<{ pictures: number; seconds: number }> {
  await page.bringToFront();
  const before = await drawn(page);
  const since = performance.now();
  await act(page);
  const pictures = (await drawn(page)) - before;
  const seconds = (performance.now() - since) / 1000;
  await settle(page);
  return { pictures, seconds };
}

export async function play(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await page.waitForTimeout(TURN * 1000);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
}

/** One movement after the other, each when the one before is drawn. */
async function turn(page: Page): Promise<void> {
  const box = await page.locator('canvas[data-frames]').boundingBox();
  if (!box) throw new Error('The stage is not shown.');
  // Beside the start, which would be dragged.
  const [x, y] = [box.x + box.width * 0.5, box.y + box.height * 0.2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  const until = Date.now() + TURN * 1000;
  for (let i = 1; Date.now() < until; i++) {
    await page.mouse.move(x + 200 * Math.sin(i / 15), y);
    await drawn(page);
  }
  await page.mouse.up();
}
