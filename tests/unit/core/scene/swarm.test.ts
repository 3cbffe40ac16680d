import { expect, test } from 'vitest';
import { readFragment, writeFragment } from '../../../../src/core/scene/url.ts';

const read = (text: string) => {
  const { scene, playhead, problems } = readFragment(`loss=bowl&swarm=${text}`);
  return { swarm: scene.view.swarm, problems, written: writeFragment(scene, playhead) };
};

test.each([
  ['grid', { starts: 'grid', count: 20_000, spread: 1, colour: 'basin', map: 'none' }],
  ['box,count:1000', { starts: 'box', count: 1000 }],
  ['grid,map:points', { starts: 'grid', map: 'points' }],
  ['grid,map:density', { starts: 'grid', map: 'density' }],
  [
    'gaussian,count:1000000,spread:0.05,colour:speed',
    { starts: 'gaussian', count: 1_000_000, spread: 0.05, colour: 'speed' },
  ],
])('a link says which swarm is seen: %s', (text, expected) => {
  const { swarm, problems, written } = read(text);
  expect(problems).toEqual([]);
  expect(swarm).toMatchObject(expected);
  expect(written.split('&')).toContain(`swarm=${text}`);
  expect(readFragment(written).scene.view.swarm).toEqual(swarm);
});

test('a link without one has none, and one that is closed is in no link', () => {
  expect(readFragment('loss=bowl').scene.view.swarm).toBeNull();
  const { swarm, problems, written } = read('none');
  expect([swarm, problems]).toEqual([null, []]);
  expect(written).not.toContain('swarm');
});

test.each([
  ['ring', 'none, or one of grid, box, gaussian'],
  ['grid,count:999', 'count of swarm'],
  ['grid,count:1000001', 'count of swarm'],
  ['grid,count:1500.5', 'a whole number'],
  ['grid,spread:0', 'spread of swarm'],
  ['grid,spread:1.5', 'spread of swarm'],
  ['grid,colour:heat', 'one of basin, loss, speed'],
  ['grid,map:heat', 'one of points, density, none'],
  ['grid,pixels:9', 'pixels'],
])('what cannot be taken of it is named, and the rest is kept: %s', (text, said) => {
  const { swarm, problems } = read(text);
  expect(problems.map(({ message }) => message).join(' ')).toContain(said);
  expect(swarm).toEqual(
    text.startsWith('grid')
      ? { starts: 'grid', count: 20_000, spread: 1, colour: 'basin', map: 'none' }
      : null,
  );
});
