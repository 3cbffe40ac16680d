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
  /** Of an event that is dispatched: which. */
  readonly args?: { readonly data?: { readonly type?: string } };
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

/** Tasks of the page's main thread and what of them is script, in their order, while `act` ran. */
async function tracedEvents(browser: Browser, page: Page, act: () => Promise<void>): Promise<TraceEvent[]> {
  await browser.startTracing(page, {
    categories: ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline'],
  });
  await act();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    traceEvents: readonly TraceEvent[];
  };
  // Only a page's main thread has frames of animation.
  const main = traceEvents.find(({ name }) => name === 'FireAnimationFrame');
  return traceEvents
    .filter(({ ph, pid, tid }) => ph === 'X' && pid === main?.pid && tid === main.tid)
    .filter(({ name }) => name.endsWith('RunTask') || scripts.has(name))
    .toSorted((x, y) => x.ts - y.ts || (y.dur ?? 0) - (x.dur ?? 0));
}

/** Milliseconds of the processor that script had from each frame of animation to the next, while `act` ran. */
export async function scriptsOfFrames(
  browser: Browser,
  page: Page,
  act: () => Promise<void>,
): Promise<number[]> {
  const frames: number[] = [];
  let script = 0;
  let scriptUntil = -Infinity;
  for (const { name, ts, dur = 0, tdur = dur } of await tracedEvents(browser, page, act)) {
    if (ts < scriptUntil || !scripts.has(name)) continue;
    scriptUntil = ts + dur;
    script += tdur / 1000;
    if (name !== 'FireAnimationFrame') continue;
    frames.push(script);
    script = 0;
  }
  return frames;
}

/** The same from each key that is pressed to the end of the frame that follows: what comes after that is not waited for. */
export async function scriptsToFrames(
  browser: Browser,
  page: Page,
  act: () => Promise<void>,
): Promise<number[]> {
  const found: number[] = [];
  let script: number | null = null;
  let scriptUntil = -Infinity;
  for (const { name, ts, dur = 0, tdur = dur, args } of await tracedEvents(browser, page, act)) {
    if (ts < scriptUntil || !scripts.has(name)) continue;
    scriptUntil = ts + dur;
    if (args?.data?.type === 'keydown') script = 0;
    if (script === null) continue;
    script += tdur / 1000;
    if (name !== 'FireAnimationFrame') continue;
    found.push(script);
    script = null;
  }
  return found;
}

/** Milliseconds of the processor that script had in the longest task of the page's main thread while `act` ran. */
export async function longestScript(browser: Browser, page: Page, act: () => Promise<void>): Promise<number> {
  let longest = 0;
  let script = 0;
  let taskUntil = -Infinity;
  let scriptUntil = -Infinity;
  for (const { name, ts, dur = 0, tdur = dur } of await tracedEvents(browser, page, act)) {
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
