import type { Model, Table } from '../../core/models/types.ts';
import { channels } from '../../styles/palette.ts';
import { traceClass } from '../../ui/class-signs.ts';

/** The picture of a model of two inputs: which class it finds probable where, with the data. */

/** Samples a side of the plane of inputs. */
const SIDE = 72;
/** Of thin lines, which are seen less. */
const LINE_SIDE = 44;

/** The square of inputs that holds the data with some room around it. */
export interface InputSquare {
  readonly x0: number;
  readonly y0: number;
  readonly side: number;
}

export function inputSquareOf(tables: readonly (Table | null)[]): InputSquare {
  let [x0, x1, y0, y1] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const table of tables) {
    for (let i = 0; table && i < table.inputs.length; i += 2) {
      const [x, y] = [table.inputs[i]!, table.inputs[i + 1]!];
      [x0, x1, y0, y1] = [Math.min(x0, x), Math.max(x1, x), Math.min(y0, y), Math.max(y1, y)];
    }
  }
  const side = 1.16 * Math.max(x1 - x0, y1 - y0, 1e-6);
  return { x0: (x0 + x1 - side) / 2, y0: (y0 + y1 - side) / 2, side };
}

function gridInputs({ x0, y0, side }: InputSquare, n: number): Float64Array {
  const inputs = new Float64Array(2 * n * n);
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < n; i++) {
      inputs[2 * (j * n + i)] = x0 + (side * (i + 0.5)) / n;
      inputs[2 * (j * n + i) + 1] = y0 + (side * (j + 0.5)) / n;
    }
  }
  return inputs;
}

export interface BoundaryInk {
  readonly paper: string;
  /** Of the classes, by their numbers. */
  readonly classes: readonly string[];
}

/** Tints the plane of inputs by the shares of the classes: the paper's colour where none is more probable. */
export function drawShares(
  context: CanvasRenderingContext2D,
  model: Model,
  parameters: Float64Array,
  extent: InputSquare,
  size: number,
  { paper, classes: colors }: BoundaryInk,
): void {
  const shares = model.outputs(parameters, gridInputs(extent, SIDE));
  const image = new ImageData(SIDE, SIDE);
  const ground = channels(paper);
  const tints = colors.map(channels);
  const { classes } = model;
  for (let j = 0; j < SIDE; j++) {
    for (let i = 0; i < SIDE; i++) {
      const at = (j * SIDE + i) * classes;
      let best = 0;
      for (let c = 1; c < classes; c++) if (shares[at + c]! > shares[at + best]!) best = c;
      const certainty = Math.max(0, Math.min(1, (shares[at + best]! * classes - 1) / (classes - 1)));
      const color = tints[best]!;
      // Upwards as in the data: the first row of a picture is its top.
      const pixel = 4 * ((SIDE - 1 - j) * SIDE + i);
      for (let k = 0; k < 3; k++)
        image.data[pixel + k] = ground[k]! + (0.12 + 0.5 * certainty) * (color[k]! - ground[k]!);
      image.data[pixel + 3] = 255;
    }
  }
  const small = document.createElement('canvas');
  small.width = SIDE;
  small.height = SIDE;
  small.getContext('2d')?.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = true;
  context.drawImage(small, 0, 0, size, size);
}

/** The lines at which a model finds another class the most probable, as segments between neighbouring samples. */
export function drawBoundary(
  context: CanvasRenderingContext2D,
  model: Model,
  parameters: Float64Array,
  extent: InputSquare,
  size: number,
): void {
  const n = LINE_SIDE;
  const shares = model.outputs(parameters, gridInputs(extent, n));
  const { classes } = model;
  const pixel = (k: number) => ((k + 0.5) / n) * size;
  for (let c = 0; c < (classes === 2 ? 1 : classes); c++) {
    // How much more probable it is than the best other.
    const lead = (i: number, j: number) => {
      const at = (j * n + i) * classes;
      let other = -Infinity;
      for (let k = 0; k < classes; k++) if (k !== c) other = Math.max(other, shares[at + k]!);
      return shares[at + c]! - other;
    };
    context.beginPath();
    for (let j = 0; j < n - 1; j++) {
      for (let i = 0; i < n - 1; i++) {
        const corners = [lead(i, j), lead(i + 1, j), lead(i + 1, j + 1), lead(i, j + 1)] as const;
        const places = [
          [i, j],
          [i + 1, j],
          [i + 1, j + 1],
          [i, j + 1],
        ] as const;
        let begun = false;
        for (let k = 0; k < 4; k++) {
          const [a, b] = [corners[k]!, corners[(k + 1) % 4]!];
          if (a > 0 === b > 0) continue;
          const share = a / (a - b);
          const [from, to] = [places[k]!, places[(k + 1) % 4]!];
          const x = pixel(from[0] + share * (to[0] - from[0]));
          const y = size - pixel(from[1] + share * (to[1] - from[1]));
          if (begun) context.lineTo(x, y);
          else context.moveTo(x, y);
          begun = !begun;
        }
      }
    }
    context.stroke();
  }
}

/** The rows of a table, each with sign and colour of its class; hollow where they are held back. */
export function drawPoints(
  context: CanvasRenderingContext2D,
  { inputs, targets }: Table,
  { x0, y0, side }: InputSquare,
  size: number,
  isTest: boolean,
  { paper, classes: colors }: BoundaryInk,
): void {
  context.lineWidth = isTest ? 1.3 : 1;
  targets.forEach((label, row) => {
    const x = ((inputs[2 * row]! - x0) / side) * size;
    const y = size - ((inputs[2 * row + 1]! - y0) / side) * size;
    const color = colors[label % colors.length]!;
    context.fillStyle = isTest ? paper : color;
    context.strokeStyle = isTest ? color : paper;
    traceClass(context, label, x, y, isTest ? 2.6 : 3.4);
    context.fill();
    context.stroke();
  });
}
