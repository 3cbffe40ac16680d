import type { BasinMap } from '../../core/run/basins.ts';
import { findEndPlaces } from '../../core/run/end-places.ts';
import { ALL_ROWS } from '../../core/run/maps.ts';
import type { WorkerClient } from '../../workers/client.ts';
import type { App } from '../app.ts';
import { createMapSource, type MapKind, type MapSource } from '../maps/source.ts';
import { addPlaces, type AskedStarts, startsBeside } from './asked.ts';
import { keepStarts, keptStarts, setLive, startsMap } from './kept.ts';

const kind: MapKind<AskedStarts, 'starts'> = {
  job: 'starts',
  see: setLive,
  asked: (frame) => startsBeside(frame).filter(({ isKnown }) => isKnown),
  keptSide: (asked) => keptStarts(asked)?.map.width ?? 0,
  request: ({ request }, side, rows) => ({ ...request, width: side, height: side, rows }),
  empty: emptyMap,
  put: putRows,
  keep(asked, map) {
    const isFirst = keptStarts(asked) === null;
    const places = isFirst ? findEndPlaces(asked.loss, map, asked.request.targets) : [];
    if (!addPlaces(asked.request.formula, places)) keepStarts(startsMap(asked, map));
  },
};

/** Has the maps of starts computed that frames ask for. */
export const createStartsSource = (
  app: Pick<App, 'invalidate'>,
  connect: () => WorkerClient,
  cores?: number,
  isCalm?: () => boolean,
): MapSource => createMapSource(kind, app, connect, cores, isCalm);

function emptyMap(side: number): BasinMap {
  const pixels = side * side;
  return {
    width: side,
    height: side,
    rows: ALL_ROWS,
    ends: new Float64Array(2 * pixels),
    endedAt: new Int32Array(pixels),
    basins: new Int16Array(pixels),
    arrivals: new Int32Array(pixels),
  };
}

/** Puts rows that were computed apart into the whole. */
export function putRows(whole: BasinMap, part: BasinMap): void {
  const { width, rows } = part;
  for (let row = 0; row < part.height; row++) {
    const [from, to] = [row * width, (rows.first + row * rows.every) * width];
    whole.ends.set(part.ends.subarray(2 * from, 2 * (from + width)), 2 * to);
    whole.endedAt.set(part.endedAt.subarray(from, from + width), to);
    whole.basins.set(part.basins.subarray(from, from + width), to);
    whole.arrivals.set(part.arrivals.subarray(from, from + width), to);
  }
}
