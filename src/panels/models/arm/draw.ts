import type { Size } from '../../../ui/box.ts';
import { type ArmTask, accelerations, costAt, jointsOf, REACH } from '../../../core/models/arm-loss.ts';
import { arm as text } from '../../../text/en/arm.ts';
import { begin, type Ink } from '../canvas.ts';
import type { RunNow } from '../own-charts.ts';
import type { Places } from '../places.ts';
import { beginStrip, clippedToStrip, LEFT, strokeOver } from '../strip.ts';

/** The postures of some parameters, one after another. */
export function posturesOf({ joints }: ArmTask, parameters: Float64Array): Float64Array[] {
  return Array.from({ length: parameters.length / joints }, (_, i) =>
    parameters.subarray(i * joints, (i + 1) * joints),
  );
}

/** What is drawn at once. */
interface Scene {
  readonly task: ArmTask;
  readonly runs: readonly RunNow[];
  readonly ink: Ink;
}

/** The arms of all runs between the obstacles. */
export function drawArm(context: CanvasRenderingContext2D, at: Places, { task, runs, ink }: Scene): void {
  begin(context, at.width, at.height);
  context.lineCap = context.lineJoin = 'round';
  drawGround(context, at, task, ink);
  for (const { parameters, before, color, isSelected } of runs) {
    const postures = posturesOf(task, parameters);
    const isMotion = postures.length > 1;
    context.strokeStyle = context.fillStyle = color;
    if (isSelected) {
      before.forEach((earlier, k) => {
        context.globalAlpha = 0.1 + (0.2 * k) / before.length;
        context.lineWidth = isMotion ? 1.5 : 4;
        const old = posturesOf(task, earlier);
        if (isMotion) strokeWay(context, at, [task.first, ...old]);
        else for (const posture of old) strokeLinks(context, at, posture);
      });
      const all = isMotion ? [task.first, ...postures] : postures;
      all.forEach((posture, i) => {
        const isLast = i === all.length - 1;
        context.globalAlpha = isLast ? 1 : 0.18 + (0.3 * i) / all.length;
        context.lineWidth = isLast ? 6 : 2;
        strokeLinks(context, at, posture);
        if (isLast) drawJoints(context, at, posture, ink);
      });
      context.globalAlpha = 1;
      context.lineWidth = 1.6;
      context.strokeStyle = ink.ink;
      if (isMotion) strokeWay(context, at, all);
    } else {
      context.globalAlpha = 0.6;
      context.lineWidth = 1.4;
      if (isMotion) strokeWay(context, at, [task.first, ...postures]);
      strokeLinks(context, at, postures.at(-1)!);
    }
    context.globalAlpha = 1;
  }
  drawTarget(context, at, task, ink);
}

/** As far as the arm reaches, its foot, and the obstacles, dark where they cost most. */
function drawGround(context: CanvasRenderingContext2D, at: Places, { obstacles }: ArmTask, ink: Ink): void {
  context.strokeStyle = ink.line;
  context.lineWidth = 1;
  context.setLineDash([3, 4]);
  context.beginPath();
  context.arc(at.x(0), at.y(0), REACH * at.unit, 0, 2 * Math.PI);
  context.stroke();
  context.setLineDash([]);
  for (const { x, y, radius } of obstacles) {
    const [px, py, r] = [at.x(x), at.y(y), radius * at.unit];
    context.fillStyle = ink.soft;
    // Rings of equal cost, of which one on another is the darker.
    for (const share of [2, 1.6, 1.2, 0.8, 0.4]) {
      context.globalAlpha = 0.13;
      context.beginPath();
      context.arc(px, py, share * r, 0, 2 * Math.PI);
      context.fill();
    }
    context.globalAlpha = 1;
    context.strokeStyle = ink.soft;
    context.beginPath();
    context.arc(px, py, r, 0, 2 * Math.PI);
    context.stroke();
  }
}

function drawTarget(
  context: CanvasRenderingContext2D,
  at: Places,
  { target: [x, y] }: ArmTask,
  ink: Ink,
): void {
  const [px, py] = [at.x(x), at.y(y)];
  for (const [color, width] of [
    [ink.paper, 5],
    [ink.ink, 2],
  ] as const) {
    context.strokeStyle = color;
    context.lineWidth = width;
    context.beginPath();
    context.arc(px, py, 9, 0, 2 * Math.PI);
    for (const [dx, dy] of [
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ] as const) {
      context.moveTo(px + 5 * dx, py + 5 * dy);
      context.lineTo(px + 14 * dx, py + 14 * dy);
    }
    context.stroke();
  }
}

function strokeLinks(context: CanvasRenderingContext2D, at: Places, posture: Float64Array): void {
  const joints = jointsOf(posture);
  context.beginPath();
  for (let k = 0; k < joints.length; k += 2) context.lineTo(at.x(joints[k]!), at.y(joints[k + 1]!));
  context.stroke();
}

function drawJoints(context: CanvasRenderingContext2D, at: Places, posture: Float64Array, ink: Ink): void {
  const joints = jointsOf(posture);
  const last = joints.length - 2;
  context.lineWidth = 2;
  for (let k = 0; k <= last; k += 2) {
    context.beginPath();
    context.arc(at.x(joints[k]!), at.y(joints[k + 1]!), k === 0 ? 7 : 4.5, 0, 2 * Math.PI);
    context.fillStyle = k === last ? context.strokeStyle : ink.paper;
    context.fill();
    context.stroke();
  }
}

/** The hand from posture to posture. */
function strokeWay(context: CanvasRenderingContext2D, at: Places, postures: readonly Float64Array[]): void {
  context.beginPath();
  for (const posture of postures) {
    const [x, y] = jointsOf(posture).subarray(-2);
    context.lineTo(at.x(x!), at.y(y!));
  }
  context.stroke();
}

/** A chart of a number that is paid along something: the selected run's as an area, the others' as lines. */
function drawPaid(
  context: CanvasRenderingContext2D,
  size: Size,
  { runs, ink }: Scene,
  across: { readonly range: readonly [number, number]; readonly name: string },
  samples: number,
  paidBy: (run: RunNow) => (at: number) => number,
): void {
  const all = runs.map((run) => ({ run, of: paidBy(run) }));
  const [from, to] = across.range;
  const places = Array.from({ length: samples + 1 }, (_, i) => from + (i / samples) * (to - from));
  const most = all.reduce((high, { of }) => places.reduce((most, at) => Math.max(most, of(at)), high), 0);
  const strip = beginStrip(
    context,
    size,
    across,
    [0, Number.isFinite(most) && most > 0 ? 1.1 * most : 1],
    ink,
  );
  clippedToStrip(strip, () => {
    for (const { run, of } of all) {
      context.strokeStyle = context.fillStyle = run.color;
      context.lineWidth = run.isSelected ? 2.2 : 1;
      context.globalAlpha = run.isSelected ? 1 : 0.5;
      strokeOver(strip, across.range, samples, of);
      if (!run.isSelected) continue;
      context.globalAlpha = 0.2;
      context.beginPath();
      context.moveTo(LEFT, strip.bottom);
      for (const place of places) context.lineTo(strip.x(place), strip.y(of(place)));
      context.lineTo(strip.right, strip.bottom);
      context.fill();
    }
    context.globalAlpha = 1;
  });
}

const SAMPLES = 160;

/** What the obstacles cost along the arm, of a motion in its last posture. */
export function drawObstacleCost(context: CanvasRenderingContext2D, size: Size, scene: Scene): void {
  const { task } = scene;
  drawPaid(context, size, scene, { range: [0, REACH], name: text.length }, SAMPLES, ({ parameters }) => {
    const joints = jointsOf(posturesOf(task, parameters).at(-1)!);
    const link = REACH / task.joints;
    return (length) => {
      const k = Math.min(task.joints - 1, Math.floor(length / link));
      const share = length / link - k;
      const on = (axis: 0 | 1) => (1 - share) * joints[2 * k + axis]! + share * joints[2 * k + 2 + axis]!;
      return task.avoid * costAt(task.obstacles, on(0), on(1));
    };
  });
}

/** The squared acceleration of all joints together, at the times of a motion. */
export function squaredAccelerations(task: ArmTask, parameters: Float64Array): Float64Array {
  const a = accelerations(task, parameters);
  const out = new Float64Array(task.moments + 1);
  a.forEach((value, k) => (out[Math.floor(k / task.joints)]! += value * value));
  return out;
}

/** What of a motion is not smooth, over time. */
export function drawEffort(context: CanvasRenderingContext2D, size: Size, scene: Scene): void {
  const { task } = scene;
  drawPaid(context, size, scene, { range: [0, 1], name: text.time }, task.moments, ({ parameters }) => {
    const squares = squaredAccelerations(task, parameters);
    return (time) => squares[Math.round(time * task.moments)]!;
  });
}
