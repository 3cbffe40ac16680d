import { type MountPanel, panelsIn } from '../ui/panel.ts';

/** The panels whose code comes with the side: see `core/scene/panels.ts`. */
export const firstPanels = panelsIn(
  import.meta.glob<{ mount: MountPanel }>('../{charts,panels}/**/*.panel.ts', { eager: true }),
);
