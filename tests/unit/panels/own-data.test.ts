import { expect, test } from 'vitest';
import { createApp } from '../../../src/app/create-app.ts';
import { pickTable } from '../../../src/core/models/pick-table.ts';
import { readTable } from '../../../src/core/models/read-table.ts';
import { openModels } from '../../../src/core/scene/models.ts';
import { readFragment, writeFragment } from '../../../src/core/scene/url.ts';
import { setData } from '../../../src/panels/models/data-dialog.ts';
import { manualClock } from '../app/manual-clock.ts';

const appOn = (fragment: string) => {
  openModels();
  return createApp({ scene: readFragment(fragment).scene, clock: manualClock(), systemTheme: 'light' });
};

test('a table that is taken is as its own link has it', () => {
  const app = appOn('#model=moons&v=2');
  const table = readTable('"a, b",y%20&,\u202Ec\n1,2,0\n3,4,1\n');
  const { data } = pickTable(table, { inputs: [0, 1], target: 2, classes: 2, rows: 10 });
  expect(setData(app, data)).toBe(null);
  const { scene, playhead } = app.state;
  expect(scene.model!.data!.values).toEqual([1, 2, 0, 3, 4, 1]);
  const again = readFragment(writeFragment(scene, playhead));
  expect(again.problems).toEqual([]);
  expect(again.scene.model).toEqual(scene.model);
});

test('a table that is refused says why and changes nothing; none is the made data', () => {
  const app = appOn('#model=moons&data=1:x,y,c:1,2,0&v=2');
  const { scene } = app.state;
  expect(setData(app, { columns: ['x', 'y', 'c'], values: [1, 2, 7] })).toMatch(/the data has 7/);
  expect(setData(app, { columns: ['x'], values: [1] })).toMatch(/^data must be/);
  expect(app.state.scene).toBe(scene);
  expect(setData(app, null)).toBe(null);
  expect(app.state.scene.model).not.toHaveProperty('data');
});
