import type { MountPanel } from '../../ui/panel.ts';
import { createRatesPanel } from './rates-panel.ts';

export const mount: MountPanel = ({ body, note }, { app, page }) =>
  page ? [createRatesPanel(body, app, page.comparison, note, page.sweepChart)] : [];
