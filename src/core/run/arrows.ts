import { evaluate } from '../expression/evaluate.ts';
import type { Expression } from '../expression/tree.ts';
import type { Domain } from '../losses/types.ts';
import type { Part } from '../optimizers/types.ts';
import { type Anatomy, type AnatomyLine, namesIn, type Quantity, type Value } from './anatomy.ts';

/**
 * An update as marks in the domain's first two coordinates, about the position that it leaves.
 *
 * Arrows and the box are drawn to scale with one common factor; points lie where they are. Vectors point as their
 * symbols do: gradient, velocity and moments uphill, the step, which is taken against them, down.
 */

export interface StepMark {
  /** The line's id; for what no line computes a name of its own: `plain`, `plain:landing`, `velocity:before`. */
  readonly key: string;
  readonly part: Part;
  /** Index into the anatomy's stages, from which on it is drawn. */
  readonly stage: number;
  readonly shape: 'arrow' | 'box' | 'point';
  /** An arrow's components, a box's half sides, a point's coordinates; before the factor. */
  readonly x: number;
  readonly y: number;
  /** Drawn broken: not computed in this update, or not what is done. */
  readonly broken: boolean;
}

export interface StepMarks {
  readonly from: readonly [x: number, y: number];
  /** What arrows and box are multiplied by: 1, 2 or 5 times a power of ten. */
  readonly factor: number;
  readonly marks: readonly StepMark[];
}

/** The longest arrow is at most this share of the domain, and at least two fifths of it. */
const LONGEST = 0.28;

/** The marks of an update, of a loss of two or more dimensions; what is not finite is left out. */
export function stepMarks(anatomy: Anatomy, domain: Domain): StepMarks {
  const theta = anatomy.before[0]!.value as Float64Array;
  const marks: StepMark[] = [];
  const add = (
    key: string,
    part: Part,
    stage: number,
    shape: StepMark['shape'],
    x: number,
    y: number,
    broken = false,
  ) => {
    if (Number.isFinite(x) && Number.isFinite(y)) marks.push({ key, part, stage, shape, x, y, broken });
  };
  const arrow = ({ part, value }: Quantity, key: string, stage: number, sign: 1 | -1, broken = false) => {
    if (typeof value === 'number') return;
    add(key, part, stage, 'arrow', sign * value[0]!, sign * value[1]!, broken);
  };

  const boxed = boxOf(anatomy);
  anatomy.stages.forEach(({ lines }, stage) => {
    for (const line of lines) {
      if (line.formula === null && line.found === null) {
        const lr = Number(anatomy.values['lr']);
        const [gx, gy] = line.value as Float64Array;
        arrow(line, line.id, stage, 1);
        add('plain', 'gradient', stage, 'arrow', -lr * gx!, -lr * gy!, true);
        add('plain:landing', 'gradient', stage, 'point', theta[0]! - lr * gx!, theta[1]! - lr * gy!, true);
      }
      if (line === boxed?.line) {
        add(`${line.id}:box`, line.part, stage, 'box', boxed.half[0]!, boxed.half[1]!);
      }
      switch (line.part) {
        case 'velocity': {
          const carried = anatomy.before.find(({ key }) => key === line.key);
          if (carried) arrow(carried, `${line.key}:before`, stage, 1, true);
          arrow(line, line.id, stage, 1);
          break;
        }
        case 'firstMoment':
        case 'correctedFirstMoment':
          arrow(line, line.id, stage, 1);
          break;
        case 'decay':
          if (line.key !== 'theta') arrow(line, line.id, stage, 1);
          break;
        case 'step':
          arrow(line, line.id, stage, -1);
          break;
        case 'position': {
          const [x, y] = line.value as Float64Array;
          add(line.id, 'position', stage, 'point', x!, y!);
          break;
        }
        case 'point': {
          const [x, y] = line.value as Float64Array;
          add(line.id, 'point', stage, 'point', x!, y!, true);
          break;
        }
        default:
      }
    }
  });
  return { from: [theta[0]!, theta[1]!], factor: factorFor(marks, domain), marks };
}

/** The largest 1, 2 or 5 times a power of ten at which every arrow fits. 1 when there is nothing to scale. */
function factorFor(marks: readonly StepMark[], [x0, x1, y0, y1]: Domain): number {
  let longest = 0;
  for (const { shape, x, y } of marks) {
    if (shape !== 'point') longest = Math.max(longest, Math.hypot(x / (x1 - x0), y / (y1 - y0)));
  }
  const wanted = LONGEST / longest;
  if (!Number.isFinite(wanted) || wanted === 0) return 1;
  const decade = Math.floor(Math.log10(wanted));
  const digit = [5, 2, 1].find((candidate) => Number(`${candidate}e${decade}`) <= wanted) ?? 1;
  return Number(`${digit}e${decade}`);
}

interface Box {
  readonly line: AnatomyLine;
  readonly half: Float64Array;
}

/**
 * What the rule divides each component by: the vector under the last fraction whose denominator is one, which a
 * root of the second moment, a norm, or the like makes. For a rule with a step size a component, those step sizes.
 * It belongs to the line that computed the vector under the fraction.
 */
function boxOf({ lines }: Anatomy): Box | null {
  let box: Box | null = null;
  for (const line of lines) {
    const divisor = line.formula && vectorDivisor(line.formula, line.inputs);
    if (divisor) {
      const names = [...namesIn(divisor)].filter((name) => typeof line.inputs.get(name) === 'object');
      const sources = names.flatMap((name) => lines.findLast(({ key }) => key === name) ?? []);
      const source = sources.find(({ part }) => /secondMoment/i.test(part)) ?? sources[0];
      if (source) box = { line: source, half: evaluateVector(divisor, line.inputs) };
    } else if (line.part === 'rate' && typeof line.value === 'object') {
      box = { line, half: line.value };
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
      const overVector =
        tree.operator === '/' &&
        [...namesIn(tree.right)].some((name) => typeof inputs.get(name) === 'object');
      return overVector
        ? tree.right
        : (vectorDivisor(tree.left, inputs) ?? vectorDivisor(tree.right, inputs));
    }
  }
}

function evaluateVector(tree: Expression, inputs: ReadonlyMap<string, Value>): Float64Array {
  return Float64Array.from([0, 1], (i) => {
    const scope = [...inputs].map(
      ([name, value]) => [name, typeof value === 'number' ? value : value[i]!] as const,
    );
    return evaluate(tree, Object.fromEntries(scope));
  });
}
