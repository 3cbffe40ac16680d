import type { Browser, Page } from 'playwright-core';
import { modelIds } from '../../src/core/scene/model-door.ts';
import { openModels } from '../../src/core/scene/models.ts';
import { readFragment } from '../../src/core/scene/url.ts';
import { paceOfProcessor } from './pace.ts';
import { median, type Row } from './table.ts';
import { sharesBetween, trace } from './tasks.ts';
import '../../src/text/en/model-rows.ts';

const STEPS = 500;
const TIMES = 3;

interface Trained {
  /** How many runs have a part here, and how many are whole. */
  begun: number;
  whole: number;
  /** Workers that were made, and the places among them of those that record. */
  made: number;
  readonly recording: Set<number>;
  drawn: (() => void) | null;
}

/** Counts what workers answer of runs, and tells of each frame that has drawn the stage. */
function watchTraining(): void {
  const trained: Trained = { begun: 0, whole: 0, made: 0, recording: new Set(), drawn: null };
  Object.assign(window, { trained });
  window.Worker = class extends Worker {
    readonly #begun = new Map<number, boolean>();
    readonly #place = trained.made++;
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      this.addEventListener('message', ({ data }: MessageEvent<{ id: number; kind: string }>) => {
        const hasBegun = this.#begun.get(data.id);
        if (hasBegun === undefined) return;
        if (!hasBegun) trained.begun += 1;
        this.#begun.set(data.id, true);
        if (data.kind === 'done') trained.whole += 1;
      });
    }
    override postMessage(order: { id: number; job?: string }, ...rest: []): void {
      if (order.job === 'train') {
        this.#begun.set(order.id, false);
        trained.recording.add(this.#place);
      }
      super.postMessage(order, ...rest);
    }
  };
  const drawn = () => document.querySelector<HTMLElement>('canvas[data-frames]')?.dataset['frames'];
  const request = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (callback) =>
    request((time) => {
      const picture = drawn();
      callback(time);
      if (drawn() !== picture) trained.drawn?.();
    });
}

/** Gives other rates by the address, and marks the frames that draw a part of each new run, and all of them. */
function recordAgain(page: Page, to: string, runs: number): Promise<void> {
  return page.evaluate(
    ({ hash, count }) =>
      new Promise<void>((resolve) => {
        const { trained } = window as unknown as { trained: Trained };
        Object.assign(trained, { begun: 0, whole: 0 });
        trained.drawn = () => {
          if (trained.begun < count) return;
          performance.mark('part drawn');
          if (trained.whole < count) return;
          performance.mark('all drawn');
          trained.drawn = null;
          resolve();
        };
        performance.mark('rates changed');
        location.hash = hash;
      }),
    { hash: to, count: runs },
  );
}

/**
 * Every model in the page but the digits, whose runs take longer: processor time, of the page's thread and of the workers that record
 * on two cores, from changed rates to the picture with a part of each of three optimizers, and to that with all of their 500
 * steps. Waiting for the display adds a frame; the surface, which becomes finer meanwhile, is not waited for.
 */
export async function everyModelRows(browser: Browser, url: string): Promise<Row[]> {
  openModels();
  const page = await browser.newPage({ viewport: { width: 920, height: 420 }, reducedMotion: 'reduce' });
  page.setDefaultTimeout(60_000);
  await page.addInitScript(watchTraining);
  const rows: Row[] = [];
  for (const id of modelIds.filter((each) => each !== 'digits')) {
    const { optimizers } = readFragment(`model=${id}&opt=sgd&opt=momentum&opt=adam&v=2`).scene;
    const scene = (share: number) =>
      `#model=${id}&${optimizers.map(({ id: rule, values }) => `opt=${rule}(lr:${(Number(values['lr']) * share).toPrecision(6)})`).join('&')}&steps=${STEPS}&step=${STEPS}&v=2`;
    await page.goto(url + scene(1));
    await page.locator('.plane-named:not(:empty)').waitFor({ state: 'attached' });
    await page.locator('.plane-computed[hidden]').waitFor({ state: 'attached' });
    const traced = await trace(browser, page, async () => {
      for (let i = 1; i <= TIMES; i++) await recordAgain(page, scene(1 - i / 100), optimizers.length);
    });
    const recording = await page.evaluate(() => [
      ...(window as unknown as { trained: Trained }).trained.recording,
    ]);
    const pace = paceOfProcessor();
    const row = (name: string, limit: number, to: string): Row => ({
      name,
      figure: median(
        sharesBetween(traced, 'rates changed', to).map(({ main, workers }) => {
          const recorded = recording.map((place) => workers[place] ?? Number.NaN);
          // Runs share two cores.
          return main + Math.max(...recorded, recorded.reduce((sum, each) => sum + each, 0) / 2);
        }),
      ),
      unit: 'ms',
      bound: 'max',
      limit,
      pace,
    });
    rows.push(
      row(`${id}, changed rates: a part of each run is drawn`, 100, 'part drawn'),
      row(`  all ${STEPS} steps of them`, 1000, 'all drawn'),
    );
  }
  await page.close();
  return rows;
}
