import type { BinaryOperator, Expression } from './tree.ts';

/** How tightly each kind binds; a looser operand needs parentheses. */
const SUM = 1;
const PRODUCT = 2;
const SIGN = 3;
const POWER = 4;
const VALUE = 5;

const LEVEL: Readonly<Record<BinaryOperator, number>> = {
  '+': SUM,
  '-': SUM,
  '*': PRODUCT,
  '/': PRODUCT,
  '^': POWER,
};

/** The tree as text that parses to the same tree, with no more parentheses than that takes. */
export function printExpression(tree: Expression): string {
  switch (tree.kind) {
    case 'number':
      return String(tree.value);
    case 'name':
      return tree.name;
    case 'negation':
      return `-${wrap(tree.operand, SIGN)}`;
    case 'call':
      return `${tree.name}(${tree.args.map(printExpression).join(', ')})`;
    case 'binary': {
      const { operator, left, right } = tree;
      if (operator === '^') return `${wrap(left, VALUE)}^${wrap(right, SIGN)}`;
      const level = LEVEL[operator];
      const space = level === SUM ? ' ' : '';
      return `${wrap(left, level)}${space}${operator}${space}${wrap(right, level + 1)}`;
    }
  }
}

function wrap(tree: Expression, atLeast: number): string {
  const text = printExpression(tree);
  return levelOf(tree) < atLeast ? `(${text})` : text;
}

function levelOf(tree: Expression): number {
  if (tree.kind === 'binary') return LEVEL[tree.operator];
  return tree.kind === 'negation' ? SIGN : VALUE;
}
