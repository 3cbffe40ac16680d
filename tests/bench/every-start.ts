/** Maps of starts and swarms on the page: what they take of the page's own thread, of both cores, and of memory. */
import type { Browser, Page } from 'playwright-core';
import { settle, watchFrames } from './frames.ts';
import { drawn, inTurns, play } from './graphics.ts';
import { paceIn, paceOfWorkers } from './pace.ts';
import { median, type Row } from './table.ts';
import { scriptsOfFrames, workOfWorkers } from './tasks.ts';

const ground = '#loss=himmelblau&minima=off&opt=adam&steps=200';
const [FEW, MANY] = [1000, 1_000_000] as const;
const swarmOf = (count: number, map: string) => `&swarm=grid,count:${count},colour:speed,map:${map}`;

/** What the page has told of its maps: when each size was first asked for, and when the last of it was there. */
interface Told {
  readonly asked: Record<number, number>;
  readonly there: Record<number, number>;
}

/** Listens in on what goes to workers of maps, and what of each size comes back. */
function watchWorkers(): void {
  const told: Told = { asked: {}, there: {} };
  Object.assign(window, { told });
  const { postMessage } = Worker.prototype;
  const sides = new WeakMap<Worker, Map<number, number>>();
  Worker.prototype.postMessage = function (this: Worker, order: unknown, ...more: unknown[]) {
    const { id, job, request } = order as { id: number; job?: string; request?: { width: number } };
    if (job === 'starts' && request) {
      told.asked[request.width] ??= performance.now();
      let own = sides.get(this);
      if (!own) {
        sides.set(this, (own = new Map()));
        this.addEventListener('message', ({ data }: MessageEvent<{ id: number; kind: string }>) => {
          const side = own!.get(data.id);
          if (side !== undefined && data.kind === 'done') told.there[side] = performance.now();
        });
      }
      own.set(id, request.width);
    }
    postMessage.call(this, order, ...(more as []));
  };
}

/** One core, by what the browser says. */
function oneCore(): void {
  Object.defineProperty(navigator, 'hardwareConcurrency', { get: () => 1 });
}

/** Keeps account of the bytes of all buffers of the graphics processor. */
function watchBuffers(): void {
  const { prototype } = WebGL2RenderingContext;
  const { bufferData, deleteBuffer } = prototype;
  const held = new Map<unknown, number>();
  const bindings = new Map<number, number>([
    [0x8892, 0x8894],
    [0x8893, 0x8895],
    [0x8f36, 0x8f36],
    [0x8f37, 0x8f37],
  ]);
  const count = () =>
    Object.assign(window, { bufferBytes: [...held.values()].reduce((sum, bytes) => sum + bytes, 0) });
  prototype.bufferData = function (
    this: WebGL2RenderingContext,
    target: number,
    of: never,
    ...more: never[]
  ) {
    const data = of as number | ArrayBufferView;
    const bound: unknown = this.getParameter(bindings.get(target) ?? target);
    held.set(bound, typeof data === 'number' ? data : data.byteLength);
    count();
    (bufferData as (...all: unknown[]) => void).call(this, target, of, ...more);
  };
  prototype.deleteBuffer = function (buffer) {
    held.delete(buffer);
    count();
    deleteBuffer.call(this, buffer);
  };
}

export async function everyStartRows(browser: Browser, url: string): Promise<Row[]> {
  const open = async (scene: string, size: { width: number; height: number }, ...scripts: (() => void)[]) => {
    const page = await browser.newPage({ viewport: size, reducedMotion: 'no-preference' });
    page.setDefaultTimeout(300_000);
    for (const script of [watchFrames, ...scripts]) await page.addInitScript(script);
    await page.goto(`${url}${ground}${scene}`);
    await page.locator('html[data-ready]').waitFor({ state: 'attached' });
    return page;
  };
  const parts = [mapRows, moveRows, scriptRows, frameRows, memoryRows];
  const rows: Row[] = [];
  for (const part of parts) rows.push(...(await part(browser, open)));
  return rows;
}

type Open = (
  scene: string,
  size: { width: number; height: number },
  ...scripts: (() => void)[]
) => Promise<Page>;

const WINDOW = { width: 1280, height: 800 } as const;
const told = (page: Page) => page.evaluate(() => (window as unknown as { told: Told }).told);
/** Waits for a map of so many pixels a side, without a search of the page by text, which takes its time from the page. */
const whole = (page: Page, side: number) =>
  page.waitForFunction(
    (size) => document.querySelector('.starts-size')?.textContent.startsWith(`${size} `),
    side,
    { polling: 200 },
  );

/** A map of 512 x 512 runs: its parts on one core and on two, the page's thread meanwhile, and after a moved slider. */
async function mapRows(browser: Browser, open: Open): Promise<Row[]> {
  const busiest: number[] = [];
  let [longest, pace] = [Number.NaN, Number.NaN];
  for (const scripts of [[oneCore], []]) {
    // What opens the page is no part of it.
    const page = await open('&overlays=starts', WINDOW, ...scripts);
    await whole(page, 64);
    const map = async () => void (await whole(page, 512));
    const { workers, script } = await workOfWorkers(browser, page, map);
    busiest.push(Math.max(...workers));
    longest = script;
    pace = await paceIn(page);
    await page.close();
  }
  return [
    {
      name: 'A map of 512 x 512 starts: work of one worker to that of the busier of two',
      figure: busiest[0]! / busiest[1]!,
      unit: 'x',
      bound: 'min',
      limit: 1.7,
    },
    {
      name: '  longest task of the page meanwhile, script',
      figure: longest,
      unit: 'ms',
      bound: 'max',
      limit: 16,
      pace,
    },
  ];
}

/** The milliseconds from a slider's key until the map of 64 x 64 starts is there again. */
async function moveRows(browser: Browser, open: Open): Promise<Row[]> {
  const page = await open('&overlays=starts', WINDOW, watchWorkers);
  await whole(page, 512);
  const slider = page
    .getByRole('complementary', { name: 'Controls' })
    .getByRole('slider', { name: 'Learning rate' })
    .first();
  await slider.focus();
  const times: number[] = [];
  for (let k = 0; k < 12; k++) {
    await page.evaluate(() => {
      const { asked, there } = (window as unknown as { told: Told }).told;
      for (const side of [64, 256, 512]) {
        delete asked[side];
        delete there[side];
      }
      addEventListener('keydown', () => Object.assign(window, { pressed: performance.now() }), {
        once: true,
        capture: true,
      });
    });
    // Ever on: maps of before are kept.
    await page.keyboard.press('ArrowRight');
    // The next size is asked for in the frame that shows this one.
    await page.waitForFunction(() => (window as unknown as { told: Told }).told.asked[256] !== undefined);
    const pressed = await page.evaluate(() => (window as unknown as { pressed: number }).pressed);
    times.push((await told(page)).asked[256]! - pressed);
    await whole(page, 512);
  }
  await page.close();
  return [
    {
      name: '  64 x 64 again after a moved slider',
      figure: median(times),
      unit: 'ms',
      bound: 'max',
      limit: 120,
      pace: await paceOfWorkers(browser, 2),
    },
  ];
}

/** The script of a frame that plays, with a swarm against without, of few particles and of many. */
async function scriptRows(browser: Browser, open: Open): Promise<Row[]> {
  const scripts: number[] = [];
  let pace = Number.NaN;
  for (const swarm of ['', swarmOf(FEW, 'points'), swarmOf(MANY, 'points')]) {
    const page = await open(`&speed=60${swarm}`, WINDOW);
    const data = page.locator('canvas[data-frames]');
    if (swarm) await page.locator('canvas[data-swarm="0"]').waitFor();
    await settle(page);
    const act = async () => {
      await page.getByRole('button', { name: 'Play', exact: true }).click();
      await page.waitForTimeout(swarm.includes(String(MANY)) ? 12_000 : 3000);
      await page.getByRole('button', { name: 'Pause', exact: true }).click();
    };
    scripts.push(median((await scriptsOfFrames(browser, page, act)).slice(3)));
    await data.waitFor();
    pace = await paceIn(page);
    await page.close();
  }
  const [bare = Number.NaN, few = Number.NaN, many = Number.NaN] = scripts;
  const row = (name: string, figure: number): Row => ({
    name,
    figure,
    unit: 'ms',
    bound: 'max',
    limit: 1,
    pace,
  });
  return [
    row(`A swarm's script in a playing frame, of ${FEW.toLocaleString('en')} particles`, few - bare),
    row(`  of ${MANY.toLocaleString('en')}`, many - bare),
  ];
}

/** Pictures of a swarm that plays, drawn in software, against those of the stage without one, in turns. */
async function frameRows(_: Browser, open: Open): Promise<Row[]> {
  const stage = async (swarm: string) => {
    const page = await open(`&steps=5000&speed=60${swarm}`, WINDOW);
    await page.getByRole('button', { name: 'Map and charts panel' }).click();
    if (swarm) await page.locator('canvas[data-swarm="0"]').waitFor();
    await settle(page);
    return page;
  };
  const pages = [await stage(swarmOf(65_536, 'none')), await stage('')] as const;
  const { times } = await inTurns([pages[0], play], [pages[1], play]);
  for (const page of pages) await page.close();
  return [
    {
      name: 'Frame of 65,536 particles in software against that of the bare stage',
      figure: 1 / times,
      unit: 'x',
      bound: 'max',
      limit: 3,
    },
  ];
}

/** What a map of 512 x 512 and a million particles hold on to: scripts of the page and of its workers, and buffers. */
async function memoryRows(browser: Browser, open: Open): Promise<Row[]> {
  const taken: number[] = [];
  for (const scene of ['', `&overlays=starts${swarmOf(MANY, 'points')}`]) {
    const page = await open(scene, WINDOW, watchBuffers);
    if (scene) {
      await page.locator('canvas[data-swarm="0"]').waitFor();
      await whole(page, 512);
      await page.getByText(/particles, in double precision/).waitFor();
    }
    await settle(page);
    await drawn(page);
    const client = await browser.contexts().at(-1)!.newCDPSession(page);
    await client.send('HeapProfiler.collectGarbage');
    const heap = (await client.send('Runtime.getHeapUsage')) as {
      usedSize: number;
      backingStorageSize?: number;
    };
    const buffers = await page.evaluate(() => (window as { bufferBytes?: number }).bufferBytes ?? 0);
    taken.push(heap.usedSize + (heap.backingStorageSize ?? 0) + buffers);
    await page.close();
  }
  return [
    {
      name: 'Memory of a map of 512 x 512 starts and a million particles',
      figure: (taken[1]! - taken[0]!) / 1e6,
      unit: 'MB',
      bound: 'max',
      limit: 150,
    },
  ];
}
