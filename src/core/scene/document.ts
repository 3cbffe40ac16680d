import { losses } from '../losses/catalog.ts';
import { defaultScene, entryOf, homeCamera, middleStart, newOptimizer } from './defaults.ts';
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

/** Something in outside data that could not be taken. */
export interface Problem {
  /** Its path in the document, with dots: "optimizers.1.lr". */
  readonly where: string;
  /** A sentence that says what is wrong. */
  readonly message: string;
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
  if (!entry) return document;
  return {
    ...document,
    loss: entry.id,
    formula: entry.formula,
    domain: entry.domain,
    start: entry.start,
    optimizers: document.optimizers.map((setting) => newOptimizer(setting.id, entry)),
    view: { ...document.view, heightScale: entry.heightScale, camera: homeCamera },
  };
}

/** The document that a link means which has a formula and nothing else. */
export function documentOfFormula(formula: string): SceneDocument {
  const document = defaultDocument();
  const domain = [-2, 2, -2, 2] as const;
  const ground = { lr: 0.01, domain };
  return {
    ...document,
    loss: 'custom',
    formula,
    domain,
    start: middleStart(domain),
    optimizers: document.optimizers.map((setting) => newOptimizer(setting.id, ground)),
    view: { ...document.view, heightScale: 'linear' },
  };
}

export const lossIds: readonly string[] = losses.map(({ id }) => id);
