import { readFileSync } from 'node:fs';
import { expect, inject, test } from 'vitest';
import { openArticle } from './support/article.ts';

const reveal = (file: string) =>
  readFileSync(new URL(`../../node_modules/reveal.js/dist/${file}`, import.meta.url), 'utf8');

declare const Reveal: {
  getIndices(): { h: number };
  isPaused(): boolean;
  next(): void;
  slide(h: number): void;
};

const scene = 'loss=booth&opt=adam(lr:0.3)&steps=40&step=7';
const slides = `
  <style>${reveal('reveal.css')}</style>
  <div class="reveal"><div class="slides">
    <section>Before</section>
    <section><fall-line scene="${scene}" show="stage,transport,controls"></fall-line></section>
    <section><fall-line scene="${scene}" show="stage,transport" arrows="host"></fall-line></section>
    <section><iframe id="plain" title="Fall Line" width="600" height="400"
      src="${inject('pageUrl')}?embed&show=transport#${scene}"></iframe></section>
    <section>Behind</section>
  </div></div>
  <script>${reveal('reveal.js')}</script>
  <script>Reveal.initialize({ transition: 'none', backgroundTransition: 'none' });</script>
  <script src="${inject('pageUrl')}embed.js" defer></script>`;

test('in reveal.js a click into the frame does not end the clicker', async () => {
  const article = await openArticle('deck', slides, { viewport: { width: 960, height: 700 } });
  const { page } = article;
  const slide = () => page.evaluate(() => Reveal.getIndices().h);
  const goTo = (h: number) => page.evaluate((to) => Reveal.slide(to), h);

  await page.keyboard.press('PageDown');
  await expect.poll(slide).toBe(1);
  const first = page.frameLocator('fall-line:not([arrows]) iframe');
  const scrubber = first.getByRole('slider', { name: 'Step', exact: true });
  const step = () => scrubber.inputValue();
  await first.getByRole('button', { name: 'Step forward' }).click();
  await expect.poll(step).toBe('8');
  // What the embed uses stays with it; the arrows are its own here, and a letter by its place.
  await page.keyboard.press('ArrowRight');
  await expect.poll(step).toBe('9');
  await page.keyboard.press('Home');
  await expect.poll(step).toBe('0');
  await page.evaluate(() =>
    document.querySelector<HTMLElement & { patch(change: object): Promise<unknown> }>('fall-line')!.patch({
      path: 'steps',
      value: 33,
    }),
  );
  await first.getByText('/ 33', { exact: true }).waitFor();
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'я', code: 'KeyZ', modifiers: 2 });
  await cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', key: 'я', code: 'KeyZ', modifiers: 2 });
  await first.getByText('/ 40', { exact: true }).waitFor();
  expect(await slide()).toBe(1);
  // A clicker's black, and its pages, from a slider too; nothing that is typed.
  await page.keyboard.press('b');
  await expect.poll(() => page.evaluate(() => Reveal.isPaused())).toBe(true);
  await page.keyboard.press('b');
  await expect.poll(() => page.evaluate(() => Reveal.isPaused())).toBe(false);
  await first.getByRole('textbox', { name: 'Go to step' }).fill('5');
  await page.keyboard.press('b');
  await page.keyboard.press('PageDown');
  expect(await page.evaluate(() => [Reveal.getIndices().h, Reveal.isPaused()])).toEqual([1, false]);
  await scrubber.focus();
  await page.keyboard.press('PageDown');
  await expect.poll(slide).toBe(2);

  const second = page.frameLocator('fall-line[arrows] iframe');
  await second.getByRole('button', { name: 'Step forward' }).click();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(slide).toBe(1);
  await goTo(2);
  const dragged = second.getByRole('slider', { name: 'Step', exact: true });
  await dragged.click({ position: { x: 40, y: 10 } });
  await page.keyboard.press('ArrowRight');
  await expect.poll(slide).toBe(3);
  await expect.poll(async () => Number(await dragged.inputValue())).toBeGreaterThan(0);

  // Around a plain frame the keys are messages; before it is there nothing hears that somebody wants them.
  await page.frameLocator('#plain').getByRole('button', { name: 'Step forward' }).waitFor();
  const told = page.evaluate(
    () =>
      new Promise((resolve) => {
        const frame = document.querySelector<HTMLIFrameElement>('#plain')!;
        addEventListener('message', ({ source, data }) => {
          if (source === frame.contentWindow && data.event === 'key') resolve(data.data);
        });
        const params = { events: ['key'] };
        frame.contentWindow?.postMessage({ fallLine: 1, id: 1, method: 'subscribe', params }, '*');
      }),
  );
  await page.frameLocator('#plain').getByRole('button', { name: 'Step forward' }).click();
  await page.keyboard.press('PageDown');
  expect(await told).toMatchObject({ type: 'keydown', key: 'PageDown', code: 'PageDown', keyCode: 34 });
  await article.close();
});
