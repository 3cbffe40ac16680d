import type { Size } from '../../../ui/box.ts';
import { type WeightedPlace, type RouteTask, slownessAt } from '../../../core/models/route-loss.ts';
import { pointsOf } from '../../../core/models/route.ts';
import { delivery as text } from '../../../text/en/delivery.ts';
import { begin, type Ink } from '../canvas.ts';
import type { RunNow } from '../own-charts.ts';
import type { Places } from '../places.ts';
import { beginStrip, drawDot, clippedToStrip, LEFT, strokeOver } from '../strip.ts';

/** CSS pixels of a cell of the map of speeds. */
const CELL = 3;
/** How dark the slowest place is. */
const DARKEST = 0.62;

/** The map of speeds, dark where it is slow: painted once for a map and a size. */
export function paintSpeeds(task: RouteTask, at: Places, color: string): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  const [columns, rows] = [Math.ceil(at.width / CELL), Math.ceil(at.height / CELL)];
  canvas.width = columns;
  canvas.height = rows;
  const pen = canvas.getContext('2d');
  if (!pen) return canvas;
  const extra = Array.from({ length: columns * rows }, (_, i) => {
    const [px, py] = [((i % columns) + 0.5) * CELL, (Math.floor(i / columns) + 0.5) * CELL];
    return slownessAt(task.jams, task.radius, (px - at.x(0)) / at.unit, (at.y(0) - py) / at.unit) - 1;
  });
  const most = extra.reduce((a, b) => Math.max(a, b), 0) || 1;
  pen.fillStyle = color;
  extra.forEach((value, i) => {
    pen.globalAlpha = (DARKEST * value) / most;
    pen.fillRect(i % columns, Math.floor(i / columns), 1, 1);
  });
  return canvas;
}

function strokePoints(context: CanvasRenderingContext2D, at: Places, points: readonly number[]): void {
  context.beginPath();
  for (let k = 0; k < points.length; k += 2) context.lineTo(at.x(points[k]!), at.y(points[k + 1]!));
  context.stroke();
}

function disc(context: CanvasRenderingContext2D, at: Places, x: number, y: number, radius: number): void {
  context.beginPath();
  context.arc(at.x(x), at.y(y), radius, 0, 2 * Math.PI);
}

/** The routes of all runs on the map of speeds. */
export function drawRoute(
  context: CanvasRenderingContext2D,
  at: Places,
  ground: HTMLCanvasElement,
  { task, runs, ink }: { readonly task: RouteTask; readonly runs: readonly RunNow[]; readonly ink: Ink },
): void {
  begin(context, at.width, at.height);
  context.drawImage(ground, 0, 0, ground.width * CELL, ground.height * CELL);
  context.lineCap = context.lineJoin = 'round';
  for (const { parameters, before, color, isSelected } of runs) {
    const points = pointsOf(task, parameters);
    if (isSelected) {
      context.strokeStyle = color;
      context.lineWidth = 2;
      before.forEach((earlier, k) => {
        context.globalAlpha = 0.15 + (0.3 * k) / before.length;
        strokePoints(context, at, pointsOf(task, earlier));
      });
      context.globalAlpha = 1;
      context.strokeStyle = ink.paper;
      context.lineWidth = 7;
      strokePoints(context, at, points);
    }
    context.strokeStyle = color;
    context.lineWidth = isSelected ? 4 : 1.4;
    context.globalAlpha = isSelected ? 1 : 0.75;
    strokePoints(context, at, points);
    if (isSelected) {
      context.fillStyle = ink.paper;
      context.lineWidth = 2;
      for (let k = 2; k < points.length - 2; k += 2) {
        disc(context, at, points[k]!, points[k + 1]!, 4.5);
        context.fill();
        context.stroke();
      }
    }
    context.globalAlpha = 1;
  }
  context.strokeStyle = ink.ink;
  context.fillStyle = ink.paper;
  context.lineWidth = 2;
  for (const jam of task.jams) {
    disc(context, at, jam.x, jam.y, 3);
    context.fill();
    context.stroke();
  }
  for (const [end, isLast] of [
    [task.from, false],
    [task.to, true],
  ] as const) {
    disc(context, at, end.x, end.y, 7);
    context.fill();
    context.stroke();
    if (!isLast) continue;
    disc(context, at, end.x, end.y, 2.5);
    context.stroke();
  }
}

/** The depots of all runs among the customers, each as large as its weight. */
export function drawDepot(
  context: CanvasRenderingContext2D,
  at: Places,
  {
    places,
    runs,
    ink,
  }: { readonly places: readonly WeightedPlace[]; readonly runs: readonly RunNow[]; readonly ink: Ink },
): void {
  begin(context, at.width, at.height);
  context.lineCap = context.lineJoin = 'round';
  const heaviest = places.reduce((most, { size }) => Math.max(most, size), 0);
  const own = runs.at(-1)?.isSelected ? runs.at(-1) : undefined;
  const [x, y] = own?.parameters ?? [];
  if (own && x !== undefined && y !== undefined) {
    context.strokeStyle = ink.soft;
    context.globalAlpha = 0.6;
    for (const place of places) {
      context.lineWidth = 0.8 + (2.2 * place.size) / heaviest;
      strokePoints(context, at, [x, y, place.x, place.y]);
    }
    context.strokeStyle = own.color;
    context.globalAlpha = 0.5;
    context.lineWidth = 1.4;
    strokePoints(context, at, [...own.before.flatMap((earlier) => [...earlier]), x, y]);
    for (const earlier of own.before) {
      context.fillStyle = own.color;
      disc(context, at, earlier[0]!, earlier[1]!, 2.5);
      context.fill();
    }
    context.globalAlpha = 1;
  }
  context.lineWidth = 2;
  for (const place of places) {
    context.fillStyle = ink.paper;
    context.strokeStyle = ink.ink;
    disc(context, at, place.x, place.y, 4 + 7 * Math.sqrt(place.size / heaviest));
    context.fill();
    context.stroke();
  }
  for (const { parameters, color, isSelected } of runs) {
    const [px, py] = [at.x(parameters[0]!), at.y(parameters[1]!)];
    const side = isSelected ? 8 : 4.5;
    context.fillStyle = color;
    context.strokeStyle = ink.paper;
    context.lineWidth = 2;
    // A house: what customers are not.
    context.beginPath();
    context.moveTo(px - side, py + side);
    context.lineTo(px - side, py - 0.2 * side);
    context.lineTo(px, py - 1.2 * side);
    context.lineTo(px + side, py - 0.2 * side);
    context.lineTo(px + side, py + side);
    context.closePath();
    context.stroke();
    context.fill();
  }
}

/** How far each point of a route is from its beginning along it. */
export function milesOf(points: readonly number[]): number[] {
  const out = [0];
  for (let k = 2; k < points.length; k += 2)
    out.push(out.at(-1)! + Math.hypot(points[k]! - points[k - 2]!, points[k + 1]! - points[k - 1]!));
  return out;
}

const SAMPLES = 160;

/** The inverse of the speed along the routes: the selected run's as an area. */
export function drawSlowness(
  context: CanvasRenderingContext2D,
  size: Size,
  { task, runs, ink }: { readonly task: RouteTask; readonly runs: readonly RunNow[]; readonly ink: Ink },
): void {
  const all = runs.map((run) => {
    const points = pointsOf(task, run.parameters);
    const miles = milesOf(points);
    const of = (mile: number) => {
      const k = Math.max(0, miles.findIndex((end, i) => i > 0 && end >= mile) - 1);
      const share = (mile - miles[k]!) / (miles[k + 1]! - miles[k]! || 1);
      const on = (axis: 0 | 1) =>
        points[2 * k + axis]! + share * (points[2 * k + 2 + axis]! - points[2 * k + axis]!);
      return slownessAt(task.jams, task.radius, on(0), on(1));
    };
    return { run, of, end: miles.at(-1)! };
  });
  const far = all.reduce((most, { end }) => Math.max(most, end), 0);
  if (!(far > 0 && far < Infinity)) return;
  const most = all.reduce(
    (high, { of, end }) =>
      Array.from({ length: SAMPLES }, (_, i) => of((i / SAMPLES) * end)).reduce(
        (a, b) => Math.max(a, b),
        high,
      ),
    1,
  );
  const strip = beginStrip(context, size, { range: [0, far], name: text.length }, [0, 1.1 * most], ink);
  clippedToStrip(strip, () => {
    for (const { run, of, end } of all) {
      context.strokeStyle = context.fillStyle = run.color;
      context.lineWidth = run.isSelected ? 2.2 : 1;
      context.globalAlpha = run.isSelected ? 1 : 0.5;
      strokeOver(strip, [0, end], SAMPLES, of);
      if (!run.isSelected) continue;
      context.globalAlpha = 0.2;
      context.beginPath();
      context.moveTo(LEFT, strip.bottom);
      for (let i = 0; i <= SAMPLES; i++) {
        const mile = (i / SAMPLES) * end;
        context.lineTo(strip.x(mile), strip.y(of(mile)));
      }
      context.lineTo(strip.x(end), strip.bottom);
      context.fill();
    }
    context.globalAlpha = 1;
  });
}

/** A line through a depot and a customer: the loss at a distance from the customer, and where on it the depot is. */
export interface Cut {
  readonly of: (distance: number) => number;
  readonly depot: number;
  readonly color: string;
}

/** The loss along a cut, with its kink at 0. */
export function drawCut(
  context: CanvasRenderingContext2D,
  size: Size,
  { of, depot, color }: Cut,
  ink: Ink,
): void {
  const reach = Math.max(0.5, 1.6 * depot);
  const samples = Array.from({ length: SAMPLES + 1 }, (_, i) => of((2 * i - SAMPLES) * (reach / SAMPLES)));
  const [low, high] = [Math.min(...samples), Math.max(...samples)];
  const room = 0.12 * (high - low) || 1;
  const strip = beginStrip(
    context,
    size,
    { range: [-reach, reach], name: text.away },
    [low - room, high + room],
    ink,
  );
  clippedToStrip(strip, () => {
    context.strokeStyle = ink.line;
    context.beginPath();
    context.moveTo(strip.x(0), 0);
    context.lineTo(strip.x(0), strip.bottom);
    context.stroke();
    context.strokeStyle = ink.ink;
    context.lineWidth = 2;
    strokeOver(strip, [-reach, reach], SAMPLES, of);
    context.fillStyle = color;
    context.strokeStyle = ink.paper;
    context.lineWidth = 1.6;
    drawDot(strip, depot, of(depot), 5);
  });
}
