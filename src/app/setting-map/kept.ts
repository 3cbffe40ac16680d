import type { SettingMap } from '../../core/run/settings.ts';
import { memo } from '../memo.ts';
import type { Frame } from '../state.ts';
import { type AskedSettings, askedSettings } from './asked.ts';

/** A map of settings that is there, whole at its size. */
export interface SettingsMap {
  readonly asked: AskedSettings;
  readonly map: SettingMap;
  /** Pixels whose runs ended on their way, and that arrive within the tolerance. */
  readonly ended: number;
  readonly arrived: number;
  /** The index of the best pixel: of the lowest loss, or of the first arrival where that is shown; null where none is. */
  readonly best: number | null;
}

export function settingsMap(asked: AskedSettings, map: SettingMap): SettingsMap {
  const { losses, endedAt, arrivals } = map;
  const soonest = asked.request.goal !== null && arrivals.some((step) => step >= 0);
  let [ended, arrived, least] = [0, 0, Infinity];
  let best: number | null = null;
  for (let at = 0; at < losses.length; at++) {
    const [end, arrival] = [endedAt[at]!, arrivals[at]!];
    if (end >= 0) ended++;
    if (arrival >= 0) arrived++;
    if (end >= 0 || (soonest && arrival < 0)) continue;
    const value = soonest ? arrival : losses[at]!;
    if (value < least) [best, least] = [at, value];
  }
  return { asked, map, ended, arrived, best };
}

/** Maps that are kept: those between which one goes back and forth. */
const KEPT = 8;

const kept = new Map<string, SettingsMap>();
let newest: SettingsMap | null = null;

/** Keeps a map in the place of a coarser one. */
export function keepSettings(map: SettingsMap): void {
  kept.delete(map.asked.key);
  kept.set(map.asked.key, map);
  for (const oldest of kept.keys()) if (kept.size > KEPT) kept.delete(oldest);
  newest = map;
}

export function keptSettings({ key }: AskedSettings): SettingsMap | null {
  return kept.get(key) ?? null;
}

/** What of maps of settings a frame shows. */
export interface ShownSettings {
  readonly asked: AskedSettings;
  /** The one that it asks for. */
  readonly now: SettingsMap | null;
  /** While that one is on its way, what was shown before it on the same axes, to be drawn faint. */
  readonly before: SettingsMap | null;
}

/** Null where a frame asks for none. */
export function shownSettings(frame: Frame): ShownSettings | null {
  const asked = askedSettings(frame);
  if (!asked) return null;
  const now = keptSettings(asked);
  const isAlike = newest !== null && axesKey(newest.asked) === axesKey(asked);
  return pair(asked, now, now === null && isAlike ? newest : null);
}

const axesKey = ({ request }: AskedSettings): string => {
  const { formula, model, optimizer, x, y, goal, tellsReasons } = request;
  return JSON.stringify([formula, model?.id, optimizer.id, x, y, goal?.tolerance, tellsReasons]);
};

const pair = memo(
  (asked: AskedSettings, now: SettingsMap | null, before: SettingsMap | null): ShownSettings => ({
    asked,
    now,
    before,
  }),
);
