/** A small picture of a loss: a map, a curve cut open, or the data of a model; over a map and a curve a run of plain descent. */
import type { Palette } from '../../app/state.ts';
import { sampleCurve, placeOfSample, valueRange } from '../../core/geometry/curve.ts';
import { sampleGrid } from '../../core/geometry/grid.ts';
import { createSurface } from '../../core/geometry/surface.ts';
import { runs } from '../../styles/palette.ts';
import { colorsOfClasses, traceClass } from '../../ui/class-signs.ts';
import { tint } from '../../ui/tints.ts';
import type { CurveRow } from '../../core/losses/curves.ts';
import type { LossEntry } from '../../core/losses/types.ts';
import { restoreOptions } from '../../core/models/options.ts';
import type { ModelEntry, Table } from '../../core/models/types.ts';
import { recordRun } from '../../core/run/record.ts';
import { lossIn } from '../../core/scene/compiled.ts';
import { suggestForCurve } from '../../core/scene/suggest-curve.ts';
import { optimizerById } from '../../core/optimizers/registry.ts';
import { taskOf } from '../../core/models/arm.ts';
import { isLine, priorOf, trialsOf } from '../../core/models/posterior.ts';
import { routeOf } from '../../core/models/route.ts';
import { fetchData } from '../../app/models/model-data.ts';
import { curveInk } from '../curve/ground.ts';
import { figureInk } from '../figures/ink.ts';
import { ink } from '../ink.ts';
import { drawContours, paintTints, traceContours } from '../map/ground.ts';
import type { GalleryRow } from './rows.ts';
import {
  drawArmThumb,
  drawLikelyLines,
  drawMatrix,
  drawPlayers,
  drawPosterior,
  drawRouteThumb,
  THUMB,
} from './thumb-cases.ts';

export { THUMB };

const { width: WIDTH, height: HEIGHT } = THUMB;
const [STEPS, LEVELS] = [60, 12] as const;
const [RUN] = runs.vermillion;

/** Draws into a context whose unit is a CSS pixel. Rejects where the data of a model cannot be had. */
export async function drawThumb(
  pen: CanvasRenderingContext2D,
  shown: GalleryRow,
  palette: Palette,
): Promise<void> {
  if (shown.size === 'many') {
    await fetchData({ id: shown.row.id, options: {} });
    pen.fillStyle = figureInk[palette].paper;
    pen.fillRect(0, 0, WIDTH, HEIGHT);
    drawData(pen, shown, palette);
  } else if (shown.size === 'one') drawCurve(pen, shown.row, palette);
  else drawMap(pen, shown.row, palette);
}

function drawMap(
  pen: CanvasRenderingContext2D,
  { loss, domain, heightScale, start, lr }: LossEntry,
  palette: Palette,
) {
  const grid = sampleGrid(loss, domain, WIDTH, HEIGHT);
  const levels = Array.from({ length: LEVELS }, (_, i) => ({ height: (i + 0.5) / LEVELS, value: 0 }));
  const surface = { ...createSurface(grid, heightScale), levels };
  pen.drawImage(paintTints(surface, palette), 0, 0, WIDTH, HEIGHT);
  const size = { palette, width: WIDTH, height: HEIGHT, labels: false, font: '' };
  drawContours(pen, surface, traceContours(surface), size);
  const [x0, x1, y0, y1] = domain;
  const { positions, steps } = recordRun({ loss, optimizer: { id: 'sgd', lr }, start, steps: STEPS });
  const at = (k: number): [number, number] => [
    ((positions[2 * k]! - x0) / (x1 - x0)) * WIDTH,
    ((y1 - positions[2 * k + 1]!) / (y1 - y0)) * HEIGHT,
  ];
  drawTrack(
    pen,
    Array.from({ length: steps + 1 }, (_, k) => at(k)),
    palette,
    true,
  );
}

function drawCurve(pen: CanvasRenderingContext2D, { formula }: CurveRow, palette: Palette) {
  const loss = lossIn({ formula, curve: true });
  const suggested = suggestForCurve(formula, null);
  const [from, to] = suggested.domain;
  const { values, joined } = sampleCurve(loss, from, to, WIDTH + 1);
  const [low, high] = valueRange([values]);
  const room = 0.12 * (high - low);
  const yOf = (value: number) =>
    HEIGHT - ((Math.min(2 * high - low, value) - low + room) / (high - low + 2 * room)) * HEIGHT;
  const xOf = (x: number) => ((x - from) / (to - from)) * WIDTH;
  pen.fillStyle = figureInk[palette].paper;
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  for (let i = 1; i < values.length; i++) {
    if (joined[i] !== 1) continue;
    const [x, y] = [i - 1, yOf(values[i]!)];
    pen.fillStyle = curveInk[palette].block;
    pen.fillRect(x, y, 1.4, HEIGHT - y);
    pen.fillStyle = css(tint((values[i]! - low) / (high - low), palette));
    pen.fillRect(x, y, 1.4, 8);
  }
  pen.beginPath();
  values.forEach((value, i) => {
    const x = xOf(placeOfSample(from, to, i, values.length));
    if (joined[i] === 1) pen.lineTo(x, yOf(value));
    else if (Number.isFinite(value)) pen.moveTo(x, yOf(value));
  });
  pen.lineWidth = 1.6;
  pen.strokeStyle = ink[palette].line;
  pen.stroke();
  const lr = suggested.rate(optimizerById('sgd')!);
  const run = recordRun({ loss, optimizer: { id: 'sgd', lr }, start: [suggested.start[0]], steps: STEPS });
  const track = Array.from(run.positions, (x, k): [number, number] => [xOf(x), yOf(run.losses[k]!)]);
  drawTrack(pen, track, palette, false);
}

/** Dots at the first steps, a ball where the run is at the end. */
function drawTrack(
  pen: CanvasRenderingContext2D,
  all: readonly (readonly [number, number])[],
  palette: Palette,
  isJoined: boolean,
) {
  const track = all.filter((point) => point.every((number) => Math.abs(number) < 1e4));
  const last = track.at(-1);
  if (!last) return;
  pen.lineJoin = 'round';
  pen.beginPath();
  if (isJoined) for (const point of track) pen.lineTo(...point);
  else
    for (const [x, y] of track) {
      pen.moveTo(x + 1.8, y);
      pen.arc(x, y, 1.8, 0, 2 * Math.PI);
    }
  pen.strokeStyle = ink[palette].halo;
  pen.lineWidth = isJoined ? 3.4 : 1.6;
  pen.stroke();
  pen.strokeStyle = RUN;
  pen.fillStyle = RUN;
  pen.lineWidth = 1.8;
  if (isJoined) pen.stroke();
  else pen.fill();
  pen.beginPath();
  pen.arc(...last, 4, 0, 2 * Math.PI);
  pen.strokeStyle = ink[palette].ball;
  pen.lineWidth = 2.4;
  pen.stroke();
  pen.fill();
}

function drawData(
  pen: CanvasRenderingContext2D,
  { row: entry, options: given }: Extract<GalleryRow, { size: 'many' }>,
  palette: Palette,
) {
  const { options } = restoreOptions(entry, given);
  const { train, test } = entry.make(options);
  if (entry.picture === 'digits') drawDigits(pen, train, palette);
  else if (entry.picture === 'boundary') drawPoints(pen, train, palette);
  else if (entry.picture === 'prices') drawPrices(pen, train, palette);
  else if (entry.picture === 'arm') drawArmThumb(pen, taskOf(options, train), palette);
  else if (isLine(options)) drawLikelyLines(pen, entry.build(options, train, test).loss, train, palette);
  else if (entry.picture === 'posterior') drawPosterior(pen, trialsOf(train), priorOf(options), palette);
  else if (entry.picture === 'map') drawRouteThumb(pen, routeOf(options, train), palette);
  else if (entry.picture === 'players') drawPlayers(pen, entry.build(options, train, test).loss, palette);
  else if (entry.picture === 'matrices')
    drawMatrix(pen, { id: entry.id, options, ...entry.build(options, train, test) }, palette);
  else if (entry.picture === 'risk') drawRisk(pen, entry.build(options, train, test), train, palette);
  else drawSeries(pen, train, palette);
}

/** The first pictures, four rows of them, light where there is paper. */
function drawDigits(pen: CanvasRenderingContext2D, { inputs, columns }: Table, palette: Palette) {
  const side = Math.round(Math.sqrt(columns.length));
  const cell = HEIGHT / 4;
  const across = Math.ceil(WIDTH / cell);
  const dark = figureInk[palette].ink;
  pen.fillStyle = dark;
  for (let k = 0; k < 4 * across; k++) {
    const [left, top] = [(k % across) * cell, Math.floor(k / across) * cell];
    const pixel = (cell - 4) / side;
    for (let p = 0; p < side * side; p++) {
      const shade = inputs[k * side * side + p]!;
      if (shade === 0) continue;
      pen.globalAlpha = shade;
      pen.fillRect(left + 2 + (p % side) * pixel, top + 2 + Math.floor(p / side) * pixel, pixel, pixel);
    }
  }
  pen.globalAlpha = 1;
}

/** Points of two inputs with the signs of their classes. */
function drawPoints(pen: CanvasRenderingContext2D, { inputs, targets }: Table, palette: Palette) {
  const colors = colorsOfClasses(palette);
  const reach = 1.08 * inputs.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const unit = HEIGHT / (2 * reach);
  targets.forEach((label, row) => {
    const [x, y] = [inputs[2 * row]! * unit * 1.3, inputs[2 * row + 1]! * unit];
    traceClass(pen, label, WIDTH / 2 + x, HEIGHT / 2 - y, 2.2);
    pen.fillStyle = colors[label % colors.length]!;
    pen.fill();
  });
}

/** The logistic curve, and at both its ends rows of the outcome, where a fit has them. */
function drawRisk(
  pen: CanvasRenderingContext2D,
  { loss, initial, outputs }: ReturnType<ModelEntry['build']>,
  train: Table,
  palette: Palette,
) {
  // Standardized columns are a bowl, down which plain descent goes quickly; rules that search come with later code.
  const optimizer = { id: 'sgd', lr: 1 } as const;
  const run = recordRun({ loss, optimizer, start: initial(1), steps: STEPS });
  const found = outputs(run.positions.subarray(run.steps * loss.dimension), train.inputs);
  const [top, bottom] = [18, HEIGHT - 18];
  const yOf = (probability: number) => bottom - probability * (bottom - top);
  const xOf = (score: number) => WIDTH / 2 + score * (WIDTH / 9);
  pen.strokeStyle = ink[palette].line;
  pen.lineWidth = 1.6;
  pen.beginPath();
  for (let x = 0; x <= WIDTH; x += 2) pen.lineTo(x, yOf(1 / (1 + Math.exp(-(x - WIDTH / 2) / (WIDTH / 9)))));
  pen.stroke();
  const colors = colorsOfClasses(palette);
  train.targets.forEach((target, row) => {
    const [other, own] = [found[2 * row]!, found[2 * row + 1]!];
    // Beside each other, so that many are seen as many.
    traceClass(pen, target, xOf(Math.log(own / other)), yOf(target) + ((row % 7) - 3) * 2.4, 1.9);
    pen.fillStyle = colors[target]!;
    pen.fill();
  });
}

/** Targets over the first input. */
function drawSeries(pen: CanvasRenderingContext2D, { inputs, targets, columns }: Table, palette: Palette) {
  const xs = targets.map((_, row) => inputs[row * columns.length]!);
  const [left, right] = valueRange([xs]);
  const [low, high] = valueRange([targets]);
  pen.strokeStyle = ink[palette].line;
  pen.lineWidth = 1;
  const at = (row: number): [number, number] => [
    8 + ((xs[row]! - left) / (right - left)) * (WIDTH - 16),
    HEIGHT - 12 - ((targets[row]! - low) / (high - low)) * (HEIGHT - 24),
  ];
  pen.globalAlpha = 0.35;
  pen.beginPath();
  targets.forEach((_, row) => pen.lineTo(...at(row)));
  pen.stroke();
  pen.globalAlpha = 1;
  pen.fillStyle = ink[palette].line;
  targets.forEach((_, row) => {
    pen.beginPath();
    pen.arc(...at(row), 2.2, 0, 2 * Math.PI);
    pen.fill();
  });
}

/** Prices over strikes, a line for each maturity. */
function drawPrices(pen: CanvasRenderingContext2D, { inputs, targets }: Table, palette: Palette) {
  const [left, right] = valueRange([inputs.filter((_, i) => i % 2 === 0)]);
  const [low, high] = valueRange([targets]);
  const years = [...new Set(inputs.filter((_, i) => i % 2 === 1))];
  for (const own of years) {
    const rows = Array.from(targets.keys()).filter((row) => inputs[2 * row + 1] === own);
    const track = rows.map((row): [number, number] => [
      10 + ((inputs[2 * row]! - left) / (right - left)) * (WIDTH - 20),
      HEIGHT - 12 - ((targets[row]! - low) / (high - low)) * (HEIGHT - 24),
    ]);
    pen.strokeStyle = ink[palette].line;
    pen.lineWidth = 1;
    pen.globalAlpha = 0.35;
    pen.beginPath();
    for (const point of track) pen.lineTo(...point);
    pen.stroke();
    pen.globalAlpha = 1;
    pen.fillStyle = ink[palette].line;
    for (const point of track) {
      pen.beginPath();
      pen.arc(...point, 2.4, 0, 2 * Math.PI);
      pen.fill();
    }
  }
}

function css(color: readonly number[]): string {
  return `rgb(${color.map(Math.round).join(' ')})`;
}
