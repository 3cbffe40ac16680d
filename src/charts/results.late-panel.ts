import type { MountPanel } from '../ui/panel.ts';
import { createResultsTable } from './results-table.ts';

export const mount: MountPanel = ({ body }, { app }) => [createResultsTable(body, app)];
