import { afterEach, describe, expect, test, vi } from 'vitest';
import { createApp } from '../../../src/app/create-app.ts';
import { createCriticalSearch } from '../../../src/app/critical-search.ts';
import { createMapSource, type MapKind } from '../../../src/app/maps/source.ts';
import type { Growth } from '../../../src/app/models/growth.ts';
import { createPlaneSource } from '../../../src/app/models/plane-source.ts';
import type { SeenPlane } from '../../../src/app/models/seen-plane.ts';
import { createSurfaceSource } from '../../../src/app/models/surface-source.ts';
import { createScheduler } from '../../../src/app/scheduler.ts';
import { addPlaces, startsOf } from '../../../src/app/starts/asked.ts';
import type { Frame } from '../../../src/app/state.ts';
import type { Plane } from '../../../src/core/index.ts';
import { defaultScene } from '../../../src/core/scene/defaults.ts';
import { readFragment } from '../../../src/core/scene/url.ts';
import { handWorkers, taken } from './hand-worker.ts';
import { manualClock } from './manual-clock.ts';

/** What comes when nobody wants it any more, or more often than there is room for. */

afterEach(() => void vi.useRealTimers());

describe('the scheduler', () => {
  test.each(['flush', 'dispose'] as const)('%s takes the frame that is asked for back', (act) => {
    const clock = manualClock();
    let drawn = 0;
    const scheduler = createScheduler(clock, () => void (drawn += 1));
    scheduler.invalidate();
    expect(clock.pending).toBe(1);
    scheduler[act]();
    expect([clock.pending, drawn]).toEqual([0, act === 'flush' ? 1 : 0]);
    scheduler.flush();
    expect(drawn).toBe(act === 'flush' ? 1 : 0);
  });

  test('an app that is gone asks for no frame and judges nothing that was typed', () => {
    const clock = manualClock();
    const app = createApp({ scene: defaultScene(), clock, systemTheme: 'light' });
    app.setResolution(5);
    app.typeFormula('x^');
    app.dispose();
    expect(clock.pending).toBe(0);
    clock.advance(60_000);
    expect([clock.pending, app.state.draft?.mistake]).toEqual([0, null]);
  });
});

describe('the search for marks', () => {
  const found = (at: readonly [number, number]) => ({
    domain: [-2, 2, -2, 2],
    points: [{ at, kind: 'minimum', value: 0 }],
    continua: [],
    complete: true,
    tooMany: false,
  });
  function start() {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { scene } = readFragment('f=x^2%2By^2&domain=-2,2,-2,2&start=1,1&steps=4');
    const app = createApp({ scene, clock: manualClock(), systemTheme: 'light' });
    app.setResolution(5);
    const worker = handWorkers();
    const view = createCriticalSearch(app, worker.connect);
    const show = (formula: string) => {
      app.setFormula(formula);
      view.draw({ state: app.state, derived: app.derived });
      vi.advanceTimersByTime(1000);
    };
    return { app, view, show, ...worker };
  }

  test('an answer for a formula that is no longer shown is not taken', async () => {
    const { app, show, orders, view } = start();
    show('x^2 + 2y^2');
    show('x^2 + 3y^2');
    expect(orders.map(({ isCancelled }) => isCancelled)).toEqual([true, false]);
    orders[0]!.answer(found([1, 1]));
    await taken();
    orders[1]!.answer(found([0, 0]));
    await taken();
    expect(app.derived.critical.points.map(({ at }) => at)).toEqual([[0, 0]]);
    show('x^2 + 2y^2');
    expect(orders, 'nothing was kept of the first').toHaveLength(3);
    view.dispose();
  });

  test('of the last eight formulas what was found is kept', async () => {
    const { show, orders, view } = start();
    for (let k = 1; k <= 9; k++) {
      show(`x^2 + ${k + 1}y^2`);
      orders[k - 1]!.answer(found([0, 0]));
      await taken();
    }
    show('x^2 + 3y^2');
    expect(orders).toHaveLength(9);
    show('x^2 + 2y^2');
    expect(orders, 'the oldest is looked for again').toHaveLength(10);
    view.dispose();
  });
});

describe('a map of many runs', () => {
  interface Asked {
    readonly key: string;
    readonly request: { readonly steps: number };
  }
  /** Maps whose rows are what a test answers. */
  function start(cores: number) {
    const kept: string[] = [];
    const parts: unknown[] = [];
    let asked: Asked | null = null;
    const kind = {
      job: 'settings',
      see: () => {},
      asked: () => (asked ? [asked] : []),
      keptSide: () => 0,
      request: ({ key }: Asked) => ({ key }),
      empty: () => ({}),
      put: (_: unknown, part: unknown) => void parts.push(part),
      keep: ({ key }: Asked) => {
        kept.push(key);
        return true;
      },
    } as unknown as MapKind<Asked, 'settings'>;
    const worker = handWorkers();
    const source = createMapSource(kind, { invalidate: () => {} }, worker.connect, cores, () => false);
    const show = (key: string) => {
      asked = { key, request: { steps: 100_000 } };
      source.draw({} as Frame);
    };
    return { source, show, kept, parts, ...worker };
  }

  test('has eight workers at most, however many cores there are', () => {
    const { source, show, count } = start(64);
    show('a');
    expect(count.started).toBe(8);
    source.dispose();
    expect(count.stopped).toBe(8);
  });

  test('that another has taken the place of is not kept, though its last rows come after all', async () => {
    const { source, show, kept, orders } = start(1);
    show('a');
    const first = orders.length;
    show('b');
    expect(orders.slice(0, first).every(({ isCancelled }) => isCancelled)).toBe(true);
    const [before, asked] = [source.progress, orders.length];
    for (const order of orders.slice(0, first)) order.answer({});
    await taken();
    expect(kept).toEqual([]);
    expect(source.progress).toEqual(before);
    expect(orders, 'what is under way is not begun again').toHaveLength(asked);
    // The one that is wanted is under way still.
    source.cancel();
    expect(orders.some(({ request, isCancelled }) => (request as Asked).key === 'b' && isCancelled)).toBe(
      true,
    );
    source.dispose();
  });
});

describe('the surface of a model', () => {
  const model = { id: 'xor', options: {} } as const;
  const wanted = (high: number) => ({
    model,
    seen: { plane: {} as Plane } as SeenPlane,
    domain: [-1, 1, -1, high] as const,
  });

  test('a fine picture makes way for what is wanted now, a coarse one does not; the worker goes with it', async () => {
    const { connect, orders, count } = handWorkers();
    const source = createSurfaceSource(connect, () => {});
    source.want(wanted(1));
    source.want(wanted(2));
    expect(orders.map(({ isCancelled }) => isCancelled)).toEqual([false]);
    orders[0]!.answer(new Float64Array(33 * 33));
    await taken();
    orders[1]!.answer(new Float64Array(33 * 33));
    await taken();
    expect(orders.map(({ request }) => (request as { n: number }).n)).toEqual([33, 33, 65]);
    source.want(wanted(3));
    expect(orders[2]!.isCancelled).toBe(true);
    orders[2]!.answer(null);
    await taken();
    expect(orders.map(({ request }) => (request as { n: number }).n)).toEqual([33, 33, 65, 33]);
    expect([count.started, count.stopped]).toEqual([1, 0]);
    source.dispose();
    expect([orders[3]!.isCancelled, count.stopped]).toEqual([true, 1]);
  });

  test('a plane of another model is not taken', async () => {
    const { connect, orders } = handWorkers();
    const source = createPlaneSource(connect, () => {});
    const growthOf = (id: string) =>
      ({
        rows: 1,
        request: { model: { id, options: {} } },
        at: () => Float64Array.of(0, 0),
      }) as unknown as Growth;
    const local = (id: string) => ({ kind: 'hessian', growth: growthOf(id), index: 0, step: 0 }) as const;
    source.want(local('xor'));
    const next = local('moons');
    source.want(next);
    expect(orders[0]!.isCancelled).toBe(true);
    orders[0]!.answer({ plane: null, curvatures: [1, 2] });
    await taken();
    expect(source.found).toBeNull();
    orders[1]!.answer({ plane: null, curvatures: [3, 4] });
    await taken();
    expect(source.found).toMatchObject({ growth: next.growth, answer: { curvatures: [3, 4] } });
    source.drop();
    expect(source.found).toBeNull();
  });
});

test('of a formula twenty-four places are taken at most, and of eight formulas', () => {
  const place = (x: number) => ({ at: [x, 0], kind: 'minimum' }) as const;
  const many = Array.from({ length: 20 }, (_, x) => place(x));
  expect(addPlaces('x + 1', many)).toBe(true);
  expect(addPlaces('x + 1', many)).toBe(true);
  expect(addPlaces('x + 1', many), 'there is no room').toBe(false);
  const placesOf = (formula: string) => {
    const { scene } = readFragment(`f=${encodeURIComponent(formula)}&start=1,1&opt=sgd&steps=3&starts=1`);
    const shown = { ...scene, view: { ...scene.view, overlays: { ...scene.view.overlays, starts: true } } };
    const app = createApp({ scene: shown, clock: manualClock(), systemTheme: 'light' });
    app.setResolution(5);
    const { state, derived } = app;
    return startsOf({ state, derived })!.places.length;
  };
  expect(addPlaces('x + y', many)).toBe(true);
  expect(addPlaces('x + y', many)).toBe(true);
  expect(placesOf('x + y')).toBe(24);
  for (let k = 0; k < 8; k++) addPlaces(`x + ${k + 2}*y`, many);
  expect(addPlaces('x + 1', many), 'the oldest has made room').toBe(true);
});
