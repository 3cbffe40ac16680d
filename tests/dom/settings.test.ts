import { afterEach, expect, test, vi } from 'vitest';
import { createApp } from '../../src/app/create-app.ts';
import { createSettingsView } from '../../src/charts/settings/view.ts';
import { mount } from '../../src/charts/settings/settings.late-panel.ts';
import { compileFormula, mapSettings, recordRun } from '../../src/core/index.ts';
import { ruleOf } from '../../src/core/optimizers/registry.ts';
import { readFragment } from '../../src/core/scene/url.ts';
import { mapWork } from '../../src/text/en/map-work.ts';
import { settings as text } from '../../src/text/en/settings.ts';
import { settingsPanel } from '../../src/text/en/settings-panel.ts';
import { createSlot } from '../../src/ui/panel.ts';
import { manualClock } from '../unit/app/manual-clock.ts';
import { mapWorkers } from '../unit/app/maps/workers.ts';
import { button } from './support/user.ts';

// Thousands of runs; on a busy machine they take their time.
vi.setConfig({ testTimeout: 60_000 });
const patient = { timeout: 50_000, interval: 5 };

/** What a canvas of this document, which draws none, is asked for where nothing has a size. */
function blankContext(this: HTMLCanvasElement) {
  return {
    canvas: this,
    setTransform() {},
    putImageData() {},
    createImageData: (width: number, height: number) => ({ data: new Uint8ClampedArray(4 * width * height) }),
  };
}
vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockImplementation(blankContext as never);

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
  document.body.replaceChildren();
});

function appOf(fragment: string) {
  const clock = manualClock();
  const { scene, problems } = readFragment(fragment);
  expect(problems).toEqual([]);
  const app = createApp({ scene, clock, systemTheme: 'light' });
  app.setResolution(17);
  open.push(() => app.dispose());
  return { app, draw: () => clock.tick(16) };
}

test('axes are chosen, ranges typed, the ring moves the scene, and the best point is taken', async () => {
  const { app, draw } = appOf(
    'f=x^2/2%2B5y^2&start=1,1&opt=momentum,lr:0.01&steps=200&settings=loss,x:lr,xFrom:0.01,xTo:1',
  );
  const { connect, count } = mapWorkers();
  const view = createSettingsView(document.body, app, connect);
  app.mount(view);
  draw();
  const section = document.querySelector('section')!;
  const field = <E extends Element>(name: string) => section.querySelector<E>(`[aria-label="${name}"]`)!;
  expect(section.textContent).toContain(text.theory('2(1+μ)/λmax', '10.0'));
  const best = button(section, text.best);
  expect(best.hidden).toBe(true);
  await vi.waitFor(() => {
    draw();
    expect(best.hidden).toBe(false);
  }, patient);
  button(section, mapWork.cancel).click();
  draw();
  expect(section.querySelector('li')!.textContent).toMatch(/^Overflowed, or has no next step\d/);
  const summary = [...section.querySelectorAll('[role=status]')].at(-1)!;
  expect(summary.textContent).toMatch(
    /^Map of settings of Momentum: best η [\d.]+, μ [\d.]+: loss .* Diverged: \d/,
  );

  const values = () => app.state.scene.optimizers[0]!.values;
  const ring = section.querySelector<HTMLElement>('.map-start')!;
  expect(ring.getAttribute('aria-label')).toBe('Setting of Momentum: η 0.0100, μ 0.900');
  const press = (key: string, shiftKey = false) => {
    ring.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey, bubbles: true, cancelable: true }));
    draw();
  };
  press('ArrowRight', true);
  press('ArrowDown');
  expect(values()).toMatchObject({ lr: 0.0158, momentum: 0.89 });
  const spoken = section.querySelector('.settings-plot [role=status]')!;
  expect(spoken.textContent).toMatch(/^η 0\.01\d+, μ 0\.8\d+: loss .* after 200 steps\.$/);
  ring.dispatchEvent(new FocusEvent('blur'));
  draw();
  expect(section.querySelector('.settings-said')!.textContent).toBe(text.hint);
  app.undo();
  expect(values()).toMatchObject({ lr: 0.0158, momentum: 0.9 });
  best.click();
  draw();
  const [, lr, momentum] = /best η ([\d.]+), μ ([\d.]+)/.exec(summary.textContent!)!;
  expect(values()['lr']).toBeCloseTo(Number(lr), 2);
  expect(values()['momentum']).toBeCloseTo(Number(momentum), 2);

  const from = field<HTMLInputElement>(text.from(text.across));
  const type = (input: HTMLInputElement, value: string) => {
    input.value = value;
    for (const name of ['input', 'change']) input.dispatchEvent(new Event(name, { bubbles: true }));
    draw();
  };
  const map = () => app.state.scene.view.settingMap!;
  type(from, '0,02');
  expect(map().x).toEqual({ key: 'lr', range: [0.02, 1], scale: null });
  type(from, '-1');
  expect([from.getAttribute('aria-invalid'), map().x!.range]).toEqual(['true', [0.02, 1]]);
  from.dispatchEvent(new FocusEvent('blur'));
  expect([from.getAttribute('aria-invalid'), from.value]).toEqual(['false', '0.02']);
  button(section, text.whole).click();
  expect(map().x!.range).toBeNull();

  const choose = (name: string, value: string) => {
    const select = field<HTMLSelectElement>(name);
    select.value = value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
    draw();
  };
  choose(text.across, 'momentum');
  expect([map().x!.key, map().y!.key]).toEqual(['momentum', 'lr']);
  choose(text.up, 'startX');
  expect(map().y).toEqual({ key: 'startX', range: null, scale: null });
  expect(section.querySelector<HTMLElement>('.settings-theory')!.hidden).toBe(true);
  choose(text.colour, 'end');
  expect(map().shows).toBe('end');
  expect(section.textContent).toContain(text.noGoal);
  type(field(text.tolerance), '1e-6');
  expect(map().tolerance).toBe(1e-6);

  view.dispose();
  expect(document.querySelector('section')).toBeNull();
  expect(count.stopped).toBe(count.started);
});

test('the panel has a map when it is asked for one', () => {
  const { app, draw } = appOf('loss=bowl&opt=sgd');
  const { section, slot } = createSlot('settings', 'Map of settings');
  document.body.append(section);
  const views = mount(slot, { app, reader: app, page: null });
  for (const view of views) app.mount(view);
  draw();
  expect(slot.body.textContent).toContain(settingsPanel.invitation);
  expect(button(slot.note, settingsPanel.close).hidden).toBe(true);
  button(slot.note, settingsPanel.open).click();
  draw();
  expect(app.state.scene.view.settingMap).toEqual({ shows: 'loss', tolerance: 1e-3, x: null, y: null });
  button(slot.note, settingsPanel.close).click();
  draw();
  expect(app.state.scene.view.settingMap).toBeNull();
  for (const view of views) view.dispose();
  expect([slot.body.childElementCount, slot.note.childElementCount]).toEqual([0, 0]);
});

test('the prepared scene is a network of two weights, with a rate for each as the axes', async () => {
  const { app, draw } = appOf('loss=bowl&opt=sgd');
  const { section, slot } = createSlot('settings', 'Map of settings');
  document.body.append(section);
  for (const view of mount(slot, { app, reader: app, page: null })) app.mount(view);
  draw();
  const [link] = section.querySelectorAll('a');
  expect(link!.textContent).toBe(settingsPanel.prepared[0].title);
  const { scene, problems } = readFragment(link!.hash.slice(1));
  expect(problems).toEqual([]);
  const { optimizers, formula, start, steps, view } = scene;
  expect(view.settingMap).toMatchObject({ x: { key: 'first' }, y: { key: 'last' } });
  // Ten decades below its own size the boundary is there still.
  const { first: a, last: b } = optimizers[0]!.values as { first: number; last: number };
  const around = (key: string, value: number) =>
    ({ key, min: value * (1 - 5e-11), max: value * (1 + 5e-11), scale: 'log' }) as const;
  const deep = mapSettings({
    loss: compileFormula(formula),
    optimizer: { rule: ruleOf(optimizers[0]!)! },
    start: [...start],
    steps,
    x: around('first', a),
    y: around('last', b),
    width: 16,
    height: 16,
  });
  const grown = deep.losses.filter((loss, at) => loss > 1e3 || deep.endedAt[at]! >= 0).length;
  expect(grown).toBeGreaterThan(8);
  expect(grown).toBeLessThan(248);
  expect(new Set(deep.xs).size).toBe(16);
  // The published training, full batch with a rate a layer, of this network, written out by hand.
  const rows = [
    [1, 1],
    [0.6, -0.5],
    [2.2, -0.3],
    [0.3, 0.8],
  ] as const;
  const rate = [0.05, 3] as const;
  const entry = ruleOf(optimizers[0]!)!;
  const optimizer = { rule: entry, first: rate[0], last: rate[1] };
  const run = recordRun({ loss: compileFormula(formula), optimizer, start: [...start], steps });
  let [w, v] = start;
  for (let step = 0; step < 40; step++) {
    let [gw, gv] = [0, 0];
    for (const [input, target] of rows) {
      const unit = Math.tanh(input * w);
      const error = (2 * (v * unit - target)) / rows.length;
      gv += error * unit;
      gw += error * v * (1 - unit * unit) * input;
    }
    [w, v] = [w - rate[0] * gw, v - rate[1] * gv];
    expect(run.positions[2 * step + 2]).toBeCloseTo(w, 8);
    expect(run.positions[2 * step + 3]).toBeCloseTo(v, 8);
  }
});
