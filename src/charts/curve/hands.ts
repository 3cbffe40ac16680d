import type { App } from '../../app/app.ts';
import type { State } from '../../app/state.ts';
import { keyOf } from '../../ui/press.ts';
import { listenToMap } from '../map/gestures.ts';
import { panDomain, zoomDomain } from '../map/projection.ts';
import type { createStartHandle } from '../map/start.ts';
import type { CurveLayout } from './layout.ts';
import { listenToFinger } from './secant-keys.ts';

/** By how much a key zooms, and the share of the axis by which it moves along. */
const [ZOOM, ALONG] = [1.2, 0.05] as const;

/**
 * Pointer, wheel, pinch and keys on the curve, which point at its axis, move it and stretch it. Returns what takes the
 * pointer's listeners away.
 *
 * @param layout of the last picture; null before there is one
 * @param scale CSS pixels that a figure pixel has a side
 */
export function listenToHands(
  picture: HTMLElement,
  app: App,
  start: ReturnType<typeof createStartHandle>,
  layout: () => CurveLayout | null,
  scale: () => number,
): () => void {
  let seized: CurveLayout | null = null;
  let seizedDomain = app.state.scene.domain;

  /** Moves and stretches the axis alone: what lies across keeps its place. */
  const along = (changed: State['scene']['domain']) => {
    const [, , y0, y1] = app.state.scene.domain;
    app.setDomain([changed[0], changed[1], y0, y1]);
  };
  const zoom = (factor: number, about: number) =>
    along(zoomDomain(app.state.scene.domain, factor, [about, 0]));
  const move = (by: number) => along(panDomain(app.state.scene.domain, [by, 0], [0, 0]));
  /** The place on the axis at a pixel; null beside the plot. */
  const axisAt = ([px]: readonly [number, number]): number | null => {
    const at = layout();
    const x = at?.placeAt(px);
    return at && x !== undefined && x >= at.from && x <= at.to ? x : null;
  };
  const stopListening = listenToMap(picture, scale, {
    hover(at) {
      const x = at && axisAt(at);
      app.hover(x === null ? null : [x, 0]);
    },
    tap(at) {
      const x = axisAt(at);
      if (x !== null) app.pointing?.at([x, app.state.scene.start[1]]);
    },
    seize() {
      seized = layout();
      seizedDomain = app.state.scene.domain;
    },
    pan(from, to) {
      if (seized) along(panDomain(seizedDomain, [seized.placeAt(from[0]), 0], [seized.placeAt(to[0]), 0]));
    },
    zoom(factor, about) {
      const at = layout();
      if (at) zoom(factor, at.placeAt(about[0]));
    },
    pinch(factor, from, to) {
      if (!seized) return;
      const about = seized.placeAt(from[0]);
      const [x0, x1, y0, y1] = zoomDomain(seizedDomain, factor, [about, 0]);
      const share = (to[0] - seized.curve.x) / seized.curve.width;
      const shown = x0 + share * (x1 - x0);
      along(panDomain([x0, x1, y0, y1], [about, 0], [shown, 0]));
    },
    place(at) {
      const x = axisAt(at);
      if (x !== null) app.setStart([x, app.state.scene.start[1]], start.nextGroup());
    },
  });
  listenToFinger(picture, (across) => {
    const x = axisAt([across / scale(), 0]);
    if (x !== null) app.hover([x, 0]);
  });
  const middle = () => (app.state.scene.domain[0] + app.state.scene.domain[1]) / 2;
  const side = () => app.state.scene.domain[1] - app.state.scene.domain[0];
  const act = (event: KeyboardEvent): boolean => {
    if (event.altKey) {
      const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (way === undefined) return false;
      move(way * ALONG * side());
      return true;
    }
    const key = keyOf(event);
    if (key === '0') app.suggest('domain');
    else if (key === '+' || key === '=') zoom(1 / ZOOM, middle());
    else if (key === '-') zoom(ZOOM, middle());
    else return false;
    return true;
  };
  picture.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || !act(event)) return;
    event.preventDefault();
    event.stopPropagation();
  });
  return stopListening;
}
