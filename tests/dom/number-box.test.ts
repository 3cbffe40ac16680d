import { afterEach, describe, expect, test } from 'vitest';
import { createNumberBox, type NumberBoxOptions } from '../../src/panels/gui/number-box.ts';
import { checkNumber } from '../../src/panels/gui/number-row.ts';
import { fill, press } from './support/user.ts';

afterEach(() => document.body.replaceChildren());

/** A box over a value between 0 and 10, with all that it wrote and said. */
function open(options: Partial<NumberBoxOptions> = {}, initial = 1.2345678901234) {
  let value = initial;
  const written: number[] = [];
  const said: (string | null)[] = [];
  const box = createNumberBox({
    name: 'Learning rate',
    read: () => value,
    write(next) {
      value = next;
      written.push(next);
    },
    check: (number) => checkNumber({ hardMin: 0, hardMax: 10 }, number),
    nudged: (number, by) => Math.round((number + by / 100) * 1e6) / 1e6,
    live: true,
    signed: false,
    complain: (sentence) => void said.push(sentence),
    ...options,
  });
  document.body.append(box.element);
  box.refresh();
  const set = (next: number) => {
    value = next;
    box.refresh();
  };
  return { input: box.element, written, said: () => said.at(-1) ?? null, set, read: () => value };
}

describe('a number', () => {
  test('is short at rest and exact while it has the focus', () => {
    const { input } = open();
    expect(input.value).toBe('1.235');
    input.focus();
    expect(input.value).toBe('1.2345678901234');
    expect([input.selectionStart, input.selectionEnd]).toEqual([0, 15]);
    input.blur();
    expect(input.value).toBe('1.235');
  });

  test.each<[key: string, shift: boolean, then: number]>([
    ['ArrowUp', false, 1.244568],
    ['ArrowDown', false, 1.224568],
    ['ArrowUp', true, 1.334568],
    ['ArrowDown', true, 1.134568],
  ])('goes by %s, with shift: %s', (key, shiftKey, then) => {
    const { input, written } = open();
    input.focus();
    expect(press(key, { shiftKey })).toBe(false);
    expect(written).toEqual([then]);
    expect(input.value).toBe(String(then));
  });

  test('is not nudged beyond what it may be, and the caret is left where it is', () => {
    const { input, written } = open({}, 9.995);
    input.focus();
    expect(press('ArrowUp')).toBe(false);
    expect(press('ArrowLeft')).toBe(true);
    expect(written).toEqual([]);
    expect(input.value).toBe('9.995');
  });

  test('counts with every key where it is live, and else with Enter or when the box is left', () => {
    const live = open();
    fill(live.input, '2');
    fill(live.input, '2.5');
    expect(live.written).toEqual([2, 2.5]);
    const patient = open({ live: false });
    fill(patient.input, '2');
    fill(patient.input, '2.5');
    expect(patient.written).toEqual([]);
    press('Enter');
    expect(patient.written).toEqual([2.5]);
    fill(patient.input, '3');
    patient.input.blur();
    expect(patient.written).toEqual([2.5, 3]);
    // Left as it was, nothing is written.
    patient.input.focus();
    patient.input.blur();
    expect(patient.written).toHaveLength(2);
  });

  test.each([
    ['0,05', 0.05],
    [' 1e-3 ', 0.001],
    ['\u22120', -0],
    ['.5', 0.5],
  ])('%j is read as it is meant', (typed, then) => {
    const { input, read } = open();
    fill(input, typed);
    press('Enter');
    expect(read()).toBe(then);
    expect(input.getAttribute('aria-invalid')).toBe('false');
  });

  test.each(['', 'abc', '1.2.3', '-1', '11', 'NaN', 'Infinity', '1e999'])(
    'what makes none is complained of, stays as typed at Enter, and is gone when the box is left: %j',
    (typed) => {
      const { input, written, said } = open();
      fill(input, typed);
      expect(said()).not.toBeNull();
      expect(input.getAttribute('aria-invalid')).toBe('true');
      press('Enter');
      expect(input.value).toBe(typed);
      input.blur();
      expect([input.value, input.getAttribute('aria-invalid'), said()]).toEqual(['1.235', 'false', null]);
      expect(written).toEqual([]);
    },
  );

  test('Escape gives back what counts', () => {
    const { input, said } = open({ live: false });
    fill(input, '1.2.3');
    press('Escape');
    expect([input.value, input.getAttribute('aria-invalid'), said()]).toEqual([
      '1.2345678901234',
      'false',
      null,
    ]);
  });

  test('follows the document at rest and under the focus, but not while one types', () => {
    const { input, set } = open({ live: false });
    set(4.5678912345678);
    expect(input.value).toBe('4.568');
    input.focus();
    set(5.6789123456789);
    expect(input.value).toBe('5.6789123456789');
    fill(input, '6.');
    set(7);
    expect(input.value).toBe('6.');
    press('Escape');
    expect(input.value).toBe('7');
  });

  test('is as wide as what stands in it', () => {
    const { input } = open();
    const width = () => input.style.getPropertyValue('--characters');
    expect(width()).toBe('5');
    input.focus();
    expect(width()).toBe('15');
    fill(input, '1');
    expect(width()).toBe('1');
  });
});
