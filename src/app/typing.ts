import { FormulaError } from '../core/expression/formula-error.ts';
import { completed } from '../core/expression/parameters.ts';
import { compiled } from '../core/scene/compiled.ts';
import { followSuggestions } from '../core/scene/follow.ts';
import { parametersIn } from '../core/scene/parameters.ts';
import type { Scene } from '../core/scene/scene.ts';
import type { Clock } from './clock.ts';
import { onFormula } from './scene-edits.ts';
import type { State } from './state.ts';

/** Milliseconds without a key after which what is typed is taken. */
export const PAUSE = 500;

/** A formula being typed: what is shown meanwhile, and what becomes of it. */
export interface Typing {
  /** A key: the text is judged when typing pauses. */
  type(text: string): void;
  /** The text as it is to be: into the scene when it compiles, into the draft with its mistake when not. */
  take(text: string): void;
  /** Something else takes the page for a while: what is typed is judged now, and waits. */
  rest(): void;
  /** Something else is shown: a text that did not get into the scene is kept aside. */
  drop(): void;
  dispose(): void;
}

/**
 * One visit of the field is one edit. While the text is wrong, the surface from before it is shown, also when a pause
 * fell on a beginning that is a formula by itself.
 */
export function createTyping(
  clock: Clock,
  state: () => State,
  set: (change: Pick<State, 'draft'> & Partial<Pick<State, 'dropped'>>) => void,
  edit: (change: (scene: Scene) => Scene, group: string) => void,
): Typing {
  let visit: { readonly before: Scene; readonly group: string } | null = null;
  let visits = 0;
  let stop = () => {};

  const begin = () => {
    visit ??= { before: state().scene, group: `formula ${(visits += 1)}` };
    return visit;
  };

  const judge = (typed: string) => {
    stop();
    const { before, group } = begin();
    let text = typed;
    try {
      text = completed(typed, parametersIn(state().scene));
      compiled(text);
    } catch (error) {
      if (!(error instanceof FormulaError)) throw error;
      const { message, start, end } = error;
      if (state().scene.formula !== before.formula) edit((scene) => back(scene, before), group);
      set({ draft: { text: typed, mistake: { message, start, end } } });
      return;
    }
    set({ draft: null });
    if (text === state().scene.formula) return;
    edit((scene) => (text === before.formula ? back(scene, before) : onFormula(scene, text)), group);
  };

  return {
    type(text) {
      begin();
      stop();
      stop = clock.after(PAUSE, () => judge(text));
      set({ draft: { text, mistake: null }, dropped: null });
    },
    take(text) {
      judge(text);
      visit = null;
    },
    rest() {
      const { draft } = state();
      if (draft && !draft.mistake) judge(draft.text);
      visit = null;
    },
    drop() {
      stop();
      visit = null;
      const { draft } = state();
      if (draft) set({ draft: null, dropped: draft.text });
    },
    dispose: () => stop(),
  };
}

/** The scene on the surface of an earlier one. */
function back(scene: Scene, { loss, formula, curve, base }: Scene): Scene {
  return followSuggestions({ ...scene, loss, formula, curve, base });
}
