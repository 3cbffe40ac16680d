import type { App } from '../app/app.ts';
import { nameScene } from '../app/document-title.ts';
import { memo } from '../app/memo.ts';
import type { AppView, Frame } from '../app/state.ts';
import { formulaText } from '../core/expression/print-text.ts';
import type { LossEntry } from '../core/losses/types.ts';
import { panels } from '../text/en/panels.ts';

/** What the page shows, in a few words: "Himmelblau, four equal minima", or "f(x, y) = x² + 3y²". */
export function sceneTitle(
  entry: Pick<LossEntry, 'name' | 'family' | 'minima' | 'minimaComplete'> | null,
  formula: string,
): string {
  if (!entry) return titleOfFormula(formula);
  const best = entry.minima.filter(({ kind }) => kind === 'global').length;
  if (entry.minimaComplete && best > 1) return panels.title.equalMinima(entry.name, best);
  return panels.title.family[entry.family](entry.name);
}

const titleOfFormula = memo((formula: string) => elided(formulaText(formula)));

/** What the surface on the stage is called, in a line: "Himmelblau", or its formula. */
export function shownName({ state, derived }: Frame): string {
  const { formula } = state.scene;
  return derived.entry?.name ?? elided(formula);
}

/** The beginning of what is long, with a sign that it goes on. */
function elided(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59).trimEnd()}…` : text;
}

/** How many rules a title names. */
const NAMED = 4;

/** Names the window by what is shown: "Himmelblau: SGD, Adam – Fall Line". The page's own first scene has its title. */
export function createWindowTitle(app: App, isFirstVisit: boolean): AppView {
  let drawn = isFirstVisit ? app.state.scene : null;
  return {
    draw(frame) {
      const { scene } = frame.state;
      if (scene === drawn) return;
      drawn = scene;
      const rules = [...new Set(frame.derived.runs.map(({ entry }) => entry.name))];
      const named = rules.length > NAMED ? [...rules.slice(0, NAMED), '…'] : rules;
      nameScene(panels.title.window(shownName(frame), named));
    },
    dispose() {},
  };
}
