import type { Browser, Page } from 'playwright-core';

/** An event of Chromium's trace, times in microseconds. */
interface TraceEvent {
  readonly name: string;
  /** 'X': one with a duration. */
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  /** Of that, what the thread was given of the processor: other programs take none of it away. */
  readonly tdur?: number;
}

/** What runs a page's script. */
const scripts = new Set([
  'EvaluateScript',
  'EventDispatch',
  'FireAnimationFrame',
  'FunctionCall',
  'RunMicrotasks',
  'TimerFire',
]);

/** Milliseconds of the processor that script had in the longest task of the page's main thread while `act` ran. */
export async function longestScript(browser: Browser, page: Page, act: () => Promise<void>): Promise<number> {
  await browser.startTracing(page, {
    categories: ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline'],
  });
  await act();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    traceEvents: readonly TraceEvent[];
  };
  // Only a page's main thread has frames of animation.
  const main = traceEvents.find(({ name }) => name === 'FireAnimationFrame');
  const events = traceEvents
    .filter(({ ph, pid, tid }) => ph === 'X' && pid === main?.pid && tid === main.tid)
    .filter(({ name }) => name.endsWith('RunTask') || scripts.has(name))
    .toSorted((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
  let longest = 0;
  let script = 0;
  let taskUntil = -Infinity;
  let scriptUntil = -Infinity;
  for (const { name, ts, dur = 0, tdur = dur } of events) {
    if (ts >= taskUntil && name.endsWith('RunTask')) {
      taskUntil = ts + dur;
      script = 0;
    } else if (ts >= scriptUntil && scripts.has(name)) {
      scriptUntil = ts + dur;
      script += tdur;
      longest = Math.max(longest, script / 1000);
    }
  }
  return longest;
}
