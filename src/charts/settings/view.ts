import '../../styles/settings.css';
import type { App } from '../../app/app.ts';
import type { AskedSettings } from '../../app/setting-map/asked.ts';
import { isPlaneAxis, shareOn, valueIn } from '../../app/setting-map/axes.ts';
import { shownSettings, type SettingsMap } from '../../app/setting-map/kept.ts';
import { pointAtSettings, pointedSetting } from '../../app/setting-map/pointed.ts';
import { createSettingsSource } from '../../app/setting-map/source.ts';
import { theoryOf } from '../../app/setting-map/theory.ts';
import type { AppView } from '../../app/state.ts';
import type { SettingMapView } from '../../core/scene/scene.ts';
import { settings as text } from '../../text/en/settings.ts';
import { html, setAttribute, setText } from '../../ui/dom.ts';
import { watchSeen } from '../../ui/seen.ts';
import type { WorkerClient } from '../../workers/client.ts';
import { startWorker } from '../../workers/start.ts';
import { stackCanvases } from '../canvas.ts';
import { createMapWork } from '../maps/work.ts';
import { createSettingsActs } from './acts.ts';
import { createSettingsCrosshair } from './crosshair.ts';
import { createSettingsDrawing } from './drawing.ts';
import { drawnSettings } from './drawn.ts';
import { listenToSettings } from './hands.ts';
import { createSettingsLegend } from './legend.ts';
import { createSettingsTools } from './tools.ts';
import { pointedSettingText, settingText, spokenSettings, theoryText } from './words.ts';

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
  let asked: AskedSettings | null = null;
  let settings: SettingsMap | null = null;
  const source = createSettingsSource(app, () => withDataOf(app, connect()));
  const stopWatching = watchSeen(source.setSeen);
  const work = createMapWork(source);
  const setMap = (change: Partial<SettingMapView>, group?: string) => {
    const now = app.state.scene.view.settingMap;
    if (now) app.setView({ settingMap: { ...now, ...change } }, group);
  };
  const tools = createSettingsTools((change) => setMap(change));
  const plot = html('div', { class: 'settings-plot' });
  const picture = html('div', { class: 'settings-picture', role: 'img' });
  const box = html('div', { class: 'settings-map' }, picture, plot);
  const acts = createSettingsActs(app, () => settings, setMap);
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
    acts.element,
    work.element,
    tools.element,
    theorySaid,
    summary,
  );
  body.append(element);
  const canvases = stackCanvases(picture, 1, app);
  const drawMap = createSettingsDrawing(box, plot, canvases);

  const point = (at: Place | null) => {
    pointAtSettings(at);
    app.invalidate();
  };
  const hands = listenToSettings(plot, app, () => asked, { scale: () => canvases.scale, point, setMap });
  const crosshair = createSettingsCrosshair(plot, hands.setHere, hands.zoomBy, point);

  return {
    draw(frame) {
      source.draw(frame);
      const shown = shownSettings(frame);
      const { scene, palette } = frame.state;
      const view = scene.view.settingMap;
      asked = shown?.asked ?? null;
      settings = shown?.now ?? null;
      for (const part of [tools.element, box]) part.hidden = shown === null;
      acts.show(view);
      work.show(source.progress);
      if (!shown || !view) {
        for (const part of [legend.element, theorySaid]) part.hidden = true;
        setText(said, frame.state.scene.optimizers.length === 0 ? text.noOptimizer : text.asking);
        return;
      }
      tools.show(view, shown.asked);
      const theory = theoryOf(frame, shown.asked);
      const now = drawnSettings(shown, view.shows, frame.derived.critical.lowest, theory);
      drawMap(frame, now);
      legend.show(settings, now, palette);
      const { request, name, index } = shown.asked;
      const values = [request.x, request.y].map(({ key }) =>
        valueIn(scene, scene.optimizers[index]!, key, shown.asked.foot),
      );
      const here = [values[0]!, values[1]!] as const;
      crosshair.show(
        [shareOn(request.x, here[0]), shareOn(request.y, here[1])],
        name,
        settingText(shown.asked, here),
      );
      theorySaid.hidden = theory === null;
      setText(theorySaid, theory ? theoryText(theory) : '');
      const pointed = pointedSetting(frame);
      const hint = isPlaneAxis(request.x.key) || isPlaneAxis(request.y.key) ? text.onPlane : text.hint;
      const noGoal = view.shows !== 'loss' && request.goal === null;
      setText(said, pointed ? pointedSettingText(pointed) : noGoal ? text.noGoal : hint);
      if (pointed) crosshair.say(said.textContent ?? '');
      // Once it is whole: nobody listens to each size.
      const isWhole = settings !== null && source.progress.side === null;
      const spoken = isWhole && settings ? spokenSettings(settings) : '';
      setText(summary, spoken);
      setAttribute(picture, 'aria-label', settings ? spokenSettings(settings) : text.label);
    },
    dispose() {
      stopWatching();
      source.dispose();
      hands.dispose();
      canvases.dispose();
      pointAtSettings(null);
      element.remove();
    },
  };
}

/** A worker that is given the data of whatever model is shown, before the first job on it. */
function withDataOf(app: App, worker: WorkerClient): WorkerClient {
  let own: WorkerClient | null = null;
  return {
    ...worker,
    start(...order) {
      own ??= app.derived.model?.withData(() => worker)() ?? null;
      return (own ?? worker).start(...order);
    },
  };
}
