import type { Guess } from '../core/ask/answer.ts';
import type { Palette } from '../styles/palette.ts';
import type { Surface } from '../core/geometry/types.ts';
import type { LossEntry } from '../core/losses/types.ts';
import type { Loss } from '../core/math/loss.ts';
import type { Model, ModelEntry } from '../core/models/types.ts';
import type { OptimizerEntry } from '../core/optimizers/types.ts';
import type { Run } from '../core/run/types.ts';
import type { OptimizerSetting, Scene } from '../core/scene/scene.ts';
import type { Critical } from './critical.ts';
import type { SeenPlane } from './models/seen-plane.ts';
import type { SeenStep } from './models/seen-step.ts';
import type { Anatomy } from '../core/run/anatomy.ts';
import type { WorkerClient } from '../workers/client.ts';
import type { RunNaming } from './run-names.ts';

/** Where in time the page is. Time is an index: all that is on the screen is of `step`. */
export interface Playhead {
  readonly step: number;
  readonly playing: boolean;
  /** Steps per second, 1 to 1000. */
  readonly speed: number;
  readonly loop: boolean;
  /** The steps that are played, both ends included; without it all of them. Played once, it is forgotten. */
  readonly range?: readonly [from: number, to: number] | null;
}

/** A formula as typed that is not shown: the scene keeps the surface from before. */
export interface FormulaDraft {
  readonly text: string;
  /** What is wrong with it; null while it is typed. */
  readonly mistake: FormulaMistake | null;
}

export interface FormulaMistake {
  readonly message: string;
  /** Its span in the text, in UTF-16 units: [start, end). */
  readonly start: number;
  readonly end: number;
}

export interface State {
  readonly scene: Scene;
  readonly playhead: Playhead;
  /** Index into `scene.optimizers` of the one whose step is explained; -1 when there is none. */
  readonly selected: number;
  /** The point of the domain under the pointer, marked on stage and map alike. */
  readonly hover: readonly [number, number] | null;
  readonly draft: FormulaDraft | null;
  /** A text that did not get into the scene before something else was shown, to be taken up again. */
  readonly dropped: string | null;
  /**
   * The stage of the opened step of the selected optimizer, an index into its anatomy's stages; null while the
   * step is closed.
   */
  readonly stage: number | null;
  /** The key of the equation's line, and of the arrow, that the user points at. */
  readonly lit: string | null;
  /** The row of a model's data to train with whose own gradient is shown. */
  readonly picked: number | null;
  readonly asked: Asked;
  /** The theme in effect, 'auto' resolved. */
  readonly theme: 'light' | 'dark';
  readonly figure: FigureStyle;
  /** The colours in effect: the theme's own, or its variant for a projector. */
  readonly palette: Palette;
}

/** What a reader has made of the scene's question. Neither the document's nor undo's, and told to nobody. */
export interface Asked {
  readonly guess: Guess | null;
  /** Whether the guess holds, or was passed over, and the answer is shown. */
  readonly isLocked: boolean;
}

/** For whose eyes it is drawn: the reader's, or the last row's. Neither the document's nor undo's. */
export interface FigureStyle {
  /** By what all that is drawn is larger: type, lines, markers, what is grasped; 1/4 to 8. */
  readonly scale: number;
  /** Whether colours hold on a bad projector. */
  readonly contrast: boolean;
}

export type { Palette };

export type MarkerShape = 'circle' | 'square' | 'triangle' | 'diamond';

/** How one run is told from the others: never by colour alone. */
export interface Look {
  /** CSS colour (#rrggbb) in the theme in effect, Okabe-Ito. */
  readonly color: string;
  /** 0 solid, 1 dashed, 2 dotted, 3 dash-dot. */
  readonly dash: number;
  readonly marker: MarkerShape;
}

export interface RunView {
  /** Index into `scene.optimizers`. */
  readonly index: number;
  readonly setting: OptimizerSetting;
  readonly entry: OptimizerEntry;
  /** What it is called where it stands alone: `naming.label`. */
  readonly label: string;
  readonly naming: RunNaming;
  readonly run: Run;
  readonly look: Look;
  /** Whether it is the average of the run before it. */
  readonly isAverage?: true;
  /** The first recorded step outside the domain, or null. */
  readonly leftAt: number | null;
  /** Of a run that is seen on a plane: how far each of its positions is from it. */
  readonly distances?: Float64Array;
  /** Of such a run with an average: this, once it is there. */
  readonly average?: Pick<RunView, 'run' | 'distances'>;
}

/** What follows from the scene, cached by exactly what it depends on. */
export interface Derived {
  /** The catalog's row, null for a custom formula. */
  readonly entry: LossEntry | null;
  readonly loss: Loss;
  readonly critical: Critical;
  readonly surface: Surface;
  /** The runs of the optimizers that are on, in the scene's order. */
  readonly runs: readonly RunView[];
  /**
   * Of a scene with a model, whose loss, surface and runs are then what is seen of them on a plane: a run's losses are its
   * own, its positions its feet on the plane.
   */
  readonly model?: ModelView;
}

/** A model, and what is known of how it is seen. */
export interface ModelView {
  readonly entry: ModelEntry;
  readonly model: Model;
  /** Null until the first samples of the surface have come. */
  readonly seen: SeenPlane | null;
  /** Steps that are recorded, of how many in all runs; null when they are whole. */
  readonly progress: { readonly done: number; readonly total: number } | null;
  /** Losses that are known, of how many steps in all runs; between them lines are straight. Null when all are. */
  readonly losses: { readonly done: number; readonly total: number } | null;
  /** Steps at which the largest curvature is found, of how many; null while it is not charted, and when all are. */
  readonly curvatures: { readonly done: number; readonly total: number } | null;
  /** Steps that are recorded of each run: fewer than the scene's where there is no room for all. */
  readonly steps: number;
  /** At every how many steps parameters are kept: those of others are made again when they are asked for. */
  readonly keepEvery: number;
  /** Why there is nothing to see, in a sentence. */
  readonly failure: string | null;
  /** Whether the surface is as fine as it becomes. */
  readonly isFine: boolean;
  /** Workers that are given its data before the first job on it. */
  withData(connect: () => WorkerClient): () => WorkerClient;
  /** The parameters of an optimizer's run at a step, or at the last one that there is; null before the first. */
  at(index: number, step: number): Float64Array | null;
  /** The share of held-back rows told right at each of its steps so far, as far as that was tested; else NaN. */
  right(index: number): Float64Array;
  /** The share of the way from the start to a step, of its square, that lies along the plane. */
  share(index: number, step: number): number;
  /** The update that leaves a step, as arrows on the plane, with a row's own gradient; null while runs are recorded. */
  step(index: number, step: number, row: number | null): SeenStep | null;
  /** The same taken apart, with all parameters; null beyond what is recorded. */
  anatomy(index: number, step: number): Anatomy | null;
}

/** What makes of a scene with a model what is shown of it. Its code comes with the first such scene. */
export interface ModelPart {
  /** Begins whatever the scene needs and does not have yet. */
  update(state: Pick<State, 'scene' | 'playhead'>): void;
  /** The scene with its place on the plane that is shown; itself where it is there. */
  placed(scene: Scene): Scene;
  /** The step up to which all runs are there. */
  readonly ready: number;
  /** The state without what is not drawn of a model. */
  shown(state: State): State;
  /** Null while a model's data is still to come: what was shown before stays. */
  derive(state: State): Derived | null;
  dispose(): void;
}

/** One drawing: everything a view may show. Identity (===) of a member tells that it has not changed. */
export interface Frame {
  readonly state: State;
  readonly derived: Derived;
}

/** Something that draws. It owns its drawing and nothing else. */
export interface AppView {
  /** Called in the scheduler's frame after something changed; compares members by identity and redraws. */
  draw(frame: Frame): void;
  dispose(): void;
}
