import type { MountPanel } from '../../ui/panel.ts';
import { lazyView } from '../../ui/lazy-view.ts';
import { createMap } from './map.ts';

export const mount: MountPanel = ({ body, note }, { reader }) => {
  const map = createMap(body, reader, note);
  const starts = lazyView(
    ({ state }) => state.scene.view.overlays.starts,
    async () => (await import('../starts/view.ts')).createStartsView(body, reader),
    () => {},
  );
  // What it asks for is known before the map is drawn.
  return [starts, map];
};
