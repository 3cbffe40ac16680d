import { expect, test } from 'vitest';
import { keeping } from '../../../../src/core/math/keeping.ts';

test('what was asked for most recently is made once', () => {
  const made: string[] = [];
  const ask = keeping(2, (text: string) => made.push(text));
  for (const text of ['a', 'b', 'a', 'c', 'a', 'b']) ask(text);
  expect(made).toEqual(['a', 'b', 'c', 'b']);
});

test('by a key of its own, for several arguments; what throws is asked again', () => {
  const asked: number[] = [];
  const root = keeping(
    1,
    (x: number, _name: string) => {
      asked.push(x);
      if (x < 0) throw new RangeError('below zero');
      return x === 0 ? undefined : Math.sqrt(x);
    },
    (x, name) => `${x} ${name}`,
  );
  expect([root(4, 'a'), root(4, 'a'), root(4, 'b'), root(0, 'b'), root(0, 'b')]).toEqual([
    2,
    2,
    2,
    undefined,
    undefined,
  ]);
  for (let i = 0; i < 2; i++) expect(() => root(-1, 'b')).toThrow('below zero');
  expect(asked).toEqual([4, 4, 0, -1, -1]);
});
