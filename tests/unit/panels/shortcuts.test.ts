import { describe, expect, it } from 'vitest';
import type { Press } from '../../../src/ui/press.ts';
import { keyNames } from '../../../src/panels/help.ts';
import { shortcutFor, shortcuts } from '../../../src/panels/shortcuts.ts';

const press = (key: string, modifiers: Partial<Press> = {}): Press => ({
  key,
  code: '',
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...modifiers,
});

describe('shortcutFor', () => {
  it.each([
    [press(' '), 'play'],
    [press('ArrowLeft'), 'stepBack'],
    [press('ArrowRight', { shiftKey: true }), 'tenForward'],
    [press('Home'), 'toStart'],
    [press('?', { shiftKey: true }), 'help'],
    [press('?'), 'help'],
    [press('z', { ctrlKey: true }), 'undo'],
    [press('z', { metaKey: true }), 'undo'],
    [press('Z', { ctrlKey: true, shiftKey: true }), 'redo'],
    [press('y', { ctrlKey: true }), 'redo'],
  ])('knows %j', (pressed, label) => {
    expect(shortcutFor(pressed, [])?.label).toBe(label);
  });

  it.each([
    [press('я', { code: 'KeyZ', ctrlKey: true }), 'undo'],
    [press('ζ', { code: 'KeyZ', metaKey: true }), 'undo'],
    [press('Я', { code: 'KeyZ', ctrlKey: true, shiftKey: true }), 'redo'],
    [press('ש', { code: 'KeyA' }), 'addScene'],
    [press('ы', { code: 'KeyS' }), 'openStep'],
    [press('з', { code: 'KeyP' }), 'present'],
  ])('finds %j by its place', (pressed, label) => {
    expect(shortcutFor(pressed, [])?.label).toBe(label);
    expect(shortcutFor(pressed, ['z', 'Z', 'a', 's', 'p'])).toBeNull();
  });

  it('leaves to the browser what is not its own', () => {
    expect(shortcutFor(press('z'), [])).toBeNull();
    expect(shortcutFor(press('ArrowLeft', { altKey: true }), [])).toBeNull();
    expect(shortcutFor(press('ArrowLeft', { metaKey: true }), [])).toBeNull();
    expect(shortcutFor(press('Home', { shiftKey: true }), [])).toBeNull();
  });

  it('leaves to a focused element the keys that it uses', () => {
    expect(shortcutFor(press('ArrowLeft'), ['ArrowLeft'])).toBeNull();
    expect(shortcutFor(press(' '), ['ArrowLeft'])?.label).toBe('play');
    expect(shortcutFor(press(' '), 'all')).toBeNull();
    expect(shortcutFor(press('z', { ctrlKey: true }), 'all')).toBeNull();
  });

  it('finds every shortcut of the list by its own keys', () => {
    for (const shortcut of shortcuts) {
      for (const { key, shift = false, command = false } of shortcut.chords) {
        expect(shortcutFor(press(key, { shiftKey: shift, ctrlKey: command }), [])).toBe(shortcut);
      }
    }
  });
});

describe('keyNames', () => {
  it('names keys as they are printed', () => {
    expect(keyNames({ key: ' ' }, false)).toEqual(['Space']);
    expect(keyNames({ key: 'z', command: true, shift: true }, false)).toEqual(['Ctrl', 'Shift', 'Z']);
    expect(keyNames({ key: 'z', command: true }, true)).toEqual(['⌘', 'Z']);
  });
});
