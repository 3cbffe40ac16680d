import { questions, reductions } from '../../expression/rule-functions.ts';
import { type Expression, namesIn } from '../../expression/tree.ts';
import type { UpdatePart } from '../types.ts';

/** What the lines of a typed rule are for, told from what they say: colours, arrows and stages of a step follow. */

/** A line with its formula, whether it has a value for each coordinate, and what it is known to be. */
export interface SaidLine {
  readonly key: string;
  readonly tree: Expression;
  readonly isVector: boolean;
  readonly part?: UpdatePart;
}

/** The parts of lines, in their order. */
export function partsOfLines(lines: readonly SaidLine[], states: ReadonlySet<string>): UpdatePart[] {
  const degrees = degreesOf(lines);
  const parts = new Map<string, UpdatePart>([['gradient', 'gradient']]);
  const last = lines.findLastIndex(({ key }) => key === 'theta');
  return lines.map((line, i) => {
    const part = line.part ?? (i === last ? 'position' : partOf(line, states, degrees, parts));
    parts.set(line.key, part);
    return part;
  });
}

function partOf(
  { key, tree, isVector }: SaidLine,
  states: ReadonlySet<string>,
  degrees: ReadonlyMap<string, number>,
  parts: ReadonlyMap<string, UpdatePart>,
): UpdatePart {
  const reads = namesIn(tree);
  const isOf = (part: UpdatePart) => reads.some((name) => name !== key && parts.get(name) === part);
  if (key === 'theta') return isOf('decay') ? 'decay' : 'point';
  if (key === 'gradient') return 'gradient';
  if (tree.kind === 'call' && questions.has(tree.name)) {
    if (tree.name === 'standardNormal') return 'noise';
    return tree.name === 'grad' || tree.name === 'hvp' ? 'gradient' : isVector ? 'secondMoment' : 'scalar';
  }
  if (!isVector) return 'scalar';
  const degree = degreeOf(tree, degrees);
  const isPositive = callsAny(tree, ['abs', 'max', 'sqrt', 'norm']);
  if (states.has(key)) {
    if (degree >= 2 || (degree > 0 && isPositive)) return 'secondMoment';
    if (degree > 0) return averages(tree) ? 'firstMoment' : 'velocity';
    return reads.includes('theta') ? 'point' : callsAny(tree, ['sign']) ? 'velocity' : 'scaling';
  }
  const [left] = tree.kind === 'binary' && tree.operator === '/' ? [tree.left] : [];
  const corrected = left?.kind === 'name' ? parts.get(left.name) : undefined;
  if (corrected === 'firstMoment') return 'correctedFirstMoment';
  if (corrected === 'secondMoment') return 'correctedSecondMoment';
  if (degree >= 2) return 'secondMoment';
  if (reads.includes('theta') && degree === 0) {
    return tree.kind === 'binary' && tree.operator === '*' ? 'decay' : 'point';
  }
  if (reads.includes('theta')) return 'point';
  return degree === 1 && averages(tree) ? 'correctedFirstMoment' : 'scaling';
}

/** Whether a sum takes shares that add up to 1. */
function averages(tree: Expression): boolean {
  if (tree.kind === 'number' || tree.kind === 'name') return false;
  if (tree.kind === 'negation') return averages(tree.operand);
  if (tree.kind === 'call') return tree.args.some(averages);
  const { operator, left, right } = tree;
  const isShare = operator === '-' && left.kind === 'number' && left.value === 1 && right.kind === 'name';
  return isShare || averages(left) || averages(right);
}

function callsAny(tree: Expression, names: readonly string[]): boolean {
  switch (tree.kind) {
    case 'number':
    case 'name':
      return false;
    case 'negation':
      return callsAny(tree.operand, names);
    case 'call':
      return names.includes(tree.name) || tree.args.some((arg) => callsAny(arg, names));
    case 'binary':
      return callsAny(tree.left, names) || callsAny(tree.right, names);
  }
}

/** How many times longer names become when the gradient is twice as long, as a power of two. */
function degreesOf(lines: readonly SaidLine[]): ReadonlyMap<string, number> {
  const degrees = new Map([['gradient', 1]]);
  // What is kept is known the second time.
  for (let round = 0; round < 2; round++) {
    for (const { key, tree } of lines) if (key !== 'theta') degrees.set(key, degreeOf(tree, degrees));
  }
  return degrees;
}

const FLAT: ReadonlySet<string> = new Set([
  'sign',
  'value',
  'hessianDiagonal',
  'standardNormal',
  'and',
  'or',
  'not',
]);
const LINEAR: ReadonlySet<string> = new Set(['abs', 'max', 'min', ...reductions.keys()]);

function degreeOf(tree: Expression, degrees: ReadonlyMap<string, number>): number {
  const of = (part: Expression) => degreeOf(part, degrees);
  switch (tree.kind) {
    case 'number':
      return 0;
    case 'name':
      return degrees.get(tree.name) ?? 0;
    case 'negation':
      return of(tree.operand);
    case 'call': {
      if (FLAT.has(tree.name)) return 0;
      if (tree.name === 'grad') return 1;
      if (tree.name === 'dot') return of(tree.args[0]!) + of(tree.args[1]!);
      if (tree.name === 'sqrt') return of(tree.args[0]!) / 2;
      if (tree.name === 'hvp') return of(tree.args[1]!);
      if (tree.name === 'where') return Math.max(of(tree.args[1]!), of(tree.args[2]!));
      return LINEAR.has(tree.name) ? Math.max(...tree.args.map(of)) : 0;
    }
    case 'binary': {
      const [a, b] = [of(tree.left), of(tree.right)];
      if (tree.operator === '+' || tree.operator === '-') return Math.max(a, b);
      if (tree.operator === '*') return a + b;
      if (tree.operator === '/') return a - b;
      return tree.right.kind === 'number' ? a * tree.right.value : a;
    }
  }
}
