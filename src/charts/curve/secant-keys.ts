/** The second point of a secant by keys, along the axis and half as far from the first, and under a finger. */
import type { App } from '../../app/app.ts';
import type { Frame } from '../../app/state.ts';
import { symbolText } from '../../core/expression/symbols.ts';
import { formatNumber } from '../../core/math/format.ts';
import { curve as text } from '../../text/en/curve.ts';
import { html, setText } from '../../ui/dom.ts';
import { keyOf } from '../../ui/press.ts';
import { secantFrom, secantOf } from './secant.ts';

/** Shares of the axis: how far from the first the second point begins, and by how much a key moves it. */
const [BEGIN, BY] = [0.1, 0.01] as const;

/** What is said of the keys where they do something; else ''. */
export function secantHelp(frame: Frame): string {
  return secantFrom(frame) === null ? '' : text.secantKeys;
}

/** Where a key moves what is pointed at; null for a key that means nothing here. */
export function secantBy(frame: Frame, key: string): number | null {
  const from = secantFrom(frame);
  const way = { ',': -1, '.': 1, h: 0 }[key];
  if (from === null || way === undefined) return null;
  const { hover, scene } = frame.state;
  const side = scene.domain[1] - scene.domain[0];
  const to = hover?.[0];
  if (to === undefined) return from + (way || 1) * BEGIN * side;
  return way === 0 ? (from + to) / 2 : to + way * BY * side;
}

/**
 * Listens on the picture, and says each secant.
 *
 * @param frame the one that is shown
 */
export function listenToSecantKeys(picture: HTMLElement, app: App, frame: () => Frame | null): HTMLElement {
  const said = html('div', { class: 'visually-hidden', role: 'status' });
  picture.addEventListener('keydown', (event) => {
    const now = frame();
    if (!now || event.ctrlKey || event.metaKey || event.altKey) return;
    const x = secantBy(now, keyOf(event).toLowerCase());
    if (x === null) return;
    event.preventDefault();
    event.stopPropagation();
    app.hover([x, 0]);
    const secant = secantOf({ ...now, state: app.state });
    const name = symbolText(now.derived.surface.variables[0]);
    if (secant) setText(said, text.secantTo(name, formatNumber(x), formatNumber(secant.slope, 6)));
  });
  picture.addEventListener('blur', () => app.hover(null));
  return said;
}

/**
 * A finger points along a curve as a mouse does, and what it has pointed at stays when it is lifted.
 *
 * @param hover what is pointed at, by a pixel across
 */
export function listenToFinger(picture: HTMLElement, hover: (across: number) => void): void {
  let at: number | null = null;
  const point = (event: PointerEvent) => {
    if (event.pointerType !== 'touch' || !event.isPrimary) return;
    at = event.clientX - picture.getBoundingClientRect().left;
    hover(at);
  };
  picture.addEventListener('pointermove', point);
  picture.addEventListener('pointerdown', point);
  // Told after those who take it that a pointer has left.
  picture.addEventListener('pointerleave', ({ pointerType, isPrimary }) => {
    if (pointerType === 'touch' && isPrimary && at !== null) hover(at);
  });
}
