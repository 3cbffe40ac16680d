import type { Loss } from '../math/loss.ts';

/** How a loss becomes a height: proportional, by its logarithm, or by its rank among the samples. */
export type HeightScaleKind = 'linear' | 'log' | 'rank';

/** Whether x and y are drawn at one scale or fill what they are drawn in; `auto` fills only with a very long domain. */
export type Scales = 'auto' | 'equal' | 'fill';

/** The rectangle on which a surface is drawn: [x0, x1, y0, y1], x0 < x1, y0 < y1. */
export type Domain = readonly [x0: number, x1: number, y0: number, y1: number];

export interface Minimum {
  readonly at: readonly number[];
  readonly value: number;
  readonly kind: 'global' | 'local';
}

/** What a reader is told of a surface. */
export interface LossWords {
  readonly name: string;
  /** What it teaches, in one sentence. */
  readonly lesson: string;
  /** Where the function comes from. */
  readonly source: string;
}

/** One row of the catalog. An analytic row is data: its loss is compiled from `formula` when first used. */
export interface LossEntry extends LossWords {
  /** Stable name in links: lower case, digits and hyphens. */
  readonly id: string;
  readonly family: 'bowl' | 'valley' | 'many minima' | 'saddle' | 'plateau' | 'model';
  readonly formula: string;
  readonly domain: Domain;
  /** What rules that step by `lr` whatever the slope cross in some fifty steps; the domain's shorter side if left out. */
  readonly width?: number;
  readonly minima: readonly Minimum[];
  /** True when `minima` lists every minimum inside the domain. */
  readonly minimaComplete: boolean;
  readonly saddles: readonly (readonly number[])[];
  /** Left out where there are none, or too many to be listed. */
  readonly maxima?: readonly (readonly number[])[];
  /** A start from which something instructive happens. */
  readonly start: readonly [number, number];
  /** The height scale at which the shape reads best. */
  readonly heightScale: HeightScaleKind;
  /** A learning rate at which plain gradient descent makes progress from `start`. */
  readonly lr: number;
  /** Learning rates by rule, where what follows from `lr` and `domain` shows less. */
  readonly rates?: Readonly<Record<string, number>>;
  readonly loss: Loss;
}
