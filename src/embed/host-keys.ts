import { keyOf } from '../ui/press.ts';
import type { KeyPress } from './api.ts';
import type { EmbedOptions } from './options.ts';

type Own = readonly string[];

const arrowKeys = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'];
/** What means nothing alone, or moves the focus, which the host sees by itself. */
const silent = ['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'Dead', 'Tab'];

/**
 * Whether a press is the host's before the embed looks at it: what a clicker pages with always, arrows where an option
 * says so, unless the focused element moves by them.
 */
export function isHosts(key: string, own: Own, arrows: EmbedOptions['arrows']): boolean {
  if (key === 'PageUp' || key === 'PageDown') return true;
  return arrows === 'host' && arrowKeys.includes(key) && !own.includes(key);
}

/** Whether a press that is no shortcut of the embed goes on to the host, if nothing in the embed uses it. */
export function isSpare(key: string, own: Own): boolean {
  // What a blank presses, Enter presses.
  return !silent.includes(key) && !own.includes(key) && !(key === 'Enter' && own.includes(' '));
}

/** What hands keys to the page around an embed, so that a click into the frame does not end a deck's clicker. */
export interface HostKeys {
  take(event: KeyboardEvent, own: Own): boolean;
  give(event: KeyboardEvent, own: Own): void;
}

/** @param tell sends a press, or the end of one, to the host */
export function createHostKeys(arrows: EmbedOptions['arrows'], tell: (key: KeyPress) => void): HostKeys {
  /** Keys that are held and were handed over, by their places. */
  const handed = new Set<string>();
  const hand = (event: KeyboardEvent) => {
    handed.add(event.code);
    tell(keyData('keydown', event));
  };
  window.addEventListener(
    'keyup',
    (event) => {
      if (handed.delete(event.code)) tell(keyData('keyup', event));
    },
    { capture: true },
  );
  if (arrows === 'host') {
    // A slider that was dragged keeps no arrows from a clicker; one that was reached by keyboard moves by them.
    window.addEventListener('pointerup', () => {
      const { activeElement } = document;
      if (activeElement instanceof HTMLInputElement && activeElement.type === 'range') activeElement.blur();
    });
  }
  return {
    take(event, own) {
      const key = keyOf(event);
      if (!isHosts(key, own, arrows)) return false;
      if (own.includes(key)) event.preventDefault();
      event.stopImmediatePropagation();
      hand(event);
      return true;
    },
    give(event, own) {
      if (!isSpare(keyOf(event), own)) return;
      // Behind all that listens in the embed: what has used the press has said so.
      setTimeout(() => {
        if (!event.defaultPrevented) hand(event);
      });
    },
  };
}

function keyData(type: 'keydown' | 'keyup', event: KeyboardEvent): KeyPress {
  const { key, code, shiftKey, ctrlKey, altKey, metaKey, repeat } = event;
  const { keyCode } = event;
  return { type, key, code, keyCode, shiftKey, ctrlKey, altKey, metaKey, repeat };
}
