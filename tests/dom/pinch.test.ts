import { afterEach, expect, test } from 'vitest';
import { listenToPinch } from '../../src/ui/pinch.ts';
import { wheelFactor } from '../../src/ui/wheel.ts';

afterEach(() => document.body.replaceChildren());

/** A box that tells what two fingers on it mean, and how they move. */
function open() {
  const box = document.createElement('div');
  document.body.append(box);
  const told: unknown[] = [];
  const ending = new AbortController();
  listenToPinch(box, ending.signal, {
    at: ({ clientX, clientY }) => `${clientX},${clientY}`,
    begin: () => void told.push('begin'),
    pinch: (factor, from, to) => void told.push([factor, from, to]),
  });
  const fingers = (type: string, ...places: readonly (readonly [number, number])[]) => {
    const event = new Event(type, { cancelable: true, bubbles: true });
    Object.assign(event, { touches: places.map(([clientX, clientY]) => ({ clientX, clientY })) });
    box.dispatchEvent(event);
    return event.defaultPrevented;
  };
  return { told, fingers, ending };
}

test('two fingers are told by how much nearer they are than at first, and where their middle was and is', () => {
  const { told, fingers } = open();
  expect(fingers('touchstart', [10, 20], [40, 60])).toBe(true);
  expect(fingers('touchmove', [20, 20], [50, 60])).toBe(true);
  fingers('touchmove', [25, 40], [55, 80]);
  fingers('touchmove', [10, 20], [70, 100]);
  expect(told).toEqual(['begin', [1, '25,40', '35,40'], [1, '25,40', '40,60'], [0.5, '25,40', '40,60']]);
});

test('fingers that meet are one pixel apart: nothing grows without bounds', () => {
  const { told, fingers } = open();
  fingers('touchstart', [10, 20], [110, 20]);
  fingers('touchmove', [60, 20], [60, 20]);
  expect(told.at(-1)).toEqual([100, '60,20', '60,20']);
});

test('one finger scrolls the page, three are none of it, and lifted ones are forgotten', () => {
  const { told, fingers, ending } = open();
  expect(fingers('touchstart', [10, 20])).toBe(false);
  expect(fingers('touchmove', [10, 30])).toBe(false);
  expect(fingers('touchstart', [10, 20], [30, 30], [40, 40])).toBe(false);
  fingers('touchstart', [10, 20], [30, 30]);
  for (const end of ['touchend', 'touchcancel']) {
    fingers(end);
    expect(fingers('touchmove', [10, 20], [50, 30])).toBe(false);
    fingers('touchstart', [10, 20], [30, 30]);
  }
  expect(told).toEqual(['begin', 'begin', 'begin']);
  ending.abort();
  expect(fingers('touchstart', [10, 20], [30, 30])).toBe(false);
});

test('a wheel zooms by its turn, a pinch of a trackpad faster, and no turn by more than a bound', () => {
  const turn = (deltaY: number, ctrlKey = false) =>
    wheelFactor({ deltaY, ctrlKey, deltaMode: 0 } as WheelEvent);
  expect(turn(100)).toBeCloseTo(Math.exp(0.15), 12);
  expect(turn(-100) * turn(100)).toBeCloseTo(1, 12);
  expect(turn(10, true)).toBeCloseTo(Math.exp(0.1), 12);
  expect(turn(1e9)).toBe(turn(200));
  expect(turn(-1e9)).toBe(turn(-200));
});
