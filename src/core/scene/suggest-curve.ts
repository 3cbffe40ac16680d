/**
 * What a formula of one variable suggests where it is drawn as a curve, as suggest-formula.ts does for a surface:
 *
 *   domain   the first of some intervals on which it is defined and whose lowest sample is not at an end
 *   start    a place above most of the curve, where it slopes
 *   rate     from 1 / f'' at its greatest below the start, tried as there
 *
 * Heights are linear: a slope is what one sees.
 */
import type { CompiledCurve } from '../expression/compile.ts';
import type { Domain } from '../losses/types.ts';
import { keeping } from '../math/keeping.ts';
import { lossIn } from './compiled.ts';
import { placeBetween } from './rates.ts';
import { once, suggestedRate } from './suggest-formula.ts';
import type { Suggestions } from './suggest.ts';

const COUNT = 129;
/** The share of the samples that must be defined. */
const DEFINED = 0.7;

type Interval = readonly [from: number, to: number];

const usual: Interval = [-2, 2];
const wider: readonly Interval[] = [5, 10, 50, 100].map((half) => [-half, half]);
const elsewhere: readonly Interval[] = [
  [0, 4],
  [0, 10],
  [0, 1],
  ...[1, 0.1, 5, 10, 100, 1000].map((half): Interval => [-half, half]),
];

/** Shares of the interval at which a start is looked for, near its ends first. */
const places = [0.1, 0.9, 0.15, 0.85, 0.2, 0.8, 0.3, 0.7, 0.4, 0.6, 0.05, 0.95, 0.5];

/** What lies across a curve, should it be seen as a trough. */
export const ACROSS = [-2, 2] as const;

const KEPT = 8;

/** The suggestions of a formula of one variable, on a domain, or on one of its own for null. */
export const suggestForCurve: (formula: string, domain: Domain | null) => Suggestions = keeping(
  KEPT,
  (formula, domain) =>
    // Of its one variable, as it is drawn.
    suggest(lossIn({ formula, curve: true }) as CompiledCurve, domain),
  (formula, domain) => `${domain?.join() ?? ''} ${formula}`,
);

function suggest(loss: CompiledCurve, given: Domain | null): Suggestions {
  const sample = once(() => (given ? sampled(loss, [given[0], given[1]]) : fittest(loss)));
  const domain = once((): Domain => given ?? [...sample().between, ...ACROSS]);
  const start = once(() => startOn(loss, sample()));
  const curvature = once(() => greatestBend(loss, sample(), start()));
  const rates = new Map<string, number>();
  const width = () => domain()[1] - domain()[0];
  return {
    get domain() {
      return domain();
    },
    get start(): readonly [number, number] {
      return [start(), 0];
    },
    heightScale: 'linear',
    get width() {
      return width();
    },
    rate(rule) {
      const known =
        rates.get(rule.id) ?? suggestedRate(rule, loss, domain(), [start()], curvature(), width());
      rates.set(rule.id, known);
      return known;
    },
  };
}

interface Sample {
  readonly between: Interval;
  readonly values: Float64Array;
  /** The finite values in ascending order. */
  readonly sorted: Float64Array;
}

const placeIn = ([from, to]: Interval, i: number) => from + (i / (COUNT - 1)) * (to - from);

function sampled(loss: CompiledCurve, between: Interval): Sample {
  const values = Float64Array.from({ length: COUNT }, (_, i) => loss.value([placeIn(between, i)]));
  return { between, values, sorted: values.filter(Number.isFinite).sort() };
}

/** Whether it is defined on most of the interval, and not level. */
function isTelling({ sorted }: Sample): boolean {
  return sorted.length >= DEFINED * COUNT && sorted.at(-1)! > sorted[0]!;
}

/** Whether the lowest value lies within. */
function isClosed({ values, sorted }: Sample): boolean {
  return sorted[0] !== values[0] && sorted[0] !== values[COUNT - 1];
}

function fittest(loss: CompiledCurve): Sample {
  const first = sampled(loss, usual);
  const find = (among: readonly Interval[], willDo: (sample: Sample) => boolean): Sample | null => {
    for (const between of among) {
      const sample = sampled(loss, between);
      if (willDo(sample)) return sample;
    }
    return null;
  };
  if (!isTelling(first)) return find(elsewhere, isTelling) ?? first;
  if (isClosed(first)) return first;
  return find(wider, (sample) => isTelling(sample) && isClosed(sample)) ?? first;
}

/** The first place that lies high and slopes; else one that slopes, or is defined at all. */
function startOn(loss: CompiledCurve, { between, sorted }: Sample): number {
  const [from, to] = between;
  const [lowest, middle, highest] = [0, 0.5, 1].map(
    (share) => sorted[Math.floor(share * (sorted.length - 1))]!,
  );
  const steep = (0.02 * (highest! / 2 - lowest! / 2)) / (to - from);
  let sloped: number | null = null;
  let defined: number | null = null;
  for (const share of places) {
    const x = placeBetween(from, to, share);
    const [slope] = loss.gradient([x]);
    const value = loss.value([x]);
    if (!Number.isFinite(value)) continue;
    defined ??= x;
    if (!(Math.abs(slope!) > steep && Math.abs(slope!) < Infinity)) continue;
    sloped ??= x;
    if (value >= middle!) return x;
  }
  return sloped ?? defined ?? placeBetween(from, to, places[0]!);
}

/** The greatest second derivative at the start and at the samples below it; 0 where there is none above zero. */
function greatestBend(loss: CompiledCurve, { between, values }: Sample, start: number): number {
  const top = loss.value([start]);
  let greatest = 0;
  const look = (x: number) => {
    const [bend = 0] = loss.hessian([x]);
    if (bend > greatest && bend < Infinity) greatest = bend;
  };
  look(start);
  values.forEach((value, i) => {
    if (value <= top) look(placeIn(between, i));
  });
  return greatest;
}
