import { describe, expect, test, vi } from 'vitest';
import { createApp } from '../../../src/app/create-app.ts';
import { createCriticalSearch } from '../../../src/app/critical-search.ts';
import { criticalMarks } from '../../../src/ui/critical-marks.ts';
import { sceneMarks } from '../../../src/ui/scene-marks.ts';
import { unreachedOf } from '../../../src/charts/results/results.ts';
import { here, isThere } from '../../../src/charts/signs/dialog.ts';
import { readFragment } from '../../../src/core/scene/url.ts';
import { createClient, type WorkerClient } from '../../../src/workers/client.ts';
import { criticalJob } from '../../../src/workers/critical-job.ts';
import type { Reply, Order } from '../../../src/workers/protocol.ts';
import { serve } from '../../../src/workers/serve.ts';
import { search } from '../core/losses/critical-help.ts';
import { manualClock } from './manual-clock.ts';

// A search takes up to half a second; on a busy machine many times that.
vi.setConfig({ testTimeout: 60_000 });

const himmelblau = '(x^2 + y - 11)^2 + (x + y^2 - 7)^2';

function appOf(fragment: string) {
  const { scene, playhead, problems } = readFragment(fragment);
  expect(problems).toEqual([]);
  return createApp({ scene, playhead, clock: manualClock(), systemTheme: 'light' });
}

const ownHimmelblau = `f=${encodeURIComponent(himmelblau)}&domain=-5,5,-5,5&start=-0.5,-0.8&opt=sgd(lr:0.01)&steps=200`;

/** A worker's two sides in one thread, with a count of what was asked for. */
function searcher() {
  const orders: Order[] = [];
  let toPage: (answer: Reply) => void = () => {};
  let toWorker: (order: Order) => void = () => {};
  serve(
    { post: (answer) => toPage(answer), listen: (receive) => (toWorker = receive) },
    { critical: criticalJob },
  );
  const client = createClient({
    post(order) {
      orders.push(order);
      toWorker(order);
    },
    listen: (receive) => (toPage = receive),
    broken: () => {},
  });
  return { orders, connect: (): WorkerClient => ({ ...client, stop: () => {} }) };
}

/** A worker that has broken down before it answers anything. */
function createDeadWorker(stop: () => void): WorkerClient {
  return { start: () => ({ result: Promise.reject(new Error('gone')), cancel: () => {} }), stop };
}

describe('a formula of one’s own', () => {
  test('has no marks before it is searched, and the catalog’s after it', () => {
    const app = appOf(ownHimmelblau);
    expect(app.derived.critical).toMatchObject({
      points: [],
      lowest: null,
      complete: false,
      searched: false,
    });
    expect(unreachedOf(app.derived.critical)).toBe('searching');
    app.setCritical({ formula: himmelblau, set: search(himmelblau, [-5, 5, -5, 5]) });
    const { critical } = app.derived;
    const row = appOf('loss=himmelblau').derived.critical;
    const placesOf = ({ points }: typeof critical) =>
      points.map(({ kind, at }) => `${kind} ${at[0].toFixed(9)} ${at[1].toFixed(9)}`).toSorted();
    expect(placesOf(critical)).toEqual(placesOf(row));
    expect(critical).toMatchObject({ lowest: 0, complete: true, searched: true });
    expect(critical.minima.map(({ kind }) => kind)).toEqual(['global', 'global', 'global', 'global']);
  });

  test('keeps nothing of another formula', () => {
    const app = appOf(ownHimmelblau);
    app.setCritical({ formula: himmelblau, set: search(himmelblau, [-5, 5, -5, 5]) });
    app.setFormula('x^2 + y^2');
    expect(app.derived.critical.points).toEqual([]);
    app.undo();
    expect(app.derived.critical.points).toHaveLength(9);
  });

  test('is not known beyond the domain that was searched', () => {
    const app = appOf(ownHimmelblau);
    app.setCritical({ formula: himmelblau, set: search(himmelblau, [-5, 5, -5, 5]) });
    app.setDomain([0, 4, 0, 4]);
    expect(app.derived.critical).toMatchObject({ complete: true, searched: true });
    app.setDomain([-6, 6, -6, 6]);
    expect(app.derived.critical).toMatchObject({ complete: false, searched: false, lowest: 0 });
  });
});

test('a catalog’s row is known without a search where it lists all, and no farther', () => {
  const { critical } = appOf('loss=himmelblau').derived;
  expect(critical).toMatchObject({ complete: true, searched: true, lowest: 0 });
  expect(appOf('loss=himmelblau&domain=-9,9,-9,9').derived.critical.searched).toBe(false);
  expect(appOf('loss=ackley').derived.critical).toMatchObject({
    complete: false,
    searched: false,
    lowest: 0,
  });
});

test('a search adds to a row what it does not list, and repeats nothing', () => {
  const app = appOf('loss=ackley');
  const { formula, domain } = app.state.scene;
  app.setCritical({ formula, set: search(formula, domain) });
  const { points, complete } = app.derived.critical;
  expect(complete).toBe(true);
  expect(points.filter(({ kind }) => kind === 'minimum')).toHaveLength(121);
  for (const [i, a] of points.entries()) {
    const again = points.findIndex((b) => Math.hypot(a.at[0] - b.at[0], a.at[1] - b.at[1]) < 1e-5);
    expect(again).toBe(i);
  }
});

describe('what stands where no step is within a tolerance', () => {
  test.each([
    ['x^2 + y^2', 'never'],
    ['(x - y)^2', 'never'],
    ['x*y', 'none'],
    ['x + y', 'none'],
    // Lowest at the edge of where it is defined: there may be something.
    ['sqrt(x) + y^2', 'unknown'],
  ] as const)('of %s', (formula, sign) => {
    const app = appOf(`f=${encodeURIComponent(formula)}&domain=-2,2,-2,2`);
    expect(unreachedOf(app.derived.critical)).toBe('searching');
    app.setCritical({ formula: app.state.scene.formula, set: search(formula, [-2, 2, -2, 2]) });
    expect(unreachedOf(app.derived.critical)).toBe(sign);
  });
});

describe('the search in the background', () => {
  const settled = async (app: ReturnType<typeof appOf>) => {
    await expect.poll(() => app.derived.critical.searched, { timeout: 20_000 }).toBe(true);
  };
  const draw = (view: ReturnType<typeof createCriticalSearch>, app: ReturnType<typeof appOf>) =>
    view.draw({ state: app.state, derived: app.derived });

  test('asks once, and not again for what is known', async () => {
    const app = appOf(ownHimmelblau);
    const { orders, connect } = searcher();
    const view = createCriticalSearch(app, connect);
    draw(view, app);
    draw(view, app);
    await settled(app);
    draw(view, app);
    app.setDomain([0, 4, 0, 4]);
    draw(view, app);
    expect(orders).toHaveLength(1);
    view.dispose();
  });

  test('begins anew for another formula, and knows the first one still', async () => {
    const app = appOf(ownHimmelblau);
    const { orders, connect } = searcher();
    const view = createCriticalSearch(app, connect);
    draw(view, app);
    app.setFormula('x^2 + y^2');
    draw(view, app);
    await settled(app);
    expect(app.derived.critical.points.map(({ at }) => at)).toEqual([[0, 0]]);
    app.undo();
    draw(view, app);
    await settled(app);
    expect(app.derived.critical.points).toHaveLength(9);
    app.redo();
    draw(view, app);
    expect(app.derived.critical.points).toHaveLength(1);
    // The first formula was gone before it had rested long enough to be searched.
    expect(orders.filter(({ kind }) => kind === 'start')).toHaveLength(2);
    view.dispose();
  });

  test('starts another worker for the next formula when one has broken down, and gives back the last', async () => {
    const app = appOf(ownHimmelblau);
    const stopped: number[] = [];
    let workers = 0;
    const view = createCriticalSearch(app, () => {
      const own = (workers += 1);
      const { connect } = searcher();
      const stop = () => void stopped.push(own);
      if (own > 1) return { ...connect(), stop };
      // The first one's script does not load.
      return createDeadWorker(stop);
    });
    draw(view, app);
    await expect.poll(() => workers, { timeout: 20_000 }).toBe(1);
    expect(app.derived.critical).toMatchObject({ searched: false, points: [] });
    app.setFormula('x^2 + y^2');
    draw(view, app);
    await settled(app);
    expect(workers).toBe(2);
    app.setFormula('x^2 + 2y^2');
    draw(view, app);
    await settled(app);
    expect(workers).toBe(2);
    view.dispose();
    expect(stopped.at(-1)).toBe(2);
  });

  test('under way, it ends when another formula is shown, what is shown is known, or the page is gone', async () => {
    const app = appOf(ownHimmelblau);
    const kinds: string[] = [];
    const view = createCriticalSearch(app, () => ({
      start(job, request) {
        kinds.push(`${job} ${(request as { formula: string }).formula}`);
        return { result: new Promise(() => {}), cancel: () => void kinds.push('cancel') };
      },
      stop: () => void kinds.push('stop'),
    }));
    const begun = (count: number) => expect.poll(() => kinds.length, { timeout: 20_000 }).toBe(count);
    draw(view, app);
    await begun(1);
    app.setFormula('x^2 + y^2');
    draw(view, app);
    await begun(3);
    expect(kinds).toEqual([`critical ${himmelblau}`, 'cancel', 'critical x^2 + y^2']);
    app.setLoss('booth');
    draw(view, app);
    expect(kinds.slice(3)).toEqual(['cancel']);
    app.setFormula('x^4 + y^2');
    draw(view, app);
    await begun(5);
    view.dispose();
    expect(kinds.slice(4)).toEqual(['critical x^4 + y^2', 'cancel', 'stop']);
  });

  test('is not begun once the page is gone', async () => {
    const clockless = appOf(ownHimmelblau);
    let workers = 0;
    const view = createCriticalSearch(clockless, () => {
      workers += 1;
      return searcher().connect();
    });
    draw(view, clockless);
    view.dispose();
    // Another one that began later is through.
    const app = appOf('f=x^2+3y^2&domain=-2,2,-2,2&start=1,1&steps=4');
    const other = createCriticalSearch(app, searcher().connect);
    draw(other, app);
    await settled(app);
    other.dispose();
    expect(workers).toBe(0);
  });

  test('asks nothing of a worker where the catalog knows all', () => {
    const app = appOf('loss=himmelblau');
    const view = createCriticalSearch(app, () => expect.unreachable());
    draw(view, app);
    view.dispose();
  });
});

describe('a mark says what it is and where', () => {
  const sentencesOf = (fragment: string) => {
    const app = appOf(fragment);
    return sceneMarks({ state: app.state, derived: app.derived }).map(({ sentence }) => sentence);
  };

  test.each([
    ['a run that flies off', 'f=x^2%2By^2&domain=-2,2,-2,2&start=1,1&steps=400&step=400&opt=sgd(lr:1e200)'],
    ['one that falls off', 'f=log(x)%2By^2&domain=-2,2,-2,2&start=1,1&steps=60&step=60&opt=sgd(lr:0.9)'],
    [
      'a simplex at the end of all numbers',
      'f=-x^3&domain=-2,2,-2,2&start=1,1&steps=2000&step=2000&opt=nelderMead',
    ],
    [
      'a parabola without a lowest point',
      'f=x+y&domain=-2,2,-2,2&start=1,1&steps=4&step=4&opt=sgd(lr:1e308)&overlays=taylor,flow',
    ],
  ])('where that is a number: %s', (_name, fragment) => {
    const app = appOf(fragment);
    for (let step = app.state.scene.steps; step >= 0; step = Math.floor(step / 2) - (step === 0 ? 1 : 0)) {
      app.seek(step);
      const marks = sceneMarks({ state: app.state, derived: app.derived });
      expect(marks.filter(({ at }) => !at.every(Number.isFinite))).toEqual([]);
    }
  });

  test('on the surface', () => {
    const app = appOf('loss=himmelblau');
    const sentences = criticalMarks({ state: app.state, derived: app.derived }).map(
      ({ sentence }) => sentence,
    );
    expect(sentences).toContain('Minimum of the surface: f(3, 2) = 0');
    expect(sentences).toContain('Saddle: f(3.385, 0.07385) = 13.31');
    expect(sentences).toContain('Maximum: f(−0.2708, −0.923) = 181.6');
    expect(sentences).toHaveLength(9);
    app.setView({ minima: false });
    expect(criticalMarks({ state: app.state, derived: app.derived })).toEqual([]);
  });

  test('of the runs, the step and the layers', () => {
    const bowl = 'f=x^2%2B3y^2&domain=-2,2,-2,2&start=1,1&steps=4&step=1';
    const sentences = sentencesOf(`${bowl}&opt=momentum(lr:0.1)&overlays=taylor`);
    expect(sentences).toContain('Start of every run: f(1, 1) = 4');
    expect(sentences.some((sentence) => sentence.startsWith('Newton’s method would step here: f('))).toBe(
      true,
    );
    expect(
      sentences.some((sentence) => /^Momentum.* at step 1: f\(0\.8, 0\.4\) = 1\.12$/.test(sentence)),
    ).toBe(true);
    expect(sentences.some((sentence) => sentence.startsWith('Plain gradient descent would land here'))).toBe(
      true,
    );
    const simplex = sentencesOf(`${bowl}&opt=nelder-mead`);
    expect(simplex.filter((sentence) => /^A corner of .* simplex/.test(sentence))).toHaveLength(3);
  });
});

test('of one variable a minimum is one of no surface', () => {
  const app = appOf('f=x^2&curve=on&domain=-2,2,-2,2');
  expect(criticalMarks(app).map(({ sentence }) => sentence)).toEqual(['Minimum: f(0) = 0']);
});

describe('the legend says what is known', () => {
  test.each([
    ['x^2 + y^2', 'Here: 1 minimum. These are proven to be all on this domain.'],
    ['x*y', 'Here: 1 saddle. These are proven to be all on this domain.'],
    ['x + y', 'There is no minimum, saddle or maximum on this domain.'],
    ['max(abs(x - 0.1), 2abs(y))', 'Here: 1 minimum. There may be more.'],
    ['(x - y)^2', /^A line of minima, f\(.*\) = 0 on it\. There may be more\.$/],
    ['3', /^A level area, f\(.*\) = 3 in it\./],
  ])('of %s', (formula, sentence) => {
    const app = appOf(`f=${encodeURIComponent(formula)}&domain=-2,2,-2,2`);
    expect(here(app.derived)).toBe('Minima, saddles and maxima are being looked for.');
    app.setCritical({ formula: app.state.scene.formula, set: search(formula, [-2, 2, -2, 2]) });
    expect(here(app.derived)).toMatch(sentence);
  });
});

test('gestures are told of what is there', () => {
  const told = (link: string) =>
    (['stage', 'curve', 'map', 'chart'] as const).filter((of) => isThere(of, readFragment(link).scene));
  expect(told('#loss=booth')).toEqual(['stage', 'map', 'chart']);
  expect(told('#loss=booth&layout=multiples')).toEqual(['map', 'chart']);
  expect(told('#f=x^2&curve=on&layout=multiples')).toEqual(['curve', 'chart']);
});
