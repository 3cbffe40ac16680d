import { ARRIVAL_REACH } from '../../app/starts/asked.ts';
import type { StartsMap } from '../../app/starts/kept.ts';
import type { Palette } from '../../app/state.ts';
import { ENDED, UNDECIDED } from '../../core/run/basins.ts';
import { starts as text } from '../../text/en/starts.ts';
import { html } from '../../ui/dom.ts';
import { lookOfNone, looksOfPlaces } from '../../ui/starts-looks.ts';
import { paintPatch } from '../../ui/starts-picture.ts';
import { arrivalsOf, endRows, type EndRow } from './words.ts';

/** Side of a patch in pixels, and of its canvas, which is finer. */
const PATCH = 40;

export interface EndList {
  readonly element: HTMLElement;
  /** What the ends of some maps, which have the same places, look like. @param hasShares whether it says their shares, of one map */
  show(all: readonly StartsMap[], palette: Palette, hasShares: boolean): void;
}

export function createEndList(): EndList {
  const element = html('ul', { class: 'starts-ends' });
  let shown: readonly unknown[] = [];
  return {
    element,
    show(all, palette, hasShares) {
      const now = [...all, palette];
      if (now.length === shown.length && now.every((one, k) => one === shown[k])) return;
      shown = now;
      element.hidden = all.length === 0;
      const rows = new Map<number, EndRow>();
      for (const one of all.flatMap((map) => endRows(map).rows)) rows.set(one.of, one);
      // Places in their order, then what is at none of them.
      const order = (of: number) => (of < 0 ? Infinity : of);
      const listed = [...rows.values()].toSorted((a, b) => order(a.of) - order(b.of) || b.of - a.of);
      const looks = looksOfPlaces(all[0]?.asked.places ?? [], palette);
      element.replaceChildren(
        ...listed.map(({ of, name, what, share }) => {
          const patch = html('canvas', {
            class: 'starts-patch',
            width: PATCH,
            height: PATCH,
            'aria-hidden': 'true',
          });
          paintPatch(patch, of === UNDECIDED || of === ENDED ? lookOfNone(of, palette) : looks[of]!);
          const row = html(
            'li',
            {},
            patch,
            html('strong', {}, name),
            html('span', { class: 'starts-what' }, what),
          );
          if (hasShares) row.append(html('span', { class: 'starts-share' }, share));
          return row;
        }),
      );
    },
  };
}

/** What lightness means, and when a run is at a place. */
export function startsScale(starts: StartsMap): string {
  const steps = arrivalsOf(starts);
  return [
    steps ? `${text.shading} ${capital(text.scale(String(steps[0]), String(steps[1])))}.` : '',
    text.within(String(100 * ARRIVAL_REACH)),
  ].join(' ');
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
