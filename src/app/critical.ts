import type { Continuum, CriticalPoint, CriticalSet } from '../core/losses/critical/types.ts';
import type { Domain, LossEntry, Minimum } from '../core/losses/types.ts';
import type { Loss } from '../core/math/loss.ts';

/** What a search has found for a formula. */
export interface FoundCritical {
  readonly formula: string;
  readonly set: CriticalSet;
}

/** What is known of the surface's minima, saddles and maxima: by the catalog, by a search, or nothing yet. */
export interface Critical {
  readonly points: readonly CriticalPoint[];
  readonly continua: readonly Continuum[];
  /** Isolated minima, as the catalog has them; of a formula `global` are the lowest that are known. */
  readonly minima: readonly Minimum[];
  /** The lowest value of a known minimum, null where none is known. */
  readonly lowest: number | null;
  /** Where it is the lowest: outside, values may be below it. */
  readonly domain: Domain | null;
  /** Whether the domain holds no minimum but these. */
  readonly complete: boolean;
  /** Whether there are more than were looked for. */
  readonly tooMany: boolean;
  /** Whether the domain has been looked through: what is not known now stays so. */
  readonly searched: boolean;
}

/** Whether a rectangle lies in another. */
export function contains(outer: Domain, inner: Domain): boolean {
  return outer[0] <= inner[0] && outer[1] >= inner[1] && outer[2] <= inner[2] && outer[3] >= inner[3];
}

/** Whether the catalog lists all minima of a domain. */
export function isListed(entry: LossEntry | null, domain: Domain): boolean {
  return entry !== null && entry.minimaComplete && contains(entry.domain, domain);
}

/**
 * @param listed whether the catalog lists all minima of the domain that is shown
 * @param covered whether the search has covered it
 */
export function criticalOf(
  entry: LossEntry | null,
  loss: Loss,
  found: CriticalSet | null,
  listed: boolean,
  covered: boolean,
): Critical {
  const known = entry ? pointsOf(entry, loss) : [];
  const isNew = ({ at: [x, y] }: CriticalPoint) => {
    if (!found) return false;
    const [x0, x1, y0, y1] = found.domain;
    return !known.some(({ at }) => Math.hypot((at[0] - x) / (x1 - x0), (at[1] - y) / (y1 - y0)) < 1e-6);
  };
  const points = [...known, ...(found?.points.filter(isNew) ?? [])];
  const continua = found?.continua ?? [];
  const values = [...points, ...continua].filter(({ kind }) => kind === 'minimum').map(({ value }) => value);
  const lowest = values.length > 0 ? Math.min(...values) : null;
  // Equal but for rounding, measured by how far apart the values of the surface are.
  const spread = Math.max(...points.map(({ value }) => value)) - (lowest ?? 0);
  const isLowest = (value: number) => lowest !== null && value - lowest <= 1e-12 * spread;
  return {
    points,
    continua,
    minima: points.flatMap(({ kind, at, value }): Minimum[] =>
      kind === 'minimum' ? [{ at, value, kind: isLowest(value) ? 'global' : 'local' }] : [],
    ),
    lowest,
    domain: found?.domain ?? entry?.domain ?? null,
    complete: listed || (covered && found?.complete === true),
    tooMany: found?.tooMany === true,
    searched: listed || covered,
  };
}

/** With more points than this, saddles and maxima would hide the minima. */
const MOST_MARKS = 150;

/** The points that are marked on map and stage. */
export function markedPoints({ points }: Critical): readonly CriticalPoint[] {
  return points.length > MOST_MARKS ? points.filter(({ kind }) => kind === 'minimum') : points;
}

function pointsOf({ minima, saddles, maxima = [] }: LossEntry, loss: Loss): CriticalPoint[] {
  const point = (kind: CriticalPoint['kind'], at: readonly number[]): CriticalPoint => {
    const place = [at[0] ?? Number.NaN, at[1] ?? Number.NaN] as const;
    return { at: place, value: loss.value(place), kind, form: 'regular' };
  };
  return [
    ...minima.map(({ at, value }) => ({ ...point('minimum', at), value })),
    ...saddles.map((at) => point('saddle', at)),
    ...maxima.map((at) => point('maximum', at)),
  ];
}
