import type { Browser, Page } from 'playwright-core';
import { paceIn } from './pace.ts';
import { median, type Row } from './table.ts';
import { scriptsOfFrames } from './tasks.ts';

const STEPS = 500;
const TIMES = 5;

const scene = (share: number) => {
  const rate = (lr: number) => (lr * share).toPrecision(6);
  return `#model=digits&opt=sgd(lr:${rate(0.1)})&opt=momentum(lr:${rate(0.02)})&opt=adam(lr:${rate(0.01)})&steps=${STEPS}&step=${STEPS}&v=2`;
};

/** Milliseconds until there is something of the new runs, and until they are whole. */
interface Recorded {
  readonly first: number;
  readonly all: number;
}

/** Goes to the same model with other rates, under which all of its runs are recorded anew. */
function recordAgain(page: Page, to: string): Promise<Recorded> {
  return page.evaluate(
    ({ hash, steps }) =>
      new Promise<Recorded>((resolve) => {
        const said = document.querySelector<HTMLElement>('.plane-computed');
        if (!said) throw new Error('The page says nowhere how far the runs are.');
        const since = performance.now();
        let first = Number.NaN;
        location.hash = hash;
        const look = () => {
          const now = performance.now() - since;
          const computed = said.hidden ? steps : Number(/\d+/.exec(said.textContent)?.[0] ?? 0);
          // Until there is something of the new runs the old ones are whole.
          if (Number.isNaN(first) && !said.hidden && computed < steps) first = now;
          if (!Number.isNaN(first) && said.hidden) resolve({ first, all: now });
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      }),
    { hash: to, steps: STEPS },
  );
}

/**
 * 500 steps of three optimizers on the digits, whose rates are changed. On two free cores the first part is wanted within 100 ms and
 * all within 600: what others take of the cores is in those times, and in no pace of one thread, so they are shown alone.
 */
export async function liveModelRows(browser: Browser, url: string): Promise<Row[]> {
  const page = await browser.newPage({ viewport: { width: 920, height: 420 }, reducedMotion: 'reduce' });
  page.setDefaultTimeout(300_000);
  await page.goto(url + scene(1));
  const whole = () => page.locator('.plane-named:not(:empty)').waitFor({ state: 'attached' });
  await whole();
  await page.locator('.plane-computed[hidden]').waitFor({ state: 'attached' });
  const recorded: Recorded[] = [];
  const scripts: number[] = [];
  for (let i = 1; i <= TIMES; i++) {
    // The surface becomes finer for some seconds.
    await page.waitForTimeout(4000);
    const frames = await scriptsOfFrames(browser, page, async () => {
      recorded.push(await recordAgain(page, scene(1 + i / 100)));
    });
    scripts.push(median(frames));
  }
  const pace = await paceIn(page);
  await page.close();
  const row = (name: string, figures: readonly number[], bound: Row['bound'], limit: number): Row => ({
    name,
    figure: median(figures),
    unit: 'ms',
    bound,
    limit,
    pace,
  });
  return [
    row(
      'Digits, three optimizers of 500 steps, changed rates: first part',
      recorded.map(({ first }) => first),
      null,
      100,
    ),
    row(
      '  all of them',
      recorded.map(({ all }) => all),
      null,
      600,
    ),
    row('  script of a frame meanwhile, of processor time', scripts, 'max', 4),
  ];
}
