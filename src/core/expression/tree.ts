/**
 * What a formula says, as written: the tree that the parser makes. It remembers order and grouping but not
 * spelling: parentheses, a leading plus, and whether a product was written with a sign are gone.
 */
export type Expression =
  | NumberExpression
  | NameExpression
  | NegationExpression
  | BinaryExpression
  | CallExpression;

/** The place in the text, in UTF-16 units, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface NumberExpression extends Span {
  readonly kind: 'number';
  readonly value: number;
}

/** A variable or a constant. */
export interface NameExpression extends Span {
  readonly kind: 'name';
  readonly name: string;
}

export interface NegationExpression extends Span {
  readonly kind: 'negation';
  readonly operand: Expression;
}

export type BinaryOperator = '+' | '-' | '*' | '/' | '^';

export interface BinaryExpression extends Span {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface CallExpression extends Span {
  readonly kind: 'call';
  /** A key of the table of functions. */
  readonly name: string;
  readonly args: readonly Expression[];
}
