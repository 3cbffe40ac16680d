import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { openModels } from '../../src/core/scene/models.ts';
import type { PlaneSetting, Scene } from '../../src/core/scene/scene.ts';
import { dataOf, setData } from '../../src/panels/models/data-dialog.ts';
import { createModelRows } from '../../src/panels/models/model-rows.ts';
import { html } from '../../src/ui/dom.ts';
import { appOn, closeApps } from '../unit/app/models/model-app.ts';
import { choose, named } from './support/user.ts';

vi.setConfig({ testTimeout: 30_000 });
beforeAll(openModels);

let root: HTMLElement;
beforeEach(() => {
  root = html('div', {}, html('div', { class: 'model-rows' }));
  document.body.append(root);
});
afterEach(() => {
  closeApps();
  root.remove();
});

async function rowsOf(plane: Partial<PlaneSetting>) {
  const { app, clock, until } = appOn('xor', { points: 4, units: 3 }, (scene: Scene) => ({
    ...scene,
    steps: 5,
    plane: { ...scene.plane, ...plane },
  }));
  app.mount(createModelRows(root, app));
  await until(() => root.querySelector('select') !== null);
  return { app, draw: () => clock.tick(16) };
}

const row = (name: string) => named<HTMLElement>(root, 'select, input:not([type=range])', name);
const names = () => [...root.querySelectorAll('.lil-name')].map(({ textContent }) => textContent);

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
  const { app, draw } = await rowsOf({});
  const open = root.querySelector<HTMLElement>('.data-open')!;
  open.focus();
  expect(setData(app, dataOf(app.derived.model!.model))).toBeNull();
  for (let i = 0; i < 20; i++) {
    draw();
    await new Promise((done) => setTimeout(done, 5));
    expect(document.activeElement).toBe(open);
  }
});
