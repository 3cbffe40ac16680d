import '../../styles/settings.css';
import type { App } from '../../app/app.ts';
import { memo } from '../../app/memo.ts';
import type { AskedSettings } from '../../app/setting-map/asked.ts';
import {
  type AxisChoice,
  settableOn,
  shareOn,
  valueIn,
  valueOn,
  withValues,
} from '../../app/setting-map/axes.ts';
import { shownSettings, type SettingsMap } from '../../app/setting-map/kept.ts';
import { pointAtSettings, pointedSetting } from '../../app/setting-map/pointed.ts';
import { createSettingsSource } from '../../app/setting-map/source.ts';
import { theoryOf } from '../../app/setting-map/theory.ts';
import type { AppView, Frame, Palette } from '../../app/state.ts';
import type { Axis } from '../../core/run/maps.ts';
import { isInterval } from '../../core/scene/limits.ts';
import type { SettingAxis, SettingMapView } from '../../core/scene/scene.ts';
import { settings as text } from '../../text/en/settings.ts';
import { AXIS_TYPE, measureWith } from '../../ui/axes.ts';
import { html, setAttribute, setText } from '../../ui/dom.ts';
import type { WorkerClient } from '../../workers/client.ts';
import { startWorker } from '../../workers/start.ts';
import { stackCanvases } from '../canvas.ts';
import { listenToGestures } from '../map/gestures.ts';
import { createMapWork } from '../maps/work.ts';
import { createSettingsCrosshair } from './crosshair.ts';
import { drawnSettings } from './drawn.ts';
import { createSettingsLegend } from './legend.ts';
import { drawSettings, heightOfSettings, layOutSettings } from './plot.ts';
import { createSettingsTools } from './tools.ts';
import { pointedText, settingText, spokenSettings, theoryText } from './words.ts';

type Place = readonly [x: number, y: number];

/**
 * The map of settings: computed, drawn, pointed at, zoomed, and with the scene's own setting on it.
 *
 * @param body what it is in
 */
export function createSettingsView(
  body: HTMLElement,
  app: App,
  connect: () => WorkerClient = startWorker,
): AppView {
  const source = createSettingsSource(app, connect);
  const work = createMapWork(source);
  const tools = createSettingsTools((change) => setMap(change));
  const best = html('button', { type: 'button', class: 'quiet-button', title: text.bestMeaning }, text.best);
  const whole = html(
    'button',
    { type: 'button', class: 'quiet-button', title: text.wholeMeaning },
    text.whole,
  );
  const plot = html('div', { class: 'settings-plot' });
  const picture = html('div', { class: 'settings-picture', role: 'img' });
  const box = html('div', { class: 'settings-map' }, picture, plot);
  const zoomBox = html('div', { class: 'settings-zoom', hidden: true });
  const legend = createSettingsLegend();
  const said = html('p', { class: 'settings-said' });
  const theorySaid = html('p', { class: 'settings-theory' });
  const summary = html('p', { class: 'visually-hidden', role: 'status' });
  const element = html(
    'section',
    { class: 'settings', 'aria-label': text.label },
    box,
    legend.element,
    said,
    html('div', { class: 'settings-acts' }, best, whole),
    work.element,
    tools.element,
    theorySaid,
    summary,
  );
  body.append(element);
  plot.append(zoomBox);
  const canvases = stackCanvases(picture, 1, app);
  const pen = canvases.layers[0]!;
  let font = '';
  let measure = measureWith(pen, font, AXIS_TYPE);
  let asked: AskedSettings | null = null;
  let settings: SettingsMap | null = null;
  let gesture = 0;

  const setMap = (change: Partial<SettingMapView>, group?: string) => {
    const now = app.state.scene.view.settingMap;
    if (now) app.setView({ settingMap: { ...now, ...change } }, group);
  };
  const point = (at: Place | null) => {
    pointAtSettings(at);
    app.invalidate();
  };
  const setHere = (at: Place, group: string) => {
    if (!asked) return;
    const { request, chosen, index } = asked;
    const given = [request.x, request.y].map(
      (axis, k) => [axis.key, settableOn(axis, chosen[k]!, at[k]!)] as const,
    );
    app.edit((scene) => withValues(scene, index, given), group);
  };
  const crosshair = createSettingsCrosshair(plot, setHere, point);

  best.addEventListener('click', () => {
    const at = settings?.best ?? null;
    if (!settings || at === null) return;
    const { map, asked: of } = settings;
    const values = [map.xs[at % map.width]!, map.ys[Math.floor(at / map.width)]!] as const;
    const { x, y } = of.request;
    const given = [x.key, y.key].map((key, k) => {
      const value = values[k]!;
      return [key, of.chosen[k]!.isWhole ? Math.floor(value) : value] as const;
    });
    app.edit((scene) => withValues(scene, of.index, given));
  });
  whole.addEventListener('click', () => {
    const { x = null, y = null } = app.state.scene.view.settingMap ?? {};
    setMap({ x: x && { ...x, range: null }, y: y && { ...y, range: null } });
  });

  /** The place of a pixel of the box in shares of the map. */
  const shareAt = ([x, y]: Place): Place => {
    const { scale } = canvases;
    return [(x * scale) / plot.clientWidth, 1 - (y * scale) / plot.clientHeight];
  };
  /** Shows the part of the axes between two places. */
  const zoomTo = (
    from: Place,
    to: Place,
    group: string,
    axes = asked && [asked.request.x, asked.request.y],
  ) => {
    if (!asked || !axes) return;
    const { chosen } = asked;
    const ranges = axes.map((axis, k) =>
      part(axis, chosen[k]!, Math.min(from[k]!, to[k]!), Math.max(from[k]!, to[k]!)),
    );
    const [x, y] = ranges;
    if (x && y) setMap({ x, y }, group);
  };
  let seized: readonly [Axis, Axis] | null = null;
  let drawn: readonly [Place, Place] | null = null;
  const endGestures = listenToGestures(plot, () => canvases.scale, {
    hover: (at) => point(at && shareAt(at)),
    seize() {
      seized = asked && [asked.request.x, asked.request.y];
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
    zoom(factor, about) {
      const [u, v] = shareAt(about);
      zoomTo([u - u * factor, v - v * factor], [u + (1 - u) * factor, v + (1 - v) * factor], 'zoom');
    },
    pinch(factor, from, to) {
      const [[u, v], [s, t]] = [shareAt(from), shareAt(to)];
      const low: Place = [u - s * factor, v - t * factor];
      if (seized) zoomTo(low, [low[0] + factor, low[1] + factor], `zoom ${gesture}`, [...seized]);
    },
    place: (at) => setHere(shareAt(at), `setting of ${++gesture}`),
  });

  const place = memo(
    (now: ReturnType<typeof drawnSettings>, width: number, height: number, scale: number, _type: string) => {
      const layout = layOutSettings(now, { x: 0, y: 0, width, height }, measure);
      const { x, y, width: across, height: down } = layout.plot;
      Object.assign(plot.style, {
        left: `${x * scale}px`,
        top: `${y * scale}px`,
        width: `${across * scale}px`,
        height: `${down * scale}px`,
      });
      return layout;
    },
  );
  const drawPicture = memo(
    (
      now: ReturnType<typeof drawnSettings>,
      layout: ReturnType<typeof place>,
      palette: Palette,
      _version: number,
    ) => {
      pen.clearRect(0, 0, canvases.width, canvases.height);
      drawSettings(pen, now, layout, palette, font, measure);
    },
  );

  const drawMap = (frame: Frame, now: ReturnType<typeof drawnSettings>) => {
    const { figure, palette } = frame.state;
    canvases.setScale(figure.scale);
    const own = heightOfSettings(now.scale !== null, box.clientWidth / figure.scale);
    box.style.setProperty('--own-height', `${Math.round(own * figure.scale)}px`);
    const { width, height, scale, version } = canvases;
    if (width === 0 || height === 0) return;
    const { fontFamily } = getComputedStyle(box);
    if (font !== fontFamily) {
      font = fontFamily;
      measure = measureWith(pen, font, AXIS_TYPE);
    }
    drawPicture(now, place(now, width, height, scale, font), palette, version);
  };

  return {
    draw(frame) {
      source.draw(frame);
      const shown = shownSettings(frame);
      const { scene, palette } = frame.state;
      const view = scene.view.settingMap;
      asked = shown?.asked ?? null;
      settings = shown?.now ?? null;
      for (const part of [tools.element, box]) part.hidden = shown === null;
      best.hidden = settings?.best === null || settings === null;
      whole.hidden = (view?.x?.range ?? view?.y?.range ?? null) === null;
      work.show(source.progress);
      if (!shown || !view) {
        legend.element.hidden = true;
        theorySaid.hidden = true;
        setText(said, frame.state.scene.optimizers.length === 0 ? text.noOptimizer : text.asking);
        return;
      }
      tools.show(view, shown.asked);
      const theory = theoryOf(frame, shown.asked);
      const now = drawnSettings(shown, view.shows, frame.derived.critical.lowest, theory);
      drawMap(frame, now);
      legend.show(settings, now, palette);
      const { request, name, index } = shown.asked;
      const values = [request.x, request.y].map(({ key }) => valueIn(scene, scene.optimizers[index]!, key));
      const here = [values[0]!, values[1]!] as const;
      crosshair.show(
        [shareOn(request.x, here[0]), shareOn(request.y, here[1])],
        name,
        settingText(shown.asked, here),
      );
      theorySaid.hidden = theory === null;
      setText(theorySaid, theory ? theoryText(theory) : '');
      const pointed = pointedSetting(frame);
      const noGoal = view.shows !== 'loss' && request.goal === null;
      setText(said, pointed ? pointedText(pointed) : noGoal ? text.noGoal : text.hint);
      if (pointed) crosshair.say(said.textContent ?? '');
      // Once it is whole: nobody listens to each size.
      const isWhole = settings !== null && source.progress.side === null;
      const spoken = isWhole && settings ? spokenSettings(settings) : '';
      setText(summary, spoken);
      setAttribute(picture, 'aria-label', settings ? spokenSettings(settings) : text.label);
    },
    dispose() {
      source.dispose();
      endGestures();
      canvases.dispose();
      pointAtSettings(null);
      element.remove();
    },
  };
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
