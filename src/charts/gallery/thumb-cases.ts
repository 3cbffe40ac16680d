/** Small pictures of models that are cases: where something moves, what is in its way. */
import type { Palette } from '../../app/state.ts';
import { sigmoid } from '../../core/models/activations.ts';
import { type ArmTask, armLoss, jointsOf, REACH } from '../../core/models/arm-loss.ts';
import { productOf } from '../../core/models/matrices.ts';
import { productLoss } from '../../core/models/matrix-loss.ts';
import { pointsOf } from '../../core/models/route.ts';
import { centred } from '../../core/models/line-posterior.ts';
import { laplaceAt, posteriorLoss, type Prior, topOf, type Trial } from '../../core/models/posterior-loss.ts';
import { routeLoss, type RouteTask } from '../../core/models/route-loss.ts';
import { recordRun } from '../../core/run/record.ts';
import type { Model, Table } from '../../core/models/types.ts';
import { runs } from '../../styles/palette.ts';
import { figureInk } from '../figures/ink.ts';
import { ink } from '../ink.ts';

/** In CSS pixels. */
export const THUMB = { width: 176, height: 104 } as const;

const { width: WIDTH, height: HEIGHT } = THUMB;
const [RUN] = runs.vermillion;

/** Steps of descent that are drawn. */
const [STEPS, EVERY] = [48, 6] as const;

/** The arm on its way around the obstacle, from faint to strong. */
export function drawArmThumb(pen: CanvasRenderingContext2D, task: ArmTask, palette: Palette): void {
  const loss = armLoss(task);
  const { positions } = recordRun({
    loss,
    optimizer: { id: 'sgd', lr: 0.1 },
    start: Float64Array.of(1, 1.6),
    steps: STEPS,
  });
  const unit = HEIGHT / (1.25 * REACH);
  const [x, y] = [(at: number) => 0.38 * WIDTH + at * unit, (at: number) => HEIGHT - 24 - at * unit];
  pen.fillStyle = ink[palette].line;
  for (const obstacle of task.obstacles) {
    for (const share of [1.6, 1, 0.5]) {
      pen.globalAlpha = 0.2;
      pen.beginPath();
      pen.arc(x(obstacle.x), y(obstacle.y), share * obstacle.radius * unit, 0, 2 * Math.PI);
      pen.fill();
    }
  }
  pen.lineCap = pen.lineJoin = 'round';
  pen.strokeStyle = RUN;
  for (let step = 0; step <= STEPS; step += EVERY) {
    const joints = jointsOf(positions.subarray(2 * step, 2 * step + 2));
    pen.globalAlpha = step === STEPS ? 1 : 0.12 + (0.3 * step) / STEPS;
    pen.lineWidth = step === STEPS ? 4 : 2;
    pen.beginPath();
    for (let k = 0; k < joints.length; k += 2) pen.lineTo(x(joints[k]!), y(joints[k + 1]!));
    pen.stroke();
  }
  pen.globalAlpha = 1;
  pen.strokeStyle = ink[palette].line;
  pen.lineWidth = 1.8;
  pen.beginPath();
  pen.arc(x(task.target[0]), y(task.target[1]), 5, 0, 2 * Math.PI);
  pen.stroke();
}

/** A route on its way around the jams, which are dark. */
export function drawRouteThumb(pen: CanvasRenderingContext2D, task: RouteTask, palette: Palette): void {
  const steps = 18;
  const { positions } = recordRun({
    loss: routeLoss(task),
    optimizer: { id: 'sgd', lr: 0.2 },
    start: Float64Array.of(-1, -0.2),
    steps,
  });
  const unit = WIDTH / 10.5;
  const [x, y] = [(at: number) => WIDTH / 2 + at * unit, (at: number) => 0.24 * HEIGHT - at * unit];
  pen.fillStyle = ink[palette].line;
  for (const jam of task.jams) {
    for (const share of [1.8, 1.2, 0.7]) {
      pen.globalAlpha = 0.05 * jam.size;
      pen.beginPath();
      pen.arc(x(jam.x), y(jam.y), share * task.radius * unit, 0, 2 * Math.PI);
      pen.fill();
    }
  }
  pen.lineCap = pen.lineJoin = 'round';
  pen.strokeStyle = RUN;
  for (let step = 0; step <= steps; step += 3) {
    const points = pointsOf(task, positions.subarray(2 * step, 2 * step + 2));
    pen.globalAlpha = step === steps ? 1 : 0.2 + (0.2 * step) / steps;
    pen.lineWidth = step === steps ? 3 : 1.5;
    pen.beginPath();
    for (let k = 0; k < points.length; k += 2) pen.lineTo(x(points[k]!), y(points[k + 1]!));
    pen.stroke();
  }
  pen.globalAlpha = 1;
  pen.fillStyle = ink[palette].line;
  for (const end of [task.from, task.to]) {
    pen.beginPath();
    pen.arc(x(end.x), y(end.y), 4, 0, 2 * Math.PI);
    pen.fill();
  }
}

/** Groups with curves that the posterior finds likely. */
export function drawPosterior(
  pen: CanvasRenderingContext2D,
  trials: readonly Trial[],
  prior: Prior,
  palette: Palette,
): void {
  const loss = posteriorLoss(trials, prior);
  const laplace = laplaceAt(loss, topOf(loss));
  if (!laplace) return;
  const { mean, root } = laplace;
  const [x, y] = [
    (dose: number) => WIDTH / 2 + dose * (WIDTH / 2.6),
    (share: number) => HEIGHT - 14 - share * (HEIGHT - 28),
  ];
  pen.strokeStyle = RUN;
  const around = Array.from({ length: 16 }, (_, k) => (k / 8) * Math.PI);
  for (const [radius, angles] of [
    [1.5, around],
    [0.8, around],
    [0, [0]],
  ] as const) {
    pen.globalAlpha = radius === 0 ? 1 : 0.22;
    pen.lineWidth = radius === 0 ? 2.6 : 1.2;
    for (const angle of angles) {
      const [u, v] = [radius * Math.cos(angle), radius * Math.sin(angle)];
      const [a, b] = [mean[0] + root[0] * u, mean[1] + root[1] * u + root[2] * v];
      pen.beginPath();
      for (let dose = -1.3; dose <= 1.3; dose += 0.05) pen.lineTo(x(dose), y(sigmoid(a + b * dose)));
      pen.stroke();
    }
  }
  pen.globalAlpha = 1;
  pen.fillStyle = ink[palette].line;
  for (const { dose, count, hits } of trials) {
    pen.beginPath();
    pen.arc(x(dose), y(hits / count), 3.4, 0, 2 * Math.PI);
    pen.fill();
  }
}

/** Points with lines that the posterior finds likely. */
export function drawLikelyLines(
  pen: CanvasRenderingContext2D,
  loss: Model['loss'],
  train: Table,
  palette: Palette,
): void {
  const laplace = laplaceAt(loss, topOf(loss));
  if (!laplace) return;
  const { points } = centred(train);
  const { mean, root } = laplace;
  const [wide, high] = [
    Math.max(...points.map(({ x }) => x)),
    Math.max(...points.map(({ y }) => Math.abs(y))),
  ];
  const x = (at: number) => WIDTH / 2 + (at / wide) * (WIDTH / 2 - 8);
  const y = (at: number) => HEIGHT / 2 - (at / high) * (HEIGHT / 2 - 10);
  pen.strokeStyle = RUN;
  for (let k = 0; k <= 16; k++) {
    const [u, v] = k === 16 ? [0, 0] : [1.6 * Math.cos((k * Math.PI) / 8), 1.6 * Math.sin((k * Math.PI) / 8)];
    const [a, b] = [mean[0] + root[0] * u, mean[1] + root[1] * u + root[2] * v];
    pen.globalAlpha = k === 16 ? 1 : 0.3;
    pen.lineWidth = k === 16 ? 2.6 : 1.2;
    pen.beginPath();
    for (const at of [-1.1 * wide, 1.1 * wide]) pen.lineTo(x(at), y(a + b * at));
    pen.stroke();
  }
  pen.globalAlpha = 1;
  pen.fillStyle = ink[palette].line;
  for (const point of points) {
    pen.beginPath();
    pen.arc(x(point.x), y(point.y), 2.2, 0, 2 * Math.PI);
    pen.fill();
  }
}

/** The way of two players who step at once, out from where neither is pushed. */
export function drawPlayers(pen: CanvasRenderingContext2D, loss: Model['loss'], palette: Palette): void {
  const steps = 4 * STEPS;
  const { positions } = recordRun({
    loss,
    optimizer: { id: 'sgd', lr: 0.1 },
    start: Float64Array.of(0.4, 0),
    steps,
  });
  const unit = HEIGHT / 2.4;
  const at = (k: number) =>
    [WIDTH / 2 + positions[2 * k]! * unit, HEIGHT / 2 - positions[2 * k + 1]! * unit] as const;
  pen.strokeStyle = RUN;
  pen.lineWidth = 2.4;
  pen.beginPath();
  for (let k = 0; k <= steps; k++) pen.lineTo(...at(k));
  pen.stroke();
  pen.fillStyle = RUN;
  pen.beginPath();
  pen.arc(...at(steps), 4.5, 0, 2 * Math.PI);
  pen.fill();
  pen.strokeStyle = ink[palette].line;
  pen.lineWidth = 1.6;
  pen.beginPath();
  for (const [x, y] of [
    [5, 0],
    [0, 5],
  ] as const) {
    pen.moveTo(WIDTH / 2 - x, HEIGHT / 2 - y);
    pen.lineTo(WIDTH / 2 + x, HEIGHT / 2 + y);
  }
  pen.stroke();
}

/** A product as a tinted grid: what is learned of a memory while the rarest facts are not yet, or the target of the others. */
export function drawMatrix(
  pen: CanvasRenderingContext2D,
  { id, options, train, initial }: Pick<Model, 'id' | 'options' | 'train' | 'initial'>,
  palette: Palette,
): void {
  const product = productOf(id, options, train);
  const columns = product.weights.length;
  const rows = train.targets.length;
  const loss = productLoss(product);
  const learned = () => {
    const run = recordRun({ loss, optimizer: { id: 'sgd', lr: 6 }, start: initial(1), steps: STEPS });
    return loss.product(run.positions.subarray(STEPS * loss.dimension));
  };
  const entries = product.isChoice ? learned() : product.target;
  const most = entries.reduce((all, value) => Math.max(all, Math.abs(value)), 0);
  const cell = (HEIGHT - 16) / Math.max(rows, columns);
  const [left, top] = [(WIDTH - columns * cell) / 2, (HEIGHT - rows * cell) / 2];
  const dark = figureInk[palette].ink;
  entries.forEach((value, at) => {
    pen.globalAlpha = Math.abs(value) / most;
    pen.fillStyle = value < 0 ? dark : RUN;
    pen.fillRect(left + (at % columns) * cell, top + Math.floor(at / columns) * cell, cell - 1, cell - 1);
  });
  pen.globalAlpha = 1;
}
