import { expect, test } from 'vitest';
import { listOf } from '../../tools/with-service-worker.ts';

test('the list of kept files is in order, with a mark of what is in those whose name has none', () => {
  const files = [
    ['index.html', '<p>'],
    ['icon-192.png', new Uint8Array([1])],
    ['embed.d.ts', ''],
    ['assets/page-a.js', 'one'],
    ['assets/page-a.js.map', ''],
    ['assets/inter.woff2', new Uint8Array([2])],
    ['embed.js', 'two'],
  ] as const;
  const list = listOf(files);
  expect(list.map(({ url }) => url)).toEqual([
    'assets/inter.woff2',
    'assets/page-a.js',
    'embed.js',
    'index.html',
  ]);
  expect(list.map(({ revision }) => revision !== null)).toEqual([false, false, true, true]);
  expect(listOf([...files].reverse())).toEqual(list);
  expect(listOf([['embed.js', 'three']])[0]?.revision).not.toBe(list[2]?.revision);
});
