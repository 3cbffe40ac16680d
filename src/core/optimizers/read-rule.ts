import { parseExpression } from '../expression/parse.ts';
import { questions, ruleFunctions } from '../expression/rule-functions.ts';
import type { CallExpression, Expression } from '../expression/tree.ts';
import { keepingRecent } from '../math/keeping.ts';
import { valueOf } from './tree-value.ts';
import type { EquationLine, HyperparameterValues, OptimizerEntry } from './types.ts';

/** A line with what its formula and its condition say. */
export interface ReadLine {
  readonly line: EquationLine;
  readonly tree: Expression;
  readonly when: Expression | null;
  /** The question to the loss that the line is. */
  readonly question: CallExpression | null;
}

export interface ReadRule {
  readonly lines: readonly ReadLine[];
  readonly starts: ReadonlyMap<string, Expression>;
}

/** In lines the learning rate that was set, before any schedule. */
export const BASE_RATE = 'baseRate';

const known = new WeakMap<OptimizerEntry, ReadRule>();

/** A rule's lines as trees, read once per rule. Throws FormulaError when one cannot be read: a fault in the registry. */
export function readRule(entry: OptimizerEntry): ReadRule {
  const before = known.get(entry);
  if (before) return before;
  const { vectors, scalars, lines, starts = {} } = entry.rule;
  const names = new Set([
    ...entry.hyperparameters.map(({ key }) => key),
    'lr',
    BASE_RATE,
    't',
    'theta',
    'gradient',
    'loss',
    ...vectors,
    ...scalars,
    ...lines.map(({ key }) => key),
  ]);
  const tree = (text: string, more: readonly string[] = []) =>
    parseExpression(text, [...names, ...more], ruleFunctions);
  const read: ReadRule = {
    lines: lines.map((line) => {
      const formula = tree(line.formula);
      return {
        line,
        tree: formula,
        when: line.when === undefined ? null : conditionOf(tree(`where(${line.when}, 1, 0)`)),
        question: formula.kind === 'call' && questions.has(formula.name) ? formula : null,
      };
    }),
    starts: new Map(Object.entries(starts).map(([key, text]) => [key, tree(text, ['index'])])),
  };
  known.set(entry, read);
  return read;
}

function conditionOf(choice: Expression): Expression {
  return choice.kind === 'call' ? choice.args[0]! : choice;
}

/** When a line takes part at these values: in every update, in none, or as `when` has it. */
export type Acts = 'always' | 'never' | 'sometimes';

export function actsOf({ when }: ReadLine, numbers: ReadonlyMap<string, number>): Acts {
  // The learning rate of an update is the schedule's.
  const holds = when && valueOf(when, { number: (name) => (name === 'lr' ? undefined : numbers.get(name)) });
  if (holds === null || holds === 1) return 'always';
  return holds === 0 ? 'never' : 'sometimes';
}

/** What of a condition these numbers leave open. */
export function undecided(when: Expression, numbers: ReadonlyMap<string, number>): Expression {
  if (when.kind !== 'call' || (when.name !== 'and' && when.name !== 'or')) return when;
  const number = (name: string) => (name === 'lr' ? undefined : numbers.get(name));
  const open = when.args.filter((part) => valueOf(part, { number }) === undefined);
  return open.length === 1 ? undecided(open[0]!, numbers) : when;
}

/** What hyperparameters are in formulas: a switch 1 or 0, a count its whole part. */
export const numbersOf: (entry: OptimizerEntry, values: HyperparameterValues) => ReadonlyMap<string, number> =
  keepingRecent(
    (entry, values) =>
      new Map(
        entry.hyperparameters.map(({ key, whole }) => {
          const value = Number(values[key]);
          return [key, whole ? Math.trunc(value) : value];
        }),
      ),
  );
