import { pow } from '../math/exponential.ts';
import { functionRow, wholePower } from '../expression/operations.ts';
import { parseExpression } from '../expression/parse.ts';
import type { Expression } from '../expression/tree.ts';
import type { EquationLine, HyperparameterValues, OptimizerEntry, Rule } from './types.ts';

/**
 * An update rule's equations, evaluated line by line. The formulas are read once per rule, when first needed; they
 * work element by element: a line in which a vector stands gives a vector, any other a number.
 */

/** What an update starts from; nothing of it is written to. */
export interface LineInputs {
  readonly values: HyperparameterValues;
  /** The learning rate of this update. */
  readonly lr: number;
  /** The number of this update, from 1. */
  readonly t: number;
  readonly theta: Float64Array;
  readonly gradient: Float64Array;
  /** The packed state before the update. */
  readonly state: Float64Array;
  /** The parts of the state after the update, where the rule has lines whose value the update finds. */
  readonly found?: Readonly<Record<string, Value>>;
}

/** A line that takes part in an update, with what it assigns. */
export interface LineResult {
  readonly line: EquationLine;
  readonly value: number | Float64Array;
}

type Value = number | Float64Array;
/** The value of component `i`; names are looked up by their slot. */
export type Evaluate = (slots: readonly Value[], i: number) => number;

/** A line with what its formula says. */
export interface ReadLine {
  readonly line: EquationLine;
  readonly tree: Expression;
}

interface CompiledLine extends ReadLine {
  readonly target: number;
  readonly used: readonly number[];
  readonly evaluate: Evaluate;
}

interface CompiledRule {
  readonly slotOf: ReadonlyMap<string, number>;
  readonly lines: readonly CompiledLine[];
}

/**
 * The lines that take part in an update, in the order of computation. Names without a value yet are NaN.
 *
 * @param before told of each line just before it is evaluated, with what the names stand for then
 */
export function evaluateLines(
  entry: OptimizerEntry,
  inputs: LineInputs,
  before?: (line: EquationLine, slots: readonly Value[]) => void,
): LineResult[] {
  const { slotOf, lines } = compiledRule(entry);
  const { theta, gradient, t, lr } = inputs;
  const dimension = theta.length;
  const slots: Value[] = Array.from({ length: slotOf.size }, () => Number.NaN);
  const scope: Record<string, number> = {};
  const assign = (key: string, value: Value): void => {
    slots[slotOf.get(key)!] = value;
    if (typeof value === 'number') scope[key] = value;
  };
  for (const { key } of entry.hyperparameters) assign(key, Number(inputs.values[key]));
  for (const [key, value] of Object.entries({ lr, t, theta, gradient })) assign(key, value);
  for (const [key, value] of Object.entries(unpackState(entry.rule, inputs.state, dimension))) {
    assign(key, value);
  }
  const results: LineResult[] = [];
  for (const { line, target, used, evaluate } of lines) {
    if (line.when && !line.when(scope)) continue;
    before?.(line, slots);
    let value: Value;
    if (line.found) {
      value = inputs.found?.[line.key] ?? Number.NaN;
    } else if (used.some((slot) => typeof slots[slot] === 'object')) {
      value = new Float64Array(dimension);
      for (let i = 0; i < dimension; i++) value[i] = evaluate(slots, i);
    } else {
      value = evaluate(slots, 0);
    }
    slots[target] = value;
    if (typeof value === 'number') scope[line.key] = value;
    results.push({ line, value });
  }
  return results;
}

/** An expression over the names of a rule, to be evaluated while its lines are. */
export function onSlotsOf(entry: OptimizerEntry, tree: Expression): Evaluate {
  return compile(tree, compiledRule(entry).slotOf, new Set());
}

/** Copies of the named parts of a packed state. */
export function unpackState(rule: Rule, state: Float64Array, dimension: number): Record<string, Value> {
  const scalarsFrom = rule.vectors.length * dimension;
  let at = scalarsFrom + rule.scalars.length;
  return Object.fromEntries<Value>([
    ...rule.vectors.map((key, k) => [key, state.slice(k * dimension, (k + 1) * dimension)] as const),
    ...rule.scalars.map((key, k) => [key, state[scalarsFrom + k]!] as const),
    ...(rule.blocks ?? []).map((block) => {
      const from = at;
      at += block.length(dimension);
      return [block.key, state.slice(from, at)] as const;
    }),
  ]);
}

/** The length of a rule's packed state. */
export function stateSize({ vectors, scalars, blocks = [] }: Rule, dimension: number): number {
  return blocks.reduce(
    (size, block) => size + block.length(dimension),
    vectors.length * dimension + scalars.length,
  );
}

/**
 * The rule's lines with their expression trees, read once per rule. Throws FormulaError when one cannot be read: a
 * fault in the registry.
 */
export function readLines(entry: OptimizerEntry): readonly ReadLine[] {
  return compiledRule(entry).lines;
}

const compiled = new WeakMap<OptimizerEntry, CompiledRule>();

function compiledRule(entry: OptimizerEntry): CompiledRule {
  const known = compiled.get(entry);
  if (known) return known;
  const names = namesOf(entry);
  const slotOf = new Map(names.map((name, slot) => [name, slot] as const));
  const lines = entry.rule.lines.map((line): CompiledLine => {
    const tree = parseExpression(line.formula, names);
    const used = new Set<number>();
    const evaluate = compile(tree, slotOf, used);
    return { line, tree, target: slotOf.get(line.key)!, used: [...used], evaluate };
  });
  const rule = { slotOf, lines };
  compiled.set(entry, rule);
  return rule;
}

function namesOf(entry: OptimizerEntry): string[] {
  const { vectors, scalars, lines } = entry.rule;
  return [
    ...new Set([
      ...entry.hyperparameters.map(({ key }) => key),
      'lr',
      't',
      'theta',
      'gradient',
      ...vectors,
      ...scalars,
      ...lines.map(({ key }) => key),
    ]),
  ];
}

/** Closures for a tree; the slots that it reads are added to `used`. */
function compile(tree: Expression, slotOf: ReadonlyMap<string, number>, used: Set<number>): Evaluate {
  switch (tree.kind) {
    case 'number': {
      const { value } = tree;
      return () => value;
    }
    case 'name': {
      const slot = slotOf.get(tree.name)!;
      used.add(slot);
      return (slots, i) => {
        const value = slots[slot]!;
        return typeof value === 'number' ? value : value[i]!;
      };
    }
    case 'negation': {
      const operand = compile(tree.operand, slotOf, used);
      return (slots, i) => -operand(slots, i);
    }
    case 'call': {
      const { evaluate } = functionRow(tree.name);
      const [a, b = a] = tree.args.map((arg) => compile(arg, slotOf, used));
      return (slots, i) => evaluate(a!(slots, i), b!(slots, i));
    }
    case 'binary': {
      const left = compile(tree.left, slotOf, used);
      const right = compile(tree.right, slotOf, used);
      switch (tree.operator) {
        case '+':
          return (slots, i) => left(slots, i) + right(slots, i);
        case '-':
          return (slots, i) => left(slots, i) - right(slots, i);
        case '*':
          return (slots, i) => left(slots, i) * right(slots, i);
        case '/':
          return (slots, i) => left(slots, i) / right(slots, i);
        case '^':
          // g^2 is g*g to the bit, as in a compiled formula.
          return tree.right.kind === 'number' && tree.right.value === 2
            ? (slots, i) => wholePower(left(slots, i), 2)
            : (slots, i) => pow(left(slots, i), right(slots, i));
      }
    }
  }
}
