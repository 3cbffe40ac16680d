import { readLines, stateSize, unpackState } from '../../core/optimizers/lines.ts';
import type { Expression } from '../../core/expression/tree.ts';
import type {
  EquationLine,
  HyperparameterValues,
  OptimizerEntry,
  Part,
} from '../../core/optimizers/types.ts';
import { step as words } from '../../text/en/step.ts';
import type { Dialect } from './dialect.ts';
import { linePiece } from './line-expression.ts';
import { indented, pythonFloat, snakeCase } from './python.ts';

/** An optimizer's update as Python, from the registry's lines: what is set up once, and what is done at each step. */
export interface UpdateCode {
  /** Hyperparameters that the code reads, by the registry's keys. */
  readonly parameters: readonly string[];
  readonly setUp: readonly string[];
  /** Ends with the new `theta`. */
  readonly update: readonly string[];
}

/** Parts that their names do not say. */
const ABOUT: ReadonlySet<Part> = new Set<Part>(['firstMoment', 'secondMoment', 'decay']);

type Condition = 'always' | 'first' | 'later' | { readonly text: string; readonly holds: boolean };

interface ActiveLine {
  readonly line: EquationLine;
  readonly tree: Expression;
  readonly condition: Condition;
}

/** The lines that take part at these values. `rate` is what the learning rate is called. */
export function updateFromLines(
  entry: OptimizerEntry,
  values: HyperparameterValues,
  dialect: Dialect,
  rate: string,
): UpdateCode {
  const lines = activeLines(entry, values);
  const keys = entry.hyperparameters.map(({ key }) => key);
  const vectors = new Set<string>(['theta', 'gradient', ...entry.rule.vectors]);
  const nameOf = (key: string) => (key === 'lr' ? rate : snakeCase(key));
  const statements = lines.map(({ line, tree, condition }) => {
    const { text, isVector } = linePiece(tree, dialect, { nameOf, isVector: (name) => vectors.has(name) });
    if (isVector) vectors.add(line.key);
    else vectors.delete(line.key);
    const about =
      ABOUT.has(line.part) || line.key.endsWith('Hat') ? words.parts[line.part].toLowerCase() : '';
    return { condition, text: `${nameOf(line.key)} = ${text}${about === '' ? '' : `  # ${about}`}` };
  });
  const used = new Set(lines.flatMap(({ tree }) => namesIn(tree)));
  return {
    parameters: keys.filter((key) => used.has(key)),
    setUp: initialState(entry, values, lines, dialect),
    update: branched(statements),
  };
}

function activeLines(entry: OptimizerEntry, values: HyperparameterValues): ActiveLine[] {
  const numbers = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, Number(value)]));
  return readLines(entry).flatMap(({ line, tree }): ActiveLine[] => {
    if (line.branch) {
      const { name, above, holds } = line.branch;
      return [{ line, tree, condition: { text: `${snakeCase(name)} > ${above}`, holds } }];
    }
    const acts = (t: number) => line.when === undefined || line.when({ ...numbers, t });
    const [first, later] = [acts(1), acts(2)];
    if (!first && !later) return [];
    return [{ line, tree, condition: first && later ? 'always' : first ? 'first' : 'later' }];
  });
}

/** The parts of the state that a step reads before it has assigned them. */
function initialState(
  entry: OptimizerEntry,
  values: HyperparameterValues,
  lines: readonly ActiveLine[],
  dialect: Dialect,
): string[] {
  const dimension = 2;
  const packed = new Float64Array(stateSize(entry.rule, dimension));
  entry.rule.init(values, dimension, packed);
  const state = unpackState(entry.rule, packed, dimension);
  const assigned = new Set<string>();
  const needed = new Set<string>();
  for (const { line, tree, condition } of lines) {
    for (const name of namesIn(tree)) if (name in state && !assigned.has(name)) needed.add(name);
    if (condition === 'always' || condition === 'first') assigned.add(line.key);
  }
  return Object.entries(state).flatMap(([key, value]) => {
    if (!needed.has(key)) return [];
    if (typeof value === 'number') return [`${snakeCase(key)} = ${pythonFloat(value)}`];
    const first = value[0] ?? 0;
    return [`${snakeCase(key)} = ${first === 0 ? dialect.zeros : dialect.full(pythonFloat(first))}`];
  });
}

interface Statement {
  readonly condition: Condition;
  readonly text: string;
}

/** Neighbours under one condition or its opposite become one `if`. */
function branched(statements: readonly Statement[]): string[] {
  const out: string[] = [];
  for (let i = 0; i < statements.length; ) {
    const { condition, text } = statements[i]!;
    if (condition === 'always') {
      out.push(text);
      i++;
      continue;
    }
    const question = textOf(condition);
    const yes: string[] = [];
    const no: string[] = [];
    for (; i < statements.length; i++) {
      const next = statements[i]!;
      if (next.condition === 'always' || textOf(next.condition) !== question) break;
      (holds(next.condition) ? yes : no).push(next.text);
    }
    if (yes.length === 0) out.push(`if not ${question}:`, ...indented(no));
    else out.push(`if ${question}:`, ...indented(yes), ...(no.length > 0 ? ['else:', ...indented(no)] : []));
  }
  return out;
}

function textOf(condition: Condition): string {
  return typeof condition === 'object' ? condition.text : 't == 1';
}

function holds(condition: Condition): boolean {
  return typeof condition === 'object' ? condition.holds : condition === 'first';
}

function namesIn(tree: Expression): string[] {
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
