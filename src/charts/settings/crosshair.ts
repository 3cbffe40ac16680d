import { settings as text } from '../../text/en/settings.ts';
import { html, setAttribute, setText } from '../../ui/dom.ts';

type Place = readonly [x: number, y: number];

/** Share of the map that an arrow key moves the setting by. */
const NUDGE = 0.01;

const directions: Readonly<Record<string, Place>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** What of the map remains of each side. */
const zooms: Readonly<Record<string, number>> = { '+': 0.5, '=': 0.5, '-': 2 };

export interface SettingsCrosshair {
  /** @param at in shares of the map's sides, also beyond it; NaN for what is nowhere on an axis */
  show(at: Place, name: string, setting: string): void;
  /** Says what becomes of the setting, while it is moved by keys. */
  say(sentence: string): void;
}

/**
 * The scene's setting on its map: a ring with two lines, dragged or moved with the arrow keys.
 *
 * @param box the place of the map, which it fills
 * @param set takes another place, with a name for the edits of one gesture
 * @param zoom the part of the map about a place, by a factor below 1, or as much more of it
 * @param point told where the setting is while the ring is held or has the focus; null when no longer
 */
export function createSettingsCrosshair(
  box: HTMLElement,
  set: (at: Place, group: string) => void,
  zoom: (factor: number, about: Place) => void,
  point: (at: Place | null) => void,
): SettingsCrosshair {
  const across = html('div', { class: 'settings-line is-across', 'aria-hidden': 'true' });
  const up = html('div', { class: 'settings-line is-up', 'aria-hidden': 'true' });
  const ring = html('button', {
    class: 'map-start',
    type: 'button',
    'data-own-keys': [...Object.keys(directions), ...Object.keys(zooms)].join(' '),
  });
  const spoken = html('div', { class: 'visually-hidden', role: 'status' });
  box.append(across, up, ring, spoken);
  let here: Place = [0.5, 0.5];
  let gesture = 0;
  let isSpoken = false;
  let drag: { readonly dx: number; readonly dy: number; readonly group: string } | null = null;

  const inside = (share: number) => Math.min(1, Math.max(0, share));
  const move = (to: Place, group: string) => {
    const at = [inside(to[0]), inside(to[1])] as const;
    point(at);
    set(at, group);
  };
  const shareOf = (event: PointerEvent): Place => {
    const { left, top, width, height } = box.getBoundingClientRect();
    return [(event.clientX - left) / width, 1 - (event.clientY - top) / height];
  };
  ring.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    // The map under it draws a box.
    event.stopPropagation();
    const [x, y] = shareOf(event);
    drag = { dx: inside(here[0]) - x, dy: inside(here[1]) - y, group: `setting ${++gesture}` };
    ring.setPointerCapture(event.pointerId);
  });
  ring.addEventListener('pointermove', (event) => {
    event.stopPropagation();
    if (!drag) return;
    const [x, y] = shareOf(event);
    move([x + drag.dx, y + drag.dy], drag.group);
  });
  const release = () => {
    if (drag) point(null);
    drag = null;
  };
  ring.addEventListener('pointerup', release);
  ring.addEventListener('pointercancel', release);
  ring.addEventListener('blur', () => {
    isSpoken = false;
    point(null);
  });
  ring.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const factor = zooms[event.key];
    const direction = directions[event.key];
    if (!direction && factor === undefined) return;
    event.preventDefault();
    // The page's own arrow keys step through time.
    event.stopPropagation();
    if (factor !== undefined) zoom(factor, [inside(here[0]), inside(here[1])]);
    if (!direction) return;
    if (!event.repeat) gesture++;
    const by = NUDGE * (event.shiftKey ? 10 : 1);
    isSpoken = true;
    move([inside(here[0]) + by * direction[0], inside(here[1]) + by * direction[1]], `setting ${gesture}`);
  });

  return {
    show(at, name, setting) {
      here = [Number.isNaN(at[0]) ? 0 : at[0], Number.isNaN(at[1]) ? 0 : at[1]];
      const [x, y] = [inside(here[0]), inside(here[1])];
      const isOutside = !(x === at[0] && y === at[1]);
      const [left, top] = [`${(100 * x).toFixed(3)}%`, `${(100 * (1 - y)).toFixed(3)}%`];
      Object.assign(ring.style, { left, top });
      across.style.top = top;
      up.style.left = left;
      ring.classList.toggle('is-outside', isOutside);
      for (const line of [across, up]) line.hidden = isOutside;
      const label = text.crosshair(name, setting);
      setAttribute(ring, 'aria-label', isOutside ? `${label}, ${text.outside}` : label);
    },
    say(sentence) {
      if (isSpoken) setText(spoken, sentence);
    },
  };
}
