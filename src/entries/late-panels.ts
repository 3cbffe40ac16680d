import { type MountPanel, panelsIn } from '../ui/panel.ts';

/** The panels whose code comes when one gets there. */
export const latePanels = panelsIn(
  import.meta.glob<{ mount: MountPanel }>('../{charts,panels}/**/*.late-panel.ts', { eager: true }),
);
