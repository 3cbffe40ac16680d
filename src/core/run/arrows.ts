import type { Expression } from '../expression/tree.ts';
import type { Domain } from '../losses/types.ts';
import type { Loss } from '../math/loss.ts';
import type { HyperparameterValues, OptimizerEntry, UpdatePart } from '../optimizers/types.ts';
import { componentOf, type Value, vectorsIn } from '../optimizers/tree-value.ts';
import { type Anatomy, type AnatomyLine, anatomyOf } from './anatomy.ts';
import { displacementOf } from './contributions.ts';
import { isInsideAt } from './place.ts';
import type { Run } from './types.ts';

/**
 * An update as marks in the domain's first two coordinates (of one variable, along its axis), about the position that it leaves.
 *
 * Arrows point in the direction of motion: what each source adds to the step, tip to tail, and the step, which is their
 * sum. The gradient itself, which points uphill, is apart. Arrows are drawn with one factor for the whole run, so that
 * one twice as long is twice the quantity at every step; points are moved away from the ball by that of steps, so that
 * they can be compared with arrows.
 */

export interface StepMark {
  /**
   * The line's id; `velocity:before` for what is carried over, `gradient:uphill` for the gradient itself, `plain` and
   * `plain:landing` for what plain gradient descent would do.
   */
  readonly key: string;
  readonly part: UpdatePart;
  /** Index into the anatomy's stages, from which on it is drawn; of a model's step 0 for the first and 1 for the last. */
  readonly stage: number;
  readonly shape: 'arrow' | 'box' | 'point';
  /** What it measures: lengths of the domain, or the gradient; points measure nothing. */
  readonly unit: 'step' | 'gradient';
  /** An arrow's components, a box's half sides, a point's coordinates; before the factor. */
  readonly x: number;
  readonly y: number;
  /** Drawn after the parts before it, from their tip on. */
  readonly follows: boolean;
  /** Drawn broken: not what is done. */
  readonly broken: boolean;
  /** What it is in symbols; names that end in `:before` are of the update before, in `:clipped` what clipping leaves. Null for a point. */
  readonly formula: Expression | null;
}

export interface StepMarks {
  readonly from: readonly [x: number, y: number];
  readonly marks: readonly StepMark[];
}

type Place = readonly [x: number, y: number];

/** The marks of an update; what is not finite is left out. */
export function stepMarks(anatomy: Anatomy): StepMarks {
  const theta = anatomy.before[0]!.value as Float64Array;
  // Of one variable all is on its axis.
  const flat = theta.length === 1 ? 0 : Number.NaN;
  const at = (place: Float64Array): Place => [place[0] ?? Number.NaN, place[1] ?? flat];
  const marks: StepMark[] = [];
  const add = (mark: Pick<StepMark, 'key' | 'part' | 'stage' | 'shape' | 'x' | 'y'> & Partial<StepMark>) => {
    if (!Number.isFinite(mark.x) || !Number.isFinite(mark.y)) return;
    marks.push({ unit: 'step', follows: false, broken: false, formula: null, ...mark });
  };
  const arrow = (
    key: string,
    part: UpdatePart,
    stage: number,
    [x = Number.NaN, y = flat]: ArrayLike<number> & Iterable<number>,
    mark: Partial<StepMark>,
  ) => add({ key, part, stage, shape: 'arrow', x, y, ...mark });

  const { value: step, formula, contributions } = displacementOf(anatomy);
  const [own] = contributions;
  for (const { source, part, stage, value, formula: tree } of contributions) {
    // What is taken whole is a part of the step where weight decay is another.
    const key = part === 'step' ? `${source}:part` : source;
    arrow(key, part, stage, value, { follows: true, formula: tree });
  }
  const boxed = boxOf(anatomy);
  anatomy.stages.forEach(({ lines }, stage) => {
    for (const line of lines) {
      if (line.formula === null && line.found === null) {
        const gradient = line.value as Float64Array;
        arrow('gradient:uphill', 'gradient', stage, gradient, {
          unit: 'gradient',
          formula: named('gradient'),
        });
        const lr = Number(anatomy.values['lr']);
        const plain = gradient.map((component) => -lr * component);
        // Where the rule does that, or something of which that is a part, it is there already.
        const isShown = own?.source === 'gradient' && isSame(own.value, plain);
        if (!isShown) arrow('plain', 'gradient', stage, plain, { broken: true, formula: plainFormula });
        if (!isSame(step, plain)) {
          const [x, y] = at(theta.map((coordinate, i) => coordinate + plain[i]!));
          add({ key: 'plain:landing', part: 'gradient', stage, shape: 'point', x, y, broken: true });
        }
      }
      if (line === boxed?.line) {
        const { half, formula: divisor, unit } = boxed;
        const [x, y] = half;
        add({ key: `${line.id}:box`, part: line.part, stage, shape: 'box', x, y, unit, formula: divisor });
      }
      if (line.part === 'step') arrow(line.id, 'step', stage, step, { formula });
      if (line.part === 'position' || line.part === 'point') {
        const [x, y] = at(line.value as Float64Array);
        add({ key: line.id, part: line.part, stage, shape: 'point', x, y, broken: line.part === 'point' });
      }
    }
  });
  return { from: at(theta), marks };
}

const named = (name: string): Expression => ({ kind: 'name', name, start: 0, end: 0 });
const plainFormula: Expression = {
  kind: 'negation',
  operand: { kind: 'binary', operator: '*', left: named('lr'), right: named('gradient'), start: 0, end: 0 },
  start: 0,
  end: 0,
};

/** Equal to rounding. */
function isSame(a: Float64Array, b: Float64Array): boolean {
  return a.every((x, i) => Math.abs(x - b[i]!) <= 1e-12 * Math.abs(x));
}

/** What arrows of steps, and those and boxes of gradients, are multiplied by at every step of a run. */
export interface ArrowFactors {
  readonly step: number;
  readonly gradient: number;
}

/** The longest arrow of a run whose steps are too short to be seen is at most this share of the domain. */
const LONGEST = 0.25;
/** From this share of the domain on the longest step is drawn as long as it is: its tip is where it leads. */
const PLAIN = 0.08;
/** A part of a step fits up to this share of the domain, or where it is no longer than the step, which ends inside. */
const WHOLE = 0.9;
/** Steps taken apart to know how long parts can be, and positions looked at for the gradient. */
const PIECES = 8;
const PLACES = 200;

/** What has been measured of a run and is the same in every domain: parts of steps, and gradients at positions. */
interface Measured {
  readonly loss: Loss;
  readonly marks: Map<number, readonly StepMark[]>;
  readonly slopes: Map<number, Float64Array>;
}

/** Kept, for a domain may be moved in every frame and a gradient may take long. */
const measured = new WeakMap<Run, Measured>();

function measuredOf(run: Run, loss: Loss): Measured {
  const before = measured.get(run);
  if (before?.loss === loss) return before;
  const none: Measured = { loss, marks: new Map(), slopes: new Map() };
  measured.set(run, none);
  return none;
}

/**
 * The factors of a run, each 1, 2 or 5 times a power of ten, that for steps at least 1 where most of these fit. Only
 * updates count that begin and end in the domain: what goes beyond is cut off at the border, and may be as long as
 * numbers go. All of those steps are measured; their parts, and the gradient, at some of them, the longest of each
 * stretch of the run among these.
 */
export function arrowFactors(
  entry: OptimizerEntry,
  values: HyperparameterValues,
  run: Run,
  loss: Loss,
  domain: Domain,
): ArrowFactors {
  const { positions, dimension, steps } = run;
  // A curve shows a step as long as it is.
  if (dimension === 1) return { step: 1, gradient: 1 };
  const [x0, x1, y0, y1] = domain;
  const share = (x: number, y: number) => Math.hypot(x / (x1 - x0), y / (y1 - y0));
  let [step, gradient] = [0, 0];
  const stretch = Math.max(1, Math.ceil(steps / PIECES));
  const chosen = new Set<number>();
  for (let begin = 0; begin < steps; begin += stretch) {
    let longest = -1;
    let at = -1;
    let before = isInsideAt(run, begin, domain);
    const end = Math.min(steps, begin + stretch);
    for (let k = begin; k < end; k++) {
      const after = isInsideAt(run, k + 1, domain);
      if (before && after) {
        const i = k * dimension;
        const u = (positions[i + dimension]! - positions[i]!) / (x1 - x0);
        const v = (positions[i + dimension + 1]! - positions[i + 1]!) / (y1 - y0);
        // Compared by their squares: a hundred thousand roots take longer than the run.
        const length = u * u + v * v;
        if (length > longest) {
          longest = length;
          at = k;
        }
      }
      before = after;
    }
    if (at < 0) continue;
    step = Math.max(step, Math.sqrt(longest));
    chosen.add(at);
  }
  const { marks, slopes } = measuredOf(run, loss);
  let unfit = 0;
  for (const k of chosen) {
    const parts = marks.get(k) ?? stepMarks(anatomyOf(entry, values, run, k, loss)).marks;
    marks.set(k, parts);
    let [taken, part] = [0, 0];
    for (const { key, part: kind, shape, unit, x, y } of parts) {
      if (shape === 'point' || key === 'plain') continue;
      if (unit === 'gradient') gradient = Math.max(gradient, share(x, y));
      else if (kind === 'step') taken = share(x, y);
      else part = Math.max(part, share(x, y));
    }
    if (part > Math.max(WHOLE, taken * (1 + 1e-9))) unfit++;
    step = Math.max(step, taken, part);
  }
  for (let k = 0; k <= steps; k += Math.max(1, Math.floor(steps / PLACES))) {
    if (!isInsideAt(run, k, domain)) continue;
    const slope = slopes.get(k) ?? loss.gradient(positions.subarray(k * dimension, (k + 1) * dimension));
    slopes.set(k, slope);
    const length = share(slope[0]!, slope[1]!);
    if (Number.isFinite(length)) gradient = Math.max(gradient, length);
  }
  const whole = 2 * unfit <= chosen.size ? 1 : roundDown(WHOLE / step);
  return {
    step: step < PLAIN ? roundDown(LONGEST / step) : whole,
    gradient: roundDown(LONGEST / gradient),
  };
}

/** Shares of the domain: a shorter arrow is hidden by the ball, a longer one leaves the domain from anywhere. */
const SEEN = 0.04;
const BEYOND = 1;

/** Whether the arrows of an update can be seen as they are drawn, and the power of ten at which they can. */
export interface Visibility {
  readonly kind: 'seen' | 'short' | 'long' | 'none';
  readonly magnify: number;
}

/** `none` where the update moves nothing. @param magnify the power of ten by which arrows are magnified already */
export function visibilityOf(
  { marks }: StepMarks,
  { step }: ArrowFactors,
  magnify: number,
  [x0, x1, y0, y1]: Domain,
): Visibility {
  const parts = marks.filter(({ shape, unit, broken }) => shape === 'arrow' && unit === 'step' && !broken);
  const longest = Math.max(0, ...parts.map(({ x, y }) => Math.hypot(x / (x1 - x0), y / (y1 - y0))));
  if (longest === 0) return { kind: 'none', magnify };
  // In powers of ten: the lengths themselves may be beyond all numbers.
  const size = Math.log10(longest) + Math.log10(step);
  // The power at which it is seen is one more than the last at which it is not.
  const wanted = Math.max(0, Math.floor(Math.log10(SEEN) - size) + 1);
  const drawn = size + magnify;
  const kind = drawn < Math.log10(SEEN) ? 'short' : drawn > Math.log10(BEYOND) ? 'long' : 'seen';
  return { kind, magnify: wanted };
}

/** The largest 1, 2 or 5 times a power of ten that is no larger; 1 for what is no factor. */
export function roundDown(wanted: number): number {
  if (!Number.isFinite(wanted) || wanted <= 0) return 1;
  const decade = Math.floor(Math.log10(wanted));
  const digit = [5, 2, 1].find((candidate) => Number(`${candidate}e${decade}`) <= wanted) ?? 1;
  return Number(`${digit}e${decade}`);
}

interface Box {
  readonly line: AnatomyLine;
  readonly half: readonly [number, number];
  readonly formula: Expression;
  readonly unit: StepMark['unit'];
}

/**
 * What the rule divides each component by: the vector under the last fraction whose denominator is one, which a
 * root of the second moment, a norm, or the like makes. For a rule with a step size a component, those step sizes.
 * It belongs to the line that computed the vector under the fraction.
 */
function boxOf({ lines, before }: Anatomy): Box | null {
  const isFlat = (before[0]!.value as Float64Array).length === 1;
  const componentsOf = (component: (i: number) => number) =>
    [component(0), isFlat ? 0 : component(1)] as const;
  let box: Box | null = null;
  for (const line of lines) {
    const divisor = line.formula && vectorDivisor(line.formula, line.inputs);
    if (divisor) {
      const sources = vectorsIn(divisor, line.inputs).flatMap(
        (name) => lines.findLast(({ key }) => key === name) ?? [],
      );
      const source = sources.find(({ part }) => /secondMoment/i.test(part)) ?? sources[0];
      if (source) {
        const half = componentsOf((i) => componentOf(divisor, line.inputs, i));
        box = { line: source, half, formula: divisor, unit: 'gradient' };
      }
    } else if (line.part === 'rate' && typeof line.value === 'object') {
      const { value } = line;
      const half = componentsOf((i) => value[i]!);
      box = { line, half, formula: named(line.key), unit: 'step' };
    }
  }
  return box;
}

/** The divisor of the first fraction in a tree over a vector; null when there is none. */
function vectorDivisor(tree: Expression, inputs: ReadonlyMap<string, Value>): Expression | null {
  switch (tree.kind) {
    case 'number':
    case 'name':
      return null;
    case 'negation':
      return vectorDivisor(tree.operand, inputs);
    case 'call':
      return tree.args.map((arg) => vectorDivisor(arg, inputs)).find((found) => found !== null) ?? null;
    case 'binary': {
      const overVector = tree.operator === '/' && vectorsIn(tree.right, inputs).length > 0;
      return overVector
        ? tree.right
        : (vectorDivisor(tree.left, inputs) ?? vectorDivisor(tree.right, inputs));
    }
  }
}
