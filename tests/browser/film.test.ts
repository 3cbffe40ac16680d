import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { ALL_FORMATS, BufferSource, Input } from 'mediabunny';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OpenPage, openPage } from './support/page.ts';
import { look } from './support/rough.ts';
import { userOf } from './support/user.ts';

/** The film: a step a frame, in pixels of its own. */
const FRAMES = 12;
const RATE = 24;
const [WIDTH, HEIGHT] = [160, 90];
const MIDDLE = 6;

let folder: string;
let saved = 0;
let opened: OpenPage;
let page: Page;
let dialog: Locator;

beforeAll(async () => {
  opened = await openPage({
    drawn: 'when looked at',
    at: '#step=6',
    // What is held while films are made: encoders and drawing contexts.
    before: () => {
      const held = { encoders: [] as VideoEncoder[], contexts: [] as WebGL2RenderingContext[] };
      Object.assign(globalThis, { held });
      globalThis.VideoEncoder = class extends VideoEncoder {
        constructor(init: VideoEncoderInit) {
          super(init);
          held.encoders.push(this);
        }
      };
      const getContext = HTMLCanvasElement.prototype.getContext;
      HTMLCanvasElement.prototype.getContext = new Proxy(getContext, {
        apply(get, canvas, given) {
          const context: unknown = Reflect.apply(get, canvas, given);
          if (context instanceof WebGL2RenderingContext) held.contexts.push(context);
          return context;
        },
      });
    },
  });
  ({ page } = opened);
  folder = await mkdtemp(join(tmpdir(), 'fall-line-film-'));
  await userOf(page).share('Picture or slide…');
  dialog = page.getByRole('dialog', { name: 'Export' });
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await opened.close();
});

const choose = (name: string) => dialog.getByRole('radio', { name, exact: true }).check();
const pick = (name: string, option: string) =>
  dialog.getByRole('combobox', { name, exact: true }).selectOption({ label: option });
const type = async (name: string, value: number) => {
  const box = dialog.getByRole('spinbutton', { name: new RegExp(`^${name}`) });
  await box.fill(String(value));
  await box.press('Enter');
};
const tick = (name: string, on: boolean) =>
  dialog.getByRole('checkbox', { name, exact: true }).setChecked(on);
const preview = () => dialog.getByRole('region', { name: 'Preview' });
/** Waits until what was chosen is shown, and something is said of it. */
const fact = async (text: string | RegExp) => {
  await preview().getByText(text).waitFor();
  await expect.poll(() => preview().getAttribute('aria-busy')).toBe(null);
};

const save = async () => {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save', exact: true }).click(),
  ]);
  const name = download.suggestedFilename();
  const path = join(folder, `${saved++}-${name}`);
  await download.saveAs(path);
  return { name, path, bytes: await readFile(path) };
};

/** RGBA of the frame that the preview shows of a step. */
const previewed = async (step: number): Promise<Buffer> => {
  const address = await preview()
    .getByRole('img', { name: `Frame at step ${step}`, exact: true })
    .first()
    .evaluate((canvas: HTMLCanvasElement) => {
      const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
      const reader = new FileReader();
      const read = new Promise((resolve) => reader.addEventListener('load', resolve));
      reader.readAsDataURL(new Blob(pixels && [pixels]));
      // Two million numbers take ten seconds as numbers.
      return read.then(() => reader.result as string);
    });
  return Buffer.from(address.slice(address.indexOf(',') + 1), 'base64');
};

/** Peak signal to noise ratio of colours in decibels. */
function psnr(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  let sum = 0;
  for (let i = 0; i < a.length; i++) if (i % 4 < 3) sum += (a[i]! - b[i]!) ** 2;
  return 10 * Math.log10((255 * 255) / (sum / (0.75 * a.length)));
}

/** Films of a step a frame, without a legend, small and short. */
const shortFilm = async (rate: number) => {
  // What is shown of sizes on the way is not looked at.
  await look(page, false);
  await pick('Size', 'Own size');
  await type('Width', WIDTH);
  await type('Height', HEIGHT);
  await type('To step', FRAMES - 1);
  await type('Speed', rate);
  await type('Hold', 0);
  await look(page, true);
  await pick('Frames per second', String(rate));
};

/** Opens a video as anybody's page does, seeks to the middle of each frame, and reads what is seen once it is shown. */
async function watch(bytes: Buffer, mime: string): Promise<{ duration: number; frames: Buffer[] }> {
  const elsewhere = await page.context().newPage();
  const { duration, frames } = await elsewhere.evaluate(
    async ([base64, type, count, rate]) => {
      const video = document.createElement('video');
      const happens = (what: string) =>
        new Promise((resolve, reject) => {
          video.addEventListener(what, resolve, { once: true });
          video.addEventListener('error', () => reject(new Error(video.error?.message)), { once: true });
        });
      const file = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      video.muted = true;
      video.preload = 'auto';
      // A frame that is shown already is not shown anew when it is sought: by its time it is known.
      let shown = -1;
      const follow = () => {
        video.requestVideoFrameCallback((_now, { mediaTime }) => {
          shown = Math.round(mediaTime * rate);
          follow();
        });
      };
      follow();
      const loaded = happens('loadeddata');
      video.src = URL.createObjectURL(new Blob([file], { type }));
      await loaded;
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
      const context = canvas.getContext('2d', { willReadFrequently: true });
      const read: string[] = [];
      for (let i = 0; i < count; i++) {
        // A browser may show a frame and not say so, when nothing else of the page changes: it is sought again.
        for (let turn = 0; shown !== i; turn++) {
          const seeked = happens('seeked');
          video.currentTime = (i + 0.5 + 0.1 * (turn % 3)) / rate;
          await seeked;
          for (let k = 0; k < 30 && shown !== i; k++) await new Promise(requestAnimationFrame);
        }
        context?.drawImage(video, 0, 0);
        const data = context?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
        read.push(btoa(Array.from(data, (byte) => String.fromCharCode(byte)).join('')));
      }
      return { duration: video.duration, frames: read };
    },
    [bytes.toString('base64'), mime, FRAMES, RATE] as const,
  );
  await elsewhere.close();
  return { duration, frames: frames.map((frame) => Buffer.from(frame, 'base64')) };
}

const run = (command: string, args: readonly string[]) => spawnSync(command, args, { encoding: 'utf8' });
const hasFfmpeg = run('ffprobe', ['-version']).status === 0 && run('ffmpeg', ['-version']).status === 0;

describe('a film', () => {
  test('its frames are the very pictures of the stage that a PNG has', async () => {
    // The size first: every change is previewed.
    await pick('Resolution', '1×');
    await pick('Proportions', '16 : 9');
    await tick('Arrows of the step', false);
    await tick('Legend', false);
    await look(page, true);
    const picture = PNG.sync.read((await save()).bytes);
    await look(page, false);
    await choose('Video');
    await pick('Size', 'Own size');
    await type('Width', picture.width);
    await type('Height', picture.height);
    await type('From step', MIDDLE);
    await type('To step', MIDDLE);
    await look(page, true);
    await tick('Surface, step and legend in the picture', false);
    await fact('960 × 540 pixels, 2.0 s, 60 frames');
    expect((await previewed(MIDDLE)).equals(picture.data)).toBe(true);
    await look(page, false);
    await type('From step', 0);
  });

  test('made twice, it decodes to the same frames, as many as planned, each the stage of its step', async () => {
    await shortFilm(RATE);
    await fact(`160 × 90 pixels, 0.5 s, ${FRAMES} frames`);
    const shown = await previewed(MIDDLE);
    const first = await save();
    const second = await save();
    const extension = first.name.split('.').at(-1) ?? '';
    expect(first.name).toMatch(/^fall-line-himmelblau-4-optimizers-steps-0-to-11-film\.(mp4|webm)$/);

    const track = await new Input({
      source: new BufferSource(first.bytes),
      formats: ALL_FORMATS,
    }).getPrimaryVideoTrack();
    const packets = await track?.computePacketStats();
    expect(packets?.packetCount).toBe(FRAMES);
    expect(packets?.averagePacketRate).toBeCloseTo(RATE, 6);

    const seen = await watch(first.bytes, `video/${extension}`);
    const again = await watch(second.bytes, `video/${extension}`);
    expect(seen.duration).toBeCloseTo(FRAMES / RATE, 2);
    expect(again.frames.map((frame, i) => frame.equals(seen.frames[i]!))).toEqual(Array(FRAMES).fill(true));
    // Steps differ by a ball that moves a few pixels: the right one is nearer than its neighbours.
    const likeness = seen.frames.map((frame) => psnr(frame, shown));
    expect(likeness[MIDDLE]).toBeGreaterThan(30);
    expect(likeness.indexOf(Math.max(...likeness))).toBe(MIDDLE);

    if (!hasFfmpeg) return;
    const asked = 'stream=nb_read_frames,avg_frame_rate,width,height:format_tags';
    const options = `-v error -count_frames -select_streams v:0 -of default=nw=1 -show_entries ${asked}`;
    const probed = run('ffprobe', [...options.split(' '), first.path]);
    expect(probed.stderr).toBe('');
    expect(probed.stdout).toContain(`nb_read_frames=${FRAMES}\n`);
    expect(probed.stdout).toContain(`avg_frame_rate=${RATE}/1\n`);
    expect(probed.stdout).toContain('width=160\nheight=90\n');
    expect(probed.stdout).toMatch(/tag:title=Himmelblau/i);
    expect(probed.stdout).toMatch(/tag:comment=http/i);
    const sums = [first, second].map(
      ({ path }) => run('ffmpeg', ['-v', 'error', '-i', path, '-f', 'framemd5', '-']).stdout,
    );
    expect(sums[0]).toBe(sums[1]);
    expect(sums[0]?.match(/^0,/gm)).toHaveLength(FRAMES);
  });

  test('WebM too, where it is chosen', async () => {
    await pick('File', 'WebM (VP9)');
    await fact(/^WebM with VP9: browsers play it/);
    const shown = await previewed(MIDDLE);
    const { name, bytes } = await save();
    expect(name).toMatch(/\.webm$/);
    const { duration, frames } = await watch(bytes, 'video/webm');
    expect(duration).toBeCloseTo(FRAMES / RATE, 2);
    expect(psnr(frames[MIDDLE]!, shown)).toBeGreaterThan(32);
  });

  test('cancelled, it leaves nothing', async () => {
    await type('Hold', 30);
    await fact(/60\.\d s, \d+ frames/);
    const downloads: string[] = [];
    page.on('download', (download) => downloads.push(download.suggestedFilename()));
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await dialog.getByRole('button', { name: 'Cancel', exact: true }).click();
    await dialog.getByText('Cancelled: nothing was saved.').waitFor();
    await dialog.getByRole('button', { name: 'Save', exact: true }).waitFor();
    expect(downloads).toEqual([]);
  });

  test('as an animated picture it has all its frames, is the same twice and small', async () => {
    await look(page, false);
    await choose('Animated picture (GIF)');
    await tick('Surface, step and legend in the picture', false);
    await shortFilm(25);
    await fact(`160 × 90 pixels, 0.5 s, ${FRAMES} frames`);
    const estimate = await preview().getByText('small enough for a slide').innerText();
    const shown = await previewed(MIDDLE);
    const { name, bytes } = await save();
    expect(name).toBe('fall-line-himmelblau-4-optimizers-steps-0-to-11-film.gif');
    expect((await save()).bytes.equals(bytes)).toBe(true);
    expect(bytes.toString('latin1')).toContain(`Himmelblau, four equal minima ${page.url().split('#')[0]}`);
    const kilobytes = Number(/\d+/.exec(estimate)?.[0]);
    expect(bytes.length / 1000 / kilobytes).toBeGreaterThan(0.7);
    expect(bytes.length / 1000 / kilobytes).toBeLessThan(1.4);

    const decoded = await page.evaluate(
      async ([base64, middle]) => {
        const file = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        const picture = new Image();
        picture.src = URL.createObjectURL(new Blob([file], { type: 'image/gif' }));
        await picture.decode();
        const decoder = new ImageDecoder({ data: file, type: 'image/gif' });
        await decoder.completed;
        const { image } = await decoder.decode({ frameIndex: middle });
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [image.displayWidth, image.displayHeight];
        const context = canvas.getContext('2d');
        context?.drawImage(image, 0, 0);
        return {
          size: [picture.naturalWidth, picture.naturalHeight],
          frames: decoder.tracks.selectedTrack?.frameCount,
          repeats: decoder.tracks.selectedTrack?.repetitionCount === Infinity,
          duration: image.duration,
          pixels: Array.from(context?.getImageData(0, 0, canvas.width, canvas.height).data ?? []),
        };
      },
      [bytes.toString('base64'), MIDDLE] as const,
    );
    expect(decoded).toMatchObject({ size: [WIDTH, HEIGHT], frames: FRAMES, repeats: true, duration: 40_000 });
    expect(psnr(decoded.pixels, shown)).toBeGreaterThan(38);
  });

  test('every encoder is closed and every drawing context given back; without WebCodecs it says so', async () => {
    const held = () =>
      page.evaluate(() => {
        const { encoders, contexts } = Reflect.get(globalThis, 'held') as {
          encoders: VideoEncoder[];
          contexts: WebGL2RenderingContext[];
        };
        return {
          films: encoders.length,
          open: encoders.filter(({ state }) => state !== 'closed').length,
          contexts: new Set(contexts.filter((context) => !context.isContextLost())).size,
        };
      });
    // The page's own stage has the one context that is left.
    await expect.poll(held).toEqual({ films: 4, open: 0, contexts: 1 });

    await page.evaluate(() => Reflect.deleteProperty(globalThis, 'VideoEncoder'));
    await choose('Video');
    await dialog.getByRole('alert').getByText('An animated picture (GIF) can be made here.').waitFor();
    await expect
      .poll(() => dialog.getByRole('button', { name: 'Save', exact: true }).isDisabled())
      .toBe(true);
  });
});
