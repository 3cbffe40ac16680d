import { expect, test } from 'vitest';
import { lateCode } from '../../../src/ui/late-code.ts';

test('it is loaded once, for all who ask, and is there once it has come', async () => {
  let loads = 0;
  const code = lateCode(async () => ++loads);
  expect(code.now).toBeNull();
  const [first, second] = [code.load(), code.load()];
  expect(code.now).toBeNull();
  expect(await Promise.all([first, second, code.load()])).toEqual([1, 1, 1]);
  expect(code.now).toBe(1);
});

test('what failed to come is loaded again when it is asked for again, and not before', async () => {
  let loads = 0;
  const code = lateCode(async () => {
    if (++loads === 1) throw new Error('no network');
    return loads;
  });
  const [first, second] = [code.load(), code.load()];
  await expect(first).rejects.toThrow('no network');
  await expect(second).rejects.toThrow('no network');
  expect(loads).toBe(1);
  expect(code.now).toBeNull();
  expect(await code.load()).toBe(2);
  expect(code.now).toBe(2);
});
