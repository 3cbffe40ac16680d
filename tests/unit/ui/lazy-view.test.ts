import { expect, test } from 'vitest';
import type { Frame } from '../../../src/app/state.ts';
import { lazyView } from '../../../src/ui/lazy-view.ts';

const frame = {} as Frame;

test('code that cannot be had is asked for once, and again when it is needed again', async () => {
  let isNeeded = true;
  let isThere = false;
  let [asked, failed, drawn] = [0, 0, 0];
  const view = lazyView(
    () => isNeeded,
    async () => {
      asked++;
      if (!isThere) throw new Error('no network');
      return { draw: () => void drawn++, dispose() {} };
    },
    () => void failed++,
  );
  const draw = async () => {
    view.draw(frame);
    await Promise.resolve();
    await Promise.resolve();
  };
  for (let i = 0; i < 5; i++) await draw();
  expect([asked, failed]).toEqual([1, 1]);

  isThere = true;
  await draw();
  expect(asked).toBe(1);
  isNeeded = false;
  await draw();
  isNeeded = true;
  await draw();
  await draw();
  expect([asked, failed]).toEqual([2, 1]);
  expect(drawn).toBeGreaterThan(0);
});

test('a view that comes when it is not needed any more is given back, and not drawn', async () => {
  let isNeeded = true;
  let arrive: () => void = () => {};
  let [drawn, disposed] = [0, 0];
  const there = new Promise<void>((resolve) => (arrive = resolve));
  const view = lazyView(
    () => isNeeded,
    async () => {
      await there;
      return { draw: () => void drawn++, dispose: () => void disposed++ };
    },
    () => expect.unreachable(),
  );
  view.draw(frame);
  isNeeded = false;
  view.draw(frame);
  arrive();
  await expect.poll(() => disposed).toBe(1);
  view.dispose();
  expect([drawn, disposed]).toEqual([0, 1]);
});
