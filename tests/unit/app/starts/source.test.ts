import { failures } from '../../../../src/text/en/failures.ts';
import { afterEach, expect, test, vi } from 'vitest';
import { createApp, type RootApp } from '../../../../src/app/create-app.ts';
import { startsBeside, startsOf } from '../../../../src/app/starts/asked.ts';
import { shareStarts } from '../../../../src/app/starts/shared.ts';
import { shownStarts, shownStartsAt } from '../../../../src/app/starts/kept.ts';
import { createStartsSource } from '../../../../src/app/starts/source.ts';
import type { Frame } from '../../../../src/app/state.ts';
import { losses, mapBasins, mapStarts, recordRun } from '../../../../src/core/index.ts';
import { readFragment } from '../../../../src/core/scene/url.ts';
import type { WorkerClient } from '../../../../src/workers/client.ts';
import { manualClock } from '../manual-clock.ts';
import { mapWorkers } from '../maps/workers.ts';

// Thousands of runs; on a busy machine they take their time.
vi.setConfig({ testTimeout: 60_000 });
const patient = { timeout: 50_000, interval: 5 };

const HIMMELBLAU = 'loss=himmelblau&opt=momentum(lr:0.01)&steps=40&overlays=starts';

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

function source(
  fragment: string,
  { isCalm = false, connect = undefined as (() => WorkerClient) | undefined } = {},
) {
  const { scene, playhead, problems } = readFragment(fragment);
  expect(problems).toEqual([]);
  const clock = manualClock();
  const app: RootApp = createApp({ scene, playhead, clock, systemTheme: 'light' });
  app.setResolution(17);
  const workers = mapWorkers();
  const made = createStartsSource(app, connect ?? workers.connect, 2, () => isCalm);
  let last: Frame | null = null;
  app.mount({
    draw(frame) {
      last = frame;
      made.draw(frame);
    },
    dispose() {},
  });
  open.push(() => {
    made.dispose();
    app.dispose();
  });
  const draw = () => {
    clock.tick(16);
    return last!;
  };
  draw();
  /** Settles when the map of the present frame has so many pixels a side, or more. */
  const until = (side: number) =>
    vi.waitFor(() => {
      const now = shownStarts(draw())?.now;
      expect(now?.map.width).toBeGreaterThanOrEqual(side);
      return now!;
    }, patient);
  return { app, made, draw, until, ...workers };
}

test('two workers make the very map, from coarse to fine, until somebody has enough', async () => {
  const { made, until, draw, orders, count } = source(HIMMELBLAU);
  expect(made.progress.side).toBe(64);
  const { map, asked, counts } = await until(64);
  made.cancel();
  draw();
  expect(made.progress.side).toBeNull();
  const { loss, minima } = losses.find(({ id }) => id === 'himmelblau')!;
  const { domain, targets, steps } = asked.request;
  const ground = {
    loss,
    optimizer: { id: 'momentum', lr: 0.01 },
    domain,
    steps,
    width: map.width,
    height: map.width,
  };
  expect(targets.points.slice(0, 4)).toEqual(minima.map(({ at }) => at));
  expect(targets.reach).toEqual([0.1, 0.1]);
  expect(map).toEqual(mapBasins({ ...ground, targets }));
  const starts = mapStarts(ground);
  const run = recordRun({ ...ground, start: [starts.xs[10]!, starts.ys[50]!] });
  const at = 50 * map.width + 10;
  expect([...map.ends.subarray(2 * at, 2 * at + 2)]).toEqual([...run.positions.subarray(80)]);
  expect(counts.targets.reduce((sum, one) => sum + one, counts.undecided + counts.ended)).toBe(
    map.basins.length,
  );
  expect(count).toEqual({ started: 2, stopped: 0 });
  const asides = orders.filter(({ kind }) => kind === 'cancel').length;
  expect(asides).toBeGreaterThan(0);
  made.refine();
  const { map: fine, boundary } = await until(256);
  made.cancel();
  expect(boundary!.dimension).toBeGreaterThan(1);
  expect(boundary!.dimension).toBeLessThan(2);
  expect(fine.basins[128 * 256 + 4]).toBeGreaterThanOrEqual(-2);
});

test('beside a changed setting no other’s map is shown but faint, on the page alone, until its own is there', async () => {
  const { app, made, draw, until } = source(HIMMELBLAU.replace('0.01', '0.011'));
  const first = await until(64);
  made.cancel();
  app.setStart([2, 2]);
  expect(shownStarts(draw())!.now).toBe(first);
  app.setValue(0, 'lr', 0.005);
  const frame = draw();
  expect(startsOf(frame)!.key).not.toBe(first.asked.key);
  expect(shownStarts(frame)).toEqual({ now: null, before: first });
  // A figure's frame is another object.
  expect(shownStarts({ ...frame })).toBeNull();
  const second = await until(64);
  // A figure's app has searched for no minima: it shows what is there of its runs.
  const still = { ...draw() };
  const { derived } = still;
  const unknown = { ...derived.critical, points: [], searched: false };
  expect(shownStarts({ ...still, derived: { ...derived, critical: unknown } })!.now).not.toBeNull();
  expect(second.asked.request.optimizer.values).toMatchObject({ lr: 0.005 });
  made.cancel();
  app.undo();
  expect(shownStarts(draw())!.now).toBe(first);
  app.setView({ overlays: { ...app.state.scene.view.overlays, starts: false } });
  expect(shownStarts(draw())).toBeNull();
});

test('side by side each optimizer has its map, all to the same places, all coarse before one is finer, until the scene changes', async () => {
  const { app, made, draw, orders } = source(
    'loss=himmelblau&opt=sgd(lr:0.0123)&opt=momentum(lr:0.0123)&opt=adam(lr:0.123)&steps=40&overlays=starts&layout=multiples',
  );
  app.select(1);
  const { asked } = await vi.waitFor(() => {
    const frame = draw();
    const maps = [0, 1, 2].map((index) => shownStartsAt(frame, index)?.now ?? null);
    expect(maps.every((map) => map !== null)).toBe(true);
    return { asked: startsBeside(frame), maps };
  }, patient);
  expect(asked.map(({ index, name }) => [index, name])).toEqual([
    [1, 'Momentum'],
    [0, 'SGD'],
    [2, 'Adam'],
  ]);
  const frame = draw();
  const starts = orders.flatMap((order) =>
    order.kind === 'start' && order.job === 'starts' && 'targets' in order.request ? [order.request] : [],
  );
  const firstFine = starts.findIndex(({ width }) => width > 64);
  const coarse = (firstFine < 0 ? starts : starts.slice(0, firstFine)).map(({ optimizer }) => optimizer.id);
  expect(new Set(coarse)).toEqual(new Set(['sgd', 'momentum', 'adam']));
  for (const index of [0, 1, 2]) {
    const { map, asked: of } = shownStartsAt(frame, index)!.now!;
    expect(of.places).toEqual(asked[0]!.places);
    const { optimizer, domain, targets, steps } = of.request;
    const { loss } = losses.find(({ id }) => id === 'himmelblau')!;
    const whole = { loss, domain, targets, steps, width: map.width, height: map.height };
    expect(map).toEqual(mapBasins({ ...whole, optimizer: { id: optimizer.id, ...optimizer.values } }));
  }
  // What is under way of a setting that is no longer asked for is given up, and the other maps stay.
  const before = shownStartsAt(frame, 0)!.now;
  app.setValue(2, 'lr', 0.2);
  const after = draw();
  expect(shownStartsAt(after, 2)!.now).toBeNull();
  expect(shownStartsAt(after, 0)!.now).toBe(before);
  made.cancel();
  app.setView({ layout: 'one' });
  expect(startsBeside(draw()).map(({ index }) => index)).toEqual([1]);
});

test('views of one app have one source, which ends with the last of them', () => {
  vi.stubGlobal('navigator', { hardwareConcurrency: 2 });
  vi.stubGlobal('matchMedia', () => ({ matches: false }));
  const app = { invalidate() {} };
  const { connect, count } = mapWorkers();
  const { scene } = readFragment(HIMMELBLAU.replace('0.01', '0.0134'));
  const page = createApp({ scene, clock: manualClock(), systemTheme: 'light' });
  open.push(() => page.dispose());
  const [first, second] = [shareStarts(app, connect), shareStarts(app, connect)];
  const frame = { state: page.state, derived: page.derived };
  first.draw(frame);
  second.draw(frame);
  const { started } = count;
  expect(started).toBeGreaterThan(0);
  expect(second.progress.side).toBe(64);
  first.dispose();
  first.dispose();
  expect(count.stopped).toBe(0);
  second.dispose();
  expect(count).toEqual({ started, stopped: started });
  vi.unstubAllGlobals();
});

test('without motion there is one map, and a finer one on request', async () => {
  // Of a formula nothing is known yet to which runs could come.
  const typed = source('f=x^2%2By^2&opt=sgd(lr:0.4)&steps=3&overlays=starts', { isCalm: true });
  expect([startsOf(typed.draw())!.isKnown, typed.made.progress.side]).toEqual([false, null]);
  const known = source('loss=bowl&opt=sgd(lr:0.4)&steps=3&overlays=starts', { isCalm: true });
  expect(known.made.progress.side).toBe(256);
  await known.until(256);
  expect(known.made.progress.waiting?.side).toBe(512);
  known.made.refine();
  await known.until(512);
  // Nobody looks at nothing for long: where that one takes seconds, a coarse one comes before it.
  const slow = source('loss=bowl&opt=sgd(lr:0.4)&steps=1500&overlays=starts', { isCalm: true });
  expect(slow.made.progress.side).toBe(64);
});

test('a worker that breaks down is told in a sentence, and its place is given back', async () => {
  let stopped = 0;
  const connect = (): WorkerClient => ({
    start: () => ({ result: Promise.reject(new Error('gone')), cancel: () => {} }),
    stop: () => void stopped++,
  });
  const { made, draw } = source(HIMMELBLAU.replace('0.01', '0.0123'), { connect });
  await vi.waitFor(() => expect(made.progress.failure).toBe(failures.broken), patient);
  draw();
  expect(made.progress.failure).toBe(failures.broken);
  made.dispose();
  expect(stopped).toBe(2);
});

test.each([
  ['a curve', 'f=x^2&curve=on&opt=sgd&steps=3&overlays=starts'],
  ['no optimizer', 'loss=bowl&steps=3&overlays=starts&opt=none'],
  ['a scene without it', 'loss=bowl&opt=sgd&steps=3'],
])('of %s none is asked for', (_, fragment) => {
  const { scene } = readFragment(fragment);
  const app = createApp({ scene, clock: manualClock(), systemTheme: 'light' });
  open.push(() => app.dispose());
  const { state, derived } = app;
  expect(startsOf({ state, derived })).toBeNull();
});
