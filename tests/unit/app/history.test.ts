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

test('five hundred edits can be taken back, and the oldest make way', () => {
  const history = createHistory<number>();
  for (let edit = 0; edit < 600; edit++) history.push(edit, undefined);
  let now = 600;
  let count = 0;
  for (let before = history.undo(now); before !== null; before = history.undo(now)) {
    expect(before).toBe(now - 1);
    now = before;
    count += 1;
  }
  expect([count, now]).toEqual([500, 100]);
  for (let after = history.redo(now); after !== null; after = history.redo(now)) now = after;
  expect(now).toBe(600);
});

test('after undo and redo a gesture that goes on is another edit', () => {
  const history = createHistory<number>();
  history.push(1, 'drag');
  history.undo(2);
  history.redo(1);
  history.push(2, 'drag');
  expect(history.undo(3)).toBe(2);
  expect(history.undo(2)).toBe(1);
});

test('what others have edited is changed in all that can be gone to', () => {
  const history = createHistory<string>();
  for (const document of ['a', 'b', 'c']) history.push(document, undefined);
  history.undo('d');
  history.rebase((document) => `${document}!`);
  expect(history.redo('c!')).toBe('d!');
  expect(history.undo('d!')).toBe('c!');
  expect(history.undo('c!')).toBe('b!');
  expect(history.undo('b!')).toBe('a!');
  expect(history.canUndo).toBe(false);
});
