import type { Model, Table } from '../../core/models/types.ts';
import { linearTicks } from '../../core/geometry/ticks.ts';
import { formatShort } from '../../core/math/format.ts';
import { models as text } from '../../text/en/models.ts';
import { type Ink, write } from './canvas.ts';

/** The picture of a model of numbers over time: the data, what each run makes of it, and what is left. */

export interface Fitted {
  readonly label: string;
  readonly color: string;
  readonly isSelected: boolean;
  readonly parameters: Float64Array;
}

interface Points {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly inputs: Float64Array;
  /** Rows from here on are held back. */
  readonly kept: number;
  /** Rows in the order of x. */
  readonly order: readonly number[];
  /** From where on all is held back and nothing trained on; null where that is no stretch at the end. */
  readonly ahead: number | null;
}

const LEFT = 38;
const RIGHT = 8;
const TOP = 6;
const BOTTOM = 18;
/** Numbers along x, about. */
const ACROSS = 5;
/** Between what is written on an axis, at least. */
const GAP = 6;

/** All rows, those to train with first, over the first column. */
export function fitPointsOf(train: Table, test: Table | null): Points {
  const width = train.columns.length;
  const inputs = Float64Array.from([...train.inputs, ...(test?.inputs ?? [])]);
  const y = Float64Array.from([...train.targets, ...(test?.targets ?? [])]);
  const x = y.map((_, row) => inputs[row * width]!);
  const kept = train.targets.length;
  const order = Array.from(x.keys()).toSorted((a, b) => x[a]! - x[b]!);
  const first = extent(x.subarray(kept))[0];
  return {
    inputs,
    y,
    x,
    kept,
    order,
    ahead: kept < x.length && first >= extent(x.subarray(0, kept))[1] ? first : null,
  };
}

/** Where what is in the picture of a fit, in CSS pixels. */
export interface FitScales {
  x(value: number): number;
  y(value: number): number;
  /** The value at a height. */
  valueAt(y: number): number;
}

/** The data decides; a fit that is far off leaves the picture. */
export function fitScales({ x, y }: Points, width: number, height: number): FitScales {
  const [low, high] = extent(y);
  const room = 0.12 * (high - low || 1);
  const [bottom, top] = [Math.round(height * 0.66) - BOTTOM, TOP];
  return {
    x: linear(extent(x), LEFT, width - RIGHT),
    y: linear([low - room, high + room], bottom, top),
    valueAt: linear([bottom, top], low - room, high + room),
  };
}

/** What the axes of a fit are called. */
export interface FitNames {
  readonly over: string;
  readonly target: string;
}

/** Data, fits and residuals, one over the other on one axis of time. */
export function drawFit(
  context: CanvasRenderingContext2D,
  model: Model,
  points: Points,
  fits: readonly Fitted[],
  names: FitNames,
  width: number,
  height: number,
  ink: Ink,
): void {
  const { x, y, inputs, kept, order, ahead } = points;
  const outputs = fits.map(({ parameters }) => model.outputs(parameters, inputs));
  const split = Math.round(height * 0.66);
  const { x: scaleX, y: scaleY } = fitScales(points, width, height);
  const own = fits.findIndex(({ isSelected }) => isSelected);

  axis(context, extent(y), scaleY, width, ink);
  clip(context, LEFT, 0, width - LEFT, split - BOTTOM + 2, () => {
    if (ahead !== null) {
      context.fillStyle = ink.line;
      context.globalAlpha = 0.35;
      context.fillRect(scaleX(ahead) - 2, 0, width, split);
      context.globalAlpha = 1;
    }
    outputs.forEach((fit, i) => {
      context.strokeStyle = fits[i]!.color;
      context.lineWidth = i === own ? 2.2 : 1.1;
      context.globalAlpha = i === own ? 1 : 0.7;
      stroke(context, order, x, fit, scaleX, scaleY);
    });
    context.globalAlpha = 1;
    for (let row = 0; row < x.length; row++) dot(context, scaleX(x[row]!), scaleY(y[row]!), row >= kept, ink);
  });

  context.textAlign = 'left';
  write(context, names.target, LEFT + 2, TOP + 10, ink.soft, ink.paper);
  context.textAlign = 'right';
  write(context, names.over, width - RIGHT, split - 4, ink.soft, ink.paper);
  const free = width - RIGHT - context.measureText(names.over).width - GAP;
  context.fillStyle = ink.soft;
  context.textAlign = 'center';
  const ticks = linearTicks(...extent(x), ACROSS);
  for (const { value, text: tick } of ticks.list) {
    const said = ticks.offset === 0 ? tick : String(value);
    if (scaleX(value) + context.measureText(said).width / 2 > free) continue;
    context.fillText(said, scaleX(value), split - 4);
  }

  const fit = outputs[own];
  if (!fit) return;
  const away = whereMost(fit, scaleY, TOP, split - BOTTOM);
  if (away !== null)
    write(
      context,
      text.picture.away(fits[own]!.label, away),
      (LEFT + width - RIGHT) / 2,
      away === 'above' ? TOP + 10 : split - BOTTOM - 4,
      fits[own]!.color,
      ink.paper,
    );
  const rest = y.map((value, row) => value - fit[row]!);
  const most = Math.max(...rest.map(Math.abs), 1e-9);
  const scaleR = linear([-most * 1.1, most * 1.1], height - 4, split + 6);
  axis(context, [-most, 0, most], scaleR, width, ink);
  context.strokeStyle = fits[own]!.color;
  context.lineWidth = 1.4;
  for (let row = 0; row < x.length; row++) {
    context.globalAlpha = row >= kept ? 0.5 : 1;
    context.beginPath();
    context.moveTo(scaleX(x[row]!), scaleR(0));
    context.lineTo(scaleX(x[row]!), scaleR(rest[row]!));
    context.stroke();
  }
  context.globalAlpha = 1;
}

type Scale = (value: number) => number;

/** On which side most of a fit leaves the picture, if it does. */
function whereMost(fit: Float64Array, scale: Scale, top: number, bottom: number): 'above' | 'below' | null {
  const share = (is: (y: number) => boolean) => fit.filter((value) => is(scale(value))).length / fit.length;
  if (share((y) => y < top) > 0.5) return 'above';
  return share((y) => y > bottom) > 0.5 ? 'below' : null;
}

function linear([from, to]: readonly [number, number], at: number, end: number): Scale {
  return (value) => at + ((value - from) / (to - from || 1)) * (end - at);
}

function extent(values: Float64Array): readonly [number, number] {
  return [
    values.reduce((a, b) => Math.min(a, b), Infinity),
    values.reduce((a, b) => Math.max(a, b), -Infinity),
  ];
}

function axis(
  context: CanvasRenderingContext2D,
  values: readonly number[],
  scale: Scale,
  width: number,
  ink: Ink,
): void {
  context.font = `12px ${getComputedStyle(context.canvas).fontFamily}`;
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  context.lineWidth = 1;
  for (const value of values) {
    context.strokeStyle = ink.line;
    context.beginPath();
    context.moveTo(LEFT, scale(value));
    context.lineTo(width - RIGHT, scale(value));
    context.stroke();
    context.fillStyle = ink.soft;
    context.fillText(formatShort(Number(value.toPrecision(3))), LEFT - 5, scale(value));
  }
  context.textBaseline = 'alphabetic';
}

function clip(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  width: number,
  height: number,
  draw: () => void,
): void {
  context.save();
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  draw();
  context.restore();
}

function stroke(
  context: CanvasRenderingContext2D,
  order: readonly number[],
  x: Float64Array,
  y: Float64Array,
  scaleX: Scale,
  scaleY: Scale,
): void {
  context.beginPath();
  for (const row of order) {
    const value = y[row]!;
    if (!Number.isFinite(value)) continue;
    // Beyond some thousands of pixels canvases draw nothing at all.
    context.lineTo(scaleX(x[row]!), Math.max(-1e4, Math.min(1e4, scaleY(value))));
  }
  context.stroke();
}

function dot(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  isTest: boolean,
  { ink, paper }: Ink,
): void {
  context.beginPath();
  context.arc(x, y, 2.4, 0, 2 * Math.PI);
  context.fillStyle = isTest ? paper : ink;
  context.strokeStyle = isTest ? ink : paper;
  context.lineWidth = isTest ? 1.2 : 0.8;
  context.fill();
  context.stroke();
}
