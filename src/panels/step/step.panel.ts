import type { MountPanel } from '../../ui/panel.ts';
import { createStepPanel } from './step-panel.ts';

export const mount: MountPanel = (slot, { app }) => [createStepPanel(slot, app)];
