import type { Locator, Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { openArticle } from './support/article.ts';
import { sharedBrowser } from './support/browser.ts';
import { mostAtOnce, recordContexts } from './support/contexts.ts';
import { scrollSeats, serveSeats } from './support/seats.ts';
import { middle } from './support/user.ts';

const script = `<script src="${inject('pageUrl')}embed.js" defer></script>`;
const element = `${script}<fall-line scene="loss=booth&opt=adam(lr:0.3)" show="stage" style="width: 320px"></fall-line>`;

/** The element in the article, as its scripts use it. */
type Embed = HTMLElement & Record<string, (params?: object) => Promise<unknown>>;
declare const embed: Embed;

const cameraOf = (page: Page) =>
  page.evaluate(async () => {
    const { view } = (await embed['getScene']!()) as { view: { camera: { azimuth: number; zoom: number } } };
    return view.camera;
  });

/** Colours of what a canvas shows. */
const colors = (canvas: Locator) =>
  canvas.evaluate((shown: HTMLCanvasElement) => {
    const copy = new OffscreenCanvas(64, 64).getContext('2d')!;
    copy.drawImage(shown, 0, 0, 64, 64);
    return new Set(new Uint32Array(copy.getImageData(0, 0, 64, 64).data.buffer)).size;
  });

test('one finger scrolls the article and says how to turn, two fingers turn the stage', async () => {
  const article = await openArticle('article', element, { hasTouch: true, isMobile: true });
  const { page } = article;
  const frame = page.frameLocator('fall-line iframe');
  const canvas = frame.locator('.stage canvas[data-frames]');
  await canvas.waitFor();
  const { x, y } = await middle(canvas);
  const cdp = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...fingers: [number, number][]) =>
    cdp.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: fingers.map(([dx, dy], id) => ({ id, x: x + dx, y: y + dy })),
    });

  const before = await cameraOf(page);
  // A flick scrolls on for a while.
  const scrolled = page.evaluate(
    () => new Promise((resolve) => document.addEventListener('scrollend', resolve, { once: true })),
  );
  await touch('touchStart', [0, 30]);
  for (let dy = 20; dy >= -60; dy -= 10) await touch('touchMove', [0, dy]);
  await touch('touchEnd');
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(0);
  await scrolled;
  await frame.getByText('Turn it with two fingers').waitFor();
  expect(await cameraOf(page)).toEqual(before);

  await page.evaluate(() => scrollTo(0, 0));
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(0);
  await touch('touchStart', [-30, 0]);
  await touch('touchStart', [-30, 0], [30, 0]);
  for (let dx = 10; dx <= 60; dx += 10) await touch('touchMove', [dx - 30, 0], [dx + 30, 0]);
  await touch('touchEnd');
  await expect.poll(async () => (await cameraOf(page)).azimuth).not.toBe(before.azimuth);
  expect(await page.evaluate(() => scrollY)).toBe(0);
  await article.close();
});

test.each(['is given back', 'stays away'])(
  'a lost context that %s: the picture comes back by itself',
  async (fate) => {
    const article = await openArticle('article', element, { drawn: true });
    const { page } = article;
    const canvas = page
      .frameLocator('fall-line iframe')
      .locator('.stage canvas:not(.embed-still, .stage-axes)');
    const frames = async () => Number(await canvas.getAttribute('data-frames'));
    await expect.poll(frames).toBeGreaterThan(0);
    await page.evaluate(() => embed['seek']!({ step: 9 }));
    await expect.poll(frames).toBeGreaterThan(1);
    const before = await colors(canvas);
    expect(before).toBeGreaterThan(40);
    await canvas.evaluate(async (stage: HTMLCanvasElement, restored) => {
      const lost = new Promise((resolve) => stage.addEventListener('webglcontextlost', resolve));
      const extension = stage.getContext('webgl2')?.getExtension('WEBGL_lose_context');
      extension?.loseContext();
      await lost;
      // It can be given back once everybody has heard that it is lost.
      await new Promise((resolve) => requestAnimationFrame(resolve));
      if (restored) extension?.restoreContext();
    }, fate === 'is given back');
    await expect.poll(() => colors(canvas)).toBeGreaterThan(before / 2);
    expect(await page.evaluate(() => embed['getState']!())).toMatchObject({ step: 9 });
    await article.close();
  },
);

test('a snapshot is drawn at the size that is asked for, from a frame that never was in view too', async () => {
  const article = await openArticle('article', `<div style="height: 900px"></div>${element}`, {
    drawn: true,
  });
  const { page } = article;
  /** The share of neighbouring pixels that differ: a picture that was drawn small and scaled up is smooth. */
  const detail = (width: number, height: number) =>
    page.evaluate(
      async ([w, h]) => {
        const image = new Image();
        image.src = (await embed['snapshot']!({ width: w, height: h })) as string;
        await image.decode();
        const copy = new OffscreenCanvas(w, h).getContext('2d')!;
        copy.drawImage(image, 0, 0);
        const { data } = copy.getImageData(0, 0, w, h);
        let most = 0;
        for (let i = 4; i < data.length; i += 4) most = Math.max(most, Math.abs(data[i]! - data[i - 4]!));
        return { width: image.naturalWidth, height: image.naturalHeight, most };
      },
      [width, height] as const,
    );
  const large = await detail(1280, 800);
  expect(large).toMatchObject({ width: 1280, height: 800 });
  expect(large.most).toBeGreaterThan(60);
  expect(await page.frameLocator('fall-line iframe').locator('.stage canvas:not(.stage-axes)').count()).toBe(
    1,
  );
  expect(await page.frameLocator('fall-line iframe').locator('canvas[data-frames]').count()).toBe(0);
  await article.close();
});

test('more embeds in view than contexts: all show a picture, none takes a context in turns', async () => {
  const many = Array.from(
    { length: 10 },
    (_, i) => `<iframe title="Embed ${i}" style="width: 180px; height: 136px; border: 0"
      src="${inject('pageUrl')}?embed&show=stage#loss=booth&opt=adam(lr:0.3)&step=${i}"></iframe>`,
  ).join('');
  const article = await openArticle('article', many, { drawn: true, before: recordContexts });
  const { page } = article;
  const inside = () => page.frames().filter((frame) => frame.url().includes('?embed'));
  const shown = async () => {
    const counts = await Promise.all(
      inside().map((frame) => colors(frame.locator('.stage canvas:not(.stage-axes)').last())),
    );
    return counts.filter((count) => count > 40).length;
  };
  // Ten pages begin at once.
  await expect.poll(shown, { timeout: 120_000 }).toBe(10);
  const live = () =>
    Promise.all(
      inside().map((frame) => frame.locator('.stage canvas:not(.embed-still, .stage-axes)').count()),
    );
  await expect.poll(async () => (await live()).filter(Boolean).length).toBe(6);
  const before = await live();
  await page.evaluate(async () => {
    for (let i = 0; i < 40; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
  });
  expect(await live()).toEqual(before);
  // Whoever points at a picture means the stage.
  const resting = before.indexOf(0);
  await page.locator('iframe').nth(resting).hover();
  await expect.poll(async () => (await live())[resting]).toBe(1);
  expect((await live()).filter(Boolean).length).toBeLessThanOrEqual(6);
  // Who is asked for a picture waits for a context like anybody else.
  const asked = (await live()).indexOf(0);
  const picture = await page.evaluate(
    (which) =>
      new Promise<string>((resolve) => {
        const frame = document.querySelectorAll('iframe')[which]!;
        addEventListener('message', ({ source, data }) => {
          if (source === frame.contentWindow) resolve(String((data as { result: unknown }).result));
        });
        frame.contentWindow?.postMessage(
          { fallLine: 1, id: 1, method: 'snapshot', params: { width: 64 } },
          '*',
        );
      }),
    asked,
  );
  expect(picture).toMatch(/^data:image\/png;base64,/);
  const spans = await Promise.all(
    inside().map((frame) =>
      frame.evaluate<[number, number | null][]>('spans.map(({ from, to }) => [from, to])'),
    ),
  );
  expect(mostAtOnce(spans.flat().map(([from, to]) => [from, to ?? Infinity] as const))).toBe(6);
  await article.close();
});

test('answers that come late, by chance, and a busy core: six seats at most, and all get one', async () => {
  const host = await serveSeats();
  const context = await (await sharedBrowser()).newContext();
  const page = await context.newPage();
  await page.goto(host.url);
  await scrollSeats((expression) => page.evaluate(expression));
  await context.close();
  await host.close();
});
