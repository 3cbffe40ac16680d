/**
 * What words claim of the scene that they stand beside, as data: "loss after 60 steps: run 1 above run 2", "the first
 * step is lr long in x". `check.ts` holds them against the recorded runs.
 */
import type { EndReason } from '../run/types.ts';

/**
 * A number of a run at a step. `gradientX` and the like are of the exact gradient at the position of the step,
 * `moveX` and the like of the update that leaves it, `sharpness` and `flatness` are the larger and the smaller
 * eigenvalue of the Hessian, `distance` is that to the nearest minimum that the catalog lists, `rate` the learning
 * rate of the update that leaves the step.
 */
export type Quantity =
  | 'loss'
  | 'x'
  | 'y'
  | 'gradientX'
  | 'gradientY'
  | 'moveX'
  | 'moveY'
  | 'move'
  | 'distance'
  | 'sharpness'
  | 'flatness'
  | 'rate';

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

/** The length of the runs, and the rule or a hyperparameter of one. */
export interface ByHand {
  readonly steps?: number;
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
