import { type AskedStarts, startsOf } from '../../app/starts/asked.ts';
import { startsMap, type StartsMap } from '../../app/starts/kept.ts';
import { ENDED } from '../../core/run/basins.ts';
import { ALL_ROWS } from '../../core/run/maps.ts';
import type { ExportContext } from '../context.ts';
import { frameIn } from '../frames.ts';
import { FONT } from '../picture/sheet.ts';
import { computed } from './compute.ts';
import type { MapFiles } from './exporters.ts';

/** The map of starts; null of a scene without it. */
export function startsKind(context: ExportContext): MapFiles<StartsMap> | null {
  const asked = startsOf(context);
  return asked && startsFiles(context, asked);
}

export function startsFiles(context: ExportContext, asked: AskedStarts): MapFiles<StartsMap> {
  const [x0, x1, y0, y1] = asked.request.domain;
  return {
    what: 'starts',
    async compute(side, signal, progress) {
      const request = { ...asked.request, width: side, height: side, rows: ALL_ROWS };
      return startsMap(asked, await computed(context, 'starts', request, signal, progress));
    },
    draw: (pen, theme, map, box) =>
      context.drawings.starts(pen, frameIn(context, theme), map, box, { font: FONT }),
    columns: ['start_x', 'start_y', 'end_x', 'end_y', 'place', 'ended_at', 'arrived_at'],
    size: ({ map }) => map,
    row({ map }, j) {
      const step = (value: number) => (value < 0 ? Number.NaN : value);
      const { width, height, ends, basins, endedAt, arrivals } = map;
      const y = y0 + ((j + 0.5) / height) * (y1 - y0);
      return Float64Array.from(
        Array.from({ length: width }, (_, i) => {
          const at = j * width + i;
          const x = x0 + ((i + 0.5) / width) * (x1 - x0);
          const place = basins[at] === ENDED ? Number.NaN : basins[at]!;
          return [x, y, ends[2 * at]!, ends[2 * at + 1]!, place, step(endedAt[at]!), step(arrivals[at]!)];
        }).flat(),
      );
    },
  };
}
