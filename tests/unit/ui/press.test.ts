import { describe, expect, it } from 'vitest';
import { keyOf } from '../../../src/ui/press.ts';

describe('keyOf', () => {
  it.each([
    // Letters of other scripts, by their place.
    ['я', 'KeyZ', 'z', 'Russian'],
    ['и', 'KeyB', 'b', 'Russian'],
    ['ѕ', 'KeyZ', 'z', 'Serbian'],
    ['ζ', 'KeyZ', 'z', 'Greek'],
    ['ז', 'KeyZ', 'z', 'Hebrew'],
    ['ئ', 'KeyZ', 'z', 'Arabic'],
    ['لا', 'KeyB', 'b', 'Arabic, two letters at once'],
    ['ผ', 'KeyZ', 'z', 'Thai'],
    ['ิ', 'KeyB', 'b', 'Thai, a vowel sign'],
    ['ே', 'KeyS', 's', 'Tamil, a vowel sign'],
    ['ㅋ', 'KeyZ', 'z', 'Korean'],
    ['つ', 'KeyZ', 'z', 'Japanese'],
    ['Process', 'KeyZ', 'z', 'an input method'],
    ['Unidentified', 'KeyB', 'b', 'Arabic, where the browser has no word for two letters'],
    ['', 'KeyB', 'b', 'the same'],
    // A sign where others have a letter.
    [';', 'KeyQ', 'q', 'Greek'],
    ['/', 'KeyQ', 'q', 'Hebrew'],
    ["'", 'KeyW', 'w', 'Hebrew'],
    [',', 'KeyQ', 'q', 'Bulgarian'],
    // A clicker's full stop, and signs.
    ['ю', 'Period', '.', 'Russian'],
    ['б', 'Comma', ',', 'Russian'],
    ['ץ', 'Period', '.', 'Hebrew'],
    ['ข', 'Minus', '-', 'Thai'],
    ['ช', 'Equal', '=', 'Thai'],
    ['ฝ', 'Slash', '/', 'Thai'],
    ['ๅ', 'Digit1', '1', 'Thai'],
    ['۷', 'Digit7', '7', 'Persian'],
    // What is Latin, a sign, or the name of a key stays.
    ['z', 'KeyW', 'z', 'AZERTY'],
    ['y', 'KeyZ', 'y', 'QWERTZ'],
    [';', 'KeyZ', ';', 'Dvorak'],
    [',', 'KeyW', ',', 'Dvorak'],
    ["'", 'KeyQ', "'", 'Dvorak'],
    ["'", 'KeyN', "'", 'Bépo'],
    [',', 'KeyM', ',', 'AZERTY'],
    ['ą', 'KeyA', 'ą', 'Polish'],
    ['ı', 'KeyI', 'ı', 'Turkish'],
    ['ñ', 'Semicolon', 'ñ', 'Spanish'],
    ['Dead', 'KeyZ', 'Dead', 'a dead key'],
    ['ArrowLeft', 'ArrowLeft', 'ArrowLeft', ''],
    ['F5', 'F5', 'F5', ''],
    [' ', 'Space', ' ', ''],
    ['Unidentified', '', 'Unidentified', 'a phone'],
    ['я', '', 'я', 'a keyboard on the screen'],
    ['ж', 'Semicolon', 'ж', 'a key that has no letter in Latin'],
  ])('%s on the key %s is %s (%s)', (key, code, meant) => {
    expect(keyOf({ key, code, shiftKey: false })).toBe(meant);
  });

  it.each([
    ['Я', 'KeyZ', 'Z'],
    [':', 'KeyQ', 'Q'],
    ['ฦ', 'Slash', '?'],
    ['ช', 'Equal', '+'],
    ['Z', 'KeyY', 'Z'],
  ])('with shift %s on the key %s is %s', (key, code, meant) => {
    expect(keyOf({ key, code, shiftKey: true })).toBe(meant);
  });
});
