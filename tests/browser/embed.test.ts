import type { Locator } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { losses, recordRun } from '../../src/core/index.ts';
import { openArticle } from './support/article.ts';
import { openPage } from './support/page.ts';
import { userOf } from './support/user.ts';

const scene = 'loss=rosenbrock&opt=adam(lr:0.05)';
const element = (attributes: string) =>
  `<script src="${inject('pageUrl')}embed.js" defer></script>
   <fall-line scene="${scene}" ${attributes}>A picture of the path.</fall-line>`;

/** Evaluated in the article, whose element the tests drive as its scripts would. */
type Embed = HTMLElement & Record<string, (params?: object) => Promise<unknown>>;
declare const embed: Embed;
declare const told: readonly (readonly [string, Record<string, unknown>])[];

const rosenbrock = losses.find(({ id }) => id === 'rosenbrock')!;
const runOf = (values: { lr: number; beta1?: number }) =>
  recordRun({
    loss: rosenbrock.loss,
    optimizer: { id: 'adam', ...values },
    start: rosenbrock.start,
    steps: 200,
  });

/** The snippet of a scene, copied from the dialog by its button. */
async function copiedSnippet(at: string, kind: string): Promise<string> {
  const opened = await openPage({ at, permissions: ['clipboard-read', 'clipboard-write'] });
  await userOf(opened.page).share('Embed this scene');
  const dialog = opened.page.getByRole('dialog', { name: 'Embed this scene' });
  await dialog.getByRole('combobox', { name: 'Snippet' }).selectOption({ label: kind });
  await dialog.getByRole('button', { name: 'Copy' }).click();
  await dialog.getByText('Copied').waitFor();
  const snippet = await opened.page.evaluate(() => navigator.clipboard.readText());
  await opened.close();
  return snippet;
}

describe.each([
  ['with its origin', ''],
  ['sandboxed, without an origin', ' sandbox="allow-scripts"'],
])('an article drives an embed %s', (_name, sandbox) => {
  test('buttons change, play and ask; numbers are exact; the host is told', async () => {
    const snippet = await copiedSnippet(`#${scene}`, 'Element with an API');
    const article = await openArticle('article', snippet.replace('<fall-line', `<fall-line${sandbox}`), {
      drawn: true,
    });
    const { page } = article;
    const frame = page.frameLocator('fall-line iframe');
    await frame.locator('canvas[data-frames]').waitFor();
    const output = page.locator('output');

    await page.click('#beta');
    await expect.poll(() => output.textContent()).toContain('"beta1":0.99');
    await page.click('#play');
    await expect.poll(() => frame.getByRole('slider', { name: 'Step', exact: true }).inputValue()).toBe('12');
    await page.click('#state');
    await expect.poll(() => output.textContent()).toContain('"step":12');
    const run = runOf({ lr: 0.05, beta1: 0.99 });
    expect(JSON.parse((await output.textContent()) ?? '')).toMatchObject({
      step: 12,
      playing: false,
      optimizers: [
        { id: 'adam', position: Array.from(run.positions.subarray(24, 26)), loss: run.losses[12] },
      ],
    });

    const got = await page.evaluate(async () => {
      const { positions, losses: values } = (await embed['getRun']!({ optimizer: 'adam' })) as {
        positions: Float64Array;
        losses: Float64Array;
      };
      return { kind: positions.constructor.name, positions: [...positions], losses: [...values] };
    });
    expect(got).toEqual({ kind: 'Float64Array', positions: [...run.positions], losses: [...run.losses] });

    const picture = await page.evaluate(async () => {
      const image = new Image();
      image.src = (await embed['snapshot']!({ width: 160, height: 100 })) as string;
      await image.decode();
      const canvas = new OffscreenCanvas(160, 100).getContext('2d')!;
      canvas.drawImage(image, 0, 0);
      const colors = new Set(new Uint32Array(canvas.getImageData(0, 0, 160, 100).data.buffer));
      return { width: image.naturalWidth, height: image.naturalHeight, colors: colors.size };
    });
    expect(picture).toMatchObject({ width: 160, height: 100 });
    expect(picture.colors).toBeGreaterThan(200);

    const refused = await page.evaluate(() =>
      embed['patch']!({ path: '__proto__.x', value: 1 }).then(
        () => 'served',
        (error: Error) => error.name,
      ),
    );
    expect(refused).toBe('bad-params');
    const names = () => page.evaluate(() => [...new Set(told.map(([name]) => name))].toSorted());
    await expect.poll(names).toEqual(['change', 'height', 'ready', 'step']);
    await article.close();
  });
});

test('the wheel scrolls the article, with Ctrl it zooms; a click gives it to the stage', async () => {
  const article = await openArticle('article', element(''));
  const { page } = article;
  const frame = page.frameLocator('fall-line iframe');
  const canvas = frame.locator('canvas[data-frames]');
  await canvas.waitFor();
  const zoom = () =>
    page.evaluate(async () => {
      const { view } = (await embed['getScene']!()) as { view: { camera: { zoom: number } } };
      return view.camera.zoom;
    });
  const before = await zoom();
  const box = (await canvas.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.wheel(0, 40);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(0);
  expect(await zoom()).toBe(before);
  await frame.locator('.embed-hint.is-shown').waitFor();
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -40);
  await expect.poll(zoom).toBeGreaterThan(before);
  await page.keyboard.up('Control');
  await article.close();
});

test("theme=host follows the host's page; its height follows what it shows", async () => {
  const article = await openArticle('article', element('theme="host" knobs="adam.lr,adam.beta1"'));
  const { page } = article;
  const frame = page.frameLocator('fall-line iframe');
  await frame.locator('canvas[data-frames]').waitFor();
  const root = frame.locator('html');
  await expect.poll(() => root.getAttribute('data-theme')).toBe('light');
  await page.evaluate(() => document.body.classList.add('night'));
  await expect.poll(() => root.getAttribute('data-theme')).toBe('dark');
  await frame.getByRole('slider', { name: 'Adam: learning rate' }).waitFor();
  await expect
    .poll(() => root.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight))
    .toBe(0);
  await article.close();
});

test('hidden at first and shown later it works; out of view it draws nothing', async () => {
  const article = await openArticle(
    'article',
    `<div id="slide" hidden>${element('autoplay speed="30"')}</div>`,
    {
      reducedMotion: 'no-preference',
    },
  );
  const { page } = article;
  await page.evaluate(() => embed['getState']!());
  await page.evaluate(() => document.getElementById('slide')!.removeAttribute('hidden'));
  const canvas = page.frameLocator('fall-line iframe').locator('canvas[data-frames]');
  await canvas.waitFor();
  const frames = async () => Number(await canvas.getAttribute('data-frames'));
  const drawn = await frames();
  await expect.poll(frames).toBeGreaterThan(drawn);
  await page.evaluate(() => scrollTo(0, 2500));
  await page
    .frameLocator('fall-line iframe')
    .locator('.embed[data-draws=false]')
    .waitFor({ state: 'attached' });
  const state = () =>
    page.evaluate(async () => (await embed['getState']!()) as { step: number; playing: boolean });
  const { step } = await state();
  const rested = await frames();
  await page.evaluate(async () => {
    for (let i = 0; i < 20; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
  });
  expect(await frames()).toBe(rested);
  expect(await state()).toMatchObject({ step, playing: true });
  await page.evaluate(() => scrollTo(0, 0));
  await expect.poll(frames).toBeGreaterThan(rested);
  await article.close();
});

test.each(['iframe', 'Element with an API'])(
  'the %s that the dialog wrote works, pasted as it is',
  async (kind) => {
    const opened = await openPage({
      at: '#loss=booth&opt=adam(lr:0.3)&step=7',
      viewport: { width: 1200, height: 800 },
    });
    await userOf(opened.page).share('Embed this scene');
    const dialog = opened.page.getByRole('dialog', { name: 'Embed this scene' });
    await dialog.getByRole('checkbox', { name: 'Map', exact: true }).check();
    await dialog.getByRole('checkbox', { name: 'Adam: learning rate' }).check();
    await dialog.getByRole('combobox', { name: 'Theme' }).selectOption({ label: 'Dark' });
    await dialog.getByRole('combobox', { name: 'Snippet' }).selectOption({ label: kind });
    const preview = dialog.frameLocator('iframe');
    await preview.getByRole('slider', { name: 'Adam: learning rate' }).waitFor();
    await expect.poll(() => preview.locator('html').getAttribute('data-theme')).toBe('dark');
    const snippet = await dialog.getByRole('textbox', { name: 'Text to paste' }).inputValue();
    await opened.close();

    const article = await openArticle('article', snippet);
    const frame = article.page.frameLocator(kind === 'iframe' ? 'iframe' : 'fall-line iframe');
    await frame.locator('.stage canvas[data-frames]').waitFor();
    await frame.locator('.map-picture canvas').first().waitFor();
    await frame.getByRole('slider', { name: 'Adam: learning rate' }).waitFor();
    await expect.poll(() => frame.getByRole('slider', { name: 'Step', exact: true }).inputValue()).toBe('7');
    await expect.poll(() => frame.locator('html').getAttribute('data-theme')).toBe('dark');
    const opener = frame.getByRole('link', { name: 'Open in Fall Line' });
    await expect
      .poll(() => opener.evaluate((link: HTMLAnchorElement) => [link.href, link.target, link.rel]))
      .toEqual([`${inject('pageUrl')}#loss=booth&opt=adam,lr:0.3&step=7`, '_blank', 'noopener']);
    await article.close();
  },
);

test('without WebGL the map stands in the place of the stage', async () => {
  const article = await openArticle('article', element(''), {
    before: () => {
      const given = HTMLCanvasElement.prototype.getContext;
      HTMLCanvasElement.prototype.getContext = function (
        this: HTMLCanvasElement,
        kind: string,
        ...rest: unknown[]
      ) {
        return kind.startsWith('webgl') ? null : Reflect.apply(given, this, [kind, ...rest]);
      } as typeof given;
    },
  });
  const frame = article.page.frameLocator('fall-line iframe');
  const map = frame.locator('.stage .map-picture');
  await map.waitFor();
  const why = frame.getByText('no WebGL 2: the map takes the place of the 3D view.');
  const heightOf = async (of: Locator) => (await of.boundingBox())!.height;
  await expect
    .poll(async () => {
      const [whole, picture, line] = await Promise.all([frame.locator('.stage'), map, why].map(heightOf));
      return [(picture! + line!) / whole! > 0.9, line! / whole! < 0.1];
    })
    .toEqual([true, true]);
  await frame.getByRole('button', { name: 'Step forward' }).click();
  await expect.poll(() => frame.getByRole('slider', { name: 'Step', exact: true }).inputValue()).toBe('1');
  await article.close();
});
