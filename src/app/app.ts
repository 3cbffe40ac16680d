import type { Guess } from '../core/ask/answer.ts';
import type { ScenePlayhead } from '../core/scene/document.ts';
import type { Follower, OptimizerSetting, Scene, View } from '../core/scene/scene.ts';
import type { AppView, Derived, FigureStyle, Playhead, State } from './state.ts';

/** Somebody to whom places are shown. */
export interface Pointing {
  /** Whether what is dragged draws, and does not move the view. */
  readonly draws: boolean;
  /** A place that was pressed, or over which something is drawn. */
  at(place: readonly [number, number]): void;
}

/**
 * The one way to change what is shown. Every edit makes a new document; `group` names edits of one gesture (a
 * dragged slider), which undo takes back together.
 */
export interface App {
  readonly state: State;
  readonly derived: Derived;
  /** Adds a view; it is drawn in the next frame. Returns its removal. */
  mount(view: AppView): () => void;
  /** Asks for one frame, for a view whose own drawing is stale (a resize, a camera in motion). */
  invalidate(): void;
  /** Draws a frame that was asked for now instead of before the next picture. Not while one is drawn. */
  flush(): void;

  edit(change: (scene: Scene) => Scene, group?: string): void;
  /** Shows another scene, paused where it says; one edit for undo. */
  load(scene: Scene, playhead: ScenePlayhead): void;
  /** Back to the scene and the step with which this began: the link, file or slide that was opened; one edit. */
  reset(): void;
  readonly canReset: boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  undo(): void;
  redo(): void;

  setLoss(id: string): void;
  /** A formula while it is typed: taken as by `setFormula` when typing pauses. */
  typeFormula(text: string): void;
  /** Takes a typed formula: into the scene when it compiles, into `state.draft` with its mistake when not. */
  setFormula(text: string): void;
  /** Gives a parameter of the formula another value. */
  setParameter(name: string, value: number, group?: string): void;
  setDomain(domain: Scene['domain']): void;
  setStart(start: readonly [number, number], group?: string): void;
  setValue(index: number, key: string, value: number | boolean, group?: string): void;
  setOptimizer(index: number, change: (setting: OptimizerSetting) => OptimizerSetting, group?: string): void;
  addOptimizer(id: string): void;
  duplicateOptimizer(index: number): void;
  removeOptimizer(index: number): void;
  setView(change: Partial<View>, group?: string): void;
  /** Puts the domain, the start or the height scale back to what the surface suggests. */
  suggest(what: Follower): void;
  /** The same for a value of an optimizer that follows the surface. */
  suggestValue(index: number, key: string): void;

  seek(step: number): void;
  stepBy(by: number): void;
  play(): void;
  pause(): void;
  setPlayhead(change: Partial<Pick<Playhead, 'speed' | 'loop' | 'range'>>): void;
  select(index: number): void;
  hover(at: readonly [number, number] | null): void;
  /** Opens the step at its first stage, or closes it with null. */
  setStage(stage: number | null): void;
  /** Points at a line of the equation, or its arrow. */
  light(key: string | null): void;
  /** Shows the own gradient of a row of a model's data, or of none. */
  pick(row: number | null): void;
  /** Guesses an answer to the scene's question, or takes the guess back with null; a locked one stays. */
  guess(guess: Guess | null): void;
  /** Who takes places that are pointed at or drawn on stage, map or curve; null for nobody. */
  readonly pointing: Pointing | null;
  takePlaces(by: Pointing | null): void;
  /** Shows what the answer is: with a guess it is locked, without one it was passed over. */
  lock(): void;
  /** Asks the scene's question once more. */
  askAgain(): void;
  /** Draws larger, or for a projector; a scale that is no size is not taken. */
  setFigure(change: Partial<FigureStyle>): void;
}
