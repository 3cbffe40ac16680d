import { functionRow } from './operations.ts';
import { ruleFunctionOf } from './rule-functions.ts';
import * as tex from './tex-pieces.ts';
import type { TexPiece } from './tex-pieces.ts';
import {
  type BinaryOperator,
  type CallExpression,
  type Expression,
  isCondition,
  isRelation,
  OPPOSITE,
} from './tree.ts';

export interface TexOptions {
  /** TeX of a name; a name without one is set as one letter, or upright where longer. */
  readonly names?: ReadonlyMap<string, string>;
  /** Numbers to print in the place of names. */
  readonly values?: ReadonlyMap<string, number>;
  /** Digits of a number that is not negative; `1.5e-7` becomes a power of ten. By default all digits. */
  readonly format?: (value: number) => string;
}

/** The tree as TeX: fractions, roots and powers as such, a thin product, and only the parentheses it takes. */
export function toTex(tree: Expression, options: TexOptions = {}): string {
  return pieceOf(tree, options).tex;
}

function pieceOf(tree: Expression, options: TexOptions): TexPiece {
  switch (tree.kind) {
    case 'number':
      return tex.numberPiece(tree.value, options.format);
    case 'name': {
      const value = options.values?.get(tree.name);
      return value === undefined
        ? tex.namePiece(tree.name, options.names?.get(tree.name))
        : tex.numberPiece(value, options.format);
    }
    case 'negation':
      return tex.negation(pieceOf(tree.operand, options));
    case 'call': {
      if (tree.name === 'where') return choice(tree, options);
      const [a, b] = tree.args.map((arg) => pieceOf(arg, options));
      if (isCondition(tree)) return tex.condition(tree.name, a!, b ?? a!);
      // A function of one argument does not look at its second.
      return (ruleFunctionOf(tree) ?? functionRow(tree.name)).tex(a!, b ?? a!);
    }
    case 'binary':
      return JOIN[tree.operator](pieceOf(tree.left, options), pieceOf(tree.right, options));
  }
}

/** A choice, with the choices that it leads to where it is not taken, as cases. */
function choice(tree: CallExpression, options: TexOptions): TexPiece {
  const rows: { value: TexPiece; when: string }[] = [];
  let rest: Expression = tree;
  while (rest.kind === 'call' && rest.name === 'where') {
    const [condition, then, otherwise]: readonly Expression[] = rest.args;
    rows.push({ value: pieceOf(then!, options), when: pieceOf(condition!, options).tex });
    rest = otherwise!;
  }
  const condition = rows.length > 1 ? null : opposite(tree.args[0]!);
  const when = condition === null ? '\\text{else}' : pieceOf(condition, options).tex;
  return tex.cases([...rows, { value: pieceOf(rest, options), when }]);
}

function opposite(condition: Expression): Expression | null {
  if (condition.kind !== 'call' || !isRelation(condition.name)) return null;
  return { ...condition, name: OPPOSITE[condition.name] };
}

const JOIN: Readonly<Record<BinaryOperator, (a: TexPiece, b: TexPiece) => TexPiece>> = {
  '+': tex.sum,
  '-': tex.difference,
  '*': tex.product,
  '/': tex.quotient,
  '^': tex.power,
};
