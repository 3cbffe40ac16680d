import type { Size } from '../../../ui/box.ts';
import { integrate, type RecoveryTask } from '../../../core/models/recovery-loss.ts';
import { recovery as text } from '../../../text/en/recovery.ts';
import type { Ink } from '../canvas.ts';
import type { RunNow } from '../own-charts.ts';
import { beginStrip, drawDot, clippedToStrip, LEFT, type Range, type Strip, strokeOver } from '../strip.ts';

const SAMPLES = 120;

/** A solution of the equation at evenly spaced days, with its sensitivities. */
export interface Course {
  readonly days: Float64Array;
  readonly h: Float64Array;
  /** dh/dt; where the treatment begins or ends the one after. */
  readonly rate: Float64Array;
  /** How h moves with the rate of recovery, and with the end. */
  readonly byRate: Float64Array;
  readonly byEnd: Float64Array;
}

export function courseOf(task: RecoveryTask, p: Float64Array, end: number): Course {
  const days = Float64Array.from({ length: SAMPLES + 1 }, (_, i) => (i / SAMPLES) * end);
  const empty = () => new Float64Array(days.length);
  const course = { days, h: empty(), rate: empty(), byRate: empty(), byEnd: empty() };
  integrate(task, p, days, 1, (i, y) => {
    const day = days[i]!;
    const u = task.treatment && day >= task.treatment[0] && day < task.treatment[1] ? 1 : 0;
    course.h[i] = y[0]!;
    course.rate[i] = -p[0]! * (y[0]! - p[1]!) + (p[2] ?? 0) * u;
    course.byRate[i] = y[1]!;
    course.byEnd[i] = y[2]!;
  });
  return course;
}

/** Where a course changes most, and where it turns, in days. */
export function criticalDays({ days, rate }: Course): {
  readonly most: number;
  readonly turns: readonly number[];
} {
  let most = 0;
  const turns: number[] = [];
  rate.forEach((value, i) => {
    if (Math.abs(value) > Math.abs(rate[most]!)) most = i;
    const before = rate[i - 1];
    if (before === undefined || before * value >= 0) return;
    turns.push(days[i - 1]! + (days[i]! - days[i - 1]!) * (before / (before - value)));
  });
  return { most, turns };
}

/** What is drawn at once; `courses` are of the runs. */
export interface ShownRecovery {
  readonly task: RecoveryTask;
  readonly runs: readonly RunNow[];
  readonly courses: readonly Course[];
  readonly ink: Ink;
  readonly end: number;
}

function trace({ context, x, y }: Strip, { days }: Course, values: Float64Array): void {
  context.beginPath();
  values.forEach((value, i) => {
    if (Number.isFinite(value)) context.lineTo(x(days[i]!), y(value));
  });
  context.stroke();
}

function shadeTreatment({ context, x, bottom }: Strip, { task, ink }: ShownRecovery): void {
  if (!task.treatment) return;
  const [from, until] = task.treatment.map(x) as [number, number];
  context.fillStyle = ink.accent;
  context.globalAlpha = 0.1;
  context.fillRect(from, 0, until - from, bottom);
  context.globalAlpha = 1;
}

/** Those that are not selected thin. */
function eachRun(
  { context }: Strip,
  { runs, courses }: ShownRecovery,
  draw: (course: Course, run: RunNow) => void,
): void {
  runs.forEach((run, i) => {
    context.strokeStyle = context.fillStyle = run.color;
    context.lineWidth = run.isSelected ? 2.4 : 1;
    context.globalAlpha = run.isSelected ? 1 : 0.5;
    draw(courses[i]!, run);
  });
  context.globalAlpha = 1;
}

/** The points with the courses of all runs. */
export function drawCourse(
  context: CanvasRenderingContext2D,
  size: Size,
  shown: ShownRecovery,
  points: { readonly days: Float64Array; readonly values: Float64Array },
): Strip {
  const { task, runs, ink, end } = shown;
  const [low, high] = rangeOf([points.values, [0, task.first]], 0.12);
  const strip = beginStrip(context, size, { range: [0, end], name: text.day }, [low, high], ink);
  clippedToStrip(strip, () => {
    shadeTreatment(strip, shown);
    eachRun(strip, shown, (course, run) => {
      if (run.isSelected) {
        run.before.forEach((earlier, k) => {
          context.globalAlpha = 0.12 + (0.3 * k) / run.before.length;
          context.lineWidth = 1.4;
          const old = courseOf(task, earlier, end);
          trace(strip, old, old.h);
        });
        context.globalAlpha = 0.7;
        context.setLineDash([5, 5]);
        strokeOver(strip, [0, end], 1, () => run.parameters[1]!);
        context.setLineDash([]);
        context.globalAlpha = 1;
        context.lineWidth = 2.6;
      }
      trace(strip, course, course.h);
    });
    context.fillStyle = ink.ink;
    context.strokeStyle = ink.paper;
    context.lineWidth = 0.8;
    points.values.forEach((value, row) => drawDot(strip, points.days[row]!, value, 3.2));
    if (runs.length > 0) drawDot(strip, 0, task.first, 3.2);
  });
  return strip;
}

/** The rate of change over the days: the selected run's as an area, with where it is largest and where it is 0. */
export function drawRate(context: CanvasRenderingContext2D, size: Size, shown: ShownRecovery): void {
  const { ink, end, courses } = shown;
  const range = rangeOf([...courses.map(({ rate }) => rate), [0]], 0.1);
  const strip = beginStrip(context, size, { range: [0, end], name: text.day }, range, ink);
  clippedToStrip(strip, () => {
    shadeTreatment(strip, shown);
    eachRun(strip, shown, (course, run) => {
      trace(strip, course, course.rate);
      if (!run.isSelected) return;
      context.globalAlpha = 0.2;
      context.beginPath();
      context.moveTo(LEFT, strip.y(0));
      course.rate.forEach((value, i) => {
        if (Number.isFinite(value)) context.lineTo(strip.x(course.days[i]!), strip.y(value));
      });
      context.lineTo(strip.right, strip.y(0));
      context.fill();
      context.globalAlpha = 1;
      context.strokeStyle = ink.paper;
      context.lineWidth = 1.4;
      const { most, turns } = criticalDays(course);
      drawDot(strip, course.days[most]!, course.rate[most]!, 4.5);
      for (const turn of turns) drawDot(strip, turn, 0, 4.5);
    });
  });
}

/** How the selected run's course moves with each of its two numbers; each to a scale of its own. */
export function drawTold(
  context: CanvasRenderingContext2D,
  size: Size,
  shown: ShownRecovery,
  own: number,
): void {
  const { ink, end, runs, courses } = shown;
  const course = courses[own]!;
  const scaled = [course.byRate, course.byEnd].map((values) => {
    const most = rangeOf([values, [0]], 0).reduce((a, b) => Math.max(a, Math.abs(b)), 0) || 1;
    return values.map((value) => value / most);
  });
  const strip = beginStrip(
    context,
    size,
    { range: [0, end], name: text.day },
    rangeOf([...scaled, [0, 1]], 0.08),
    ink,
  );
  clippedToStrip(strip, () => {
    shadeTreatment(strip, shown);
    context.strokeStyle = runs[own]!.color;
    context.lineWidth = 2.4;
    trace(strip, course, scaled[0]!);
    context.setLineDash([6, 5]);
    trace(strip, course, scaled[1]!);
    context.setLineDash([]);
  });
}

/** From the least to the greatest finite value, with some room. */
function rangeOf(lists: readonly ArrayLike<number>[], room: number): Range {
  let [low, high] = [Infinity, -Infinity];
  for (const list of lists)
    for (let i = 0; i < list.length; i++) {
      const value = list[i]!;
      if (!Number.isFinite(value)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  const span = high - low || 1;
  return [low - (low === 0 ? 0 : room * span), high + room * span];
}
