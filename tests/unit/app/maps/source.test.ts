import { afterEach, expect, test, vi } from 'vitest';
import { createApp } from '../../../../src/app/create-app.ts';
import { createMapSource, type MapKind } from '../../../../src/app/maps/source.ts';
import { askedSettings } from '../../../../src/app/setting-map/asked.ts';
import { shownSettings } from '../../../../src/app/setting-map/kept.ts';
import { createSettingsSource, emptySettings } from '../../../../src/app/setting-map/source.ts';
import type { RowShare } from '../../../../src/core/run/maps.ts';
import { readFragment } from '../../../../src/core/scene/url.ts';
import type { WorkerClient } from '../../../../src/workers/client.ts';
import { manualClock } from '../manual-clock.ts';
import { mapWorkers } from './workers.ts';

// Thousands of runs; on a busy machine they take their time.
vi.setConfig({ testTimeout: 60_000 });
const patient = { timeout: 50_000, interval: 5 };

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

/** Workers of which it is known how many orders each has under way. */
function counted() {
  const { connect: plain, orders, count } = mapWorkers();
  const now = { under: 0, most: 0 };
  const connect = (): WorkerClient => {
    const worker = plain();
    return {
      ...worker,
      start(...order) {
        const running = worker.start(...order);
        now.under++;
        now.most = Math.max(now.most, now.under);
        void running.result.finally(() => now.under--);
        return running;
      },
    };
  };
  return { connect, orders, count, now };
}

function pageOf(fragment: string) {
  const { scene, problems } = readFragment(fragment);
  expect(problems).toEqual([]);
  const clock = manualClock();
  const app = createApp({ scene, clock, systemTheme: 'light' });
  app.setResolution(17);
  const workers = counted();
  const source = createSettingsSource(app, workers.connect, 2, () => false);
  let isSeen = true;
  app.mount({
    draw: (frame) => isSeen && source.draw(frame),
    dispose: () => {},
  });
  open.push(() => app.dispose());
  const draw = () => {
    clock.tick(16);
    return { state: app.state, derived: app.derived };
  };
  return { app, source, draw, ...workers, see: (seen: boolean) => void (isSeen = seen) };
}

test('ten changes one after another: two workers have an order each, nothing stale is shown as new, and the last one comes', async () => {
  const { app, source, draw, now, count, orders } = pageOf(
    'loss=himmelblau&opt=momentum(lr:0.011)&steps=150&settings=loss,x:lr,y:momentum',
  );
  draw();
  for (let k = 1; k <= 10; k++) {
    app.setStart([k / 10, 0.3]);
    const frame = draw();
    const shown = shownSettings(frame)!;
    // What is there of the present start is of the present start.
    expect(shown.now === null || shown.now.asked.request.start[0] === k / 10).toBe(true);
    await new Promise((resolve) => void setImmediate(resolve));
  }
  await vi.waitFor(() => {
    expect(shownSettings(draw())!.now?.asked.request.start[0]).toBe(1);
  }, patient);
  source.cancel();
  const asked = orders.flatMap((order) =>
    order.kind === 'start' && 'start' in order.request ? [order.request.start[0]] : [],
  );
  // Behind by one move at most: after the first, that is made to its end, comes the latest.
  expect(new Set(asked).size).toBeLessThan(10);
  await vi.waitFor(() => expect(now.under).toBe(0), patient);
  // Orders that are given up are answered after their row, while others are at work.
  expect(now.most).toBeLessThanOrEqual(4);
  expect(count.started).toBe(2);
  source.dispose();
  expect(count.stopped).toBe(2);
});

test('where no frame is drawn, a map becomes no finer: in a hidden tab, a closed panel, an embed out of sight', async () => {
  // The clock stands: by it no machine is so slow that a finer map had to be asked about.
  vi.spyOn(performance, 'now').mockReturnValue(0);
  open.push(() => vi.restoreAllMocks());
  const { app, source, draw, orders, see, now } = pageOf(
    'loss=bowl&opt=sgd(lr:0.0123)&steps=20&settings=loss,x:lr,y:startX',
  );
  const frame = draw();
  const asked = askedSettings(frame)!;
  see(false);
  await vi.waitFor(() => expect(shownSettings(frame)?.now?.map.width).toBe(64), patient);
  await vi.waitFor(() => expect(now.under).toBe(0), patient);
  const before = orders.length;
  for (let turn = 0; turn < 20; turn++) {
    draw();
    await new Promise((resolve) => void setImmediate(resolve));
  }
  expect(orders.length).toBe(before);
  see(true);
  app.invalidate();
  draw();
  expect(orders.slice(before)).toMatchObject([{ request: { width: 256 } }, { request: { width: 256 } }]);
  source.cancel();
  expect(askedSettings(draw())).toBe(asked);
  source.dispose();
});

test('what takes too long says how long before anything is done, once, and waits for a word', async () => {
  const { connect, count } = counted();
  let frames = 0;
  const request = { steps: 10_000_000 };
  const kind: MapKind<{ key: string; request: typeof request }, 'settings'> = {
    job: 'settings',
    see() {},
    asked: () => [{ key: 'long', request }],
    keptSide: () => 0,
    request: () => {
      throw new Error('asked for');
    },
    empty: emptySettings,
    put() {},
    keep() {},
  };
  const source = createMapSource(kind, { invalidate: () => void frames++ }, connect, 2, () => false);
  const { scene } = readFragment('loss=bowl');
  const app = createApp({ scene, clock: manualClock(), systemTheme: 'light' });
  open.push(() => app.dispose());
  const frame = { state: app.state, derived: app.derived };
  for (let k = 0; k < 5; k++) source.draw(frame);
  // 16 x 16 runs of ten million steps, 2.56e9, at 3e7 steps a second.
  expect(source.progress.waiting?.side).toBe(16);
  expect(source.progress.waiting!.seconds).toBeCloseTo(2.56e9 / 3e7, 6);
  expect([count.started, frames]).toEqual([0, 1]);
  source.refine();
  expect([count.started, source.progress.side]).toEqual([2, 16]);
  source.dispose();
});

test('how long the next size takes is told by what a strip takes, not by the moments in which the page was busy', async () => {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  open.push(() => vi.restoreAllMocks());
  // Strips take 10 ms, but for one whose answer waits 3 s until the page looks.
  const times = [10, 10, 10, 3000, 10, 10, 10, 10];
  let side = 0;
  const kind: MapKind<{ key: string; request: { steps: number } }, 'settings'> = {
    job: 'settings',
    see() {},
    asked: () => [{ key: 'busy', request: { steps: 2000 } }],
    keptSide: () => side,
    request: (_, width) => ({ width }) as never,
    empty: emptySettings,
    put() {},
    keep: (_, { width }) => void (side = width),
  };
  const connect = (): WorkerClient => ({
    start: (_job, request) => ({
      result: new Promise((resolve) => {
        if ((request as { width: number }).width !== 64) return;
        queueMicrotask(() => {
          now += times.shift()!;
          resolve(emptySettings(1) as never);
        });
      }),
      cancel() {},
    }),
    stop() {},
  });
  const source = createMapSource(kind, { invalidate() {} }, connect, 1, () => false);
  const { scene } = readFragment('loss=bowl');
  const app = createApp({ scene, clock: manualClock(), systemTheme: 'light' });
  open.push(() => app.dispose());
  const frame = { state: app.state, derived: app.derived };
  source.draw(frame);
  await vi.waitFor(() => expect(side).toBe(64), patient);
  source.draw(frame);
  // 131 million steps, at 102 million a second: nobody is asked.
  expect(source.progress).toMatchObject({ side: 256, waiting: null });
  source.dispose();
});

test('a map that is to be there at once is a strip for each worker, and nothing is said of it before it takes long', async () => {
  vi.useFakeTimers();
  open.push(() => vi.useRealTimers());
  const kept = new Map<string, number>();
  let key = 'first';
  let frames = 0;
  const asked: RowShare[] = [];
  const kind: MapKind<{ key: string; request: { steps: number } }, 'settings'> = {
    job: 'settings',
    see() {},
    asked: () => [{ key, request: { steps: 10 } }],
    keptSide: (of) => kept.get(of.key) ?? 0,
    request: (_, _side, rows) => (asked.push(rows), {}) as never,
    empty: emptySettings,
    put() {},
    keep: (of, { width }) => void kept.set(of.key, width),
  };
  const connect = (): WorkerClient => ({
    start: () => ({
      result: key === 'first' ? Promise.resolve(emptySettings(1) as never) : new Promise(() => {}),
      cancel() {},
    }),
    stop() {},
  });
  const source = createMapSource(kind, { invalidate: () => void frames++ }, connect, 2, () => false);
  const app = createApp({
    scene: readFragment('loss=bowl').scene,
    clock: manualClock(),
    systemTheme: 'light',
  });
  open.push(() => app.dispose());
  const frame = { state: app.state, derived: app.derived };
  source.draw(frame);
  expect(source.progress.side).toBe(64);
  await vi.waitFor(() => expect(kept.get('first')).toBe(64), patient);
  expect(asked.map(({ every }) => every)).toEqual(Array(8).fill(8));
  // The workers are there now, and the page is about to draw.
  key = 'second';
  [asked.length, frames] = [0, 0];
  source.draw(frame);
  expect(asked).toEqual([
    { first: 0, every: 2 },
    { first: 1, every: 2 },
  ]);
  vi.advanceTimersByTime(299);
  expect([source.progress.side, frames]).toEqual([null, 0]);
  vi.advanceTimersByTime(1);
  expect([source.progress.side, frames]).toEqual([64, 1]);
  source.dispose();
});
