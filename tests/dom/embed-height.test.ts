import { afterEach, expect, test } from 'vitest';
import { heightsOf } from '../../src/embed/height.ts';

/** An element that is laid out as it is told to be: this document has no layout. */
function box(size: { width?: number; height?: number }, ...children: readonly HTMLElement[]): HTMLElement {
  const element = document.createElement('div');
  Object.defineProperty(element, 'clientWidth', { value: size.width ?? 0 });
  Object.defineProperty(element, 'offsetHeight', { value: size.height ?? 0 });
  element.append(...children);
  return element;
}
afterEach(() => document.body.replaceChildren());

/** An embed with a legend of 30 over the stage and a transport of 40 under it. */
function heights(width: number, under: HTMLElement | null = null) {
  const stage = box({ height: 300 });
  const frame = box({ height: 330 }, stage);
  const main = box({ width }, frame, box({ height: 40 }));
  document.body.append(main);
  return heightsOf(main, frame, stage, under);
}

test.each([
  // 0.62 of the width, but neither so flat that nothing is seen nor higher than a screen.
  [100, 150],
  [500, 310],
  [800, 496],
  [839, 520],
  [3000, 520],
])('the stage of an embed %i wide would like to be %i high', (width, stage) => {
  expect(heights(width)).toEqual({ natural: stage + 30 + 40, least: 136 + 30 + 40 });
});

test('panels under the stage add their own height', () => {
  expect(heights(500, box({ height: 222 })).natural).toBe(310 + 30 + 40 + 222);
});

test('without a stage there is room for the rest alone', () => {
  const frame = box({ height: 330 });
  const main = box({ width: 500 }, box({ height: 40 }));
  document.body.append(main);
  expect(heightsOf(main, frame, frame, null)).toEqual({ natural: 40, least: 40 });
});
