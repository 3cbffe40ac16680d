import { constants } from '../expression/names.ts';
import { functionRow, wholePower } from '../expression/operations.ts';
import { reductions, ruleFunctionOf } from '../expression/rule-functions.ts';
import { type CallExpression, type Expression, isRelation, type Relation } from '../expression/tree.ts';
import { pow } from '../math/exponential.ts';

export type Value = number | Float64Array;

/** What a tree is read with. */
export interface TreeScope {
  /** The number that a name stands for; undefined where it is not known. */
  number(name: string): number | undefined;
  /** The value of a call that is about all components, or of the loss; undefined where it is not known. */
  call?(tree: CallExpression): number | undefined;
}

/**
 * The value of a tree where the names that are known decide it, undefined where they do not: of `a and b`, one that
 * does not hold is enough. A condition is 1 or 0.
 */
export function valueOf(tree: Expression, scope: TreeScope): number | undefined {
  switch (tree.kind) {
    case 'number':
      return tree.value;
    case 'name':
      return scope.number(tree.name) ?? constants.get(tree.name);
    case 'negation': {
      const value = valueOf(tree.operand, scope);
      return value === undefined ? undefined : -value;
    }
    case 'call':
      return callValue(tree, scope);
    case 'binary': {
      const a = valueOf(tree.left, scope);
      const b = valueOf(tree.right, scope);
      if (a === undefined || b === undefined) return undefined;
      switch (tree.operator) {
        case '+':
          return a + b;
        case '-':
          return a - b;
        case '*':
          return a * b;
        case '/':
          return a / b;
        case '^':
          // g^2 is g*g to the bit, as in a compiled formula.
          return b === 2 ? wholePower(a, 2) : pow(a, b);
      }
    }
  }
}

/** The value of a tree for component `i`; NaN where a name has none. */
export function componentOf(tree: Expression, inputs: ReadonlyMap<string, Value>, i: number): number {
  const number = (name: string) => {
    const value = inputs.get(name);
    return typeof value === 'object' ? value[i]! : value;
  };
  const call = (part: CallExpression) => reducedOf(part, inputs);
  return valueOf(tree, { number, call }) ?? Number.NaN;
}

/** The vectors that a tree has a value for each component of: what it reduces to a number is not among them. */
export function vectorsIn(tree: Expression, inputs: ReadonlyMap<string, Value>): readonly string[] {
  switch (tree.kind) {
    case 'number':
      return [];
    case 'name':
      return typeof inputs.get(tree.name) === 'object' ? [tree.name] : [];
    case 'negation':
      return vectorsIn(tree.operand, inputs);
    case 'call':
      return ruleFunctionOf(tree) ? [] : tree.args.flatMap((arg) => vectorsIn(arg, inputs));
    case 'binary':
      return [...vectorsIn(tree.left, inputs), ...vectorsIn(tree.right, inputs)];
  }
}

/** The value of a reduction; undefined for any other call. */
export function reducedOf(
  { name, args }: CallExpression,
  inputs: ReadonlyMap<string, Value>,
): number | undefined {
  if (reductions.get(name)?.arity !== args.length) return undefined;
  const length = [...inputs.values()].find((value) => typeof value === 'object')?.length ?? 1;
  const [a, b = a] = args;
  const all = (tree: Expression) => Array.from({ length }, (_, i) => componentOf(tree, inputs, i));
  const values = all(a!);
  switch (name) {
    case 'max':
      return Math.max(...values);
    case 'min':
      return Math.min(...values);
    case 'dot': {
      const others = all(b!);
      return values.reduce((sum, x, i) => sum + x * others[i]!, 0);
    }
    case 'norm':
      return Math.sqrt(values.reduce((sum, x) => sum + x * x, 0));
    default: {
      const sum = values.reduce((before, x) => before + x, 0);
      return name === 'mean' ? sum / length : sum;
    }
  }
}

function callValue(tree: CallExpression, scope: TreeScope): number | undefined {
  const own = scope.call?.(tree);
  if (own !== undefined) return own;
  const { name } = tree;
  const [a, b, c] = tree.args.map((arg) => valueOf(arg, scope));
  switch (name) {
    case 'and':
      if (a === 0 || b === 0) return 0;
      return a === undefined ? undefined : b;
    case 'or':
      if (a === 1 || b === 1) return 1;
      return a === undefined ? undefined : b;
    case 'not':
      return a === undefined ? undefined : 1 - a;
    case 'where':
      return a === undefined ? undefined : a === 0 ? c : b;
    default: {
      if (ruleFunctionOf(tree) || a === undefined || (tree.args.length > 1 && b === undefined))
        return undefined;
      if (isRelation(name)) return RELATIONS[name](a, b!) ? 1 : 0;
      return functionRow(name).evaluate(a, b ?? a);
    }
  }
}

const RELATIONS: Readonly<Record<Relation, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
};
