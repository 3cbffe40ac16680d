import { ruleFunctionOf } from '../../core/expression/rule-functions.ts';
import {
  type BinaryExpression,
  type Expression,
  isCondition,
  isRelation,
} from '../../core/expression/tree.ts';
import type { Dialect } from './dialect.ts';
import { pythonNumber } from './python.ts';

/** How the names of a rule's lines are written, and which stand for vectors. */
export interface LineNames {
  nameOf(key: string): string;
  isVector(key: string): boolean;
  /** Whether the lines are one's own: their numbers may be any, and any function may be called of them. */
  readonly isOwn: boolean;
}

export interface LinePiece {
  readonly text: string;
  readonly isVector: boolean;
}

interface Levelled extends LinePiece {
  readonly level: number;
}

const [CHOICE, OR, AND, NOT, COMPARISON] = [-5, -4, -3, -2, -1];
const [SUM, PRODUCT, SIGN, POWER, VALUE] = [1, 2, 3, 4, 5];

/**
 * A line's formula in Python: arrays work element by element, scalars are Python's own floats. Of these Python makes an error
 * where arrays have infinity or nothing: in lines of one's own they are the library's before that can be.
 */
export function linePiece(tree: Expression, dialect: Dialect, names: LineNames): LinePiece {
  const of = (inner: Expression) => print(inner, dialect, names);
  const { text, isVector } = of(tree);
  return { text, isVector };
}

function print(tree: Expression, dialect: Dialect, names: LineNames): Levelled {
  const of = (inner: Expression) => print(inner, dialect, names);
  switch (tree.kind) {
    case 'number':
      return { text: pythonNumber(tree.value), isVector: false, level: VALUE };
    case 'name':
      return { text: names.nameOf(tree.name), isVector: names.isVector(tree.name), level: VALUE };
    case 'negation': {
      const operand = of(tree.operand);
      return { text: `-${group(operand, SIGN)}`, isVector: operand.isVector, level: SIGN };
    }
    case 'call':
      if (ruleFunctionOf(tree)) return ofAll(tree.name, tree.args.map(of), dialect);
      if (isCondition(tree)) return condition(tree.name, tree.args.map(of), dialect);
      if (tree.name === 'where') return choice(tree.args.map(of), dialect);
      return call(tree.name, tree.args.map(of), dialect, names.isOwn);
    case 'binary': {
      const [left, right] = [of(tree.left), of(tree.right)];
      const isVector = left.isVector || right.isVector;
      switch (tree.operator) {
        case '+':
        case '-': {
          const text = `${group(left, SUM)} ${tree.operator} ${group(right, PRODUCT)}`;
          return { text, isVector, level: SUM };
        }
        case '*':
        case '/': {
          const mayFail = tree.operator === '/' && names.isOwn && !isVector && !isNonzero(tree.right);
          const first = mayFail ? libraryFloat(left, dialect) : group(left, PRODUCT);
          const text = `${first}${tree.operator}${group(right, SIGN)}`;
          return { text, isVector, level: PRODUCT };
        }
        case '^':
          if (!isVector && !(names.isOwn ? isSafePower(tree) : isTamePower(tree))) {
            const text = `${libraryFloat(left, dialect)}**${group(right, SIGN)}`;
            return { text, isVector, level: POWER };
          }
          return { text: `${group(left, VALUE)}**${group(right, SIGN)}`, isVector, level: POWER };
      }
    }
  }
}

/** A scalar as a number of the library, of which nothing is an error. */
function libraryFloat({ text }: LinePiece, { id }: Dialect): string {
  return id === 'numpy' ? `np.float64(${text})` : `torch.tensor(float(${text}))`;
}

function isNonzero(tree: Expression): boolean {
  return tree.kind === 'number' && tree.value !== 0;
}

/** Whether a power of a known rule stays in Python's range: of a written exponent, or of a decay below 1 by the step. */
function isTamePower({ left, right }: BinaryExpression): boolean {
  const isOfStep = (tree: Expression): boolean =>
    tree.kind === 'binary'
      ? isOfStep(tree.left) || isOfStep(tree.right)
      : tree.kind === 'name' && tree.name === 't';
  return right.kind === 'number' || isOfStep(right) || (left.kind === 'number' && left.value <= 1);
}

/** Whether a power has a value of Python's own: 0.9^t, which most rules have. */
function isSafePower({ left, right }: BinaryExpression): boolean {
  return (
    left.kind === 'number' && left.value > 0 && left.value <= 1 && right.kind === 'name' && right.name === 't'
  );
}

/** Reductions are numbers; a question to the loss is what it is in the rest of a script. */
function ofAll(name: string, args: readonly Levelled[], { module, id }: Dialect): Levelled {
  const texts = args.map(({ text }) => text).join(', ');
  const made = (text: string, isVector = false, level = VALUE): Levelled => ({ text, isVector, level });
  switch (name) {
    case 'grad':
      return made(`gradient(${texts})`, true);
    case 'value':
      return made(`f(${texts})`);
    case 'hvp':
      return made(`hessian(${args[0]!.text}) @ ${group(args[1]!, POWER)}`, true, PRODUCT);
    case 'hessianDiagonal':
      return made(`${module}.diag(hessian(${texts}))`, true);
    case 'standardNormal':
      return made('drawn(t - 1)', true);
    case 'norm':
      return made(`${module}.linalg.norm(${texts})`);
    default:
      return made(`${module}.${id === 'numpy' && /^m(ax|in)$/.test(name) ? `a${name}` : name}(${texts})`);
  }
}

function condition(name: string, args: readonly Levelled[], dialect: Dialect): Levelled {
  const isVector = args.some((arg) => arg.isVector);
  const [a, b] = args;
  if (isRelation(name)) {
    return { text: `${group(a!, SUM)} ${name} ${group(b!, SUM)}`, isVector, level: COMPARISON };
  }
  if (isVector) {
    const texts = args.map(({ text }) => text).join(', ');
    return { text: `${dialect.module}.logical_${name}(${texts})`, isVector, level: VALUE };
  }
  if (name === 'not') return { text: `not ${group(a!, NOT)}`, isVector, level: NOT };
  const level = name === 'and' ? AND : OR;
  return { text: `${group(a!, level)} ${name} ${group(b!, level + 1)}`, isVector, level };
}

function choice([asked, then, otherwise]: readonly Levelled[], { module }: Dialect): Levelled {
  const isVector = [asked, then, otherwise].some((part) => part!.isVector);
  if (asked!.isVector) {
    // Of two whole numbers PyTorch makes whole numbers, which have no mean.
    const [a, b] = [then!, otherwise!].map(({ text }) => (/^\d+$/.test(text) ? `${text}.0` : text));
    const text = `${module}.where(${asked!.text}, ${a}, ${b})`;
    return { text, isVector, level: VALUE };
  }
  const text = `${group(then!, OR)} if ${group(asked!, OR)} else ${otherwise!.text}`;
  return { text, isVector, level: CHOICE };
}

/** Functions that a script defines itself, in NumPy of a number. */
const OF_NUMBERS: ReadonlySet<string> = new Set(['sigmoid', 'erf', 'normcdf']);

function call(name: string, args: readonly Levelled[], dialect: Dialect, isOwn: boolean): Levelled {
  const texts = args.map(({ text }) => text);
  const isVector = args.some((arg) => arg.isVector);
  const made = (text: string): Levelled => ({ text, isVector, level: VALUE });
  const known = dialect.functions.get(name) ?? name;
  if (!isVector && isOwn && name !== 'abs') {
    const numbers =
      dialect.id === 'numpy' && name !== 'pow' ? texts : args.map((arg) => libraryFloat(arg, dialect));
    return made(`${known}(${numbers.join(', ')})`);
  }
  // Python's own take what is no number for a smaller one, or a larger.
  if (!isVector && dialect.id === 'numpy' && /^m(ax|in)$/.test(name))
    return made(`${known}(${texts.join(', ')})`);
  if (!isVector) return made(`${SCALAR.get(name) ?? `math.${name}`}(${texts.join(', ')})`);
  if (dialect.id === 'numpy' && OF_NUMBERS.has(name))
    return made(`np.vectorize(${known})(${texts.join(', ')})`);
  const bounds = args.findIndex((arg) => !arg.isVector);
  // PyTorch compares a tensor with a number by clamping it.
  if (dialect.id === 'torch' && /^m(ax|in)$/.test(name) && bounds >= 0) {
    return made(`${texts[1 - bounds]}.clamp(${name === 'max' ? 'min' : 'max'}=${texts[bounds]})`);
  }
  return made(`${known}(${texts.join(', ')})`);
}

/** Functions of numbers that Python has without `math`. */
const SCALAR: ReadonlyMap<string, string> = new Map([
  ['min', 'min'],
  ['max', 'max'],
  ['abs', 'abs'],
]);

function group({ text, level }: Levelled, atLeast: number): string {
  return level < atLeast ? `(${text})` : text;
}
