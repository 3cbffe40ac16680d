import type { TalkPanel } from '../scene/panels.ts';
import type { Scene } from '../scene/scene.ts';

/**
 * A talk: an ordered list of scenes with what is said about them. A plain, serialisable, immutable document, as a
 * scene is.
 */
export interface Talk {
  readonly version: 1;
  /** Markdown-free text. */
  readonly title: string;
  readonly scenes: readonly TalkScene[];
}

/** One scene of a talk. */
export interface TalkScene {
  /** Unique within its talk; stays with the scene when it is moved or edited. */
  readonly id: string;
  readonly title: string;
  /** Markdown with TeX between dollars, for the room. */
  readonly caption: string;
  /** Plain text, for the speaker alone. */
  readonly notes: string;
  /** The scene and its playhead as a link's fragment, without "#": see `core/scene/url.ts`. */
  readonly scene: string;
  readonly enter: Enter;
  /** What the key for the next thing does first: the stages of the selected optimizer's step, or the next scene. */
  readonly next: 'scene' | 'stages';
  /** The panels beside the stage. */
  readonly beside: readonly TalkPanel[];
}

/**
 * What happens when a scene is entered. `still` shows its step; `play` plays all of its steps from the first;
 * `range` plays from one step to another and stays there; `wait` shows its step, and the next key plays on from it.
 */
export type Enter =
  | { readonly kind: 'still' }
  | { readonly kind: 'play' }
  | { readonly kind: 'range'; readonly from: number; readonly to: number }
  | { readonly kind: 'wait' };

/** A scene of a talk as it begins, but for its id. Files and links leave out what is as here. */
export const newScene: Omit<TalkScene, 'id'> = {
  title: '',
  caption: '',
  notes: '',
  scene: '',
  enter: { kind: 'still' },
  next: 'scene',
  beside: ['map', 'chart'],
};

/** What stands beside a scene for which nothing has been chosen: of a model, what its parameters do. */
export const besideFor = ({ model }: Pick<Scene, 'model'>): readonly TalkPanel[] =>
  model ? ['step'] : newScene.beside;

export const emptyTalk: Talk = { version: 1, title: '', scenes: [] };
