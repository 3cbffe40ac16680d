import type { Model } from '../../../core/models/types.ts';
import type { Ink } from '../canvas.ts';

/** A row of the data in the picture. */
export interface Mark {
  readonly value: number;
  /** By the selected run; NaN where there is none. */
  readonly probability: number;
  /** 0 or 1. */
  readonly label: number;
  readonly isHeld: boolean;
}

/** What is drawn: the runs at the step, the selected one last, and the rows of data along a column. */
export interface ShownRisk {
  readonly model: Model;
  readonly runs: readonly {
    readonly label: string;
    readonly color: string;
    readonly isSelected: boolean;
    readonly parameters: Float64Array;
  }[];
  readonly marks: readonly Mark[];
  /** With the colours of the classes. */
  readonly ink: Ink & { readonly classes: readonly string[] };
}
