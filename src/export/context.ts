import type { Derived, State } from '../app/state.ts';
import type { Drawings } from './drawings.ts';
import type { MakeStage } from './figure.ts';
import type { ExportSource } from './source.ts';

/** What everything is exported from: the page as it was when the dialog was opened. */
export interface ExportContext extends ExportSource {
  readonly state: State;
  readonly derived: Derived;
  /** Name of the surface, or the formula. */
  readonly title: string;
  readonly makeStage: MakeStage;
  readonly drawings: Drawings;
  /** Of the stage on the page, in CSS pixels: the proportions that the user knows. */
  readonly stageSize: { readonly width: number; readonly height: number };
}
