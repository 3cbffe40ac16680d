import type { Frame, Palette } from '../app/state.ts';
import type { Pen } from '../ui/pen.ts';
import { ink } from './ink.ts';
import type { Projection } from './projection.ts';

/** What can lie on a map, drawn by a pen: on the page, in a figure and in an SVG alike. */
export interface MapLayer {
  /** With what it is drawn anew: the ground, the paths over it, what is said of a point, or of the step's arrows. */
  readonly sheet: 'ground' | 'paths' | 'point' | 'step';
  /** Whether the small maps side by side have it too. */
  readonly isInMultiples?: true;
  /** What it shows, by which a change is known; null for nothing. */
  shows(frame: Frame): unknown;
  draw(pen: Pen, frame: Frame, place: Projection): void;
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
