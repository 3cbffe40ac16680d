/** What a map of starts says, in words: on the page, to screen readers, and in captions. */
import { shareText } from '../maps/share-text.ts';
import type { AskedStarts } from '../../app/starts/asked.ts';
import type { StartsMap } from '../../app/starts/kept.ts';
import { ENDED, UNDECIDED } from '../../core/run/basins.ts';
import { formatNumber } from '../../core/math/format.ts';
import { ends } from '../../text/en/ends.ts';
import { starts as text } from '../../text/en/starts.ts';
import { letterOf } from '../../ui/starts-looks.ts';
import type { PointedStart } from './pointed.ts';

/** Places that are listed one by one, at most. */
const LISTED = 8;

/** Something to which starts go, with their share. */
export interface EndRow {
  /** The index of a place, `UNDECIDED` or `ENDED`. */
  readonly of: number;
  /** A letter, or a word. */
  readonly name: string;
  /** What it is and where, of a place; else what is meant. */
  readonly what: string;
  readonly share: string;
}

/** Of a map of starts what its shares are told by. */
interface CountedStarts extends Pick<StartsMap, 'counts'> {
  readonly asked: Pick<AskedStarts, 'places'> & {
    readonly request: Pick<AskedStarts['request'], 'steps' | 'budget'>;
  };
  readonly map: Pick<StartsMap['map'], 'basins'>;
}

const placeText = ([x, y]: readonly [number, number]) => text.place(formatNumber(x), formatNumber(y));

/** The places that are reached, those of most starts if there are many, in their own order; then what is at none. */
export function endRows({ asked, map, counts }: CountedStarts): {
  rows: readonly EndRow[];
  more: string | null;
} {
  const total = map.basins.length;
  const reached = counts.targets.flatMap((count, of) => (count > 0 ? [{ of, count }] : []));
  const most = reached.toSorted((a, b) => b.count - a.count).slice(0, LISTED);
  const listed = reached.filter((one) => most.includes(one));
  const rows = listed.map(({ of, count }): EndRow => {
    const { kind, at } = asked.places[of]!;
    const what = `${text.kinds[kind]} ${placeText(at)}`;
    return { of, name: letterOf(of), what, share: shareText(count, total) };
  });
  const { steps, budget } = asked.request;
  const { undecided, ended } = counts;
  if (undecided > 0) {
    const say = budget === 'evaluations' ? text.undecidedOfBudget : text.undecidedMeaning;
    const what = say(steps);
    rows.push({ of: UNDECIDED, name: text.undecided, what, share: shareText(undecided, total) });
  }
  if (ended > 0) {
    rows.push({ of: ENDED, name: text.ended, what: text.endedMeaning, share: shareText(ended, total) });
  }
  const rest = reached.filter((one) => !most.includes(one));
  const others = rest.reduce((sum, { count }) => sum + count, 0);
  const more = rest.length > 0 ? text.others(rest.length, shareText(others, total)) : null;
  return { rows, more };
}

/** The shares of the basins in a sentence. */
export function spokenStarts(starts: StartsMap): string {
  const { rows, more } = endRows(starts);
  const parts = rows.map(({ of, name, what, share }) =>
    of < 0 ? `${name} ${share}` : `${name}, ${what}, ${share}`,
  );
  return text.spoken(starts.asked.name, more === null ? parts : [...parts, more]);
}

/** The first and the last step of arrival of a map; null where no run arrives. */
export function arrivalsOf({ map }: StartsMap): readonly [first: number, last: number] | null {
  let first = Infinity;
  let last = -1;
  for (const step of map.arrivals) {
    if (step < 0) continue;
    if (step < first) first = step;
    if (step > last) last = step;
  }
  return last < 0 ? null : [first, last];
}

/** Where the run from a pixel ends, and where that of its neighbour does, if elsewhere. */
export function pointedStartText({ start, run, basin, arrival, starts }: PointedStart): string {
  const from = text.from(formatNumber(start[0]), formatNumber(start[1]));
  if (basin === ENDED) {
    return text.endedFrom(from, run.end ? ends.ended(run.end) : text.ended);
  }
  if (basin === UNDECIDED) {
    const at = 2 * run.steps;
    const [x, y] = [run.positions[at]!, run.positions[at + 1]!];
    return text.undecidedFrom(from, formatNumber(x), formatNumber(y), run.steps);
  }
  const { kind, at } = starts.asked.places[basin]!;
  return text.arrives(from, letterOf(basin), text.kinds[kind], placeText(at), String(arrival));
}
