import type { SwarmColour, SwarmOnMap, SwarmStarts } from '../run/swarm-looks.ts';
import type { Domain, HeightScaleKind, Scales } from '../losses/types.ts';
import type { ModelOptions, OwnData } from '../models/types.ts';
import type { HyperparameterValues } from '../optimizers/types.ts';
import type { NoiseKind, NoiseScaling } from '../math/noise.ts';
import type { Ask } from '../ask/ask.ts';
import type { Average } from '../run/average.ts';
import type { Budget } from '../run/limit.ts';
import type { Overlays } from './overlays.ts';
import type { raceSearches, raceSpreads, raceTrials } from './race.ts';
import type { Schedule } from '../run/schedule.ts';
import type { ChartScale, QuantityId } from './quantities.ts';

/** Colours that a run can be given, by Okabe and Ito's names; what they are on a ground is app/looks.ts'. */
export const colorNames = [
  'vermillion',
  'orange',
  'purple',
  'blue',
  'green',
  'sky',
  'black',
  'yellow',
] as const;

export type ColorName = (typeof colorNames)[number];

/** One optimizer of a scene: a rule of the registry, or of its text, with all of its hyperparameters. */
export interface OptimizerSetting {
  readonly id: string;
  /** The text of a rule of one's own, whose id is 'custom'. */
  readonly rule?: string;
  readonly on: boolean;
  readonly values: HyperparameterValues;
  /** The values that follow the surface, as long as they are not set. */
  readonly suggested: readonly string[];
  /** What becomes of the learning rate from step to step, with all of its kind's parameters. */
  readonly schedule: Schedule;
  /** The average of its positions that is drawn beside it; left out for none. */
  readonly average?: Average;
  /** What the user calls it, '' for nothing of its own. Text: nothing in it is markup. */
  readonly name: string;
  /** The colour that the user gave it; null for that of its rule. */
  readonly color: ColorName | null;
}

export type Projection = 'perspective' | 'orthographic' | 'top';

export interface Camera {
  readonly projection: Projection;
  /** Radians about the vertical; 0 looks along +y from the front (south) edge. */
  readonly azimuth: number;
  /** Radians above the horizon, 0 to pi / 2. */
  readonly elevation: number;
  /** 1 fits the block into the stage; 2 shows it twice as large. */
  readonly zoom: number;
  /** The point looked at, in shares of the block's sides: x and y from -0.5 to 0.5, 0 in the middle. */
  readonly target: readonly [number, number];
}

export interface View {
  readonly heightScale: HeightScaleKind;
  /** Whether x and y are drawn at one scale. */
  readonly scales: Scales;
  readonly camera: Camera;
  /** Whether the steps still to come are drawn, faintly. */
  readonly future: boolean;
  /** Whether minima are marked. */
  readonly minima: boolean;
  /** One stage for all optimizers, or a map of its own for each. */
  readonly layout: 'one' | 'multiples';
  readonly theme: 'auto' | 'light' | 'dark';
  readonly overlays: Overlays;
  /** Whether the gradient itself is among the arrows of a step, uphill. */
  readonly gradient: boolean;
  /** The power of ten by which the arrows of a step are magnified, for the end of a run. */
  readonly magnify: number;
  readonly map: MapLayers;
  /** What is charted over the steps; the loss stands in where a surface does not have it. */
  readonly chart: QuantityId;
  readonly chartScale: ChartScale;
  /** The scale of the chart's steps. */
  readonly chartSteps: ChartScale;
  /** The first and the last step that are charted; null for all of them. What a run does not have is left out. */
  readonly chartRange: readonly [number, number] | null;
  /** The map of settings, of the selected optimizer; null for none. */
  readonly settingMap: SettingMapView | null;
  /** Very many runs of the selected optimizer at once, each from a start of its own; null for none. */
  readonly swarm: SwarmView | null;
  /** The race of tuned optimizers; null for none. */
  readonly race: RaceView | null;
}

/** How a race is tuned; what comes of it is computed where it is seen. */
export interface RaceView {
  readonly trials: (typeof raceTrials)[number];
  readonly search: (typeof raceSearches)[number];
  /** Standard deviation of where races begin, as a share of the sides of the domain. */
  readonly spread: (typeof raceSpreads)[number];
  /**
   * What is tuned beside the learning rate, by the optimizer's place, without empty ones at the end: the key of a
   * hyperparameter, 'lr' for nothing, '' for the first number that acts, which also stands in for one that it does not have.
   */
  readonly second: readonly string[];
}

export interface SwarmView {
  readonly starts: SwarmStarts;
  readonly count: number;
  /** See `SwarmPlan`. */
  readonly spread: number;
  readonly colour: SwarmColour;
  readonly map: SwarmOnMap;
}

/** What a map of settings shows: the loss after all steps, the first step within the tolerance, or what becomes of runs. */
export const settingQuantities = ['loss', 'steps', 'end'] as const;

export interface SettingMapView {
  readonly shows: (typeof settingQuantities)[number];
  /** How near the lowest loss a run has to come, above 0. */
  readonly tolerance: number;
  /** Null for what the optimizer suggests, which also stands in for a number that it does not have. */
  readonly x: SettingAxis | null;
  readonly y: SettingAxis | null;
}

export interface SettingAxis {
  /** A hyperparameter, or one of `settingKeys` of `core/run/settings.ts`. */
  readonly key: string;
  /** Null for that of its control. */
  readonly range: readonly [from: number, to: number] | null;
  readonly scale: 'linear' | 'log' | null;
}

/** What lies on the map's ground. */
export interface MapLayers {
  /** Hatched where the Hessian is indefinite, dotted where it is negative definite. */
  readonly curvature: boolean;
  /** The contour lines' heights. */
  readonly labels: boolean;
}

/** What of a scene follows its surface, beside values of optimizers. */
export const followers = ['domain', 'start', 'heightScale'] as const;

export type Follower = (typeof followers)[number];

/** A model on data, with all of its options. */
export interface ModelSetting {
  readonly id: string;
  readonly options: ModelOptions;
  /** A table of one's own in the place of the model's. */
  readonly data?: OwnData;
}

/**
 * How the plane is chosen on which a model's loss is seen. `auto`: through the ends of the runs where there are at least
 * two, else along the principal directions of the one. `hessian` (the two largest curvatures) and `step` (the step and the
 * gradient) are of the shown step and follow it.
 */
export const planeKinds = ['auto', 'ends', 'principal', 'hessian', 'step', 'random', 'parameters'] as const;

export type PlaneKind = (typeof planeKinds)[number];

export interface PlaneSetting {
  readonly kind: PlaneKind;
  /** The place of the optimizer whose run it is of; null: of all of them, or of the first where it is of one. */
  readonly run: number | null;
  /** Of the random directions. */
  readonly seed: number;
  /** The two parameters, by their places among all. */
  readonly axes: readonly [number, number];
}

/** The document: everything that can be linked. Plain, serialisable, immutable. */
export interface Scene {
  readonly version: 1;
  /** Id of the catalog's row, or 'custom'. */
  readonly loss: string;
  /** The formula in effect: the row's own, or what the user typed for 'custom'. */
  readonly formula: string;
  /** Whether a formula of one variable is a loss of that one, drawn as a curve; of any other formula false. */
  readonly curve: boolean;
  /** What is optimized instead of it, null for nothing; surface and formula are then the defaults. */
  readonly model: ModelSetting | null;
  readonly plane: PlaneSetting;
  /** What is at the suggestion of the surface, in the order of `followers`; the others are set. */
  readonly suggested: readonly Follower[];
  readonly domain: Domain;
  /** The rectangle that a formula's suggestions come from; null for the domain. It stays where one zooms. */
  readonly base: Domain | null;
  /** Of a model, whose runs begin at its initial weights: where these are on the plane. */
  readonly start: readonly [number, number];
  /** Standard deviation of the gradient noise, or its share of the gradient's length: see `noiseScaling`. */
  readonly noise: number;
  readonly noiseKind: NoiseKind;
  readonly noiseScaling: NoiseScaling;
  readonly seed: number;
  readonly steps: number;
  /** Whether `steps` counts updates, or evaluations, with which each run then ends. */
  readonly budget: Budget;
  readonly optimizers: readonly OptimizerSetting[];
  /** What is asked before the runs are shown, null for nothing. */
  readonly ask: Ask | null;
  readonly view: View;
}
