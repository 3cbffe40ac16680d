import { askedSettings } from '../../app/setting-map/asked.ts';
import { settingsMap, type SettingsMap } from '../../app/setting-map/kept.ts';
import { ALL_ROWS } from '../../core/run/maps.ts';
import type { ExportContext } from '../context.ts';
import { frameIn } from '../frames.ts';
import { FONT } from '../picture/sheet.ts';
import { computed } from './compute.ts';
import type { MapFiles } from './exporters.ts';

/** The map of settings; null of a scene without it. */
export function settingsKind(context: ExportContext): MapFiles<SettingsMap> | null {
  const asked = askedSettings(context);
  if (!asked) return null;
  const { x, y } = asked.request;
  return {
    what: 'settings',
    async compute(side, signal, progress) {
      const request = { ...asked.request, width: side, height: side, rows: ALL_ROWS };
      return settingsMap(asked, await computed(context, 'settings', request, signal, progress));
    },
    draw: (pen, theme, map, box) =>
      context.drawings.settings(pen, frameIn(context, theme), map, box, { font: FONT }),
    columns: [x.key, y.key, 'loss', 'ended_at', 'arrived_at'],
    size: ({ map }) => map,
    row({ map }, j) {
      const step = (value: number) => (value < 0 ? Number.NaN : value);
      return Float64Array.from(
        Array.from({ length: map.width }, (_, i) => {
          const at = j * map.width + i;
          const steps = [step(map.endedAt[at]!), step(map.arrivals[at]!)];
          return [map.xs[i]!, map.ys[j]!, map.losses[at]!, ...steps];
        }).flat(),
      );
    },
  };
}
