import type { ModelOptions, OwnData } from '../models/types.ts';
import type { ModelSetting } from './scene.ts';

/**
 * The way in for models, whose code few scenes need: it is loaded with the first of them (`models.ts`), and until then what
 * a document says of one is kept as it is.
 */
export interface ModelDoor {
  /** All options of a model, those that cannot be taken at their defaults, with a sentence for each of these. */
  restore(setting: ModelSetting): {
    options: ModelOptions;
    problems: readonly string[];
    /** The setting's own, where the model can be made of it; else why it cannot. */
    data?: OwnData;
    refused?: string;
  };
  /** A setting that says the same, if there was one. */
  asBefore(setting: ModelSetting): ModelSetting;
  /** Those of a setting's options that are not at their defaults. */
  set(setting: ModelSetting): ModelOptions;
  rates(setting: ModelSetting): ModelRates;
}

export interface ModelRates {
  /** A learning rate at which plain gradient descent makes progress from the initial weights. */
  readonly lr: number;
  /** What rules that step by `lr` whatever the slope cross in some fifty steps. */
  readonly width: number;
}

let door: ModelDoor | null = null;

/** @param opened null shuts it again */
export function openModelDoor(opened: ModelDoor | null): void {
  door = opened;
}

/** Null until the code of models is there. */
export function modelDoor(): ModelDoor | null {
  return door;
}

/** The setting with all of its options as the model has them; as it is, until the code of models is there. */
export function strict(
  setting: ModelSetting,
  report: (message: string, of: 'options' | 'data') => void = () => {},
): ModelSetting {
  if (!door) return setting;
  const { options, problems, data, refused } = door.restore(setting);
  for (const problem of problems) report(problem, 'options');
  if (refused !== undefined) report(refused, 'data');
  return door.asBefore({ id: setting.id, options, ...(data && { data }) });
}

const unknown: ModelRates = { lr: 0.1, width: 0.5 };

export function modelRates(setting: ModelSetting): ModelRates {
  return door?.rates(setting) ?? unknown;
}

/** Ids of models, in the order in which they are offered; their rows are loaded when one is opened. */
export const modelIds = [
  'digits',
  'spiral',
  'moons',
  'xor',
  'logistic',
  'softmax',
  'readmission',
  'sales',
  'option-prices',
  'robot-arm',
  'delivery',
  'recovery',
  'posterior',
  'memory',
  'deep-linear',
  'low-rank',
  'two-players',
] as const;

export type ModelId = (typeof modelIds)[number];
