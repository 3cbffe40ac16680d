import { newSettingMap } from '../../core/scene/setting-map.ts';
import { settingsPanel as text } from '../../text/en/settings-panel.ts';
import { html, setText } from '../../ui/dom.ts';
import { lazyView } from '../../ui/lazy-view.ts';
import type { MountPanel } from '../../ui/panel.ts';
import { createPreparedMaps } from './prepared.ts';

/** The map of settings: asked for by a button, and from then on in the scene. */
export const mount: MountPanel = ({ body, note }, { reader: app }) => {
  const remark = html('p', { class: 'sweep-remark' });
  const content = html('div');
  const open = html('button', { type: 'button', class: 'quiet-button' }, text.open);
  const close = html('button', { type: 'button', class: 'quiet-button' }, text.close);
  open.addEventListener('click', () => app.setView({ settingMap: newSettingMap }));
  close.addEventListener('click', () => app.setView({ settingMap: null }));
  note.append(open, close);
  const scenes = createPreparedMaps();
  body.append(remark, scenes, content);
  const map = lazyView(
    ({ state }) => state.scene.view.settingMap !== null,
    async () => (await import('./view.ts')).createSettingsView(content, app),
    () => setText(remark, text.failed),
  );
  const invitation = {
    draw({ state }: Parameters<typeof map.draw>[0]) {
      const isOpen = state.scene.view.settingMap !== null;
      open.hidden = isOpen;
      close.hidden = !isOpen;
      remark.hidden = isOpen;
      scenes.hidden = isOpen;
      if (!isOpen) setText(remark, text.invitation);
    },
    dispose() {
      open.remove();
      close.remove();
      body.replaceChildren();
    },
  };
  return [map, invitation];
};
