import { createLossChart } from '../charts/loss-chart.ts';
import { createMap } from '../charts/map.ts';
import type { PanelPieces } from '../embed/mount.ts';
import { createControls } from '../panels/controls.ts';
import { createStepPanel } from '../panels/step/step-panel.ts';

/** The panels that an embed may show beside its stage. */
export const embedPanels: PanelPieces = {
  map: createMap,
  loss: createLossChart,
  step: createStepPanel,
  controls: createControls,
};
