import type { PanelMakers } from '../embed/pieces.ts';
import { createControls } from '../panels/controls.ts';
import { firstPanels } from './first-panels.ts';

/** What an embed may show beside its stage. */
export const embedPanelMakers: PanelMakers = {
  async panel(id) {
    return firstPanels.get(id) ?? (await import('./late-panels.ts')).latePanels.get(id)!;
  },
  controls: createControls,
};
