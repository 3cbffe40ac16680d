import { expect, test } from 'vitest';
import { isHosts, isSpare } from '../../../src/embed/host-keys.ts';

const slider = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'];
const button = [' '];

test.each([
  ['PageDown', [], 'embed', true],
  ['PageUp', slider, 'embed', true],
  ['PageDown', button, 'host', true],
  ['ArrowRight', [], 'embed', false],
  ['ArrowRight', [], 'host', true],
  ['ArrowUp', button, 'host', true],
  // What is moved by arrows keeps them.
  ['ArrowRight', slider, 'host', false],
  ['Home', [], 'host', false],
  [' ', [], 'host', false],
  ['b', [], 'host', false],
] as const)(
  '%s, where %j are used, with the arrows of the %s: the host’s first is %s',
  (key, own, arrows, first) => {
    expect(isHosts(key, own, arrows)).toBe(first);
  },
);

test.each([
  ['b', [], true],
  ['f', slider, true],
  ['Escape', [], true],
  ['Enter', [], true],
  ['Enter', button, false],
  ['Enter', slider, true],
  ['Home', slider, false],
  ['Tab', [], false],
  ['Shift', [], false],
  ['Dead', [], false],
] as const)('%s, where %j are used, goes on: %s', (key, own, spare) => {
  expect(isSpare(key, own)).toBe(spare);
});
