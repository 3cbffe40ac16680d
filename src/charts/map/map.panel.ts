import type { MountPanel } from '../../ui/panel.ts';
import { lazyView } from '../../ui/lazy-view.ts';
import { createMap } from './map.ts';

export const mount: MountPanel = ({ body, note }, { reader }) => {
  const map = createMap(body, reader, note);
  const under = lazyView(
    ({ state: { scene } }) => scene.view.overlays.starts || scene.view.swarm !== null,
    async () => (await import('../maps/under-map.ts')).createUnderMap(body, reader),
    () => {},
  );
  // What it asks for is known before the map is drawn.
  return [under, map];
};
