import type { SettingMapView } from './scene.ts';

/** What is near the lowest loss at first. */
export const TOLERANCE = 1e-3;

/** The map of settings as it is opened. */
export const newSettingMap: SettingMapView = { shows: 'loss', tolerance: TOLERANCE, x: null, y: null };
