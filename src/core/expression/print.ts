import { type BinaryOperator, type CallExpression, type Expression, isCondition } from './tree.ts';

/** How tightly each kind binds; a looser operand needs parentheses. */
const OR = -3;
const AND = -2;
const NOT = -1;
const COMPARISON = 0;
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

const CONDITIONS: Readonly<Record<string, number>> = { and: AND, or: OR, not: NOT };

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
      return isCondition(tree)
        ? condition(tree)
        : `${tree.name}(${tree.args.map(printExpression).join(', ')})`;
    case 'binary': {
      const { operator, left, right } = tree;
      if (operator === '^') return `${wrap(left, VALUE)}^${wrap(right, SIGN)}`;
      const level = LEVEL[operator];
      const space = level === SUM ? ' ' : '';
      return `${wrap(left, level)}${space}${operator}${space}${wrap(right, level + 1)}`;
    }
  }
}

function condition(tree: CallExpression): string {
  const level = levelOf(tree);
  const [a, b] = tree.args;
  if (level === NOT) return `not ${wrap(a!, NOT)}`;
  const least = level === COMPARISON ? SUM : level;
  return `${wrap(a!, least)} ${tree.name} ${wrap(b!, least === SUM ? SUM : least + 1)}`;
}

function wrap(tree: Expression, atLeast: number): string {
  const text = printExpression(tree);
  return levelOf(tree) < atLeast ? `(${text})` : text;
}

function levelOf(tree: Expression): number {
  if (tree.kind === 'binary') return LEVEL[tree.operator];
  if (tree.kind === 'negation') return SIGN;
  if (tree.kind !== 'call' || !isCondition(tree)) return VALUE;
  return CONDITIONS[tree.name] ?? COMPARISON;
}
