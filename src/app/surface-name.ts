import type { CurveRow } from '../core/losses/curves.ts';
import type { LossEntry } from '../core/losses/types.ts';
import type { Frame } from './state.ts';

type Seen = Pick<Frame, 'state' | 'derived'>;

let curves: readonly CurveRow[] = [];

/** The curves that are offered: their rows come with what draws one. */
export function knowCurves(rows: readonly CurveRow[]): void {
  curves = rows;
}

/** The row of what is shown, with its name and what it teaches; null for a formula of one's own. */
export function shownRow({ state: { scene }, derived }: Seen): LossEntry | CurveRow | null {
  const ofCurve = scene.curve && curves.find(({ formula }) => formula === scene.formula);
  return derived.entry ?? (ofCurve || null);
}

/** Signs of a formula in a line. */
const MOST = 60;

/** What the surface on the stage is called, in a line: "Himmelblau", or its formula. */
export function shownName(seen: Seen): string {
  const { scene } = seen.state;
  return shownRow(seen)?.name ?? scene.model?.id ?? elided(scene.formula);
}

/** The beginning of what is long, with a sign that it goes on. */
export function elided(text: string): string {
  return text.length > MOST ? `${text.slice(0, MOST - 1).trimEnd()}…` : text;
}
