import { losses } from '../losses/catalog.ts';
import { defaultScene, entryOf } from './defaults.ts';
import { onSurface } from './follow.ts';
import { defaultPlayhead } from './limits.ts';
import type { Scene } from './scene.ts';

/** Where a scene is opened in time. */
export interface ScenePlayhead {
  readonly step: number;
  /** Steps per second, 1 to 1000. */
  readonly speed: number;
  readonly loop: boolean;
}

/** What links, files and messages carry: a scene with the place in time to show. Plain and serialisable. */
export interface SceneDocument extends Scene {
  readonly playhead: ScenePlayhead;
}

/** Something in outside data that could not be taken as it came. */
export interface Problem {
  /** Its path in the document, with dots: "optimizers.1.lr". */
  readonly where: string;
  /** A sentence that says what is wrong. */
  readonly message: string;
  /** It came damaged, and was read as it must have been meant: nothing is missing. */
  readonly mended?: true;
}

export type Report = (where: string, message: string) => void;

/** What became of outside data: always a whole, valid scene. */
export interface Restored {
  readonly scene: Scene;
  readonly playhead: ScenePlayhead;
  readonly problems: readonly Problem[];
}

export function documentOf(scene: Scene, { step, speed, loop }: ScenePlayhead): SceneDocument {
  return { ...scene, playhead: { step, speed, loop } };
}

/** The document of an empty link. */
export function defaultDocument(): SceneDocument {
  return documentOf(defaultScene(), defaultPlayhead);
}

/** The document that a link means which names a surface of the catalog and nothing else. */
export function documentOn(id: string): SceneDocument {
  const entry = entryOf(id);
  const document = defaultDocument();
  return entry ? onSurface(document, { loss: entry.id, formula: entry.formula }) : document;
}

/** The document that a link means which has a formula and nothing else. Throws FormulaError. */
export function documentOfFormula(formula: string): SceneDocument {
  return onSurface(defaultDocument(), { loss: 'custom', formula });
}

export const lossIds: readonly string[] = losses.map(({ id }) => id);
