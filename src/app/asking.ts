import type { Guess } from '../core/ask/answer.ts';
import { answerForm, type AskKind } from '../core/ask/ask.ts';
import { cutShort } from '../core/run/limit.ts';
import { memo } from './memo.ts';
import type { OverlayId } from '../core/scene/overlays.ts';
import type { Asked, Derived, RunView, State } from './state.ts';

/** What is hidden while a scene's question is open, and how it is: runs have their start alone, and time stands. */

/** Nobody has guessed yet. */
export const unasked: Asked = { guess: null, isLocked: false };

/** Whether a scene asks something that its runs would tell, and no guess is locked. */
export function isOpen({ scene, asked }: Pick<State, 'scene' | 'asked'>): boolean {
  return scene.ask !== null && answerForm(scene.ask.kind) !== 'setting' && !asked.isLocked;
}

/**
 * The state after a change: another question is open again, and while one is, the first step is shown, nothing plays and
 * no optimizer's step is explained.
 */
export function settledState(given: State, before: State): State {
  // Another model has other rows.
  const isOther = given.picked !== null && given.scene.model !== before.scene.model;
  const next = isOther ? { ...given, picked: null } : given;
  const asked = next.scene.ask === before.scene.ask || next.asked !== before.asked ? next.asked : unasked;
  if (!isOpen({ scene: next.scene, asked })) return asked === next.asked ? next : { ...next, asked };
  const playhead =
    next.playhead.step === 0 && !next.playhead.playing
      ? next.playhead
      : { ...next.playhead, step: 0, playing: false };
  return { ...next, asked, playhead, selected: -1, stage: null };
}

/** The same with runs that have not begun. */
export function createHider(): (derived: Derived) => Derived {
  const hiddenRuns = memo((runs: readonly RunView[]): readonly RunView[] => runs.map(begun));
  return memo((derived: Derived): Derived => ({ ...derived, runs: hiddenRuns(derived.runs) }));
}

function begun(view: RunView): RunView {
  const { distances, ...rest } = view;
  return {
    ...rest,
    run: cutShort(view.run, 0),
    leftAt: null,
    ...(distances && { distances: distances.subarray(0, 1) }),
  };
}

/** Questions of a place or a way, to which a line that goes downhill leads. */
const ofWays: ReadonlySet<AskKind> = new Set<AskKind>(['end', 'path', 'minimum']);

/**
 * Whether an overlay is drawn: while a question is open, what leads to its answer is not: the gradient flow and where each
 * start ends, field lines where a place or a way is asked for, and where an arrow is all that tells a slope.
 */
export function showsOverlay(state: Pick<State, 'scene' | 'asked'>, id: OverlayId): boolean {
  if (!state.scene.view.overlays[id]) return false;
  const { ask } = state.scene;
  if (!ask || !isOpen(state) || id === 'eigenvectors') return true;
  const tells = id === 'flow' || id === 'starts' || (id === 'lines' && ofWays.has(ask.kind));
  return !tells && ask.kind !== 'arrow';
}

/**
 * Up to which order derivatives are told, drawn and charted: all, but while a question is open that is computed from them: of
 * the first step's length and direction from the slope at the start, of the largest stable rate from the curvature.
 */
export function orderTold(state: Pick<State, 'scene' | 'asked'>): 0 | 1 | 2 {
  if (!isOpen(state)) return 2;
  const kind = state.scene.ask?.kind;
  return kind === 'length' || kind === 'arrow' ? 0 : kind === 'stable' ? 1 : 2;
}

/** A guess that has been taken back, or is another one, as long as none is locked. */
export function withGuess(asked: Asked, guess: Guess | null): Asked {
  return asked.isLocked ? asked : { ...asked, guess };
}

/** What changes as the guess is locked: the run that is asked about is explained; null where nothing is asked, or no more. */
export function locked({ scene, asked }: State): Partial<State> | null {
  const { ask } = scene;
  if (!ask || asked.isLocked) return null;
  // Beside an arrow that is guessed as long as it is, the step's own would be drawn magnified.
  const selected = ask.kind !== 'arrow' && scene.optimizers[ask.run] ? ask.run : -1;
  return { asked: { ...asked, isLocked: true }, selected };
}
