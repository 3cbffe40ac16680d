import type { FormulaError } from '../../expression/formula-error.ts';
import { constants, nearest } from '../../expression/names.ts';
import { parseExpression } from '../../expression/parse.ts';
import { printExpression } from '../../expression/print.ts';
import { questions, reductions, ruleFunctions } from '../../expression/rule-functions.ts';
import { symbolTex } from '../../expression/symbols.ts';
import { type Expression, namesIn } from '../../expression/tree.ts';
import { TYPED_ID } from '../registry.ts';
import { hasSymbol } from '../symbols.ts';
import type { EquationLine, OptimizerEntry } from '../types.ts';
import { Faults, type ReadRuleText, RuleError } from './faults.ts';
import { parameterRow } from './parameters.ts';
import { partsOfLines, type SaidLine } from './parts.ts';
import { sentences } from './sentences.ts';
import {
  type FormulaStatement,
  givens,
  type ParameterStatement,
  type Statement,
  statementsOf,
} from './statements.ts';
import { linesOf, MAX_RULE_LENGTH, MAX_RULE_LINES } from './text.ts';

/**
 * A rule that a user typed (text.ts), as a row like those of the registry.
 *
 * A name that a line reads before one has assigned it is kept from step to step; it begins at 0, or where `name(0) = ...`
 * says. It is a number where what it is assigned last is one, else it has a value for each coordinate. Names are closed:
 * what is neither declared, assigned, given nor of the language is a fault.
 */

/** Numbers, names, operators and calls of all lines together: this keeps recursion far from the stack's end. */
const MAX_PARTS = 2000;
const MAX_PARAMETERS = 24;
const MAX_STATE = 24;
/** Questions to the loss in one update. */
const MAX_QUESTIONS = 8;

/**
 * The rule that a text says. Throws RuleError, a FormulaError with all faults.
 *
 * @example
 * const rule = compileRule('lr = 0.1\nv = 0.9*v + gradient\ntheta = theta - lr*v');
 * const loss = compileFormula('x^2 + y^2');
 * const run = recordRun({ loss, optimizer: { rule, lr: 0.2 }, start: [1, 2], steps: 3 });
 * console.log(Array.from(run.positions.slice(2, 4), (x) => x.toFixed(3)).join(' '), 'v' in run.stateAt(3));
 * // 0.600 1.200 true
 */
export function compileRule(text: string): OptimizerEntry {
  const { entry, faults } = readRuleText(text);
  if (!entry) throw new RuleError(faults);
  return entry;
}

/**
 * The rule that a text says, or what is wrong with it. Takes any text.
 *
 * @example
 * const { entry, faults } = readRuleText('theta = theta - rate*gradient');
 * console.log(entry, faults.map(({ line, column, message }) => `${line}:${column} ${message}`).join(' '));
 * // null 1:17 "rate" is neither declared nor assigned: declare it, rate = 0.1, or give it a line.
 */
export function readRuleText(text: string): ReadRuleText {
  const faults = new Faults(text);
  const entry = new RuleReader(text, faults).read();
  return entry && faults.list.length === 0 ? { entry, faults: [] } : { entry: null, faults: faults.list };
}

interface ReadFormula {
  readonly statement: FormulaStatement;
  readonly tree: Expression;
}

class RuleReader {
  readonly #text: string;
  readonly #faults: Faults;
  #parameters: readonly ParameterStatement[] = [];
  /** All names that a line may read. */
  #names: ReadonlySet<string> = new Set();

  constructor(text: string, faults: Faults) {
    this.#text = text;
    this.#faults = faults;
  }

  read(): OptimizerEntry | null {
    const text = this.#text;
    const refuse = (code: 'empty' | 'too-long' | 'too-large', message: string, from = 0) => {
      this.#faults.add(code, message, from, text.length);
      return null;
    };
    if (text.length > MAX_RULE_LENGTH)
      return refuse('too-long', sentences.tooLong(MAX_RULE_LENGTH), MAX_RULE_LENGTH);
    const lines = linesOf(text);
    if (lines.length === 0) return refuse('empty', sentences.empty);
    if (lines.length > MAX_RULE_LINES) {
      return refuse('too-large', sentences.tooManyLines(MAX_RULE_LINES), lines[MAX_RULE_LINES]!.start);
    }
    const statements = statementsOf(text, this.#faults);
    this.#check(statements);
    const starts = this.#trees(statements, 'start');
    const assignments = this.#trees(statements, 'assignment');
    if (this.#faults.list.length > 0) return null;
    const parts = [...starts, ...assignments].reduce((sum, { tree }) => sum + sizeOf(tree), 0);
    if (parts > MAX_PARTS) return refuse('too-large', sentences.tooLarge(MAX_PARTS));
    const hasTheta = assignments.some(({ statement }) => statement.name === 'theta');
    if (!hasTheta) return refuse('empty', sentences.noTheta, text.length);

    const kept = keptNames(starts, assignments);
    const vectors = vectorsAmong(kept, starts, assignments);
    const isKnown = vectorsBefore(assignments, vectors);
    assignments.forEach(({ statement: { name, at, formula }, tree }, i) => {
      if (name !== 'theta' || isVectorTree(tree, isKnown[i]!)) return;
      this.#faults.add('theta', sentences.scalar(name), at, at + formula.length);
    });
    const said = new Lines(assignments, isKnown, this.#names, kept).lines;
    const asked = said.filter(({ tree }) => isQuestion(tree)).length;
    if (asked > MAX_QUESTIONS) return refuse('too-large', sentences.tooManyQuestions(MAX_QUESTIONS));
    if (kept.size > MAX_STATE) return refuse('too-large', sentences.tooMuchState(MAX_STATE));
    return this.#entry(starts, said, kept, vectors);
  }

  /** What is wrong with names; gathers those that there are. */
  #check(statements: readonly Statement[]): void {
    const faults = this.#faults;
    const declared = new Map<string, ParameterStatement>();
    const started = new Set<string>();
    const assigned = new Set<string>();
    for (const statement of statements) {
      const { kind, name, start, end } = statement;
      const fault = (message: string) => faults.add('name', message, start, end);
      if (kind === 'parameter') {
        if (name === 'theta' || name === 'gradient') fault(sentences.scalar(name));
        else if (declared.has(name)) fault(sentences.declaredTwice(name));
        else declared.set(name, statement);
      } else if (name === 'lr') fault(sentences.rate);
      else if (kind === 'start') {
        if (name === 'theta') fault(sentences.startOfTheta);
        else if (name === 'gradient') fault(sentences.given(name));
        else if (started.has(name)) fault(sentences.startedTwice(name));
        started.add(name);
      } else assigned.add(name);
    }
    for (const { kind, name, start, end } of statements) {
      if (kind === 'parameter' || !declared.has(name)) continue;
      const said = kind === 'start' ? sentences.startedParameter : sentences.assignedParameter;
      faults.add('name', said(name), start, end);
    }
    this.#parameters = [...declared.values()];
    if (declared.size > MAX_PARAMETERS) {
      const { start, end } = this.#parameters[MAX_PARAMETERS]!;
      faults.add('too-large', sentences.tooManyParameters(MAX_PARAMETERS), start, end);
    }
    this.#names = new Set([...givens, ...declared.keys(), ...started, ...assigned]);
  }

  /** The formulas of one kind of statement; what cannot be read is a fault. */
  #trees(statements: readonly Statement[], kind: FormulaStatement['kind']): ReadFormula[] {
    // A start knows parameters and where theta begins.
    const isStart = kind === 'start';
    const names = isStart ? ['theta', ...this.#parameters.map(({ name }) => name)] : [...this.#names];
    const more = isStart ? startFunctions : ruleFunctions;
    return statements.flatMap((statement): ReadFormula[] => {
      if (statement.kind !== kind) return [];
      const { formula, at } = statement;
      const tree = this.#faults.of(
        at,
        () => parseExpression(formula, names, more),
        (error) => this.#said(error, formula, names),
      );
      return tree ? [{ statement, tree }] : [];
    });
  }

  /** What is said of a formula's fault: of a name, what it takes to be one. */
  #said({ code, message, start, end }: FormulaError, formula: string, names: readonly string[]): string {
    const name = formula.slice(start, end);
    if (code !== 'name' || !/^\w+$/.test(name) || /^\s*\(/.test(formula.slice(end))) return message;
    if (name === 'lr') return sentences.unknownRate;
    const meant = MEANT.get(name) ?? nearest(name, names);
    return meant !== undefined && names.includes(meant)
      ? sentences.meant(name, meant)
      : sentences.unknown(name);
  }

  #entry(
    starts: readonly ReadFormula[],
    said: readonly SaidLine[],
    kept: ReadonlySet<string>,
    vectors: ReadonlySet<string>,
  ): OptimizerEntry {
    const parts = partsOfLines(said, kept);
    const lines = said.map(
      ({ key, tree, when }: SaidLine & { readonly when?: Expression }, i): EquationLine => ({
        key,
        part: parts[i]!,
        formula: printExpression(tree),
        ...(when && { when: printExpression(when) }),
      }),
    );
    const begun = starts.filter(({ statement }) => kept.has(statement.name));
    const own = [...new Set([...kept, ...said.map(({ key }) => key)])].filter((name) => !hasSymbol(name));
    return {
      id: TYPED_ID,
      name: 'Own rule',
      summary: 'Its lines are its text.',
      // Its text says its rate.
      stepScale: 'free',
      hyperparameters: this.#parameters.map(parameterRow),
      rule: {
        vectors: [...kept].filter((name) => vectors.has(name)),
        scalars: [...kept].filter((name) => !vectors.has(name)),
        starts: Object.fromEntries(
          begun.map(({ statement, tree }) => [statement.name, printExpression(tree)]),
        ),
        symbols: Object.fromEntries(own.map((name) => [name, texOf(name)])),
        lines,
      },
    };
  }
}

const startFunctions: ReadonlyMap<string, number> = new Map(
  [...reductions].map(([name, { arity }]) => [name, arity]),
);

/** What papers and programs call what is given. */
const MEANT: ReadonlyMap<string, string> = new Map([
  ['g', 'gradient'],
  ['grad', 'gradient'],
  ['grads', 'gradient'],
  ['x', 'theta'],
  ['w', 'theta'],
  ['p', 'theta'],
  ['params', 'theta'],
  ['step', 't'],
  ['f', 'loss'],
  ['eta', 'lr'],
  ['alpha', 'lr'],
]);

export function texOf(name: string): string {
  return symbolTex(name) ?? `\\mathrm{${name.replaceAll('_', '\\_')}}`;
}

function sizeOf(tree: Expression): number {
  switch (tree.kind) {
    case 'number':
    case 'name':
      return 1;
    case 'negation':
      return 1 + sizeOf(tree.operand);
    case 'call':
      return tree.args.reduce((sum, arg) => sum + sizeOf(arg), 1);
    case 'binary':
      return 1 + sizeOf(tree.left) + sizeOf(tree.right);
  }
}

function isQuestion(tree: Expression): boolean {
  return tree.kind === 'call' && questions.has(tree.name);
}

/** The names that a step reads as the step before has left them, in the order in which they are read. */
function keptNames(starts: readonly ReadFormula[], assignments: readonly ReadFormula[]): ReadonlySet<string> {
  const theirs = new Set([...starts, ...assignments].map(({ statement }) => statement.name));
  const known = new Set<string>(givens);
  const kept = new Set<string>();
  for (const { statement, tree } of assignments) {
    for (const name of namesIn(tree)) if (!known.has(name) && theirs.has(name)) kept.add(name);
    known.add(statement.name);
  }
  return kept;
}

type Names = ReadonlySet<string>;

/** Those of the kept names that have a value for each coordinate. */
function vectorsAmong(
  kept: Names,
  starts: readonly ReadFormula[],
  assignments: readonly ReadFormula[],
): Names {
  const given = new Set(['theta', 'gradient']);
  const vectors = new Set(
    starts.filter(({ tree }) => isVectorTree(tree, given)).map(({ statement }) => statement.name),
  );
  for (let before = -1; vectors.size > before; ) {
    before = vectors.size;
    const after = vectorsBefore(assignments, vectors).at(-1)!;
    for (const name of kept) if (after.has(name)) vectors.add(name);
  }
  return vectors;
}

/** The names that have a value for each coordinate before each line, and behind the last. */
function vectorsBefore(assignments: readonly ReadFormula[], vectors: Names): Names[] {
  const known = new Set(['theta', 'gradient', ...vectors]);
  const all: Names[] = [new Set(known)];
  for (const { statement, tree } of assignments) {
    if (isVectorTree(tree, known)) known.add(statement.name);
    else known.delete(statement.name);
    all.push(new Set(known));
  }
  return all;
}

function isVectorTree(tree: Expression, vectors: Names): boolean {
  switch (tree.kind) {
    case 'number':
      return false;
    case 'name':
      return vectors.has(tree.name);
    case 'negation':
      return isVectorTree(tree.operand, vectors);
    case 'binary':
      return isVectorTree(tree.left, vectors) || isVectorTree(tree.right, vectors);
    case 'call':
      if (questions.has(tree.name)) return tree.name !== 'value';
      if (reductions.get(tree.name)?.arity === tree.args.length) return false;
      return tree.args.some((arg) => isVectorTree(arg, vectors));
  }
}

interface Line extends SaidLine {
  readonly when?: Expression;
}

const nowhere = { start: 0, end: 0 } as const;
const named = (name: string): Expression => ({ kind: 'name', name, ...nowhere });

/** Assignments as lines: each question to the loss has its own, and the step is told from the position. */
class Lines {
  readonly lines: Line[] = [];
  readonly #taken: Set<string>;
  /** Names that only one line assigns: an answer is found again by its name. */
  readonly #single: Names;
  readonly #states: Names;
  readonly #readsGiven: boolean;

  constructor(assignments: readonly ReadFormula[], known: readonly Names[], names: Names, kept: Names) {
    this.#taken = new Set([...names, ...constants.keys()]);
    const keys = assignments.map(({ statement }) => statement.name);
    this.#states = kept;
    const turned = keys.indexOf('gradient');
    this.#readsGiven = assignments
      .slice(0, turned + 1)
      .some(({ tree }) => namesIn(tree).includes('gradient'));
    this.#single = new Set(keys.filter((key) => keys.indexOf(key) === keys.lastIndexOf(key)));
    const last = keys.lastIndexOf('theta');
    assignments.forEach(({ statement: { name }, tree }, i) => {
      const vectors = known[i]!;
      const isVector = isVectorTree(tree, vectors);
      if (i === last) this.#position(tree, vectors);
      else if (!isQuestion(tree) || !this.#holds(name, tree, vectors)) {
        this.#kept(name, tree, isVector, vectors);
      } else this.lines.push({ key: name, tree: this.#apart(tree, vectors, [], true), isVector });
    });
  }

  /** Whether a name is an answer's alone, so that it is found again by it. */
  #holds(name: string, answer: Expression, vectors: Names): boolean {
    // The gradient that is given keeps its name where it is read.
    if (name === 'gradient' && this.#readsGiven) return false;
    return this.#single.has(name) && (isVectorTree(answer, vectors) || !vectors.has(name));
  }

  /** A line; a question that is asked at some steps only, its answer kept till then, is one that acts then. */
  #kept(key: string, tree: Expression, isVector: boolean, vectors: Names): void {
    if (tree.kind === 'call' && tree.name === 'where') {
      const [when, then, otherwise] = [tree.args[0]!, tree.args[1]!, tree.args[2]!];
      const stays = otherwise.kind === 'name' && otherwise.name === key;
      const isNothing = otherwise.kind === 'number' && otherwise.value === 0 && !this.#states.has(key);
      if (
        (stays || isNothing) &&
        isQuestion(then) &&
        this.#holds(key, then, vectors) &&
        !isVectorTree(when, vectors) &&
        !asks(when)
      ) {
        this.lines.push({ key, tree: this.#apart(then, vectors, [when], true), isVector, when });
        return;
      }
    }
    this.lines.push({ key, tree: this.#apart(tree, vectors, []), isVector });
  }

  /** theta = theta - a: a is the step. */
  #position(tree: Expression, vectors: Names): void {
    const whole = this.#apart(tree, vectors, []);
    const isSum = whole.kind === 'binary' && (whole.operator === '-' || whole.operator === '+');
    const isStep =
      isSum &&
      whole.left.kind === 'name' &&
      whole.left.name === 'theta' &&
      isVectorTree(whole.right, this.#vectors(vectors));
    if (!isStep) {
      this.lines.push({ key: 'theta', tree: whole, isVector: true });
      return;
    }
    const { right } = whole;
    const computed = this.lines.findLastIndex(({ key }) => right.kind === 'name' && key === right.name);
    const line = this.lines[computed];
    const isOwn =
      line && !isQuestion(line.tree) && line.key !== 'gradient' && !namesIn(line.tree).includes(line.key);
    const key = isOwn ? line.key : this.#free(['update', 'step', 'delta', 'move']);
    if (isOwn) this.lines[computed] = { ...line, part: 'step' };
    else this.lines.push({ key, tree: right, isVector: true, part: 'step' });
    this.lines.push({ key: 'theta', tree: { ...whole, right: named(key) }, isVector: true });
  }

  /** With the answers that have lines of their own. */
  #vectors(vectors: Names): Names {
    return new Set([...vectors, ...this.lines.filter(({ isVector }) => isVector).map(({ key }) => key)]);
  }

  /** The tree with its questions put in lines before it, under the conditions that decide whether they are read. */
  #apart(tree: Expression, vectors: Names, under: readonly Expression[], isWhole = false): Expression {
    const of = (part: Expression, more: readonly Expression[] = []) =>
      this.#apart(part, vectors, [...under, ...more]);
    switch (tree.kind) {
      case 'number':
      case 'name':
        return tree;
      case 'negation':
        return { ...tree, operand: of(tree.operand) };
      case 'binary':
        return { ...tree, left: of(tree.left), right: of(tree.right) };
      case 'call': {
        const [when] = tree.args;
        const decides = tree.name === 'where' && !isVectorTree(when!, vectors) && !asks(when!);
        const not: Expression = { kind: 'call', name: 'not', args: [when!], ...nowhere };
        const args = tree.args.map((arg, i) => of(arg, decides && i > 0 ? [i === 1 ? when! : not] : []));
        const call = { ...tree, args };
        if (isWhole || !isQuestion(tree)) return call;
        const key = this.#free([ANSWERS.get(tree.name)!]);
        const condition = under.reduce<Expression | undefined>(
          (all, one) => (all ? { kind: 'call', name: 'and', args: [all, one], ...nowhere } : one),
          undefined,
        );
        this.lines.push({
          key,
          tree: call,
          isVector: tree.name !== 'value',
          ...(condition && { when: condition }),
        });
        return named(key);
      }
    }
  }

  #free(names: readonly string[]): string {
    const [first = ''] = names;
    let name = names.find((each) => !this.#taken.has(each));
    for (let n = 2; name === undefined; n++) if (!this.#taken.has(first + n)) name = first + n;
    this.#taken.add(name);
    return name;
  }
}

/** What an answer is called that has no name of its own. */
const ANSWERS: ReadonlyMap<string, string> = new Map([
  ['grad', 'gradientThere'],
  ['value', 'lossThere'],
  ['hvp', 'curvature'],
  ['hessianDiagonal', 'curvatures'],
]);

function asks(tree: Expression): boolean {
  switch (tree.kind) {
    case 'number':
    case 'name':
      return false;
    case 'negation':
      return asks(tree.operand);
    case 'binary':
      return asks(tree.left) || asks(tree.right);
    case 'call':
      return isQuestion(tree) || tree.args.some(asks);
  }
}
