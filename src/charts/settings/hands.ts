import type { App } from '../../app/app.ts';
import type { AskedSettings } from '../../app/setting-map/asked.ts';
import { type AxisChoice, settableOn, valueOn, withValues } from '../../app/setting-map/axes.ts';
import type { Axis } from '../../core/run/maps.ts';
import { isInterval } from '../../core/scene/limits.ts';
import type { SettingAxis, SettingMapView } from '../../core/scene/scene.ts';
import { html } from '../../ui/dom.ts';
import { listenToMap } from '../map/gestures.ts';

/** In shares of the map. */
type Place = readonly [x: number, y: number];

interface Acts {
  /** CSS pixels that a figure pixel has a side. */
  readonly scale: () => number;
  readonly point: (at: Place | null) => void;
  readonly setMap: (change: Partial<SettingMapView>, group: string) => void;
}

/**
 * Pointer, wheel and pinch on the map of settings: it is pointed at, zoomed to a box that is drawn, and the scene's own
 * setting is put where it was clicked twice.
 *
 * @param asked what the map is of; null while there is none
 */
export function listenToSettings(
  plot: HTMLElement,
  app: App,
  asked: () => AskedSettings | null,
  { scale, point, setMap }: Acts,
) {
  const zoomBox = html('div', { class: 'settings-zoom', hidden: true });
  plot.append(zoomBox);
  let gesture = 0;
  const axesNow = () => {
    const now = asked();
    return now && [now.request.x, now.request.y];
  };

  const setHere = (at: Place, group: string) => {
    const now = asked();
    if (!now) return;
    const { request, chosen, index } = now;
    const given = [request.x, request.y].map(
      (axis, k) => [axis.key, settableOn(axis, chosen[k]!, at[k]!)] as const,
    );
    app.edit((scene) => withValues(scene, index, given), group);
  };

  /** The place of a pixel of the box in shares of the map. */
  const shareAt = ([x, y]: Place): Place => {
    const side = scale();
    return [(x * side) / plot.clientWidth, 1 - (y * side) / plot.clientHeight];
  };
  /** Shows the part of the axes between two places. */
  const zoomTo = (from: Place, to: Place, group: string, axes: readonly Axis[] | null = axesNow()) => {
    const now = asked();
    if (!now || !axes) return;
    const { chosen } = now;
    const ranges = axes.map((axis, k) =>
      part(axis, chosen[k]!, Math.min(from[k]!, to[k]!), Math.max(from[k]!, to[k]!)),
    );
    const [x, y] = ranges;
    if (x && y) setMap({ x, y }, group);
  };
  const zoomBy = (factor: number, [u, v]: Place) =>
    zoomTo([u - u * factor, v - v * factor], [u + (1 - u) * factor, v + (1 - v) * factor], 'zoom');
  let seized: readonly Axis[] | null = null;
  let drawn: readonly [Place, Place] | null = null;
  const dispose = listenToMap(plot, scale, {
    hover: (at) => point(at && shareAt(at)),
    seize() {
      seized = axesNow();
      gesture++;
    },
    pan(from, to) {
      drawn = [shareAt(from), shareAt(to)];
      showZoomBox(zoomBox, drawn);
    },
    drop() {
      if (drawn && isBox(drawn)) zoomTo(...drawn, `zoom ${gesture}`);
      drawn = null;
      zoomBox.hidden = true;
    },
    zoom: (factor, about) => zoomBy(factor, shareAt(about)),
    pinch(factor, from, to) {
      const [[u, v], [s, t]] = [shareAt(from), shareAt(to)];
      const low: Place = [u - s * factor, v - t * factor];
      if (seized) zoomTo(low, [low[0] + factor, low[1] + factor], `zoom ${gesture}`, seized);
    },
    place: (at) => setHere(shareAt(at), `setting of ${++gesture}`),
  });
  return { setHere, zoomBy, dispose };
}

/** A part of an axis between two shares of it, to some digits more than are seen; null where it cannot be drawn. */
function part(axis: Axis, { scale }: AxisChoice, from: number, to: number): SettingAxis | null {
  const ends = [valueOn(axis, from), valueOn(axis, to)] as const;
  const digits = Math.max(
    0,
    ...ends.map((end) => Math.ceil(Math.log10(Math.abs(end) / (ends[1] - ends[0])))),
  );
  const [low, high] = ends.map((end) => Number(end.toPrecision(Math.min(17, digits + 4))));
  const range = [low!, high!] as const;
  if (!isInterval(...range)) return null;
  return { key: axis.key, range, scale: axis.scale === scale ? null : axis.scale };
}

/** Least share of the map that a drawn box has a side: less was a slip. */
const LEAST_BOX = 0.02;

function isBox([[x0, y0], [x1, y1]]: readonly [Place, Place]): boolean {
  return Math.abs(x1 - x0) > LEAST_BOX && Math.abs(y1 - y0) > LEAST_BOX;
}

function showZoomBox(element: HTMLElement, [[x0, y0], [x1, y1]]: readonly [Place, Place]): void {
  const percent = (share: number) => `${(100 * share).toFixed(2)}%`;
  element.hidden = false;
  Object.assign(element.style, {
    left: percent(Math.min(x0, x1)),
    top: percent(1 - Math.max(y0, y1)),
    width: percent(Math.abs(x1 - x0)),
    height: percent(Math.abs(y1 - y0)),
  });
}
