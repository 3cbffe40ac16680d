import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { Frame } from '../../src/app/state.ts';
import { onModel } from '../../src/core/scene/follow.ts';
import { modelOf, openModels } from '../../src/core/scene/models.ts';
import { createUnits } from '../../src/panels/models/units.ts';
import { withOption } from '../../src/panels/models/with-option.ts';
import { appOn, closeApps } from '../unit/app/models/model-app.ts';

vi.setConfig({ testTimeout: 30_000 });
beforeAll(openModels);
afterEach(closeApps);

/** The largest eigenvalue of a symmetric matrix by its powers, and the least by those of its inverse. */
function condition(matrix: readonly (readonly number[])[]): number {
  const times = (v: readonly number[]) =>
    matrix.map((row) => row.reduce((sum, entry, j) => sum + entry * v[j]!, 0));
  const solve = (b: readonly number[]) => {
    const rows = matrix.map((row, i) => [...row, b[i]!]);
    for (let k = 0; k < rows.length; k++)
      for (let i = 0; i < rows.length; i++) {
        const share = rows[i]![k]! / rows[k]![k]!;
        if (i !== k) rows[i] = rows[i]!.map((entry, j) => entry - share * rows[k]![j]!);
      }
    return rows.map((row, i) => row.at(-1)! / row[i]!);
  };
  const grown = (by: (v: readonly number[]) => number[]) => {
    let v = matrix.map((_, i) => 1 + i / 7);
    let size = 0;
    for (let k = 0; k < 3000; k++) {
      const next = by(v);
      size = Math.hypot(...next);
      v = next.map((entry) => entry / size);
    }
    return size;
  };
  return grown(times) * grown(solve);
}

/** What each parameter of the sales is multiplied by, and the mean of the products of each two. */
function products(isStandardized: boolean): number[][] {
  const { inputs, targets } = modelOf({ id: 'sales', options: {} }).train;
  const rows = Array.from(targets, (_, row) => {
    const [year, price, marketing] = inputs.slice(3 * row, 3 * row + 3) as unknown as [
      number,
      number,
      number,
    ];
    return [1, year, Math.sin(2 * Math.PI * year), Math.cos(2 * Math.PI * year), price, marketing];
  });
  const mean = (of: (row: readonly number[]) => number) =>
    rows.reduce((sum, row) => sum + of(row), 0) / rows.length;
  const [means, deviations] = [[], []] as [number[], number[]];
  for (let j = 0; j < 6; j++) {
    const m = isStandardized && j > 0 ? mean((row) => row[j]!) : 0;
    means.push(m);
    deviations.push(isStandardized && j > 0 ? Math.sqrt(mean((row) => (row[j]! - m) ** 2)) : 1);
  }
  const scaled = (row: readonly number[], j: number) => (row[j]! - means[j]!) / deviations[j]!;
  return means.map((_, i) => means.map((__, j) => mean((row) => scaled(row, i) * scaled(row, j))));
}

test('sales as they are and standardized stand side by side, each with its condition, and are chosen by a press', async () => {
  const { app, there } = appOn('sales', {}, (scene) => ({ ...scene, steps: 10 }));
  const units = createUnits(app);
  const show = async () => {
    await there();
    units.show({ state: app.state, derived: app.derived } as Frame, app.derived.model!);
  };
  const buttons = () => [...units.element.querySelectorAll('button')];
  const pressed = () => buttons().map((button) => button.getAttribute('aria-pressed'));
  await show();
  expect(units.element.hidden).toBe(false);
  expect(pressed()).toEqual(['true', 'false']);
  [false, true].forEach((isStandardized, i) => {
    const said = /κ = ([\d.]+)(a .*)$/.exec(buttons()[i]!.textContent)!;
    const [, number = '', kind] = said;
    expect(Number(number) / condition(products(isStandardized))).toBeCloseTo(1, 2);
    expect(kind).toBe(isStandardized ? 'a bowl' : 'a ravine');
  });

  buttons()[1]!.click();
  expect(app.state.scene.model!.options['standardize']).toBe(true);
  await show();
  expect(pressed()).toEqual(['false', 'true']);

  app.edit((scene) => withOption(scene, 'fit', 'huber'));
  await show();
  expect(units.element.hidden).toBe(true);

  // The next model is asked for, and of it there is nothing yet.
  const before = app.derived.model!;
  app.edit((scene) => onModel(scene, { id: 'moons', options: {} }));
  units.show({ state: app.state, derived: app.derived } as Frame, before);
  expect(units.element.hidden).toBe(true);
});
