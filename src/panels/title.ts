import type { App } from '../app/app.ts';
import { nameScene } from '../ui/document-title.ts';
import { memo } from '../app/memo.ts';
import type { AppView } from '../app/state.ts';
import { elided, shownName, shownRow } from '../app/surface-name.ts';
import { formulaText } from '../core/expression/print-text.ts';
import type { LossEntry } from '../core/losses/types.ts';
import { panels } from '../text/en/panels.ts';

/** What the page shows, in a few words: "Himmelblau, four equal minima", or "f(x, y) = x² + 3y²". */
export function sceneTitle(
  row: (Pick<LossEntry, 'name' | 'family'> & Partial<Pick<LossEntry, 'minima' | 'minimaComplete'>>) | null,
  formula: string,
  curve = false,
): string {
  if (!row) return titleOfFormula(formula, curve);
  const best = row.minima?.filter(({ kind }) => kind === 'global').length ?? 0;
  if (row.minimaComplete && best > 1) return panels.title.equalMinima(row.name, best);
  return panels.title.family[row.family](row.name);
}

const titleOfFormula = memo((formula: string, curve: boolean) => elided(formulaText(formula, curve)));

/** How many rules a title names. */
const NAMED = 4;

/** Names the window by what is shown: "Himmelblau: SGD, Adam – Fall Line". The page's own first scene has its title. */
export function createWindowTitle(app: App, isFirstVisit: boolean): AppView {
  let drawn = isFirstVisit ? app.state.scene : null;
  let row = shownRow(app);
  return {
    draw(frame) {
      const { scene } = frame.state;
      const now = shownRow(frame);
      if (scene === drawn && now === row) return;
      drawn = scene;
      row = now;
      const rules = [...new Set(frame.derived.runs.map(({ entry }) => entry.name))];
      const named = rules.length > NAMED ? [...rules.slice(0, NAMED), '…'] : rules;
      nameScene(panels.title.window(shownName(frame), named));
    },
    dispose() {},
  };
}
