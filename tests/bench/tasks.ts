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
  /** Of an event that is dispatched: which; of a thread: its name. */
  readonly args?: { readonly data?: { readonly type?: string }; readonly name?: string };
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

export interface Trace {
  readonly events: readonly TraceEvent[];
  /** One of the page's main thread. */
  readonly main: TraceEvent | undefined;
}

/** All that Chromium tells of a page while `act` ran. */
export async function trace(browser: Browser, page: Page, act: () => Promise<void>): Promise<Trace> {
  await browser.startTracing(page, {
    categories: [
      'toplevel',
      'devtools.timeline',
      'disabled-by-default-devtools.timeline',
      'blink.user_timing',
    ],
  });
  await act();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    traceEvents: readonly TraceEvent[];
  };
  // Only a page's main thread has frames of animation.
  return { events: traceEvents, main: traceEvents.find(({ name }) => name === 'FireAnimationFrame') };
}

/** Milliseconds of the processor between two marks of a page: of its main thread, and of its workers in the order in which they were made. */
export interface Shares {
  readonly main: number;
  readonly workers: readonly number[];
}

/** The tasks from each mark `from` to the next mark `to`, each of them whole. */
export function sharesBetween({ events, main }: Trace, from: string, to: string): Shares[] {
  const own = events.filter(({ pid }) => pid === main?.pid);
  const marks = own.filter(({ name }) => name === from || name === to).toSorted((x, y) => x.ts - y.ts);
  // Numbers of threads grow.
  const threads = own
    .filter(({ name, args }) => name === 'thread_name' && args?.name?.startsWith('DedicatedWorker'))
    .map(({ tid }) => tid)
    .toSorted((x, y) => x - y);
  // Where a task is told of twice the inner one is not longer.
  const tasks = own.filter(({ ph, name }) => ph === 'X' && name.endsWith('ThreadControllerImpl::RunTask'));
  return marks.flatMap((mark, i) => {
    const end = marks[i + 1];
    if (mark.name !== from || end?.name !== to) return [];
    const spent = (thread: number | undefined) =>
      tasks
        .filter(({ tid, ts, dur = 0 }) => tid === thread && ts + dur >= mark.ts && ts <= end.ts)
        .reduce((sum, { dur = 0, tdur = dur }) => sum + tdur / 1000, 0);
    return [{ main: spent(main?.tid), workers: threads.map(spent) }];
  });
}

/** Tasks of the page's main thread and what of them is script, in their order, while `act` ran. */
async function tracedEvents(browser: Browser, page: Page, act: () => Promise<void>): Promise<TraceEvent[]> {
  return ofMain(await trace(browser, page, act));
}

function ofMain({ events, main }: Trace): TraceEvent[] {
  return events
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
  return longestOf(await tracedEvents(browser, page, act));
}

function longestOf(events: readonly TraceEvent[]): number {
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

/** Milliseconds of the processor that each of the page's workers had while `act` ran, with the longest task of its main thread. */
export async function workOfWorkers(
  browser: Browser,
  page: Page,
  act: () => Promise<void>,
): Promise<{ workers: number[]; script: number }> {
  const traced = await trace(browser, page, act);
  const workers = new Map<string, number>();
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  for (const event of traced.events)
    if (event.name === 'thread_name' && event.args?.name?.startsWith('DedicatedWorker'))
      workers.set(threadOf(event), 0);
  for (const event of traced.events) {
    const { ph, name, dur = 0, tdur = dur } = event;
    const before = workers.get(threadOf(event));
    // Where a task is told of twice the inner one is not longer.
    if (before === undefined || ph !== 'X' || !name.endsWith('ThreadControllerImpl::RunTask')) continue;
    workers.set(threadOf(event), before + tdur / 1000);
  }
  return { workers: [...workers.values()], script: longestOf(ofMain(traced)) };
}
