import { afterEach, expect, test, vi } from 'vitest';
import { watchPixelRatio } from '../../../src/ui/pixel-ratio.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

/** A screen that says of each query when it no longer matches, as a browser does. */
function screenOf(ratio: number) {
  const queries: { media: string; listeners: Set<() => void> }[] = [];
  let sized = () => {};
  vi.stubGlobal('window', { devicePixelRatio: ratio });
  vi.stubGlobal('document', {});
  vi.stubGlobal(
    'ResizeObserver',
    class {
      constructor(listener: () => void) {
        sized = listener;
      }
      observe() {}
      disconnect() {
        sized = () => {};
      }
    },
  );
  vi.stubGlobal('matchMedia', (media: string) => {
    const query = { media, listeners: new Set<() => void>() };
    queries.push(query);
    return {
      addEventListener: (_: string, listener: () => void) => query.listeners.add(listener),
      removeEventListener: (_: string, listener: () => void) => query.listeners.delete(listener),
    };
  });
  return {
    moveTo(next: number) {
      const before = `(resolution: ${window.devicePixelRatio}dppx)`;
      vi.stubGlobal('window', { devicePixelRatio: next });
      for (const { media, listeners } of queries) {
        if (media === before) for (const listener of listeners) listener();
      }
    },
    /** As a browser does that tells of the layout alone. */
    layOut(next: number) {
      vi.stubGlobal('window', { devicePixelRatio: next });
      sized();
    },
    listeners: () => queries.reduce((sum, { listeners }) => sum + listeners.size, 0),
  };
}

test('every change of the screen is told, until it is given up', () => {
  const screen = screenOf(1);
  const told = vi.fn();
  const stop = watchPixelRatio(told);
  screen.moveTo(2);
  screen.moveTo(1.25);
  screen.layOut(1);
  screen.layOut(1);
  expect(told).toHaveBeenCalledTimes(3);
  screen.moveTo(3);
  expect(told).toHaveBeenCalledTimes(4);
  expect(screen.listeners()).toBe(1);
  stop();
  screen.moveTo(2);
  screen.layOut(1);
  expect(told).toHaveBeenCalledTimes(4);
  expect(screen.listeners()).toBe(0);
});
