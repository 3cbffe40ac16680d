import type { App } from '../app/app.ts';
import { nameScene } from '../ui/document-title.ts';
import { memo } from '../app/memo.ts';
import type { AppView } from '../app/state.ts';
import { elided, shownName } from '../app/surface-name.ts';
import { formulaText } from '../core/expression/print-text.ts';
import type { LossEntry } from '../core/losses/types.ts';
import { panels } from '../text/en/panels.ts';

/** What the page shows, in a few words: "Himmelblau, four equal minima", or "f(x, y) = x² + 3y²". */
export function sceneTitle(
  entry: Pick<LossEntry, 'name' | 'family' | 'minima' | 'minimaComplete'> | null,
  formula: string,
  curve = false,
): string {
  if (!entry) return titleOfFormula(formula, curve);
  const best = entry.minima.filter(({ kind }) => kind === 'global').length;
  if (entry.minimaComplete && best > 1) return panels.title.equalMinima(entry.name, best);
  return panels.title.family[entry.family](entry.name);
}

const titleOfFormula = memo((formula: string, curve: boolean) => elided(formulaText(formula, curve)));

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
