import type { Domain, HeightScaleKind, Scales } from '../losses/types.ts';
import type { Sides } from './sides.ts';

export type { Domain, HeightScaleKind, Scales };

/** Samples of a loss on a regular grid over a domain. */
export interface Grid {
  readonly nx: number;
  readonly ny: number;
  readonly domain: Domain;
  /** ny rows of nx values, row j at y0 + j (y1 - y0) / (ny - 1). NaN and infinities stay as they are. */
  readonly values: Float64Array;
  /** Extent of the finite values; both NaN when there is none. */
  readonly min: number;
  readonly max: number;
}

/** A monotone map from loss to height, fitted to a grid: 0 at its lowest finite value, 1 at its highest. */
export interface HeightScale {
  readonly kind: HeightScaleKind;
  /** Height of a loss: in [0, 1] on the grid's extent, beyond it clamped to [0, 1]; NaN stays NaN. */
  height(value: number): number;
  /** The loss at a height in [0, 1]. */
  invert(height: number): number;
}

/** What is drawn of a loss: its samples, its scaled heights, its contour levels. */
export interface Surface {
  readonly grid: Grid;
  /** Its sides in the drawing. */
  readonly sides: Sides;
  /** The names of its two variables. */
  readonly variables: readonly [x: string, y: string];
  /** Whether x and y are drawn at one scale. */
  readonly equal: boolean;
  readonly scale: HeightScale;
  /** Scaled heights of the grid's values, same layout; NaN where the loss is not finite. */
  readonly heights: Float32Array;
  /** Contour levels, equidistant in height, ascending; every fifth (index % 5 === 0) is drawn heavier. */
  readonly levels: readonly { readonly height: number; readonly value: number }[];
}
