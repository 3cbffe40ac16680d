/**
 * What a formula suggests, from its values and derivatives alone:
 *
 *   domain   the first of some squares and quarters of the plane that it is defined on and whose lowest sample is not
 *            at the border; else the first that it is defined on
 *   height   logarithmic where half of the samples lie in the lowest eleventh of the range
 *   start    a place of some height and slope, whose slope points along no axis and no diagonal, or turns along itself:
 *            a path that begins on a mirror line never leaves it
 *   rate     from 1 / lambda_max down, lambda_max the greatest curvature found below the start (of rules that divide
 *            the gradient's size out: from a fortieth of the domain's width): the first of 1, 2, 5 times a power of ten
 *            whose run never climbs over its start, stays inside, and neither arrives at once nor ends jumping about
 *
 * Samples lie on a lattice of 17 x 17. A suggestion is a starting value in the controls, never a factor applied behind
 * them. Everything is computed by the engine's own functions: the same to the bit on every machine.
 */
import type { CompiledCurve, CompiledLoss } from '../expression/compile.ts';
import type { Domain, HeightScaleKind } from '../losses/types.ts';
import { keeping } from '../math/keeping.ts';
import { defaultValues } from '../optimizers/registry.ts';
import type { OptimizerEntry } from '../optimizers/types.ts';
import { firstStepOutside } from '../run/place.ts';
import { recordRun } from '../run/record.ts';
import type { Run } from '../run/types.ts';
import { compiled } from './compiled.ts';
import { floorTo125, placeBetween, shareOf, widthOf } from './rates.ts';
import type { Suggestions } from './suggest.ts';

type Point = readonly [number, number];

const SIDE = 17;
const square = (half: number): Domain => [-half, half, -half, half];
const usual = square(2);
/** Where the lowest place is looked for that lies beyond the usual square. */
const wider = [5, 10, 50, 100].map(square);
/** Where a formula is looked for that is not defined there, or flat. */
const elsewhere: readonly Domain[] = [
  [0, 4, -2, 2],
  [-2, 2, 0, 4],
  [0, 4, 0, 4],
  ...[1, 0.1, 5, 10, 50, 100, 1000].map(square),
];
/** The share of the samples that must be defined. */
const DEFINED = 0.7;

/** Half of the samples in this share of the range make a logarithmic height; of no quadratic they do. */
const TALL = 0.09;

/** Starts that are tried before the lattice, as shares of the domain's sides. */
const places: readonly Point[] = [
  [0.3, 0.7],
  [0.15, 0.8],
  [0.8, 0.65],
  [0.25, 0.2],
  [0.7, 0.15],
  [0.1, 0.45],
];

/** Steps of a run at a rate that is tried: a scene's usual number. */
const STEPS = 200;
/** Rates that are tried of a rule, at most: down to a five thousandth of the first; few of a very long formula. */
const TRIED = 12;
const FEW = 3;
const LONG = 500;

/** Suggestions that are kept: a scene asks for its own at every edit. */
const KEPT = 8;

/** The suggestions of a formula that compiles, on a domain, or on one of its own for null. */
export const suggestForFormula: (formula: string, domain: Domain | null) => Suggestions = keeping(
  KEPT,
  (formula, domain) => suggest(compiled(formula), domain),
  (formula, domain) => `${domain?.join() ?? ''} ${formula}`,
);

/** Each part when it is first asked for. */
function suggest(loss: CompiledLoss, given: Domain | null): Suggestions {
  const sample = once(() => (given ? sampled(loss, given) : fittest(loss)));
  const start = once(() => startOn(loss, sample()));
  const heightScale = once(() => heightOf(sample()));
  const curvature = once(() => greatestCurvature(loss, sample(), start()));
  const rates = new Map<string, number>();
  return {
    get domain() {
      return given ?? sample().domain;
    },
    get start() {
      return start();
    },
    get heightScale() {
      return heightScale();
    },
    get width() {
      return widthOf(given ?? sample().domain);
    },
    rate(rule) {
      const known =
        rates.get(rule.id) ??
        suggestedRate(rule, loss, sample().domain, start(), curvature(), widthOf(sample().domain));
      rates.set(rule.id, known);
      return known;
    },
  };
}

export function once<T>(compute: () => T): () => T {
  let result: { readonly value: T } | null = null;
  return () => (result ??= { value: compute() }).value;
}

interface Sample {
  readonly domain: Domain;
  readonly values: Float64Array;
  /** The finite values in ascending order. */
  readonly sorted: Float64Array;
  /** Whether the lowest of them is not at the border, nor a whole plain. */
  readonly closed: boolean;
}

function sampled(loss: CompiledLoss, domain: Domain): Sample {
  const [x0, x1, y0, y1] = domain;
  const values = new Float64Array(SIDE * SIDE);
  loss.sampleGrid(x0, (x1 - x0) / (SIDE - 1), SIDE, y0, (y1 - y0) / (SIDE - 1), SIDE, values);
  const inner = values.filter((_, i) => isInner(i % SIDE) && isInner(Math.floor(i / SIDE)));
  const sorted = values.filter(Number.isFinite).sort();
  const isPlain = sorted[2 * SIDE] === sorted[0];
  return { domain, values, sorted, closed: !isPlain && inner.some((value) => value === sorted[0]) };
}

const isInner = (i: number) => i > 0 && i < SIDE - 1;

/** The sample of the domain that fits the formula best. */
function fittest(loss: CompiledLoss): Sample {
  const first = sampled(loss, usual);
  if (isTelling(first)) {
    if (first.closed) return first;
    return find(loss, wider, (sample) => sample.closed && isTelling(sample)) ?? first;
  }
  let most = first;
  const telling = find(loss, elsewhere, (sample) => {
    if (sample.sorted.length > most.sorted.length) most = sample;
    return isTelling(sample);
  });
  return telling ?? most;
}

/** Samples one domain after the other, up to the first that will do. */
function find(
  loss: CompiledLoss,
  among: readonly Domain[],
  willDo: (sample: Sample) => boolean,
): Sample | null {
  for (const domain of among) {
    const sample = sampled(loss, domain);
    if (willDo(sample)) return sample;
  }
  return null;
}

/** Whether it is defined on most of the domain, and not flat. */
function isTelling({ sorted }: Sample): boolean {
  return sorted.length >= DEFINED * SIDE * SIDE && sorted.at(-1)! > sorted[0]!;
}

/** Differences of halves: the whole one may be beyond double precision. */
const between = (low: number, high: number) => high / 2 - low / 2;

function heightOf({ sorted }: Sample): HeightScaleKind {
  const [lowest = 0, middle = 0, highest = 0] = [0, 0.5, 1].map((share) => quantile(sorted, share));
  return between(lowest, middle) < TALL * between(lowest, highest) ? 'log' : 'linear';
}

function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
}

/** The first place that will do, by demands that are given up one after the other. */
function startOn(loss: CompiledLoss, { domain, sorted }: Sample): Point {
  const [x0, x1, y0, y1] = domain;
  const [low, high] = [quantile(sorted, 0.2), quantile(sorted, 0.9)];
  const lattice = Array.from({ length: (SIDE - 2) ** 2 }, (_, i): Point => {
    const [column, row] = [i % (SIDE - 2), Math.floor(i / (SIDE - 2))];
    return [(column + 1) / (SIDE - 1), (row + 1) / (SIDE - 1)];
  });
  const at = ([u, v]: Point): Point => [placeBetween(x0, x1, u), placeBetween(y0, y1, v)];
  const gradient = new Float64Array(2);
  const steep = 0.01 * between(low, high);
  let good: Point | null = null;
  let inclined: Point | null = null;
  let sloped: Point | null = null;
  let defined: Point | null = null;
  for (const place of [...places, ...lattice]) {
    const point = at(place);
    const value = loss.valueAndGradient(point, gradient);
    const [a, b] = [Math.abs(gradient[0]! * (x1 - x0)), Math.abs(gradient[1]! * (y1 - y0))];
    if (!Number.isFinite(value)) continue;
    defined ??= point;
    if (!(a + b > 0 && a + b < Infinity)) continue;
    sloped ??= point;
    if (!((a + b) / 2 >= steep)) continue;
    inclined ??= point;
    if (!(value >= low && value <= high)) continue;
    good ??= point;
    const slight = 1e-6 * (a + b);
    const isSlanted = a > slight && b > slight && Math.abs(a - b) > slight;
    if (isSlanted || isTurning(loss, point, gradient)) return point;
  }
  return good ?? inclined ?? sloped ?? defined ?? at(places[0]!);
}

/** Whether the slope turns as one goes along it; on a mirror line it does not. */
function isTurning(loss: CompiledLoss, point: Point, [gx = 0, gy = 0]: Float64Array): boolean {
  const [xx = 0, xy = 0, , yy = 0] = loss.hessian(point);
  const [ux, uy] = [xx * gx + xy * gy, xy * gx + yy * gy];
  return Math.abs(gx * uy - gy * ux) > 1e-6 * Math.hypot(gx, gy) * Math.hypot(ux, uy);
}

/** The greatest positive eigenvalue of the Hessian at the start and at the samples below it; 0 where there is none. */
function greatestCurvature(loss: CompiledLoss, { domain, values }: Sample, start: Point): number {
  const [x0, x1, y0, y1] = domain;
  const top = loss.value(start);
  const h = new Float64Array(4);
  let greatest = 0;
  const look = (point: Point) => {
    loss.hessian(point, h);
    const lambda = h[0]! / 2 + h[3]! / 2 + Math.hypot(h[0]! / 2 - h[3]! / 2, h[1]!);
    if (lambda > greatest && lambda < Infinity) greatest = lambda;
  };
  look(start);
  values.forEach((value, i) => {
    if (!(value <= top)) return;
    look([x0 + ((x1 - x0) * (i % SIDE)) / (SIDE - 1), y0 + ((y1 - y0) * Math.floor(i / SIDE)) / (SIDE - 1)]);
  });
  return greatest;
}

/** The largest rate that is tried, and can be watched; else one that stays inside, or at least stays finite. */
export function suggestedRate(
  rule: OptimizerEntry,
  loss: CompiledLoss | CompiledCurve,
  domain: Domain,
  start: readonly number[],
  curvature: number,
  width: number,
): number {
  const slope = Math.hypot(...loss.gradient(start));
  // A quarter of the width at the first step at most, whatever the curvature.
  const reach = Math.min(1 / curvature, width / 4 / slope);
  const first = rule.stepScale === 'gradient' ? reach * shareOf(rule) : width * 0.025;
  if (!(first >= 1e-306 && first <= 1e306)) return Number(defaultValues(rule)['lr']);

  const top = loss.value(start);
  let inside: number | null = null;
  let finite: number | null = null;
  let rate = floorTo125(first);
  const tries = Math.max(FEW, Math.min(TRIED, Math.floor((TRIED * LONG) / loss.text.length)));
  for (let i = 0; i < tries; i++, rate = floorTo125(rate * 0.51)) {
    const run = recordRun({ loss, optimizer: { id: rule.id, lr: rate }, start, steps: STEPS });
    if (run.divergedAt !== null || !(run.losses[STEPS]! < top)) continue;
    finite ??= rate;
    if (!run.losses.every((value) => value <= top) || firstStepOutside(run, domain) !== null) continue;
    if (isWatchable(run, width)) return rate;
    inside = rate;
  }
  return inside ?? finite ?? floorTo125(first);
}

/** Whether a path is neither at its end after a tenth of its steps nor still jumping about at the end. */
function isWatchable({ positions, dimension }: Run, width: number): boolean {
  const distance = (step: number, other: number) => {
    let length = 0;
    for (let i = 0; i < dimension; i++) {
      length = Math.hypot(length, positions[step * dimension + i]! - positions[other * dimension + i]!);
    }
    return length;
  };
  if (distance(STEPS / 10, STEPS) < 0.05 * distance(0, STEPS)) return false;
  for (let step = STEPS - 10; step < STEPS; step++) if (distance(step, step + 1) > 0.02 * width) return false;
  return true;
}
