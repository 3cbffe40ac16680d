import type { Browser, Page } from 'playwright-core';
import { paceIn, paceOfWorkers } from './pace.ts';
import { median, type Row } from './table.ts';
import { scriptsOfFrames } from './tasks.ts';

const STEPS = 500;
const TIMES = 5;

const scene = (share: number) => {
  const rate = (lr: number) => (lr * share).toPrecision(6);
  return `#model=digits&opt=sgd(lr:${rate(0.1)})&opt=momentum(lr:${rate(0.02)})&opt=adam(lr:${rate(0.01)})&steps=${STEPS}&step=${STEPS}&v=2`;
};

/** Milliseconds until there is something of the new runs, until all of their steps are there, and the loss at each. */
interface Recorded {
  readonly first: number;
  readonly all: number;
  readonly losses: number;
}

/** Goes to the same model with other rates, under which all of its runs are recorded anew. */
function recordAgain(page: Page, to: string): Promise<Recorded> {
  return page.evaluate(
    ({ hash, steps }) =>
      new Promise<Recorded>((resolve) => {
        const said = document.querySelector<HTMLElement>('.plane-computed');
        if (!said) throw new Error('The page says nowhere how far the runs are.');
        const since = performance.now();
        let [first, all] = [Number.NaN, Number.NaN];
        location.hash = hash;
        const look = () => {
          const now = performance.now() - since;
          const isGrowing = !said.hidden && said.textContent.startsWith('computed to');
          const computed = isGrowing ? Number(/\d+/.exec(said.textContent)?.[0] ?? 0) : steps;
          // Until there is something of the new runs the old ones are whole; then losses, at least, are still to come.
          if (Number.isNaN(first) && !said.hidden && (!isGrowing || computed < steps)) first = now;
          if (!Number.isNaN(first) && Number.isNaN(all) && !isGrowing) all = now;
          if (!Number.isNaN(all) && said.hidden) resolve({ first, all, losses: now });
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      }),
    { hash: to, steps: STEPS },
  );
}

/**
 * 500 steps of three optimizers on the digits, whose rates are changed. On two free cores the first part is wanted within 100 ms and
 * all within 600: what others take of these cores at the time is in the pace of two workers at once.
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
  const paces: number[] = [];
  for (let i = 1; i <= TIMES; i++) {
    // The surface becomes finer for some seconds.
    await page.waitForTimeout(4000);
    const frames = await scriptsOfFrames(browser, page, async () => {
      recorded.push(await recordAgain(page, scene(1 + i / 100)));
    });
    scripts.push(median(frames));
    paces.push(await paceOfWorkers(browser, 2));
  }
  const pace = await paceIn(page);
  await page.close();
  const row = (name: string, figures: readonly number[], limit: number, by: number): Row => ({
    name,
    figure: median(figures),
    unit: 'ms',
    bound: 'max',
    limit,
    pace: by,
  });
  const ofTwo = median(paces);
  return [
    row(
      'Digits, three optimizers of 500 steps, changed rates: first part',
      recorded.map(({ first }) => first),
      100,
      ofTwo,
    ),
    row(
      '  all steps of them',
      recorded.map(({ all }) => all),
      600,
      ofTwo,
    ),
    row(
      '  the loss of 2,000 digits at every step of them',
      recorded.map(({ losses }) => losses),
      600,
      ofTwo,
    ),
    row('  script of a frame meanwhile, of processor time', scripts, 4, pace),
  ];
}
