import { afterEach, expect, test, vi } from 'vitest';
import { createApp } from '../../src/app/create-app.ts';
import { createTunedView } from '../../src/charts/tuned/view.ts';
import { readFragment } from '../../src/core/scene/url.ts';
import { recordRun, losses } from '../../src/core/index.ts';
import { tuned as text } from '../../src/text/en/tuned.ts';
import { manualClock } from '../unit/app/manual-clock.ts';
import { mapWorkers } from '../unit/app/maps/workers.ts';
import { createComparison } from '../../src/app/comparison.ts';
import { mount } from '../../src/charts/results/results.late-panel.ts';
import { newRace } from '../../src/core/scene/race.ts';
import type { Order } from '../../src/workers/protocol.ts';
import { createSlot } from '../../src/ui/panel.ts';
import { createShell } from '../../src/panels/shell.ts';
import { button } from './support/user.ts';

// Hundreds of runs; on a busy machine they take their time.
vi.setConfig({ testTimeout: 60_000 });
const patient = { timeout: 50_000, interval: 5 };

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

function race(fragment: string, begins = false) {
  const clock = manualClock();
  const { scene, problems } = readFragment(fragment);
  expect(problems).toEqual([]);
  const app = createApp({ scene, clock, systemTheme: 'light' });
  app.setResolution(17);
  const workers = mapWorkers();
  const view = createTunedView(document.body, app, begins, workers.connect);
  app.mount(view);
  open.push(() => app.dispose());
  const draw = () => clock.tick(16);
  draw();
  const section = document.querySelector('section')!;
  const choice = (name: string) => section.querySelector<HTMLSelectElement>(`[aria-label="${name}"]`)!;
  const choose = (name: string, value: string) => {
    choice(name).value = value;
    choice(name).dispatchEvent(new Event('change'));
    draw();
  };
  const rows = () =>
    [...section.querySelectorAll('tbody tr')].map((row) => [...row.children].map((cell) => cell.textContent));
  return { app, view, draw, section, choice, choose, rows, ...workers };
}

test('each optimizer is tuned by as many trials, the cost is said, and what is found is taken as one edit', async () => {
  const { app, view, draw, section, choice, choose, rows, count } = race(
    'loss=beale&opt=sgd(lr:0.001)&opt=momentum(lr:0.001)&steps=60',
  );
  // Gradient descent has no momentum to tune unless that is wanted.
  expect(choice(text.second('SGD')).value).toBe('lr');
  expect(choice(text.second('Momentum')).value).toBe('momentum');
  choose(text.trials, '16');
  choose(text.search, 'grid');
  const start = button(section, text.run);
  start.click();
  draw();
  expect([start.hidden, button(section, text.cancel).hidden]).toEqual([true, false]);
  await vi.waitFor(() => {
    draw();
    expect(rows()).toHaveLength(2);
  }, patient);
  expect(rows().map(([name]) => name!.trim().split(/[\sη]/)[0])).toEqual(['SGD', 'Momentum']);
  // Sixteen trials of sixty gradients; those that ended early took fewer.
  const cost = Number(/^(\d+) evaluations, 16 trials/.exec(rows()[0]![2]!)![1]);
  expect(cost).toBeGreaterThan(300);
  expect(cost).toBeLessThanOrEqual(16 * 60);
  const before = app.state.scene;
  button(section, text.take).click();
  draw();
  const [sgd, momentum] = app.state.scene.optimizers;
  expect(rows()[1]![0]).toContain(`η ${momentum!.values['lr']}, μ ${momentum!.values['momentum']}`);
  const { loss, start: from } = losses.find(({ id }) => id === 'beale')!;
  const lossOf = (lr: number) => {
    const run = recordRun({ loss, optimizer: { id: 'sgd', lr }, start: from, steps: 60 });
    return run.divergedAt === null ? run.losses[60]! : Infinity;
  };
  const tried = Array.from({ length: 16 }, (_, k) => Number((1e-5 * 1e6 ** ((k + 0.5) / 16)).toPrecision(3)));
  const least = Math.min(...tried.map(lossOf));
  expect(lossOf(Number(sgd!.values['lr']))).toBe(least);
  // What was taken makes it no race of before.
  expect(section.textContent).not.toContain(text.stale);
  app.undo();
  expect(app.state.scene.optimizers.map(({ values }) => values['lr'])).toEqual(
    before.optimizers.map(({ values }) => values['lr']),
  );
  app.setStart([1, 1]);
  draw();
  expect(section.textContent).toContain(text.stale);
  expect(button(section, text.take).hidden).toBe(true);
  view.dispose();
  expect(document.querySelector('section')).toBeNull();
  expect(count).toEqual({ started: 1, stopped: 1 });
});

test('a race is given up, and starts again', async () => {
  const { draw, section, rows } = race('loss=rosenbrock&opt=adam&steps=4000');
  button(section, text.run).click();
  draw();
  button(section, text.cancel).click();
  await vi.waitFor(() => {
    draw();
    expect(button(section, text.run).hidden).toBe(false);
  }, patient);
  expect([rows().length, button(section, text.take).hidden]).toEqual([0, true]);
});

test('a race of a link begins by itself, with what the link says of it', async () => {
  const { app, draw, section, choice, choose, rows, orders } = race(
    'loss=bowl&opt=sgd&opt=momentum&steps=30&race=grid,trials:16,spread:0.2,second:/lr',
    true,
  );
  const shown = [text.trials, text.search, text.spread, text.second('Momentum')];
  expect(shown.map((name) => choice(name).value)).toEqual(['16', 'grid', '0.2', 'lr']);
  await vi.waitFor(() => {
    draw();
    expect(rows().map((row) => row[2])).toEqual(['480 evaluations, 16 trials', '480 evaluations, 16 trials']);
  }, patient);
  expect(orders).toHaveLength(1);
  choose(text.second('Momentum'), 'momentum');
  expect(section.textContent).toContain(text.stale);
  app.undo();
  draw();
  expect(choice(text.second('Momentum')).value).toBe('lr');
  expect(section.textContent).not.toContain(text.stale);
  expect(orders).toHaveLength(1);
});

/** The panel of results with workers that never answer, and what they are asked. */
function panel(fragment: string) {
  const orders: Order[] = [];
  const silent = class {
    addEventListener() {}
    terminate() {}
    postMessage(order: Order) {
      orders.push(order);
    }
  };
  vi.stubGlobal('Worker', silent);
  const clock = manualClock();
  const { scene, problems } = readFragment(fragment);
  expect(problems).toEqual([]);
  const app = createApp({ scene, clock, systemTheme: 'light' });
  app.setResolution(17);
  const { section, slot } = createSlot('results', 'Results');
  document.body.append(section);
  const comparison = createComparison(app, mapWorkers().connect);
  const page = { comparison, sweepChart: () => Promise.reject(new Error('Nobody asks for it')) };
  for (const view of mount(slot, { app, reader: app, page })) app.mount(view);
  open.push(() => app.dispose());
  const draw = () => clock.tick(16);
  draw();
  const opened = () =>
    vi.waitFor(() => {
      draw();
      expect(section.querySelector('.tuned')).not.toBeNull();
    }, patient);
  return { app, draw, orders, section, opened };
}

test('a link with a race opens it in the panel; closed it is out of the document', async () => {
  const { app, draw, orders, section, opened } = panel('loss=bowl&opt=adam&steps=30&race=random,trials:16');
  await opened();
  expect(orders).toMatchObject([{ request: { trials: 16, search: 'random' } }]);
  const close = button(section, text.close);
  expect(close.getAttribute('aria-expanded')).toBe('true');
  close.click();
  draw();
  expect(app.state.scene.view.race).toBeNull();
  expect(section.querySelector('.tuned')).toBeNull();
  app.undo();
  await opened();
  expect(app.state.scene.view.race?.trials).toBe(16);
});

test('a race that is opened by hand is in the document, as is what is chosen, and waits for a word', async () => {
  const { app, draw, orders, section, opened } = panel('loss=bowl&opt=adam&steps=30');
  button(section, text.open).click();
  await opened();
  expect(app.state.scene.view.race).toEqual(newRace);
  const trials = section.querySelector<HTMLSelectElement>(`[aria-label="${text.trials}"]`)!;
  trials.value = '256';
  trials.dispatchEvent(new Event('change'));
  expect(app.state.scene.view.race).toEqual({ ...newRace, trials: 256 });
  app.undo();
  draw();
  expect(trials.value).toBe('64');
  app.undo();
  draw();
  expect(section.querySelector('.tuned')).toBeNull();
  expect(orders).toEqual([]);
});

test('a race of a link that takes long says so, and waits for a word', async () => {
  const { orders, section, opened } = panel('loss=bowl&opt=adam&steps=100000&race=random');
  await opened();
  expect(section.textContent).toContain('8,400,000 steps');
  expect(orders).toEqual([]);
  button(section, text.run).click();
  expect(orders).toHaveLength(1);
});

test.each([
  ['loss=bowl&race=random', 'tab-results'],
  ['loss=bowl', 'tab-controls'],
])('as tabs the panels begin with what a link has open: %s', async (fragment, tab) => {
  const app = createApp({ scene: readFragment(fragment).scene, clock: manualClock(), systemTheme: 'light' });
  const root = document.createElement('div');
  document.body.append(root);
  const shell = createShell(root, app, () => {});
  open.push(() => shell.dispose());
  await shell.ready;
  shell.slots.results.body.append(document.createElement('p'));
  await vi.waitFor(() =>
    expect(root.querySelector('[role=tab]#tab-results')).toHaveProperty('hidden', false),
  );
  expect(root.querySelector('[role=tab][aria-selected=true]')?.id).toBe(tab);
});
