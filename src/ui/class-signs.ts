import { classes } from '../styles/rare-palette.ts';
import { inPalettes, type Palette } from '../styles/palette.ts';

/** How the classes of data are told apart, and from runs, which are lines and have colours of their own. */

const classColors = inPalettes(classes);

/** The colours of classes, by their numbers. */
export const colorsOfClasses = (palette: Palette): readonly string[] => Object.values(classColors[palette]);

/** A sign around a point, about as large as a disc of radius `r`. */
type Sign = (pen: CanvasRenderingContext2D, x: number, y: number, r: number) => void;

/** Corners about a point, the first one at an angle; as large as the disc whose radius they are `reach` times away. */
const corners =
  (count: number, angle: number, reach: number): Sign =>
  (pen, x, y, r) => {
    for (let k = 0; k < count; k++) {
      const at = angle + (2 * Math.PI * k) / count;
      pen.lineTo(x + reach * r * Math.cos(at), y + reach * r * Math.sin(at));
    }
    pen.closePath();
  };

/** Disc, triangle, square, and a square on its corner. */
const signs: readonly Sign[] = [
  (pen, x, y, r) => pen.arc(x, y, r, 0, 2 * Math.PI),
  corners(3, -Math.PI / 2, 1.45),
  corners(4, Math.PI / 4, 1.3),
  corners(4, 0, 1.35),
];

/** The outline of a class's sign, to be filled or stroked. */
export function traceClass(
  pen: CanvasRenderingContext2D,
  label: number,
  x: number,
  y: number,
  r: number,
): void {
  pen.beginPath();
  signs[label % signs.length]!(pen, x, y, r);
}
