/**
 * Going down blind: of a surface one knows the loss and the gradient at the places where one has stood, and every place costs
 * one look. Afterwards optimizers go down the same surface with as many looks. The surface follows from a number, the same
 * for everybody; of a day it is the day's.
 */
import { compileFormula } from '../expression/compile.ts';
import { uniformStream } from '../math/random.ts';
import type { Loss, Vector } from '../math/loss.ts';
import { recordRun } from '../run/record.ts';
import { lossIn } from '../scene/compiled.ts';
import { recordOptionsOf } from '../scene/record-options.ts';
import { readFragment } from '../scene/url.ts';

/** A surface that nobody has seen. */
export interface Hill {
  readonly seed: number;
  readonly formula: string;
  readonly domain: readonly [x0: number, x1: number, y0: number, y1: number];
  readonly start: readonly [number, number];
  /** Looks after the first, which the start has for nothing. */
  readonly budget: number;
}

/** A place where one has stood, with what is seen there. */
export interface BlindLook {
  readonly at: readonly [number, number];
  readonly loss: number;
  readonly gradient: readonly [number, number];
}

const DOMAIN = [-4, 4, -3, 3] as const;
const BUDGET = 20;
/** Dips on a wide bowl, the first of which is the deepest. */
const DIPS = 4;
/** The start is no nearer to the deepest dip. */
const FAR = 3;

/** The hill of a number: a shallow bowl with dips, written with two decimals as a formula that the page can open. */
export function hillOf(seed: number): Hill {
  const draws = new Float64Array(4 * DIPS + 2);
  uniformStream(seed, 'hill')(0, draws);
  const between = (i: number, low: number, high: number) => (low + (high - low) * draws[i]!).toFixed(2);
  const dips = Array.from({ length: DIPS }, (_, i) => ({
    x: between(4 * i, -3.2, 3.2),
    y: between(4 * i + 1, -2.2, 2.2),
    depth: i === 0 ? '2.40' : between(4 * i + 2, 0.5, 1.6),
    width: between(4 * i + 3, 0.6, 1.8),
  }));
  const terms = dips.map(({ x, y, depth, width }) => `${depth}*exp(-((x-(${x}))^2+(y-(${y}))^2)/${width})`);
  const corners = [-1, 1].flatMap((x) => [-1, 1].map((y) => [3.4 * x, 2.5 * y] as const));
  const deepest = dips[0]!;
  const far = corners.filter(([x, y]) => Math.hypot(x - Number(deepest.x), y - Number(deepest.y)) > FAR);
  const start = far[Math.floor(draws[4 * DIPS]! * far.length)]!;
  return { seed, formula: `0.08*(x^2+y^2)-${terms.join('-')}`, domain: DOMAIN, start, budget: BUDGET };
}

/** The number that a link names, a whole one of at most nine digits; null for anything else. */
export function hillNumber(given: string): number | null {
  return /^\d{1,9}$/.test(given) ? Number(given) : null;
}

/** A way down, which grows by looks until the budget is spent. */
export interface Descent {
  readonly hill: Hill;
  readonly loss: Loss;
  readonly looks: readonly BlindLook[];
}

export function beginDescent(seed: number): Descent {
  const hill = hillOf(seed);
  const loss = compileFormula(hill.formula);
  return { hill, loss, looks: [lookAt(loss, hill.start)] };
}

/** Goes to a place: to the nearest of the domain. Nothing happens when no look is left, and where there is no number. */
export function goTo(descent: Descent, to: readonly [number, number]): Descent {
  const { hill, loss, looks } = descent;
  if (left(descent) === 0 || !to.every(Number.isFinite)) return descent;
  const [x0, x1, y0, y1] = hill.domain;
  const at = [Math.min(x1, Math.max(x0, to[0])), Math.min(y1, Math.max(y0, to[1]))] as const;
  return { ...descent, looks: [...looks, lookAt(loss, at)] };
}

export function left({ hill, looks }: Descent): number {
  return hill.budget + 1 - looks.length;
}

/** The lowest loss that was seen, and at which look. */
export function best(losses: readonly number[] | Vector): { readonly loss: number; readonly at: number } {
  let at = 0;
  for (let i = 1; i < losses.length; i++) if (losses[i]! < losses[at]!) at = i;
  return { loss: losses[at]!, at };
}

/**
 * What learning rates the optimizers try, as factors of what the page suggests, which is cautious: for so few steps on such
 * a hill gradient descent wants a hundred times as much, momentum thirty, Adam ten.
 */
export const TRIES = [1, 3, 10, 30, 100] as const;

/**
 * The scene in which optimizers have as many looks, as a fragment.
 *
 * @param rates those of gradient descent, momentum and Adam; left out, those that the page suggests
 */
export function rivalsOf({ formula, domain, start, budget }: Hill, rates: readonly number[] = []): string {
  const rules = ['sgd', 'momentum', 'adam']
    .map((id, i) => `&opt=${id}${rates[i] === undefined ? '' : `(lr:${rates[i]})`}`)
    .join('');
  return `f=${encodeURIComponent(formula)}&domain=${domain.join(',')}&start=${start.join(',')}${rules}&steps=${budget}`;
}

/** The same with the best of some rates for each: that with which it comes lowest. */
export function bestRivalsOf(hill: Hill): string {
  const { scene } = readFragment(rivalsOf(hill));
  const loss = lossIn(scene);
  const rates = scene.optimizers.map((setting) => {
    const tried = TRIES.map((factor) => {
      const lr = Number((factor * Number(setting.values['lr'])).toPrecision(3));
      const values = { ...setting.values, lr };
      const { losses } = recordRun({ ...recordOptionsOf(scene, { ...setting, values }), loss });
      return { lr, loss: losses.reduce((a, b) => Math.min(a, b), Infinity) };
    });
    return tried.toSorted((a, b) => a.loss - b.loss)[0]!.lr;
  });
  return rivalsOf(hill, rates);
}

function lookAt(loss: Loss, at: readonly [number, number]): BlindLook {
  const [x, y] = loss.gradient(at);
  return { at, loss: loss.value(at), gradient: [x!, y!] };
}
