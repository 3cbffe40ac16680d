import type { Frame, Palette } from '../../app/state.ts';
import type { Pen } from '../../ui/pen.ts';
import type { CanvasStack } from '../canvas.ts';
import { ink } from '../ink.ts';
import type { MapProjection } from './projection.ts';

/** What can lie on a map, drawn by a pen: on the page, in a figure and in an SVG alike. */
export interface MapLayer<Shown = unknown> {
  /** With what it is drawn anew: the ground, the paths over it, what is said of a point, or of the step's arrows. */
  readonly sheet: SheetName;
  /** What it shows, by which a change is known; null for nothing. */
  shows(frame: Frame): Shown | null;
  /** @param lines draws the contour lines again, over what is drawn here; left out they are traced */
  draw(pen: Pen, shown: Shown, frame: Frame, place: MapProjection, lines?: ContourLines): void;
  /** Keeps what contour lines are drawn with for a ground that is often drawn anew on the page, or gives it back as it is. */
  keepLines?(
    lines: ContourLines,
    frame: Frame,
    place: MapProjection,
    canvases: Pick<CanvasStack, 'ratio'>,
  ): ContourLines;
}

export type ContourLines = (pen: Pen) => void;

export type SheetName = 'ground' | 'paths' | 'point' | 'step';

/** Layers that are drawn together, in their order. */
export interface Sheet {
  /** Whether something that they show, or of what the owner adds, is another than when it was asked last. */
  hasChanged(frame: Frame, ...more: readonly unknown[]): boolean;
  /** Draws what they showed when they were asked last. */
  draw(pen: Pen, frame: Frame, place: MapProjection, lines?: ContourLines): void;
}

export function createSheet(layers: readonly MapLayer[]): Sheet {
  let shown: readonly unknown[] = [];
  let last: readonly unknown[] = [];
  return {
    hasChanged(frame, ...more) {
      shown = layers.map((layer) => layer.shows(frame));
      const now = [...more, ...shown];
      const isSame = now.length === last.length && now.every((value, i) => Object.is(value, last[i]));
      last = now;
      return !isSame;
    },
    draw(pen, frame, place, lines) {
      for (const [i, layer] of layers.entries())
        if (shown[i] !== null) layer.draw(pen, shown[i], frame, place, lines);
    },
  };
}

/** Draws the layers of a frame that is drawn once. */
export function drawLayers(layers: readonly MapLayer[], pen: Pen, frame: Frame, place: MapProjection): void {
  for (const layer of layers) {
    const shown = layer.shows(frame);
    if (shown !== null) layer.draw(pen, shown, frame, place);
  }
}

/**
 * Strokes the pen's path with a halo that separates it from any tint.
 *
 * @param dash of the line, whose halo is whole; left out it is the pen's, of both
 */
export function strokeTwice(
  pen: Pen,
  palette: Palette,
  color: string,
  width: number,
  dash?: readonly number[],
): void {
  pen.strokeStyle = ink[palette].halo;
  pen.lineWidth = width + 2 * ink[palette].haloWidth;
  pen.stroke();
  pen.strokeStyle = color;
  pen.lineWidth = width;
  if (dash) {
    pen.lineCap = 'butt';
    pen.setLineDash([...dash]);
  }
  pen.stroke();
  if (dash) pen.setLineDash([]);
}
