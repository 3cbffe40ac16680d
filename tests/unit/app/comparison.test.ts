import { failures } from '../../../src/text/en/failures.ts';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, describe, expect, test } from 'vitest';
import { createComparison, withRates } from '../../../src/app/comparison.ts';
import { createApp, type RootApp } from '../../../src/app/create-app.ts';
import { ratedOf, sweepRequestOf } from '../../../src/app/sweep-report.ts';
import { recordRun } from '../../../src/core/index.ts';
import { defaultScene } from '../../../src/core/scene/defaults.ts';
import { createClient } from '../../../src/workers/client.ts';
import type { Reply, Order } from '../../../src/workers/protocol.ts';
import { serve } from '../../../src/workers/serve.ts';
import { sweepJob } from '../../../src/workers/sweep-job.ts';
import { manualClock } from './manual-clock.ts';

const open: MessagePort[] = [];
afterEach(() => {
  for (const port of open.splice(0)) port.close();
});

function start() {
  const app = createApp({ scene: defaultScene(), clock: manualClock(), systemTheme: 'light' });
  app.setResolution(33);
  let fail: (message: string) => void = () => {};
  let workers = 0;
  const comparison = createComparison(app, () => {
    const { port1, port2 } = new MessageChannel();
    open.push(port1);
    const own = (workers += 1);
    let isDead = false;
    serve(
      {
        post: (answer: Reply) => port2.postMessage(answer),
        // One that broke down hears nothing any more.
        listen: (receive: (order: Order) => void) =>
          port2.on('message', (order: Order) => isDead || receive(order)),
      },
      { sweep: sweepJob },
    );
    return createClient({
      post: (order) => port1.postMessage(order),
      listen: (receive) => port1.on('message', receive),
      broken: (report) => {
        fail = (message) => {
          isDead = own === workers;
          report(message);
        };
      },
    });
  });
  const rates = () => ratedOf(app.state.scene).map(({ rate }) => rate);
  const rest = () => expect.poll(() => comparison.progress, { interval: 5, timeout: 20_000 }).toBeNull();
  return { app, comparison, rates, rest, fail: (message: string) => fail(message), workers: () => workers };
}

describe('one for all', () => {
  test("gives all the selected optimizer's rate, as one edit, and the rates as set can come back", () => {
    const { app, comparison, rates } = start();
    const before = rates();
    app.select(0);
    comparison.setMode('one');
    expect(rates()).toEqual([0.004, 0.004, 0.004, 0.004]);
    expect(comparison.mode).toBe('one');
    app.undo();
    expect(rates()).toEqual(before);
    app.redo();
    comparison.setAll(0.01);
    comparison.setMode('set');
    expect(rates()).toEqual(before);
    expect(comparison.mode).toBe('set');
  });

  test.each<[string, (app: RootApp) => void]>([
    ['removed', (app) => app.removeOptimizer(1)],
    ['added', (app) => app.addOptimizer('adagrad')],
    ['copied', (app) => app.duplicateOptimizer(0)],
    ['another rule', (app) => app.edit((scene) => ({ ...scene, optimizers: scene.optimizers.toReversed() }))],
    ['none left', (app) => app.edit((scene) => ({ ...scene, optimizers: [] }))],
  ])('the rates as set are those of the same rules: with one %s they do not come back', (_name, change) => {
    const { app, comparison } = start();
    comparison.setMode('one');
    change(app);
    const { scene } = app.state;
    comparison.setMode('set');
    expect(app.state.scene).toBe(scene);
  });

  test('leaves out what is off, and a rate that a rule does not allow', () => {
    const { app, comparison, rates } = start();
    app.setOptimizer(1, (setting) => ({ ...setting, on: false }));
    comparison.setAll(0.5);
    expect(app.state.scene.optimizers.map(({ values }) => values['lr'])).toEqual([0.5, 0.002, 0.5, 0.5]);
    const { scene } = app.state;
    comparison.setAll(-1);
    comparison.setAll(Number.NaN);
    expect(app.state.scene).toBe(scene);
    expect(rates()).toEqual([0.5, 0.5, 0.5]);
  });
});

describe('the sweep', () => {
  test('its points are the runs of the page, and the best for each is taken as one edit', async () => {
    const { app, comparison, rates, rest } = start();
    const before = rates();
    comparison.setMode('best');
    expect(comparison.progress).toEqual({ done: 0, total: 4 * 61 });
    await rest();
    expect(comparison.mode).toBe('best');
    const { reading } = comparison;
    expect(reading?.isStale).toBe(false);
    for (const curve of reading?.curves ?? []) {
      const run = app.derived.runs.find(({ index }) => index === curve.index)?.run;
      expect(run?.losses.at(-1)).toBe(curve.losses[curve.best ?? -1]);
      expect(Math.min(...[...curve.losses].filter((loss) => !Number.isNaN(loss)))).toBe(run?.losses.at(-1));
    }
    app.undo();
    expect(rates()).toEqual(before);
    expect(comparison.mode).toBe('set');
    // A valid sweep is not made again.
    comparison.setMode('best');
    expect(comparison.progress).toBeNull();
    expect(comparison.mode).toBe('best');
    comparison.setMode('set');
    expect(rates()).toEqual(before);
  });

  test('with a schedule, noise, and evaluations as the budget, its points are still the runs of the page', async () => {
    const { app, comparison, rest } = start();
    app.addOptimizer('newton');
    app.setOptimizer(3, (setting) => ({ ...setting, schedule: { kind: 'cosine' } }));
    app.edit((scene) => ({ ...scene, noise: 0.1, noiseScaling: 'proportional' }));
    app.edit((scene) => ({ ...scene, budget: 'evaluations', steps: 31 }));
    comparison.setMode('best');
    await rest();
    expect(app.derived.runs.map(({ run }) => run.steps)).toEqual([31, 31, 31, 31, 15]);
    for (const curve of comparison.reading?.curves ?? []) {
      const run = app.derived.runs.find(({ index }) => index === curve.index)?.run;
      expect(run?.losses.at(-1)).toBe(curve.losses[curve.best ?? -1]);
    }
  });

  test('stays valid while only learning rates change; goes stale with anything else that a curve depends on', async () => {
    const { app, comparison, rest } = start();
    comparison.start();
    await rest();
    const isStale = () => comparison.reading?.isStale;
    app.setValue(0, 'lr', 0.02);
    app.setView({ minima: false });
    app.removeOptimizer(1);
    app.seek(9);
    expect(isStale()).toBe(false);
    expect(comparison.reading?.curves.map(({ index }) => index)).toEqual([0, 1, 2]);
    const edits = [
      () => app.setStart([1, 1]),
      () => app.edit((scene) => ({ ...scene, steps: 100 })),
      () => app.edit((scene) => ({ ...scene, budget: 'evaluations' })),
      () => app.edit((scene) => ({ ...scene, noise: 0.1 })),
      () => app.edit((scene) => ({ ...scene, seed: 2 })),
      () => app.setFormula('x^2 + y^2'),
      () => app.setValue(2, 'beta1', 0.5),
      () => app.addOptimizer('adagrad'),
    ];
    for (const edit of edits) {
      edit();
      expect(isStale()).toBe(true);
      app.undo();
      expect(isStale()).toBe(false);
    }
  });

  test('cancelled, it leaves no result and the next one works', async () => {
    const { app, comparison, rest } = start();
    app.edit((scene) => ({ ...scene, steps: 50_000 }));
    comparison.start();
    comparison.cancel();
    await rest();
    expect(comparison.reading).toBeNull();
    app.edit((scene) => ({ ...scene, steps: 5 }));
    comparison.start();
    await rest();
    expect(comparison.reading?.steps).toBe(5);
  });

  test('the best of a scene that is no more is not taken', async () => {
    const { app, comparison, rates, rest } = start();
    const before = rates();
    comparison.setMode('best');
    app.setStart([1, 1]);
    await rest();
    expect(comparison.reading?.isStale).toBe(true);
    expect(rates()).toEqual(before);
  });

  test('a worker that breaks down is told in a sentence, and a new one is started', async () => {
    const { app, comparison, rest, fail, workers } = start();
    comparison.start();
    fail('The script could not be loaded.');
    await rest();
    expect(comparison.failure).toBe(failures.broken);
    comparison.start();
    await rest();
    expect(comparison.failure).toBeNull();
    expect(comparison.reading?.curves).toHaveLength(4);
    expect(workers()).toBe(2);
    // One that works goes on to.
    app.setStart([1, 1]);
    comparison.start();
    await rest();
    expect(comparison.reading?.isStale).toBe(false);
    expect(workers()).toBe(2);
  });
});

test('a sweep spans the sliders of its optimizers and asks for nothing else', () => {
  const scene = defaultScene();
  const request = sweepRequestOf(scene);
  expect(request.rates).toHaveLength(61);
  expect([request.rates[0], request.rates.at(-1)]).toEqual([1e-5, 10]);
  const adam = request.runs[3];
  if (!adam) throw new Error('Adam is missing');
  const { loss } = createApp({ scene, clock: manualClock(), systemTheme: 'light' }).derived;
  expect(() => recordRun({ ...adam, loss })).not.toThrow();
  expect(sweepRequestOf({ ...scene, optimizers: [] })).toMatchObject({ runs: [], rates: [] });
});

test('rates that are the same leave the same document', () => {
  const scene = defaultScene();
  expect(withRates(scene, new Map([[0, 0.004]]))).toBe(scene);
});
