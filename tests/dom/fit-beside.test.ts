import { expect, test } from 'vitest';
import { fitBeside } from '../../src/present/fit-beside.ts';
import { html } from '../../src/ui/dom.ts';

/** A column of a height, and what each level leaves out of it; how tall the rest is, and which levels are left out. */
function fitted(height: number, levels: Readonly<Record<number, number>>): [rest: number, without: string] {
  const root = html('div');
  const column = html('div');
  const rest = () =>
    Object.entries(levels).reduce(
      (sum, [level, size]) => sum + (root.matches(`[data-tight~="${level}"]`) ? 0 : size),
      0,
    );
  Object.defineProperty(column, 'clientHeight', { value: height });
  Object.defineProperty(column, 'scrollHeight', { get: () => Math.max(height, rest()) });
  let sizes = () => {};
  const { ResizeObserver: before, requestAnimationFrame: frame } = globalThis;
  globalThis.ResizeObserver = class extends before {
    constructor(told: ResizeObserverCallback) {
      super(told);
      sizes = () => told([], this);
    }
  };
  globalThis.requestAnimationFrame = (draw) => (draw(0), 1);
  const end = fitBeside(root, column);
  sizes();
  Object.assign(globalThis, { ResizeObserver: before, requestAnimationFrame: frame });
  const without = root.getAttribute('data-tight')!;
  const tall = rest();
  end();
  expect(root.hasAttribute('data-tight')).toBe(false);
  return [tall, without];
}

test('what there is room for stays, and of the rest what matters least goes first', () => {
  expect(fitted(500, { 1: 100, 2: 100, 3: 100 })).toEqual([300, '']);
  expect(fitted(250, { 1: 100, 2: 100, 3: 100 })).toEqual([200, '1']);
  expect(fitted(100, { 1: 100, 2: 100, 3: 100 })).toEqual([100, '1 2']);
});

test('where something large goes the smaller things that went before it come back, the dearest of them first', () => {
  // Without the chart of 300 there is room for one remark of two, or for both.
  expect(fitted(250, { 1: 100, 2: 100, 3: 300, 4: 100 })).toEqual([200, '1 3']);
  expect(fitted(300, { 1: 100, 2: 100, 3: 300, 4: 100 })).toEqual([300, '3']);
});

test('what fits in no way is left out as far as it can be', () => {
  expect(fitted(50, { 7: 10, 8: 100 })).toEqual([100, '1 2 3 4 5 6 7']);
});
