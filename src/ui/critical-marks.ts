/** The marks of the surface itself on stage and map, with what each is in a sentence: known before anybody points. */
import { formatNumber } from '../core/math/format.ts';
import type { Loss } from '../core/math/loss.ts';
import { marks as text } from '../text/en/marks.ts';
import { markedPoints } from '../app/critical.ts';
import type { Frame } from '../app/state.ts';

export type MarkPlace = readonly [x: number, y: number];

/** A mark at one place. */
export interface SceneMark {
  readonly at: MarkPlace;
  readonly sentence: string;
}

/** Minima, saddles, maxima and the like, as they are marked. */
export function criticalMarks({ state, derived }: Frame): SceneMark[] {
  if (!state.scene.view.minima) return [];
  const { loss, critical } = derived;
  return markedPoints(critical).map(({ at, kind, form, value }) => {
    const place = sayPlace(loss, at, value);
    const isOfCurve = loss.dimension === 1 && kind === 'minimum' && form === 'regular';
    return { at, sentence: isOfCurve ? text.minimumOfCurve(place) : text.critical(kind, form, place) };
  });
}

/** "f(3, 2) = 0", or "f(3) = 0" of one variable. */
export function sayPlace({ dimension }: Pick<Loss, 'dimension'>, at: MarkPlace, value: number): string {
  if (dimension === 1) return text.valueOf(shortly(at[0]), shortly(value));
  return text.value(shortly(at[0]), shortly(at[1]), shortly(value));
}

/** Four digits, or fewer where these say the same. */
function shortly(value: number): string {
  const digits = 4;
  let fewest = 1;
  while (fewest < digits && Number(value.toPrecision(fewest)) !== Number(value.toPrecision(digits))) fewest++;
  return formatNumber(value, fewest);
}
