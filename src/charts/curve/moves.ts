/** Steps along the axis as level arrows in rows over the ball: closed, the step and the plain one; opened, its stages. */
import type { ShownMarks } from '../../app/shown-marks.ts';
import type { Palette } from '../../app/state.ts';
import type { UpdatePart } from '../../core/optimizers/types.ts';
import type { StepMark } from '../../core/run/arrows.ts';
import { partColors } from '../../ui/part-colors.ts';
import type { Pen } from '../../ui/pen.ts';
import { ink } from '../ink.ts';
import { strokeTwice } from '../map/layer.ts';
import type { CurveLayout } from './layout.ts';

/** An arrow along the axis. */
export interface Move {
  readonly part: UpdatePart;
  /** How many rows it is over the lowest. */
  readonly row: number;
  readonly from: number;
  readonly to: number;
  /** Begins at the tip of the row below. */
  readonly follows: boolean;
  /** Drawn broken: not what is done. */
  readonly broken: boolean;
  readonly faded: boolean;
}

/** Pixels from row to row, of a head, around what stands over the plot, and of the ball. */
const [ROW, HEAD, FREE, BALL] = [14, 9, 10, 7] as const;
/** Of what is drawn back. */
const FADED = 0.45;

/**
 * Arrows of an opened step: the step lowest, over it its parts, each from the tip of the one before on, and on top
 * what plain gradient descent would do. Each keeps its row through all stages.
 */
export function movesOf({ marks: shown }: ShownMarks, all: readonly StepMark[]): readonly Move[] {
  const arrows = all.filter(({ shape, unit }) => shape === 'arrow' && unit === 'step');
  const rank = ({ follows, broken }: StepMark) => (broken ? 2 : follows ? 1 : 0);
  const rows = arrows.toSorted((a, b) => rank(a) - rank(b));
  return shown.flatMap(({ mark, from, to, faded }) => {
    const row = rows.indexOf(mark);
    if (row < 0) return [];
    const { part, follows, broken } = mark;
    return [{ part, row, from: from[0], to: to[0], follows: follows && row > 1, broken, faded }];
  });
}

/** The height of the lowest row: the ball's, or lower where an arrow would lie under what stands over the plot. */
export function levelOf(moves: readonly Move[], ball: number, { cover, curve, xOf }: CurveLayout): number {
  const rows = Math.max(0, ...moves.map(({ row }) => row));
  const right = Math.max(...moves.map(({ from, to }) => Math.max(xOf(from), xOf(to))));
  const isCovered = cover.height > 0 && right > cover.x - FREE;
  const top = isCovered ? cover.y + cover.height : 0;
  return Math.min(curve.y + curve.height - FREE, Math.max(ball, top + FREE + rows * ROW));
}

/** The height of a row. @param level of the lowest */
export function heightOfRow(row: number, level: number): number {
  return level - row * ROW;
}

export function drawMoves(
  pen: Pen,
  moves: readonly Move[],
  [x, y]: readonly [x: number, y: number],
  level: number,
  layout: CurveLayout,
  palette: Palette,
): void {
  const top = heightOfRow(Math.max(0, ...moves.map(({ row }) => row)), level);
  const stems: (readonly [x: number, from: number, to: number])[] = [];
  if (top < y - BALL) stems.push([x, top, y - BALL]);
  if (level > y + BALL) stems.push([x, y + BALL, level]);
  for (const { row, from, follows } of moves) {
    if (follows) stems.push([layout.xOf(from), heightOfRow(row, level), heightOfRow(row - 1, level)]);
  }
  drawStems(pen, stems, palette);
  for (const move of moves) drawMove(pen, move, heightOfRow(move.row, level), layout, palette);
}

/** What holds rows together. */
function drawStems(
  pen: Pen,
  stems: readonly (readonly [x: number, from: number, to: number])[],
  palette: Palette,
): void {
  pen.setLineDash([1, 2]);
  pen.lineWidth = 1.2;
  pen.lineCap = 'butt';
  pen.strokeStyle = ink[palette].line;
  pen.beginPath();
  for (const [x, from, to] of stems) {
    pen.moveTo(x, from);
    pen.lineTo(x, to);
  }
  pen.stroke();
  pen.setLineDash([]);
}

/** A level arrow, cut off at the edges of the plot. */
function drawMove(
  pen: Pen,
  { part, from: begin, to: end, broken, faded }: Move,
  y: number,
  { curve, xOf }: CurveLayout,
  palette: Palette,
): void {
  const within = (px: number) => Math.min(curve.x + curve.width, Math.max(curve.x, px));
  const [from, to] = [within(xOf(begin)), within(xOf(end))];
  const length = Math.abs(to - from);
  if (!(length >= 1)) return;
  const side = Math.sign(to - from);
  const head = Math.min(HEAD, length);
  pen.globalAlpha = faded ? FADED : 1;
  pen.beginPath();
  pen.moveTo(from, y);
  pen.lineTo(to - side * head * 0.7, y);
  const width = part === 'step' && !broken ? 3 : broken ? 1.6 : 2;
  strokeHaloed(pen, partColors[palette][part], width, palette, broken ? [4, 3] : undefined);
  pen.beginPath();
  pen.moveTo(to, y);
  pen.lineTo(to - side * head, y - head * 0.55);
  pen.lineTo(to - side * head, y + head * 0.55);
  pen.closePath();
  pen.fillStyle = partColors[palette][part];
  pen.fill();
  pen.globalAlpha = 1;
}

/** @param dash of the line, whose halo is whole */
export function strokeHaloed(
  pen: Pen,
  color: string,
  width: number,
  palette: Palette,
  dash?: readonly number[],
): void {
  pen.lineJoin = 'round';
  pen.lineCap = 'round';
  pen.setLineDash([]);
  strokeTwice(pen, palette, color, width, dash);
}
