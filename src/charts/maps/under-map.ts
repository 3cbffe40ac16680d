import type { App } from '../../app/app.ts';
import type { AppView } from '../../app/state.ts';
import { lazyView } from '../../ui/lazy-view.ts';
import { createStartsView } from '../starts/view.ts';
import { createSwarmView } from '../swarm/view.ts';

/** What is under a map, and computes what is on it: of starts, and of a swarm. */
export function createUnderMap(body: HTMLElement, app: App): AppView {
  const views = [
    lazyView(
      ({ state }) => state.scene.view.overlays.starts,
      async () => createStartsView(body, app),
      () => {},
    ),
    lazyView(
      ({ state }) => state.scene.view.swarm !== null,
      async () => createSwarmView(body, app),
      () => {},
    ),
  ];
  return {
    draw: (frame) => views.forEach((view) => view.draw(frame)),
    dispose: () => views.forEach((view) => view.dispose()),
  };
}
