import { afterEach, beforeAll, expect, test } from 'vitest';
import { situationOf } from '../../../../src/app/situation.ts';
import { openModels } from '../../../../src/core/scene/models.ts';
import { readFragment, writeFragment } from '../../../../src/core/scene/url.ts';
import { appOn, closeApps } from './model-app.ts';

beforeAll(openModels);
afterEach(closeApps);

test('a slide that says the model of the page goes on with the runs that are there', async () => {
  const { app, orders, whole } = appOn('xor', { points: 10 }, (scene) => ({ ...scene, steps: 40 }));
  const trained = () => orders.filter((order) => order.kind === 'start' && order.job === 'train').length;
  const shown = () => app.derived.runs.map(({ run }) => run.positions);
  await whole();
  expect(trained()).toBe(4);
  const before = shown();
  const { scene, playhead } = readFragment(writeFragment(app.state.scene, app.state.playhead));
  app.exchange(() => situationOf(scene, playhead));
  await whole();
  expect(trained()).toBe(4);
  expect(shown()).toEqual(before);
  const other = readFragment(
    writeFragment(app.state.scene, app.state.playhead).replace('points:10', 'points:12'),
  );
  app.exchange(() => situationOf(other.scene, playhead));
  await whole();
  expect(trained()).toBe(8);
});

test.each([
  ['on data of one’s own', '&data=4:x1,x2,label:0,0,0,0,1,1,1,0,1,1,1,0'],
  ['on its own data', ''],
])('a model %s is one thing, however often it is read', (_, data) => {
  const link = `model=xor,points:10${data}&v=2`;
  const [first, second] = [readFragment(link), readFragment(link)];
  expect(first.problems).toEqual([]);
  expect(second.scene.model).toBe(first.scene.model);
  expect(readFragment(link.replace('10', '12')).scene.model).not.toBe(first.scene.model);
});
