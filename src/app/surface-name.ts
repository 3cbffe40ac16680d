import type { Frame } from './state.ts';

/** Signs of a formula in a line. */
const MOST = 60;

/** What the surface on the stage is called, in a line: "Himmelblau", or its formula. */
export function shownName({ state, derived }: Pick<Frame, 'state' | 'derived'>): string {
  return derived.entry?.name ?? state.scene.model?.id ?? elided(state.scene.formula);
}

/** The beginning of what is long, with a sign that it goes on. */
export function elided(text: string): string {
  return text.length > MOST ? `${text.slice(0, MOST - 1).trimEnd()}…` : text;
}
