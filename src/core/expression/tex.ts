import { functionRow } from './operations.ts';
import * as tex from './tex-pieces.ts';
import type { TexPiece } from './tex-pieces.ts';
import type { BinaryOperator, Expression } from './tree.ts';

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
      const [a, b] = tree.args.map((arg) => pieceOf(arg, options));
      // A function of one argument does not look at its second.
      return functionRow(tree.name).tex(a!, b ?? a!);
    }
    case 'binary':
      return JOIN[tree.operator](pieceOf(tree.left, options), pieceOf(tree.right, options));
  }
}

const JOIN: Readonly<Record<BinaryOperator, (a: TexPiece, b: TexPiece) => TexPiece>> = {
  '+': tex.sum,
  '-': tex.difference,
  '*': tex.product,
  '/': tex.quotient,
  '^': tex.power,
};
