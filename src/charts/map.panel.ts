import type { MountPanel } from '../ui/panel.ts';
import { createMap } from './map.ts';

export const mount: MountPanel = ({ body, note }, { reader }) => [createMap(body, reader, note)];
