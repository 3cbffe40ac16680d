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
  /**
   * A key of the table of functions, a relation, 'and', 'or', 'not', 'where' of a condition and two values, or what only
   * a rule may call (rule-functions.ts).
   */
  readonly name: string;
  readonly args: readonly Expression[];
}

export type Relation = '<' | '<=' | '>' | '>=' | '==' | '!=';

/** What holds of two numbers where the relation does not; of NaN nothing but `!=` does. */
export const OPPOSITE: Readonly<Record<Relation, Relation>> = {
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
  '==': '!=',
  '!=': '==',
};

/** The same of two numbers that change places. */
export const TURNED: Readonly<Record<Relation, Relation>> = {
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
  '==': '==',
  '!=': '!=',
};

export function isRelation(name: string): name is Relation {
  return Object.hasOwn(OPPOSITE, name);
}

/** Whether a tree holds or does not, and is no number: only a choice and other conditions read it. */
export function isCondition(tree: Expression): boolean {
  return tree.kind === 'call' && (isRelation(tree.name) || /^(?:and|or|not)$/.test(tree.name));
}

/** The names that a tree reads, constants included, as often as it does. */
export function namesIn(tree: Expression): readonly string[] {
  switch (tree.kind) {
    case 'number':
      return [];
    case 'name':
      return [tree.name];
    case 'negation':
      return namesIn(tree.operand);
    case 'call':
      return tree.args.flatMap(namesIn);
    case 'binary':
      return [...namesIn(tree.left), ...namesIn(tree.right)];
  }
}
