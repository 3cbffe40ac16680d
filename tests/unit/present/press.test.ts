import { describe, expect, it } from 'vitest';
import { type Command, commandFor, keysOf } from '../../../src/present/commands.ts';
import { pressed } from '../../../src/present/press.ts';

const press = (
  key: string,
  held: { code?: string; shift?: boolean; ctrl?: boolean; alt?: boolean; meta?: boolean } = {},
) => ({
  key,
  code: held.code ?? '',
  shiftKey: held.shift ?? false,
  ctrlKey: held.ctrl ?? false,
  altKey: held.alt ?? false,
  metaKey: held.meta ?? false,
});

describe('keys while presenting', () => {
  it.each([
    ['ArrowRight', 'next'],
    ['PageDown', 'next'],
    [' ', 'next'],
    ['ArrowLeft', 'back'],
    ['PageUp', 'back'],
    ['Home', 'first'],
    ['End', 'last'],
    ['.', 'black'],
    ['B', 'black'],
    ['b', 'black'],
    ['w', 'white'],
    ['l', 'pointer'],
    ['f', 'full'],
    ['c', 'controls'],
    ['t', 'theme'],
    ['r', 'reset'],
    ['n', 'presenter'],
    ['?', 'help'],
    ['Escape', 'leave'],
    ['Enter', 'enter'],
    ['7', '7'],
    ['x', null],
    ['F5', null],
    ['toString', null],
  ] as const)('%s: %s', (key, command) => {
    expect(commandFor(press(key))).toBe(command);
  });

  it.each([
    ['и', 'KeyB', 'black'],
    ['β', 'KeyB', 'black'],
    ['نا', 'KeyB', 'black'],
    ['ю', 'Period', 'black'],
    ['ц', 'KeyW', 'white'],
    ['١', 'Digit1', '1'],
    ['&', 'Digit1', '1'],
    ['é', 'Digit2', '2'],
    ['é', 'KeyL', null],
    ['w', 'KeyZ', 'white'],
    [',', 'KeyM', 'white'],
  ] as const)('%s on the key %s: %s', (key, code, command) => {
    expect(commandFor(press(key, { code }))).toBe(command);
  });

  it('a digit that is typed with shift is no other sign without', () => {
    expect(commandFor(press('!', { code: 'Digit1', shift: true }))).toBeNull();
    expect(commandFor(press('1', { code: 'Digit1', shift: true }))).toBe('1');
    expect(commandFor(press('я', { code: 'KeyZ', ctrl: true }))).toBe('undo');
    expect(commandFor(press('Я', { code: 'KeyZ', ctrl: true, shift: true }))).toBe('redo');
    expect(pressed(press('я', { code: 'KeyZ', ctrl: true }), ['z'], false, false)).toBeNull();
  });

  it('no key means two things', () => {
    const all = Object.values(keysOf).flat();
    expect(new Set(all).size).toBe(all.length);
  });

  it('leaves what is pressed with others to the browser, but for undo and single steps', () => {
    expect(commandFor(press('r', { ctrl: true }))).toBeNull();
    expect(commandFor(press('1', { ctrl: true }))).toBeNull();
    expect(commandFor(press('ArrowLeft', { alt: true }))).toBeNull();
    expect(commandFor(press('z', { ctrl: true }))).toBe('undo');
    expect(commandFor(press('Z', { meta: true, shift: true }))).toBe('redo');
    expect(commandFor(press('ArrowRight', { shift: true }))).toBe('stepForward');
    expect(commandFor(press('ArrowLeft', { shift: true }))).toBe('stepBack');
  });
});

describe('what has the focus', () => {
  const meant = (key: string, own: 'all' | readonly string[]): Command | null =>
    pressed(press(key), own, false, false);

  it('keeps its own keys, and a field all it can type', () => {
    expect(meant('ArrowRight', ['ArrowRight'])).toBeNull();
    expect(meant('b', 'all')).toBeNull();
    expect(meant('Escape', 'all')).toBeNull();
    expect(meant('b', ['ArrowRight'])).toBe('black');
  });

  it('is pressed by Space and by Enter when it is a button', () => {
    expect(meant(' ', [' '])).toBeNull();
    expect(meant('Enter', [' '])).toBeNull();
    expect(meant('Enter', [])).toBe('enter');
  });

  it('does not keep a clicker from turning pages', () => {
    expect(meant('PageDown', ['PageDown'])).toBe('next');
    expect(meant('PageUp', 'all')).toBe('back');
  });

  it('has Backspace unless a number is typed', () => {
    expect(meant('Backspace', [])).toBeNull();
    expect(pressed(press('Backspace'), [], false, true)).toBe('erase');
    expect(pressed(press('Escape'), [], false, true), 'the number is given up first').toBe('lift');
  });
});

it('any key lifts black and white, but not one that is only held', () => {
  expect(pressed(press('x'), [], true, false)).toBe('lift');
  expect(pressed(press('Escape'), 'all', true, false)).toBe('lift');
  expect(pressed(press('Shift'), [], true, false)).toBeNull();
  expect(pressed(press('r', { ctrl: true }), [], true, false), 'a reload is the browser’s').toBeNull();
  expect(pressed(press('F5'), [], true, false)).toBeNull();
});
