import { randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DOMParser, onWarningStopParsing } from '@xmldom/xmldom';
import type { Download, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from './support/axe.ts';
import { type OpenPage, openPage } from './support/page.ts';
import { look } from './support/rough.ts';
import { userOf } from './support/user.ts';

const fragment = '#loss=himmelblau&start=-0.5,-0.8&opt=sgd,lr:0.008&opt=adam,lr:0.2&steps=60&step=34';

/** The dialog by its roles and names. */
function dialogOf(page: Page) {
  const dialog = page.getByRole('dialog', { name: 'Export' });
  const preview = dialog.getByRole('region', { name: 'Preview' });
  const save = dialog.getByRole('button', { name: 'Save', exact: true });
  /** Waits until what was chosen is shown. */
  const shown = () => expect.poll(() => preview.getAttribute('aria-busy')).toBe(null);
  return {
    dialog,
    preview,
    save,
    shown,
    async open() {
      await userOf(page).share('Picture or slide…');
      await dialog.waitFor();
      await shown();
    },
    async kind(name: string) {
      await dialog.getByRole('radio', { name, exact: true }).check();
      await shown();
    },
    async choose(field: string, option: string) {
      await dialog.getByRole('combobox', { name: field, exact: true }).selectOption({ label: option });
      await shown();
    },
    async tick(field: string, on: boolean) {
      await dialog.getByRole('checkbox', { name: field, exact: true }).setChecked(on);
      await shown();
    },
    /** Saves, and gives the file's name and what is in it. */
    async saved(): Promise<{ name: string; content: Buffer }> {
      // What is previewed on the way is not looked at.
      await look(page, true);
      const [file] = await Promise.all([page.waitForEvent('download'), save.click()]);
      await save.waitFor();
      await look(page, false);
      const copy = join(tmpdir(), `fall-line-${randomUUID()}`);
      await file.saveAs(copy);
      const content = await readFile(copy);
      await rm(copy);
      return { name: file.suggestedFilename(), content };
    },
  };
}

/** The texts of a PNG file by keyword, as its chunks lie. */
function textsOf(file: Buffer): Record<string, string> {
  const texts: Record<string, string> = {};
  for (let at = 8; at < file.length; at += file.readUInt32BE(at) + 12) {
    if (file.toString('latin1', at + 4, at + 8) !== 'iTXt') continue;
    const data = file.subarray(at + 8, at + 8 + file.readUInt32BE(at));
    const end = data.indexOf(0);
    texts[data.toString('latin1', 0, end)] = data.toString('utf8', end + 5);
  }
  return texts;
}

/** The pixels of an SVG as the browser draws it as an image, which may load nothing from elsewhere. */
async function rasterize(page: Page, svg: Buffer, ratio: number): Promise<PNG> {
  const address = `data:image/svg+xml;base64,${svg.toString('base64')}`;
  const png = await page.evaluate(
    async ([source, factor]) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = image.naturalWidth * factor;
      canvas.height = image.naturalHeight * factor;
      canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
      return canvas.toDataURL('image/png').split(',')[1] ?? '';
    },
    [address, ratio] as const,
  );
  return PNG.sync.read(Buffer.from(png, 'base64'));
}

function parse(svg: Buffer) {
  return new DOMParser({ onError: onWarningStopParsing }).parseFromString(svg.toString(), 'image/svg+xml');
}

/** Parts, from 0 to 1, of how two pictures differ on average, in a rectangle given in shares of them. */
function difference(a: PNG, b: PNG, [x0, x1, y0, y1]: readonly [number, number, number, number]): number {
  let sum = 0;
  let count = 0;
  for (let y = Math.ceil(y0 * a.height); y < y1 * a.height; y++) {
    for (let x = Math.ceil(x0 * a.width); x < x1 * a.width; x++) {
      for (let part = 0; part < 3; part++) {
        const at = 4 * (y * a.width + x) + part;
        sum += Math.abs(a.data[at]! - b.data[at]!) / 255;
        count++;
      }
    }
  }
  return sum / count;
}

describe('the export dialog', () => {
  let opened: OpenPage;
  let page: Page;
  const downloads: Download[] = [];

  beforeAll(async () => {
    opened = await openPage({
      drawn: 'when looked at',
      at: fragment,
      permissions: ['clipboard-read', 'clipboard-write'],
      before: () => {
        // Counts the contexts that were not given back.
        const held = new Set<WebGL2RenderingContext>();
        Object.assign(window, { heldContexts: () => [...held].filter((gl) => !gl.isContextLost()).length });
        const { getContext } = HTMLCanvasElement.prototype;
        HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...given: unknown[]) {
          const context = Reflect.apply(getContext, this, given) as RenderingContext | null;
          if (context instanceof WebGL2RenderingContext) held.add(context);
          return context;
        } as typeof getContext;
      },
    });
    ({ page } = opened);
    page.on('download', (download) => downloads.push(download));
  });
  afterAll(() => opened.close());

  test('opens with a preview of the stage, reads well to everybody, and gives its context back', async () => {
    const { open, preview, dialog } = dialogOf(page);
    await open();
    const size = await preview
      .getByRole('img')
      .evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight]);
    expect(size[0]).toBe(960);
    await expect.poll(() => page.evaluate('heldContexts()')).toBe(1);
    expect(await violations(page, 'dialog')).toEqual([]);
    expect(await dialog.getByRole('radio').count()).toBeGreaterThan(6);
  });

  test('saves the stage as PNG: its size, its transparent ground, its link', async () => {
    const { choose, tick, saved } = dialogOf(page);
    await choose('Proportions', '16 : 9');
    await tick('Transparent ground', true);
    const { name, content } = await saved();
    expect(name).toBe('fall-line-himmelblau-sgd-adam-step-34-stage@2x.png');
    const picture = PNG.sync.read(content, { checkCRC: true });
    expect([picture.width, picture.height]).toEqual([1920, 1080]);
    const alpha = (x: number, y: number) => picture.data[4 * (y * picture.width + x) + 3];
    expect([alpha(0, 0), alpha(1919, 0), alpha(960, 540)]).toEqual([0, 0, 255]);
    // Of the two runs that are seen there is a legend: the sample of the first.
    expect(Array.from({ length: 24 }, (_, i) => alpha(40, 34 + i))).toContain(255);
    const texts = textsOf(content);
    expect(texts['Source']).toBe(page.url());
    expect(texts['Description']).toMatch(/^SGD .*Adam .* on Himmelblau.*step 34/);
  });

  test('copies a picture', async () => {
    const { dialog, choose } = dialogOf(page);
    await choose('Resolution', '1×');
    await choose('Content', 'Chart');
    await dialog.getByRole('button', { name: 'Copy', exact: true }).click();
    await expect.poll(() => dialog.getByRole('status').textContent()).toBe('Copied.');
    const types = await page.evaluate(async () =>
      (await navigator.clipboard.read()).flatMap((item) => item.types),
    );
    expect(types).toContain('image/png');
  });

  test('makes nothing when it is cancelled', async () => {
    const { dialog, save } = dialogOf(page);
    const before = downloads.length;
    await save.evaluate((button: HTMLButtonElement) => {
      button.click();
      const all = button.closest('dialog')?.querySelectorAll('button') ?? [];
      [...all].find(({ textContent }) => textContent === 'Cancel')?.click();
    });
    await expect.poll(() => dialog.getByRole('status').textContent()).toMatch(/^Cancelled/);
    expect(downloads.length).toBe(before);
  });

  test('saves the map in vectors, which the browser draws as the picture by the pixel is', async () => {
    const { choose, tick, kind, saved } = dialogOf(page);
    await choose('Content', 'Map');
    await choose('Proportions', '4 : 3');
    await tick('Transparent ground', false);
    const pixels = PNG.sync.read((await saved()).content);
    await kind('Vector drawing (SVG)');
    const { name, content } = await saved();
    expect(name).toBe('fall-line-himmelblau-sgd-adam-step-34-map.svg');
    const drawn = await rasterize(page, content, 1);
    expect([drawn.width, drawn.height]).toEqual([pixels.width, pixels.height]);
    // Inside the frame: outside it stands text, for which an image has other typefaces.
    expect(difference(drawn, pixels, [0.15, 0.95, 0.2, 0.85])).toBeLessThan(0.02);
    const svg = parse(content);
    const texts = [...svg.getElementsByTagName('text')].map((text) => text.textContent);
    for (const text of ['x', 'y', 'SGD', 'Adam']) expect(texts).toContain(text);
    expect(svg.getElementsByTagName('image')).toHaveLength(0);
  });

  test('saves the whole figure in vectors, with the stage inside and nothing from elsewhere', async () => {
    const { choose, saved } = dialogOf(page);
    await choose('Content', 'Whole figure');
    const { content } = await saved();
    const svg = parse(content);
    const all = [...svg.getElementsByTagName('*')];
    // The stage is a picture, its axes are not.
    const axes = all.find((element) => element.getAttribute('id') === 'axes');
    const written = [...(axes?.getElementsByTagName('text') ?? [])].map((text) => text.textContent);
    for (const text of ['x', 'y', 'f', ', log', '0']) expect(written).toContain(text);
    const ids = all.flatMap((element) => element.getAttribute('id') ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ['title', 'legend', 'stage', 'map', 'chart']) expect(ids).toContain(id);
    const names = new Set(all.map(({ tagName }) => tagName));
    for (const name of ['foreignObject', 'style', 'script', 'use']) expect(names).not.toContain(name);
    const addresses = all.flatMap((element) => element.getAttribute('xlink:href') ?? []);
    expect(addresses.map((address) => address.slice(0, 22))).toEqual(['data:image/png;base64,']);
    const stage = PNG.sync.read(Buffer.from(addresses[0]?.slice(22) ?? '', 'base64'));
    expect(stage.width).toBeGreaterThan(1200);
    expect(content.toString()).not.toContain('var(');
    expect(svg.getElementsByTagName('dc:source')[0]?.textContent).toBe(page.url());
    const drawn = await rasterize(page, content, 0.5);
    const colors = new Set(new Uint32Array(drawn.data.buffer.slice(drawn.data.byteOffset)));
    expect(colors.size).toBeGreaterThan(500);
    await expect.poll(() => page.evaluate('heldContexts()')).toBe(1);
  });

  test('saves the caption', async () => {
    const { kind, choose, saved, dialog } = dialogOf(page);
    await kind('Caption');
    await choose('For', 'LaTeX');
    const { name, content } = await saved();
    expect(name).toBe('fall-line-himmelblau-sgd-adam-step-34-caption.tex');
    expect(content.toString()).toContain('$\\eta = 0.008$');
    await dialog.getByRole('button', { name: 'Close', exact: true }).click();
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  });
});

test('without WebGL the dialog says so, and makes what needs none', async () => {
  const { page, close } = await openPage({
    before: () => {
      const { getContext } = HTMLCanvasElement.prototype;
      HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...given: unknown[]) {
        return given[0] === 'webgl2' ? null : Reflect.apply(getContext, this, given);
      } as typeof getContext;
    },
  });
  const { open, dialog, save, choose, saved } = dialogOf(page);
  await open();
  expect(await dialog.getByRole('alert').textContent()).toMatch(/WebGL/);
  await expect.poll(() => save.isDisabled()).toBe(true);
  await choose('Content', 'Map');
  expect(PNG.sync.read((await saved()).content).width).toBe(1280);
  await close();
});
