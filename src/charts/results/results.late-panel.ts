import type { MountPanel } from '../../ui/panel.ts';
import { createResultsTable } from './table.ts';

export const mount: MountPanel = ({ body }, { app }) => [createResultsTable(body, app)];
