import type { Box } from '../ui/box.ts';
import type { Pen } from '../ui/pen.ts';
import type { StartsMap } from '../app/starts/kept.ts';
import type { SettingsMap } from '../app/setting-map/kept.ts';
import type { Frame, Palette, RunView } from '../app/state.ts';

export interface FilmLegendOptions {
  readonly font: string;
  /** Name of the surface. */
  readonly title: string;
  /** What is said behind the step. */
  readonly note: string;
  /** The width that there is for it, in CSS pixels. */
  readonly room: number;
}

/** What map and charts draw of a frame into a figure, and what they know of it. */
export interface Drawings {
  map(
    pen: Pen,
    frame: Frame,
    box: Box,
    options: {
      readonly labels: boolean;
      readonly axes: boolean;
      readonly vector: boolean;
      readonly font: string;
    },
  ): void;
  /** Of a loss of one variable, what stands in the stage's place. */
  curve(pen: Pen, frame: Frame, box: Box, options: { readonly font: string; readonly start: boolean }): void;
  chart(
    pen: Pen,
    frame: Frame,
    box: Box,
    options: {
      readonly quantity: string;
      readonly axis: 'linear' | 'log';
      readonly font: string;
      readonly columns: number;
    },
  ): void;
  /** Returns the height that it takes. */
  legend(
    pen: Pen,
    frame: Frame,
    box: Box,
    options: { readonly font: string; detail(view: RunView): string },
  ): number;
  /** Surface and step, and what each run is and where it stands, into the upper left, in CSS pixels. */
  filmLegend(pen: Pen, frame: Frame, options: FilmLegendOptions): void;
  /** Its size, the same at every step; wider than its room only where a single word is. */
  filmLegendSize(
    pen: Pen,
    frame: Frame,
    options: FilmLegendOptions,
  ): { readonly width: number; readonly height: number };
  /** A map of starts with its axes and legend; returns where the map itself lies. */
  starts(pen: Pen, frame: Frame, starts: StartsMap, box: Box, options: { readonly font: string }): Box;
  /** A map of settings with its axes and legend; returns where the map itself lies. */
  settings(pen: Pen, frame: Frame, settings: SettingsMap, box: Box, options: { readonly font: string }): Box;
  /** What a chart can show of a frame. */
  quantities(frame: Frame): readonly { readonly value: string; readonly label: string }[];
  /** The one of them that the page charts. */
  quantity(frame: Frame): string;
  readonly ink: Readonly<
    Record<Palette, { readonly paper: string; readonly ink: string; readonly soft: string }>
  >;
}
