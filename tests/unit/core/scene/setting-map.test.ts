import { expect, test } from 'vitest';
import { readFragment, writeFragment } from '../../../../src/core/scene/url.ts';

const read = (text: string) => {
  const { scene, playhead, problems } = readFragment(`loss=bowl&settings=${text}`);
  return { map: scene.view.settingMap, problems, written: writeFragment(scene, playhead) };
};

test.each([
  ['none', null],
  ['loss', { shows: 'loss', tolerance: 1e-3, x: null, y: null }],
  [
    'steps,tolerance:0.01,x:lr,xFrom:0.001,xTo:1,xScale:log,y:momentum',
    {
      shows: 'steps',
      tolerance: 0.01,
      x: { key: 'lr', range: [0.001, 1], scale: 'log' },
      y: { key: 'momentum', range: null, scale: null },
    },
  ],
  [
    'end,y:startX,yFrom:-2,yTo:2',
    { shows: 'end', x: null, y: { key: 'startX', range: [-2, 2], scale: null } },
  ],
])('a link says which map of settings is seen: %s', (text, expected) => {
  const { map, problems, written } = read(text);
  expect(problems).toEqual([]);
  if (expected === null) expect(map).toBeNull();
  else expect(map).toMatchObject(expected);
  if (expected) expect(written).toContain(`settings=${text}`);
  expect(readFragment(written).scene.view.settingMap).toEqual(map);
});

test.each([
  ['heat', 'none, or one of loss, steps, end'],
  ['loss,x:lr,xFrom:1,xTo:1', 'range of x of settings'],
  ['loss,x:lr,xFrom:1', 'range of x of settings'],
  ['loss,x:lr,xFrom:0,xTo:1,xScale:log', 'above 0'],
  ['loss,x:lr,xScale:cubic', 'linear or log'],
  ['loss,x:7', 'the name of a number'],
  ['loss,x:lr,y:lr', 'another than "lr"'],
  ['loss,tolerance:0', 'tolerance of settings'],
  ['loss,z:lr', 'z'],
])('what cannot be taken of it is named, and the rest is kept: %s', (text, said) => {
  const { map, problems } = read(text);
  expect(problems.map(({ message }) => message).join(' ')).toContain(said);
  if (text.startsWith('loss')) expect(map).toMatchObject({ shows: 'loss', y: null });
  else expect(map).toBeNull();
});
