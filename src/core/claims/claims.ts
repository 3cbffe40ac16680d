/**
 * What words claim of the scene that they stand beside, as data: "loss after 60 steps: run 1 above run 2", "the first
 * step is lr long in x". `check.ts` holds them against the recorded runs.
 */
import type { EndReason } from '../run/types.ts';

/**
 * A number of the loss at a place: its value, the exact gradient's components and its length (`slope`), the larger and
 * the smaller eigenvalue of the Hessian (of one variable both are the second derivative).
 */
export type PlaceQuantity = 'value' | 'gradientX' | 'gradientY' | 'slope' | 'sharpness' | 'flatness';

/**
 * A number of a run at a step: of the loss where the run is then, or of the run itself. `moveX` and the like are of the
 * update that leaves the step, `distance` is that to the nearest minimum that the catalog lists, `rate` the learning
 * rate of the update that leaves the step, `right` the share of the rows held back that a model tells apart rightly, `rows`
 * and `rowsHeldBack` how many rows its loss is of and how many were held back, `parameters` how many parameters there are,
 * `still` how many of them the update that leaves the step does not move, `fromStart` the distance to the start,
 * `evaluations` how often the loss, its gradient or its Hessian were asked for up to the step.
 */
export type Quantity =
  | PlaceQuantity
  | 'loss'
  | 'x'
  | 'y'
  | 'moveX'
  | 'moveY'
  | 'move'
  | 'distance'
  | 'rate'
  | 'right'
  | 'rows'
  | 'rowsHeldBack'
  | 'parameters'
  | 'still'
  | 'fromStart'
  | 'evaluations';

/** Runs are counted from 1, in the order of the scene's optimizers. */
export type Reading =
  | number
  | { readonly quantity: Quantity; readonly run: number; readonly step: number }
  /** Over the steps from one to another, both included. */
  | {
      readonly over: 'most' | 'least' | 'mean';
      readonly quantity: Quantity;
      readonly run: number;
      readonly from: number;
      readonly to: number;
    }
  /**
   * The first step outside the domain, from which on all are outside, or of a loss below a value; Infinity where
   * there is none.
   */
  | { readonly first: 'outside' | 'outsideForGood' | { readonly lossBelow: number }; readonly run: number }
  /** A hyperparameter as it is set. */
  | { readonly setting: string; readonly run: number }
  | { readonly size: Reading }
  | { readonly ratio: readonly [Reading, Reading] }
  | { readonly difference: readonly [Reading, Reading] }
  | { readonly product: readonly Reading[] }
  /** Of the loss at a place that no run needs to come to. */
  | { readonly of: PlaceQuantity; readonly at: readonly number[] }
  /** Where the gradient flow from the scene's start is after a time, or what the loss is there. */
  | { readonly flow: 'x' | 'y' | 'value'; readonly time: number }
  /** Of a curve: the integral of its value from a place to another. */
  | { readonly area: readonly [from: number, to: number] }
  /**
   * Of a run of many parameters, seen on the plane through the start and the ends of two runs: how far off it is, or the
   * loss at its foot there.
   */
  | {
      readonly onEnds: 'off' | 'foot';
      readonly through: readonly [run: number, other: number];
      readonly run: number;
      readonly step: number;
    }
  /** The share of a run's movement that its two principal directions have. */
  | { readonly explained: number }
  /** A named part of the update that leaves a step (`mHat`, `velocity`), of one coordinate, counted from 0. */
  | { readonly part: string; readonly run: number; readonly step: number; readonly component: number }
  /** Of another scene of the talk or lesson, by its id. */
  | { readonly scene: string; readonly reading: Reading };

export type Check =
  | { readonly left: Reading; readonly is: '<' | '>'; readonly right: Reading }
  /** Equal to `within`, a share of the right side; of 1 where that is 0. */
  | { readonly left: Reading; readonly is: '='; readonly right: Reading; readonly within: number }
  /** Every recorded step of the run has the loss below that of the step before. */
  | { readonly falls: number; readonly from: number; readonly to: number }
  /** Why the run ended, and after which step; null: it did not. */
  | { readonly run: number; readonly ends: EndReason | null; readonly at?: number };

/** The length of the runs, their start, and the rule or a hyperparameter of one. */
export interface ByHand {
  readonly steps?: number;
  readonly start?: readonly [number, number];
  readonly run?: number;
  /** Another rule in the place of the run's, at its defaults. */
  readonly rule?: string;
  readonly key?: string;
  readonly value?: number;
}

export interface Claim {
  /** The words, as they stand beside the scene. */
  readonly says: string;
  /** What is changed before, by hand. */
  readonly after?: ByHand;
  readonly checks: readonly Check[];
}

/** A scene, by the fragment of its link, with what is said of it. */
export interface Claimed {
  readonly id: string;
  readonly scene: string;
  readonly claims: readonly Claim[];
}
