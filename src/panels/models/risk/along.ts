import type { Model } from '../../../core/models/types.ts';
import { linearTicks } from '../../../core/geometry/ticks.ts';
import { risk as text } from '../../../text/en/risk.ts';
import { traceClass } from '../../../ui/class-signs.ts';
import { write } from '../canvas.ts';
import type { ShownRisk } from './shown.ts';

/** The probability of class 1 along one column, with every row of the data where the selected run has it. */

const LEFT = 44;
const RIGHT = 10;
const TOP = 8;
const BOTTOM = 20;
/** Points of a line. */
const SAMPLES = 80;

export interface AlongScales {
  x(value: number): number;
  y(probability: number): number;
  valueAt(x: number): number;
}

/** @param from the least and the greatest value of the column */
export function alongScales(
  [from, to]: readonly [number, number],
  width: number,
  height: number,
): AlongScales {
  // A column of one value has some room as well.
  const room = 0.04 * (to - from) || 0.5;
  const [low, high] = [from - room, to + room];
  const across = width - LEFT - RIGHT;
  return {
    x: (value) => LEFT + ((value - low) / (high - low)) * across,
    y: (probability) => height - BOTTOM - probability * (height - BOTTOM - TOP),
    valueAt: (x) => low + ((x - LEFT) / across) * (high - low),
  };
}

export function columnOf(inputs: Float64Array, width: number, column: number): Float64Array {
  return Float64Array.from({ length: inputs.length / width }, (_, row) => inputs[row * width + column]!);
}

/** Rows along a column, all else at its mean over the rows to train with. */
function lineInputs({ train }: Model, column: number, from: number, to: number): Float64Array {
  const width = train.columns.length;
  const means = train.columns.map((_, j) => {
    const values = columnOf(train.inputs, width, j);
    return values.reduce((sum, value) => sum + value / values.length, 0);
  });
  return Float64Array.from({ length: SAMPLES * width }, (_, i) => {
    const at = Math.floor(i / width);
    return i % width === column ? from + ((to - from) * at) / (SAMPLES - 1) : means[i % width]!;
  });
}

export interface AlongOptions {
  readonly column: number;
  readonly scales: AlongScales;
  readonly width: number;
  readonly height: number;
  readonly threshold: number;
}

export function drawRiskAlong(
  context: CanvasRenderingContext2D,
  { model, runs, marks, ink }: ShownRisk,
  { column, scales, width, height, threshold }: AlongOptions,
): void {
  const right = width - RIGHT;
  const [from, to] = [scales.valueAt(LEFT), scales.valueAt(right)];
  context.lineWidth = 1;
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  for (const probability of [0, 0.5, 1]) {
    context.strokeStyle = ink.line;
    line(context, LEFT, scales.y(probability), right, scales.y(probability));
    context.fillStyle = ink.soft;
    context.fillText(`${100 * probability} %`, LEFT - 6, scales.y(probability));
  }
  context.textBaseline = 'alphabetic';
  context.textAlign = 'center';
  for (const { value, text: said } of linearTicks(from, to, 5).list) {
    context.fillText(said, scales.x(value), height - 5);
  }

  const inputs = lineInputs(model, column, from, to);
  for (const { color, isSelected, parameters } of runs) {
    const found = model.outputs(parameters, inputs);
    context.strokeStyle = color;
    context.lineWidth = isSelected ? 2.6 : 1.1;
    context.globalAlpha = isSelected ? 1 : 0.6;
    context.beginPath();
    for (let at = 0; at < SAMPLES; at++) {
      const probability = found[2 * at + 1]!;
      if (Number.isNaN(probability)) continue;
      context.lineTo(scales.x(from + ((to - from) * at) / (SAMPLES - 1)), scales.y(probability));
    }
    context.stroke();
  }
  context.globalAlpha = 1;

  for (const { value, probability, label, isHeld } of marks) {
    if (Number.isNaN(probability)) continue;
    const color = ink.classes[label]!;
    context.fillStyle = isHeld ? ink.paper : color;
    context.strokeStyle = isHeld ? color : ink.paper;
    context.lineWidth = isHeld ? 1.3 : 0.8;
    traceClass(context, label, scales.x(value), scales.y(probability), isHeld ? 2.4 : 2.8);
    context.fill();
    context.stroke();
  }

  context.strokeStyle = ink.ink;
  context.lineWidth = 1.2;
  context.setLineDash([5, 4]);
  line(context, LEFT, scales.y(threshold), right, scales.y(threshold));
  context.setLineDash([]);
  context.textAlign = 'right';
  write(
    context,
    text.threshold,
    right - 2,
    scales.y(threshold) + (threshold > 0.9 ? 14 : -5),
    ink.ink,
    ink.paper,
  );
}

function line(context: CanvasRenderingContext2D, x0: number, y0: number, x1: number, y1: number): void {
  context.beginPath();
  context.moveTo(x0, y0);
  context.lineTo(x1, y1);
  context.stroke();
}
