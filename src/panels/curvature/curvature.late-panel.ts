import type { MountPanel } from '../../ui/panel.ts';
import { createCurvaturePanel } from './readout.ts';

export const mount: MountPanel = ({ body, note }, { app }) => [createCurvaturePanel(body, app, note)];
