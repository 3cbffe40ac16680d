import type { Model } from '../../../core/models/types.ts';

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
export interface Shown {
  readonly model: Model;
  readonly runs: readonly {
    readonly label: string;
    readonly color: string;
    readonly isSelected: boolean;
    readonly parameters: Float64Array;
  }[];
  marks(column: number): readonly Mark[];
  readonly ink: {
    readonly paper: string;
    readonly ink: string;
    readonly soft: string;
    readonly line: string;
    /** Colours of the classes. */
    readonly classes: readonly string[];
  };
}
