/**
 * The continuous limit of gradient descent as several views show it: the line of the gradient flow from the start, and
 * how far a run strays from it.
 */
import { simplify } from '../core/geometry/simplify.ts';
import type { Domain } from '../core/losses/types.ts';
import type { Loss } from '../core/math/loss.ts';
import type { Quadratic } from '../core/math/quadratic.ts';
import { type Flow, gradientFlow, strayFrom } from '../core/run/flow.ts';
import { quadraticAt } from '../core/math/quadratic.ts';
import { firstStepOutside } from '../core/run/place.ts';
import type { Run } from '../core/run/types.ts';
import type { Derived } from './state.ts';

/** A share of the domain's sides so short that nobody sees it: for what is drawn, not for what is said. */
const ARRIVED = 5e-4;

/** Whether a point is, to the eye, one of zero gradient: Newton's step from it is too short to be seen. */
export function seemsCritical({ at, gradient, newton }: Quadratic, [x0, x1, y0, y1]: Domain): boolean {
  if (!newton) return gradient[0] === 0 && gradient[1] === 0;
  return Math.hypot((newton[0] - at[0]) / (x1 - x0), (newton[1] - at[1]) / (y1 - y0)) < ARRIVED;
}

/** The gradient flow from the start, as it is drawn and measured against. */
export interface FlowLine {
  /** x and y by turns: a polyline within 1e-5 of the domain's sides from the flow. */
  readonly positions: Float64Array;
  readonly ended: Flow['ended'] | 'arrived';
  /** The rectangle that it was followed through; what a run does outside of it is not compared. */
  readonly box: Domain;
  /** How far the line may lie from the flow, and more: a distance up to here says nothing. */
  readonly precision: number;
}

/** The flow is followed through so many times the domain's width and height. */
const ROOM = 6;
/** Evaluations of the gradient at most: some milliseconds. */
const BUDGET = 40_000;
const PRECISION = 1e-5;
const NEARNESS = 1e-4;
/** Points a step at which the flow's curve is read. */
const READINGS = 4;

interface Cached {
  readonly start: readonly [number, number];
  readonly domain: Domain;
  readonly line: FlowLine;
}

const lines = new WeakMap<Loss, Cached>();

/** The flow line of a start, integrated when the loss, the start or the surface's own domain is another. */
export function flowLineOf({ entry, loss, surface }: Derived, start: readonly [number, number]): FlowLine {
  const domain = entry?.domain ?? surface.grid.domain;
  const cached = lines.get(loss);
  if (cached && cached.start[0] === start[0] && cached.start[1] === start[1] && cached.domain === domain) {
    return cached.line;
  }
  const line = traceFlow(loss, start, domain);
  lines.set(loss, { start, domain, line });
  return line;
}

function traceFlow(loss: Loss, start: readonly [number, number], domain: Domain): FlowLine {
  const box = enlarged(domain);
  const atFirst = Math.hypot(...loss.gradient(start));
  let arrived = false;
  /** Where the flow comes to rest, a step too short to be seen away. */
  let bottom: readonly [number, number] | null = null;
  let checked = 0;
  const flow = gradientFlow(loss, start, {
    duration: Number.MAX_VALUE,
    tolerance: 1e-7,
    budget: BUDGET,
    until(theta, slope) {
      const x = theta[0]!;
      const y = theta[1]!;
      if (!(x >= box[0] && x <= box[1] && y >= box[2] && y <= box[3])) return true;
      arrived = Math.hypot(slope[0]!, slope[1]!) <= 1e-10 * atFirst;
      // The Hessian costs as much as some gradients; in a saddle's neighbourhood the flow turns and goes on.
      if (!arrived && checked++ % 8 === 0) {
        const here = quadraticAt(loss, x, y);
        arrived = here.kind === 'bowl' && seemsCritical(here, domain);
        if (arrived) bottom = here.newton;
      }
      return arrived;
    },
  });
  const rows = flow.times.length;
  const end: readonly number[] = bottom ?? [];
  const fine = new Float64Array(((rows - 1) * READINGS + 1) * 2 + end.length);
  for (let k = 0; k < rows - 1; k++) {
    for (let i = 0; i < READINGS; i++) {
      const s = i / READINGS;
      const time = flow.times[k]! * (1 - s) + flow.times[k + 1]! * s;
      const at = (k * READINGS + i) * 2;
      flow.at(time, fine.subarray(at, at + 2));
    }
  }
  fine.set(flow.positions.subarray(-2), fine.length - 2 - end.length);
  fine.set(end, fine.length - end.length);
  const [x0, x1, y0, y1] = domain;
  return {
    positions: simplify(fine, PRECISION * (x1 - x0), PRECISION * (y1 - y0)),
    ended: arrived ? 'arrived' : flow.ended,
    box,
    precision: NEARNESS * Math.hypot(x1 - x0, y1 - y0),
  };
}

function enlarged([x0, x1, y0, y1]: Domain): Domain {
  const dx = ((ROOM - 1) / 2) * (x1 - x0);
  const dy = ((ROOM - 1) / 2) * (y1 - y0);
  return [x0 - dx, x1 + dx, y0 - dy, y1 + dy];
}

/** How far a run goes from a flow line. */
export interface Stray {
  /** The greatest distance, at the steps before `leftAt`. */
  readonly distance: number;
  /** The first step outside of the line's box; what comes after is not compared. */
  readonly leftAt: number | null;
}

const strays = new WeakMap<Run, { line: FlowLine; stray: Stray }>();

export function strayOf(run: Run, line: FlowLine): Stray {
  const cached = strays.get(run);
  if (cached?.line === line) return cached.stray;
  const leftAt = firstStepOutside(run, line.box);
  const rows = leftAt ?? run.steps + 1;
  const compared = run.positions.subarray(0, rows * run.dimension);
  const stray = { distance: strayFrom(line, compared, run.dimension), leftAt };
  strays.set(run, { line, stray });
  return stray;
}
