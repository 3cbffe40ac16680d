import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createPassing, type Passing } from '../../src/ui/passing.ts';

let passing: Passing;
beforeEach(() => {
  vi.useFakeTimers();
  passing = createPassing();
  document.body.append(passing.element);
});
afterEach(() => {
  passing.element.remove();
  vi.useRealTimers();
});

test('a confirmation passes after four seconds, and the next one has as long', () => {
  passing.say('Copied.');
  vi.advanceTimersByTime(3999);
  expect(passing.element.textContent).toBe('Copied.');
  passing.say('Saved.');
  expect(vi.getTimerCount()).toBe(1);
  vi.advanceTimersByTime(3999);
  expect(passing.element.textContent).toBe('Saved.');
  vi.advanceTimersByTime(1);
  expect(passing.element.textContent).toBe('');
  expect(vi.getTimerCount()).toBe(0);
});

test('what it offers to press stays for fifteen seconds, and while it has the focus', () => {
  const offer = document.createElement('button');
  passing.say('Removed.', offer);
  vi.advanceTimersByTime(14_999);
  offer.focus();
  vi.advanceTimersByTime(15_000);
  expect(passing.element.contains(offer)).toBe(true);
  offer.blur();
  vi.advanceTimersByTime(15_000);
  expect(passing.element.textContent).toBe('');
});

test('gone, it leaves no timer', () => {
  passing.say('Copied.');
  passing.dispose();
  expect(vi.getTimerCount()).toBe(0);
});
