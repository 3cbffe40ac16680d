import type { Browser, Page } from 'playwright-core';
import { longestScript } from './tasks.ts';
import { paceIn } from './pace.ts';
import { median, type Row } from './table.ts';
import { openLastPanels, settle, take, watchFrames } from './frames.ts';

const scene = (steps: number) =>
  `#loss=himmelblau&opt=sgd(lr:0.004)&opt=momentum(lr:0.002)&opt=rmsprop(lr:0.02)&opt=adam(lr:0.22)&steps=${steps}&step=${steps / 2}`;

/** Milliseconds of a scrubbed step: the script of its frame, and until the picture is there; the page's pace then. */
interface Scrubbed {
  readonly script: number;
  readonly picture: number;
  readonly pace: number;
}

/** Scrubs to and fro about the middle of a run, with every panel open. */
async function scrub(page: Page, steps: number, times: number): Promise<Scrubbed> {
  const slider = page.getByRole('slider', { name: 'Step', exact: true });
  await slider.focus();
  await settle(page);
  const script: number[] = [];
  const picture: number[] = [];
  for (let i = 0; i < times; i++) {
    await take(page);
    const drawn = page.evaluate(
      (to) =>
        new Promise<number>((resolve) => {
          const since = performance.now();
          const stage = document.querySelector<HTMLCanvasElement>('canvas[data-frames]');
          const before = stage?.dataset['frames'];
          const field = document.querySelector<HTMLInputElement>('input[type=range].scrubber');
          if (!stage || !field) throw new Error('The page has no stage or no slider of its steps.');
          field.value = String(to);
          field.dispatchEvent(new Event('input'));
          const look = () => {
            if (stage.dataset['frames'] === before) {
              requestAnimationFrame(look);
              return;
            }
            // Reading a pixel waits for the picture.
            const gl = stage.getContext('webgl2');
            gl?.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
            resolve(performance.now() - since);
          };
          requestAnimationFrame(look);
        }),
      // Never where it is already.
      steps / 2 + 1 + (i % 2),
    );
    picture.push(await drawn);
    await settle(page);
    script.push(Math.max(...(await take(page)).times));
  }
  return { script: median(script), picture: median(picture), pace: await paceIn(page) };
}

/** Runs of 100,000 steps, and a loss that is slow to sample. */
export async function longRows(browser: Browser, url: string): Promise<Row[]> {
  const open = async (at: string) => {
    const page = await browser.newPage({ viewport: { width: 920, height: 420 }, reducedMotion: 'reduce' });
    page.setDefaultTimeout(300_000);
    await page.addInitScript(watchFrames);
    await page.goto(url + at);
    await page.locator('html[data-ready]').waitFor({ state: 'attached' });
    await openLastPanels(page);
    await settle(page);
    return page;
  };
  const scrubbed = async (steps: number) => {
    const page = await open(scene(steps));
    const times = await scrub(page, steps, 12);
    await page.close();
    return times;
  };
  const short = await scrubbed(1000);
  const long = await scrubbed(100_000);

  /** The longest frame after the range of a formula has been changed, with the stage alone, and its longest script. */
  const moved = async (formula: string): Promise<{ frame: number; script: number; pace: number }> => {
    const page = await open(`#f=${encodeURIComponent(formula)}&opt=sgd(lr:0.001)&steps=100`);
    await page.getByRole('button', { name: 'Map and charts panel' }).click();
    const from = page.getByRole('textbox', { name: 'x from' });
    const longest: number[] = [];
    const scripts: number[] = [];
    const change = async (to: number) => {
      await from.fill(String(to));
      await from.press('Enter');
      await settle(page);
    };
    for (let i = 0; i < 10; i++) {
      await settle(page);
      await take(page);
      await change(-3 - i / 10);
      longest.push(Math.max(...(await take(page)).times));
    }
    for (let i = 0; i < 10; i++) scripts.push(await longestScript(browser, page, () => change(-2 - i / 10)));
    const pace = await paceIn(page);
    await page.close();
    return { frame: median(longest), script: median(scripts), pace };
  };
  const quick = await moved('x^2+y^2');
  // Terms that no rule of algebra makes one.
  const slow = await moved(Array.from({ length: 100 }, (_, k) => `sin(${k + 1}x+${k}y)/${k + 1}`).join('+'));

  return [
    {
      name: '4 optimizers of 100,000 steps: script of a scrubbed step, all panels open',
      figure: long.script,
      unit: 'ms',
      bound: 'max',
      limit: 16,
      pace: long.pace,
    },
    {
      name: '  its picture, times that of 1,000 steps',
      figure: long.picture / short.picture,
      unit: '×',
      bound: 'max',
      limit: 3,
    },
    {
      name: 'A loss of 100 terms: longest frame of a changed range, of x^2+y^2',
      figure: slow.frame / quick.frame,
      unit: '×',
      bound: 'max',
      limit: 3,
    },
    {
      name: '  longest script in a task of the page, of processor time',
      figure: slow.script,
      unit: 'ms',
      bound: 'max',
      limit: 16,
      pace: slow.pace,
    },
  ];
}
