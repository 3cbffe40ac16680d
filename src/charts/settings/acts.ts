import type { App } from '../../app/app.ts';
import { isPlaneAxis, withValues } from '../../app/setting-map/axes.ts';
import type { SettingsMap } from '../../app/setting-map/kept.ts';
import type { SettingMapView } from '../../core/scene/scene.ts';
import { settings as text } from '../../text/en/settings.ts';
import { html } from '../../ui/dom.ts';

/**
 * Buttons under the map of settings: the best of them made the scene's own, and the whole axes again.
 *
 * @param settings the map as far as it is there
 */
export function createSettingsActs(
  app: App,
  settings: () => SettingsMap | null,
  setMap: (change: Partial<SettingMapView>) => void,
) {
  const button = (name: string, title: string) =>
    html('button', { type: 'button', class: 'quiet-button', title }, name);
  const best = button(text.best, text.bestMeaning);
  const whole = button(text.whole, text.wholeMeaning);

  best.addEventListener('click', () => {
    const now = settings();
    const at = now?.best ?? null;
    if (!now || at === null) return;
    const { map, asked: of } = now;
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

  return {
    element: html('div', { class: 'settings-acts' }, best, whole),
    show(view: SettingMapView | null | undefined): void {
      const now = settings();
      // Where a model starts is its seed's to say.
      const isSet = now && [now.asked.request.x, now.asked.request.y].some(({ key }) => !isPlaneAxis(key));
      best.hidden = !isSet || now.best === null;
      whole.hidden = (view?.x?.range ?? view?.y?.range ?? null) === null;
    },
  };
}
