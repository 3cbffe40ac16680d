import { expect, test } from 'vitest';
import { defaultOptions, type EmbedOptions, readOptions, writeOptions } from '../../../src/embed/options.ts';

test('an address without options is the default', () => {
  expect(readOptions('?embed')).toEqual({ options: defaultOptions, problems: [] });
  expect(writeOptions(defaultOptions)).toBe('embed');
});

test('every option comes back from its address', () => {
  const options: EmbedOptions = {
    show: ['map', 'transport'],
    knobs: [{ rule: 'adam', nth: 1, key: 'lr' }, { rule: 'adam', nth: 2, key: 'beta1' }, 'start', 'magnify'],
    theme: 'host',
    autoplay: true,
    speed: 12.5,
    loop: [20, 120],
    interact: 'camera',
    arrows: 'host',
    background: 'none',
    lang: 'en',
  };
  const query = writeOptions(options);
  expect(query).toBe(
    'embed&show=map,transport&knobs=adam.lr,adam:2.beta1,start,magnify&theme=host&autoplay&speed=12.5&loop=20-120&interact=camera&arrows=host&background=none&lang=en',
  );
  expect(readOptions(`?${query}`)).toEqual({ options, problems: [] });
  expect(readOptions('?embed&loop').options.loop).toBe(true);
});

test('what panels were called once still shows them', () => {
  const { options, problems } = readOptions('?embed&show=stage,loss,map');
  expect(options.show).toEqual(['stage', 'map', 'chart']);
  expect(problems).toEqual([]);
  expect(writeOptions(options)).toBe('embed&show=stage,map,chart');
});

test.each([
  ['show=stage,<b>', { show: ['stage'] }],
  ['show=', { show: defaultOptions.show }],
  ['knobs=adam.nonsense,__proto__.lr,adam.lr', { knobs: [{ rule: 'adam', nth: 1, key: 'lr' }] }],
  ['theme=pink', { theme: 'auto' }],
  ['speed=1e9', { speed: null }],
  ['speed=NaN', { speed: null }],
  ['loop=30-20', { loop: null }],
  ['interact=constructor', { interact: 'all' }],
  ['arrows=none', { arrows: 'embed' }],
  ['lang=xx', { lang: 'auto' }],
])('%s costs only itself', (query, expected) => {
  const { options, problems } = readOptions(`?embed&${query}&autoplay`);
  expect(options).toEqual({ ...defaultOptions, autoplay: true, ...expected });
  expect(problems.length).toBeGreaterThan(0);
});
