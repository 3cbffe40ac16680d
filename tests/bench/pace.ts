import type { Browser, Page } from 'playwright-core';
import { median } from './table.ts';

/** Adam on Rosenbrock written by hand: the same arithmetic and the same recording, no library around it. */
export function byHand(count: number): Float64Array {
  const positions = new Float64Array(2 * (count + 1));
  const losses = new Float64Array(count + 1);
  let x = -1.2;
  let y = 1;
  let mx = 0;
  let my = 0;
  let vx = 0;
  let vy = 0;
  let power1 = 1;
  let power2 = 1;
  for (let t = 0; t <= count; t++) {
    const a = 1 - x;
    const b = y - x * x;
    positions[2 * t] = x;
    positions[2 * t + 1] = y;
    losses[t] = a * a + 100 * b * b;
    const gx = -2 * a - 400 * x * b;
    const gy = 200 * b;
    mx = 0.9 * mx + 0.1 * gx;
    my = 0.9 * my + 0.1 * gy;
    vx = 0.999 * vx + 0.001 * gx * gx;
    vy = 0.999 * vy + 0.001 * gy * gy;
    power1 *= 0.9;
    power2 *= 0.999;
    const c1 = 1 - power1;
    const c2 = 1 - power2;
    x -= (0.05 * (mx / c1)) / (Math.sqrt(vx / c2) + 1e-8);
    y -= (0.05 * (my / c1)) / (Math.sqrt(vy / c2) + 1e-8);
  }
  return positions;
}

const STEPS = 100_000;
/** Milliseconds of the loop by hand where the limits in milliseconds were set: 34 million steps a second. */
const STANDARD = 2.94;
const ROUNDS = 40;

/** Milliseconds that each of some rounds of the loop by hand took, sorted. */
function rounds(loop: (count: number) => Float64Array, steps: number): number[] {
  const times = Array.from({ length: 40 }, () => {
    const before = performance.now();
    loop(steps);
    return performance.now() - before;
  });
  return times.toSorted((a, b) => a - b);
}

/** How much slower this process is than where the limits were set, by its best round; never below 1. */
export function pace(): number {
  return Math.max(1, (rounds(byHand, STEPS)[0] ?? Number.NaN) / STANDARD);
}

/** The same in processor time, which other programs only make dearer: for rows of processor time. */
export function paceOfProcessor(): number {
  const before = process.cpuUsage();
  rounds(byHand, STEPS);
  const { user, system } = process.cpuUsage(before);
  return Math.max(1, (user + system) / 1000 / ROUNDS / STANDARD);
}

/**
 * The same of a page's main thread, by its middle round, as its rows are medians: what other programs take from it at
 * the time, they take from both.
 */
export async function paceIn(page: Page): Promise<number> {
  const times = await page.evaluate<number[]>(`(${String(rounds)})(${String(byHand)}, ${STEPS})`);
  return Math.max(1, median(times) / STANDARD);
}

/** The same of so many workers at once, by their middle round: what is done on as many cores is measured by it. */
export async function paceOfWorkers(browser: Browser, count: number): Promise<number> {
  // The product's own page lets no script in that is not its own.
  const page = await browser.newPage();
  const script = `postMessage((${String(rounds)})(${String(byHand)}, ${STEPS}))`;
  const times = await page.evaluate(
    async ({ text, workers }) => {
      const url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
      const answers = Array.from(
        { length: workers },
        () =>
          new Promise<number[]>((resolve, reject) => {
            const worker = new Worker(url);
            worker.addEventListener('message', (event: MessageEvent<number[]>) => {
              worker.terminate();
              resolve(event.data);
            });
            worker.addEventListener('error', () => reject(new Error('A worker broke down.')));
          }),
      );
      return (await Promise.all(answers)).flat();
    },
    { text: script, workers: count },
  );
  await page.close();
  return Math.max(1, median(times) / STANDARD);
}
