import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { KeyPress } from '../../src/embed/api.ts';
import { createHostKeys } from '../../src/embed/host-keys.ts';

let told: KeyPress[];
beforeEach(() => {
  told = [];
  vi.useFakeTimers();
});
afterEach(() => void vi.useRealTimers());

const press = (key: string, init: KeyboardEventInit = {}) =>
  new KeyboardEvent('keydown', { key, code: key, cancelable: true, ...init });

describe('keys that an embed gives to its host', () => {
  test('a clicker’s are the host’s at once, and nobody’s else', () => {
    const keys = createHostKeys('embed', (key) => void told.push(key));
    const event = press('PageDown');
    const stop = vi.spyOn(event, 'stopImmediatePropagation');
    expect(keys.take(event, [])).toBe(true);
    expect(told.map(({ type, key }) => `${type} ${key}`)).toEqual(['keydown PageDown']);
    expect(stop).toHaveBeenCalledOnce();
    // Where the focused element would use it, it does not.
    expect(event.defaultPrevented).toBe(false);
    const used = press('PageDown');
    keys.take(used, ['PageDown']);
    expect(used.defaultPrevented).toBe(true);
    expect(keys.take(press('b'), [])).toBe(false);
  });

  test('others are, once nothing in the embed has used them; and let go, where they were pressed', () => {
    const keys = createHostKeys('embed', (key) => void told.push(key));
    const used = press('f');
    keys.give(used, []);
    used.preventDefault();
    keys.give(press('o'), []);
    expect(told).toEqual([]);
    // What waits behind the listeners of an event comes.
    vi.runAllTimers();
    expect(told.map(({ type, key }) => `${type} ${key}`)).toEqual(['keydown o']);
    for (const key of ['f', 'o', 'o']) window.dispatchEvent(new KeyboardEvent('keyup', { key, code: key }));
    expect(told.map(({ type, key }) => `${type} ${key}`)).toEqual(['keydown o', 'keyup o']);
  });
});
