import type { StartsMap } from '../../app/starts/kept.ts';
import { starts as text } from '../../text/en/starts.ts';
import { html, setText } from '../../ui/dom.ts';
import { startOfPixel } from './pointed.ts';

/** Share of the map that an arrow key moves the crosshair by. */
const NUDGE = 1 / 64;

const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

export interface Crosshair {
  readonly element: HTMLElement;
  /** The map that it moves over. */
  setMap(starts: StartsMap | null): void;
  /** Says where the run from there ends, while the crosshair is moved. */
  say(sentence: string): void;
}

/**
 * A button that moves a crosshair over the map of starts with the arrow keys.
 *
 * @param point told where it is, and null when it is left
 * @param choose the place becomes the start
 */
export function createCrosshair(
  point: (at: readonly [number, number] | null) => void,
  choose: (at: readonly [number, number]) => void,
): Crosshair {
  const button = html(
    'button',
    {
      type: 'button',
      class: 'quiet-button starts-crosshair',
      title: text.exploreMeaning,
      'data-own-keys': Object.keys(directions).join(' '),
    },
    text.explore,
  );
  const spoken = html('div', { class: 'visually-hidden', role: 'status' });
  let starts: StartsMap | null = null;
  let moves = false;
  /** In shares of the map's sides. */
  let [u, v] = [0.5, 0.5];

  const here = (): [number, number] | null => {
    if (!starts) return null;
    const { width, height } = starts.map;
    const index = (share: number, count: number) => Math.min(count - 1, Math.floor(share * count));
    return startOfPixel(starts, index(u, width), index(v, height));
  };
  const show = () => {
    const at = here();
    if (at) point(at);
  };
  button.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const direction = directions[event.key];
    if (!direction) return;
    event.preventDefault();
    // The page's own arrow keys step through time.
    event.stopPropagation();
    const by = NUDGE * (event.shiftKey ? 10 : 1);
    if (moves) {
      u = Math.min(1 - NUDGE / 2, Math.max(NUDGE / 2, u + by * direction[0]));
      v = Math.min(1 - NUDGE / 2, Math.max(NUDGE / 2, v + by * direction[1]));
    }
    moves = true;
    show();
  });
  // Enter and the space bar press it; the first press shows where the crosshair is.
  button.addEventListener('click', () => {
    const at = here();
    if (moves && at) choose(at);
    moves = true;
    show();
  });
  button.addEventListener('blur', () => {
    moves = false;
    setText(spoken, '');
    point(null);
  });
  return {
    element: html('div', { class: 'starts-explore' }, button, spoken),
    setMap(now) {
      starts = now;
      button.hidden = now === null;
    },
    say(sentence) {
      if (moves) setText(spoken, sentence);
    },
  };
}
