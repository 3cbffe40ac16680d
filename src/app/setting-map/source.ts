import { ALL_ROWS } from '../../core/run/maps.ts';
import type { SettingMap } from '../../core/run/settings.ts';
import type { WorkerClient } from '../../workers/client.ts';
import type { App } from '../app.ts';
import { createMapSource, type MapKind, type MapSource } from '../maps/source.ts';
import { type AskedSettings, askedSettings } from './asked.ts';
import { keepSettings, keptSettings, settingsMap } from './kept.ts';

const kind: MapKind<AskedSettings, 'settings'> = {
  job: 'settings',
  see() {},
  asked: (frame) => [askedSettings(frame) ?? []].flat(),
  keptSide: (asked) => keptSettings(asked)?.map.width ?? 0,
  request: ({ request }, side, rows) => ({ ...request, width: side, height: side, rows }),
  empty: emptySettings,
  put: putSettings,
  keep: (asked, map) => keepSettings(settingsMap(asked, map)),
};

/** Has the maps of settings computed that frames ask for. */
export const createSettingsSource = (
  app: Pick<App, 'invalidate'>,
  connect: () => WorkerClient,
  cores?: number,
  isCalm?: () => boolean,
): MapSource => createMapSource(kind, app, connect, cores, isCalm);

/** A map of so many pixels a side, to be filled. */
export function emptySettings(side: number): SettingMap {
  const pixels = side * side;
  return {
    width: side,
    height: side,
    rows: ALL_ROWS,
    xs: new Float64Array(side),
    ys: new Float64Array(side),
    losses: new Float64Array(pixels),
    endedAt: new Int32Array(pixels),
    arrivals: new Int32Array(pixels),
    reasons: new Int8Array(pixels),
  };
}

/** Puts rows that were computed apart into the whole. */
export function putSettings(whole: SettingMap, part: SettingMap): void {
  const { width, rows } = part;
  whole.xs.set(part.xs);
  for (let row = 0; row < part.height; row++) {
    const j = rows.first + row * rows.every;
    const [from, to] = [row * width, j * width];
    whole.ys[j] = part.ys[row]!;
    for (const name of ['losses', 'endedAt', 'arrivals', 'reasons'] as const) {
      whole[name].set(part[name].subarray(from, from + width), to);
    }
  }
}
