import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { ModelOptions, OwnData } from '../../src/core/models/types.ts';
import { openModels } from '../../src/core/scene/models.ts';
import type { PlaneSetting, Scene } from '../../src/core/scene/scene.ts';
import { dataOf, setData } from '../../src/panels/models/data-dialog.ts';
import { createModelRows } from '../../src/panels/models/model-rows.ts';
import { withOption } from '../../src/panels/models/with-option.ts';
import { html } from '../../src/ui/dom.ts';
import { appOn, closeApps } from '../unit/app/models/model-app.ts';
import { choose, named } from './support/user.ts';

vi.setConfig({ testTimeout: 30_000 });
beforeAll(openModels);

let root: HTMLElement;
beforeEach(() => {
  root = html('div', {}, html('div', {}, losses()), html('div', { class: 'model-rows' }));
  document.body.append(root);
});
afterEach(() => {
  closeApps();
  root.remove();
});

const losses = () =>
  html('select', { 'aria-label': 'Surface' }, html('option', { value: 'xor' }, 'XOR, a network'));

async function rowsOf(
  plane: Partial<PlaneSetting>,
  model: { readonly id: string; readonly options?: ModelOptions; readonly data?: OwnData } = { id: 'xor' },
) {
  const options = model.options ?? { points: 4, units: 3 };
  const { app, clock, until } = appOn(model.id, options, (scene: Scene) => ({
    ...scene,
    steps: 5,
    plane: { ...scene.plane, ...plane },
    model: { ...scene.model!, ...(model.data && { data: model.data }) },
  }));
  app.mount(createModelRows(root, app));
  await until(() => root.querySelector('select') !== null);
  return { app, until, draw: () => clock.tick(16) };
}

const row = (name: string) => named<HTMLElement>(root, 'select, input:not([type=range])', name);
const names = () =>
  [...root.querySelectorAll('.lil-name')]
    .filter((name) => !name.closest('[hidden]'))
    .map(({ textContent }) => textContent);

test('a kind of plane is chosen by keys without losing the focus, and brings its own rows', async () => {
  const { draw } = await rowsOf({});
  const kind = row('Plane') as HTMLSelectElement;
  kind.focus();
  for (const [value, rows] of [
    ['principal', ['Run of plane']],
    ['random', ['Run of plane', 'Seed of plane']],
    ['parameters', ['Run of plane', 'Parameter along x', 'Parameter along y']],
    ['ends', []],
  ] as const) {
    choose(kind, value);
    draw();
    expect(document.activeElement).toBe(kind);
    expect(kind.isConnected).toBe(true);
    expect(names().slice(names().indexOf('Plane') + 1)).toEqual(rows);
  }
});

test('a plane that follows one run follows the selected one, unless another is asked for', async () => {
  const { app, draw } = await rowsOf({});
  app.select(2);
  choose(row('Plane') as HTMLSelectElement, 'step');
  draw();
  expect(app.state.scene.plane).toMatchObject({ kind: 'step', run: 2 });
  app.select(1);
  choose(row('Plane') as HTMLSelectElement, 'hessian');
  expect(app.state.scene.plane).toMatchObject({ kind: 'hessian', run: 2 });
});

test('a row that changes nothing is not there: of data that is not used, of hidden units where there are none', async () => {
  const points = { columns: ['a', 'b', 'class'], values: [0, 0, 0, 1, 1, 0, 0, 1, 1, 1, 0, 1] };
  const { app, draw } = await rowsOf({}, { id: 'xor', options: {}, data: points });
  const own = ['Hidden layers', 'Units', 'Activation', 'Objective', 'Initial weights', 'Initial scale'];
  expect(names()).toEqual([...own, 'Weight decay', 'Batch size', 'Plane']);
  app.edit((scene) => withOption(scene, 'hiddenLayers', 0));
  draw();
  expect(names()).not.toContain('Units');
  expect(app.derived.entry).toMatchObject({ name: 'Network on own data' });
  expect(row('Surface').textContent).toBe('Network on own data');
  app.edit((scene) => ({ ...scene, model: { id: 'xor', options: scene.model!.options } }));
  draw();
  expect(row('Surface').textContent).toBe('XOR, a network');
  expect(names().slice(0, 3)).toEqual(['Points per class', 'Noise of data', 'Seed of data']);
});

test('Huber’s δ is there for Huber’s loss', async () => {
  const { app, draw } = await rowsOf({}, { id: 'sales', options: {} });
  expect(names()).not.toContain('Huber’s δ');
  app.edit((scene) => withOption(scene, 'fit', 'huber'));
  draw();
  expect(names()).toContain('Huber’s δ');
});

test('what is focused in a row that is made anew is focused there', async () => {
  const { app, draw } = await rowsOf({ kind: 'random' });
  const before = row('Run of plane');
  before.focus();
  app.duplicateOptimizer(0);
  draw();
  const after = row('Run of plane');
  expect(after).not.toBe(before);
  expect(document.activeElement).toBe(after);
});

test('an option that changes how many parameters there are keeps its row', async () => {
  const { app, draw } = await rowsOf({ kind: 'parameters' });
  const units = row('Units');
  units.focus();
  app.edit((scene) => ({
    ...scene,
    model: { ...scene.model!, options: { ...scene.model!.options, units: 5 } },
  }));
  draw();
  expect(document.activeElement).toBe(units);
});

test('the button of the data keeps the focus when a model is trained on other data', async () => {
  const { app, draw, until } = await rowsOf({});
  const open = root.querySelector<HTMLElement>('.data-open')!;
  open.focus();
  const { model: before } = app.derived.model!;
  const lost: unknown[] = [];
  const look = () => document.activeElement !== open && lost.push(document.activeElement);
  app.mount({ draw: look, dispose() {} });
  expect(setData(app, dataOf(before))).toBeNull();
  await until(() => {
    const { model } = app.derived;
    return model !== undefined && model.model !== before && model.progress === null;
  });
  draw();
  expect(lost).toEqual([]);
});

test('whose surface is drawn is asked where there are two', async () => {
  const { app, draw } = await rowsOf({}, { id: 'two-players', options: {} });
  draw();
  expect(names()).not.toContain('Surface drawn');
  app.edit((scene) => withOption(scene, 'max', 'x*y - y^2'));
  draw();
  expect(names()).toContain('Surface drawn');
  choose(row('Surface drawn') as HTMLSelectElement, 'second');
  draw();
  expect(app.state.scene.model!.options['drawn']).toBe('second');
});

test('a player’s formula is taken as soon as it can be read; what cannot stays in the field with what is wrong with it', async () => {
  const { app, draw } = await rowsOf({}, { id: 'two-players', options: {} });
  draw();
  const field = row('Min over x') as HTMLInputElement;
  const type = (text: string) => {
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    draw();
  };
  const wrong = () => document.getElementById(field.getAttribute('aria-describedby')!)!;
  expect(field.value).toBe('x*y');
  type('x^2 +');
  expect(field.value).toBe('x^2 +');
  expect(wrong().hidden).toBe(false);
  expect(wrong().textContent).not.toBe('');
  expect(field.getAttribute('aria-invalid')).toBe('true');
  expect(app.state.scene.model!.options['min']).toBe('x*y');
  type('x^2 + max(x, y)');
  expect(app.state.scene.model!.options['min']).toBe('x^2 + max(x, y)');
  expect(wrong().hidden).toBe(true);
  expect(field.getAttribute('aria-invalid')).toBe('false');
  type('x^2 + max(x, y');
  app.undo();
  draw();
  expect(field.value).toBe('x*y');
  expect(wrong().hidden).toBe(true);
});
