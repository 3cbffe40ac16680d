import { expect, test } from 'vitest';
import { createHistory } from '../../../src/app/history.ts';

test('undo goes back edit by edit, redo forth', () => {
  const history = createHistory<string>();
  history.push('a', undefined);
  history.push('b', undefined);
  expect(history.undo('c')).toBe('b');
  expect(history.undo('b')).toBe('a');
  expect(history.undo('a')).toBeNull();
  expect(history.redo('a')).toBe('b');
  expect(history.redo('b')).toBe('c');
  expect(history.redo('c')).toBeNull();
});

test('edits of one gesture are one step back', () => {
  const history = createHistory<number>();
  history.push(1, 'drag 1');
  history.push(2, 'drag 1');
  history.push(3, 'drag 2');
  expect(history.undo(4)).toBe(3);
  expect(history.undo(3)).toBe(1);
  expect(history.canUndo).toBe(false);
});

test('an edit after undo forgets what could be redone', () => {
  const history = createHistory<number>();
  history.push(1, 'a');
  history.undo(2);
  // The same gesture goes on: it is a new edit all the same.
  history.push(1, 'a');
  expect(history.canRedo).toBe(false);
  expect(history.undo(5)).toBe(1);
});
