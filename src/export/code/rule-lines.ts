import { type Expression, namesIn } from '../../core/expression/tree.ts';
import { TYPED_ID } from '../../core/optimizers/registry.ts';
import { programOf } from '../../core/optimizers/program.ts';
import {
  actsOf,
  BASE_RATE,
  numbersOf,
  type ReadLine,
  readRule,
  undecided,
} from '../../core/optimizers/read-rule.ts';
import { valueOf } from '../../core/optimizers/tree-value.ts';
import type { HyperparameterValues, OptimizerEntry, UpdatePart } from '../../core/optimizers/types.ts';
import { step as words } from '../../text/en/step.ts';
import { definedNames, type Dialect } from './dialect.ts';
import { type LineNames, linePiece } from './line-expression.ts';
import { DRAWN } from './noise.ts';
import { indented, pythonFloat } from './python.ts';
import { pythonNames } from './rule-names.ts';

/** An optimizer's update as Python, from the registry's lines: what is set up once, and what is done at each step. */
export interface UpdateCode {
  /** Hyperparameters that the code reads, by the registry's keys. */
  readonly parameters: readonly string[];
  readonly setUp: readonly string[];
  /** Ends with the new `theta`. */
  readonly update: readonly string[];
  readonly helpers: readonly string[];
  /** Whether a step asks for the gradient at `theta`, as `g`. */
  readonly usesGradient: boolean;
  /** What the first updates have cost in evaluations: a number each, or counted as they go. */
  readonly total: Total;
}

export type Total =
  | number
  | { readonly setUp: readonly string[]; readonly count: readonly string[]; readonly text: string };

export interface LinesOptions {
  readonly dialect: Dialect;
  /** What the learning rate of the step is called. */
  readonly rate: string;
  readonly hasNoise: boolean;
  /** Whether evaluations are counted. */
  readonly counting: boolean;
}

/** Parts that their names do not say. */
const ABOUT: ReadonlySet<UpdatePart> = new Set<UpdatePart>(['firstMoment', 'secondMoment', 'decay']);

/** What an `if` asks, and whether it must hold. */
type Condition = 'always' | { readonly text: string; readonly holds: boolean };

interface ActiveLine extends ReadLine {
  /** What decides at these values; null where the line always acts. */
  readonly asks: Expression | null;
}

/** The lines that take part at these values. */
export function updateFromLines(
  entry: OptimizerEntry,
  values: HyperparameterValues,
  { dialect, rate, hasNoise, counting }: LinesOptions,
): UpdateCode {
  const lines = activeLines(entry, values);
  const keys = entry.hyperparameters.map(({ key }) => key);
  const vectors = new Set<string>(['theta', 'gradient', ...entry.rule.vectors]);
  const pythonName = pythonNames(entry);
  const nameOf = (key: string) => (key === 'lr' ? rate : pythonName(key === BASE_RATE ? 'lr' : key));
  const isOwn = entry.id === TYPED_ID;
  const names = { nameOf, isVector: (name: string) => vectors.has(name), isOwn };
  const counts =
    counting &&
    lines.some(
      ({ question, asks }) => question !== null && question.name !== 'standardNormal' && asks !== null,
    );
  const statements = lines.flatMap((active): Statement[] => {
    const { line, tree, question, asks } = active;
    const condition = asks === null ? 'always' : conditionOf(asks, dialect, names);
    const { text, isVector } = linePiece(tree, dialect, names);
    if (isVector) vectors.add(line.key);
    else vectors.delete(line.key);
    const name = nameOf(line.key);
    const about =
      ABOUT.has(line.part) || line.key.endsWith('Hat') ? words.parts[line.part].toLowerCase() : '';
    const all = [`${name} = ${text}${about === '' ? '' : `  # ${about}`}`];
    if (question?.name === 'grad' && hasNoise) all.push(`${name} = ${name} + noise(t - 1, ${name})`);
    if (question !== null && question.name !== 'standardNormal' && counts) all.push('evaluations += 1');
    return all.map((own) => ({ condition, text: own }));
  });
  const { readsGradient, readsLoss } = programOf(entry, values);
  const used = new Set(lines.flatMap(({ tree, asks }) => [...namesIn(tree), ...(asks ? namesIn(asks) : [])]));
  const always = Number(readsGradient) + Number(readsLoss);
  const isAsked = (name: string) => lines.some(({ question }) => question?.name === name);
  const questions = lines.filter(({ question }) => question !== null && question.name !== 'standardNormal');
  return {
    parameters: keys.filter((key) => used.has(key)),
    setUp: initialState(entry, values, lines, dialect),
    update: [...(readsLoss ? ['loss = f(theta)'] : []), ...branched(statements)],
    helpers: [
      ...(questions.some(({ question }) => question!.name.startsWith('h')) ? ['hessian'] : []),
      ...(isAsked('standardNormal') ? [DRAWN] : []),
      ...definedIn(statements, dialect),
    ],
    usesGradient: readsGradient,
    total: counts
      ? {
          setUp: ['evaluations = 0'],
          count: always > 0 ? [`evaluations += ${always}`] : [],
          text: 'evaluations',
        }
      : always + questions.length,
  };
}

function activeLines(entry: OptimizerEntry, values: HyperparameterValues): ActiveLine[] {
  const numbers = numbersOf(entry, values);
  return readRule(entry).lines.flatMap((read): ActiveLine[] => {
    const acts = actsOf(read, numbers);
    if (acts === 'never') return [];
    return [{ ...read, asks: acts === 'always' ? null : undecided(read.when!, numbers) }];
  });
}

/** `a != b` and `not a` are asked the other way round. */
function conditionOf(asks: Expression, dialect: Dialect, names: LineNames): Condition {
  const print = (tree: Expression) => linePiece(tree, dialect, names).text;
  if (asks.kind === 'call' && asks.name === 'not') return { text: print(asks.args[0]!), holds: false };
  if (asks.kind === 'call' && asks.name === '!=')
    return { text: print({ ...asks, name: '==' }), holds: false };
  return { text: print(asks), holds: true };
}

/** The parts of the state that a step reads before it has assigned them. */
function initialState(
  entry: OptimizerEntry,
  values: HyperparameterValues,
  lines: readonly ActiveLine[],
  dialect: Dialect,
): string[] {
  const { vectors, scalars } = entry.rule;
  const numbers = numbersOf(entry, values);
  const { starts } = readRule(entry);
  const assigned = new Set<string>();
  const needed = new Set<string>();
  const first = (name: string) => (name === 't' ? 1 : numbers.get(name));
  for (const { line, tree, asks } of lines) {
    if (asks !== null && valueOf(asks, { number: first }) === 0) continue;
    for (const name of namesIn(tree)) if (!assigned.has(name)) needed.add(name);
    if (asks === null || valueOf(asks, { number: first }) === 1) assigned.add(line.key);
  }
  // What the first update skips may be read by a later one.
  const all = new Set(lines.flatMap(({ tree }) => namesIn(tree)));
  return [...vectors, ...scalars].flatMap((key) => {
    if (!needed.has(key) && (assigned.has(key) || !all.has(key))) return [];
    const start = starts.get(key);
    const name = pythonNames(entry)(key);
    if (start && namesIn(start).some((one) => isGivenVector(entry, one)))
      return [`${name} = ${startPiece(entry, start, dialect)}`];
    const value = start ? (valueOf(start, { number: (one) => numbers.get(one) }) ?? 0) : 0;
    if (scalars.includes(key)) return [`${name} = ${pythonFloat(value)}`];
    return [`${name} = ${value === 0 ? dialect.zeros : dialect.full(pythonFloat(value))}`];
  });
}

const startGivens: readonly string[] = ['theta', 'index'];

/** Whether a name in a start is of the start's numbers, one each: a parameter may be called so, too. */
function isGivenVector({ hyperparameters }: OptimizerEntry, name: string): boolean {
  return startGivens.includes(name) && !hyperparameters.some(({ key }) => key === name);
}

function startPiece(entry: OptimizerEntry, start: Expression, dialect: Dialect): string {
  const given: Readonly<Record<string, string>> = { theta: 'START', index: dialect.index };
  const nameOf = (key: string) => (isGivenVector(entry, key) ? given[key]! : pythonNames(entry)(key));
  return linePiece(start, dialect, {
    nameOf,
    isVector: (key) => isGivenVector(entry, key),
    isOwn: entry.id === TYPED_ID,
  }).text;
}

/** The functions that statements call and the library has not. */
function definedIn(statements: readonly Statement[], dialect: Dialect): readonly string[] {
  const texts = statements.map(({ text }) => text).join('\n');
  return definedNames(dialect).filter((name) => new RegExp(`(?<![.\\w])${name}\\b`).test(texts));
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
    const question = condition.text;
    const yes: string[] = [];
    const no: string[] = [];
    for (; i < statements.length; i++) {
      const next = statements[i]!;
      if (next.condition === 'always' || next.condition.text !== question) break;
      (next.condition.holds ? yes : no).push(next.text);
    }
    if (yes.length === 0) out.push(`if not ${group(question)}:`, ...indented(no));
    else out.push(`if ${question}:`, ...indented(yes), ...(no.length > 0 ? ['else:', ...indented(no)] : []));
  }
  return out;
}

/** Python's `not` binds more loosely than a comparison, and more tightly than `and`. */
function group(question: string): string {
  return / (?:and|or) /.test(question) ? `(${question})` : question;
}
