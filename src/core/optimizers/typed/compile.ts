import type { FormulaError } from '../../expression/formula-error.ts';
import { nearest } from '../../expression/names.ts';
import { parseExpression } from '../../expression/parse.ts';
import { printExpression } from '../../expression/print.ts';
import { reductions, ruleFunctions } from '../../expression/rule-functions.ts';
import { symbolTex } from '../../expression/symbols.ts';
import type { Expression } from '../../expression/tree.ts';
import { TYPED_ID } from '../registry.ts';
import { hasSymbol } from '../symbols.ts';
import type { EquationLine, OptimizerEntry, RuleRow } from '../types.ts';
import { wordedRule } from '../worded.ts';
import { Faults, type ReadRuleText, RuleError } from './faults.ts';
import { isQuestion, type RuleLine, Lines } from './lines.ts';
import { withTypedKnobs } from './knobs.ts';
import { isVectorTree, keptNames, type ReadFormula, vectorsAmong, vectorsBefore } from './names.ts';
import { parameterRow } from './parameters.ts';
import { partsOfLines } from './parts.ts';
import { ruleSentences } from './rule-sentences.ts';
import {
  type FormulaStatement,
  givens,
  isReserved,
  type ParameterStatement,
  startGivens,
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
      return refuse('too-long', ruleSentences.say('tooLong', MAX_RULE_LENGTH), MAX_RULE_LENGTH);
    const lines = linesOf(text);
    if (lines.length === 0) return refuse('empty', ruleSentences.say('empty'));
    if (lines.length > MAX_RULE_LINES) {
      return refuse(
        'too-large',
        ruleSentences.say('tooManyLines', MAX_RULE_LINES),
        lines[MAX_RULE_LINES]!.start,
      );
    }
    const statements = statementsOf(text, this.#faults);
    this.#check(statements);
    const starts = this.#trees(statements, 'start');
    const assignments = this.#trees(statements, 'assignment');
    if (this.#faults.list.length > 0) return null;
    const parts = [...starts, ...assignments].reduce((sum, { tree }) => sum + sizeOf(tree), 0);
    if (parts > MAX_PARTS) return refuse('too-large', ruleSentences.say('tooLarge', MAX_PARTS));
    const hasTheta = assignments.some(({ statement }) => statement.name === 'theta');
    if (!hasTheta) return refuse('empty', ruleSentences.say('noTheta'), text.length);

    const kept = keptNames(starts, assignments);
    const declared = new Set(this.#parameters.map(({ name }) => name));
    const vectors = vectorsAmong(kept, starts, assignments, declared);
    const isKnown = vectorsBefore(assignments, vectors);
    assignments.forEach(({ statement: { name, at, formula }, tree }, i) => {
      if (name !== 'theta' || isVectorTree(tree, isKnown[i]!)) return;
      this.#faults.add('theta', ruleSentences.say('scalar', name), at, at + formula.length);
    });
    const said = new Lines(assignments, isKnown, this.#names, kept).lines;
    const asked = said.filter(({ tree }) => isQuestion(tree)).length;
    if (asked > MAX_QUESTIONS)
      return refuse('too-large', ruleSentences.say('tooManyQuestions', MAX_QUESTIONS));
    if (kept.size > MAX_STATE) return refuse('too-large', ruleSentences.say('tooMuchState', MAX_STATE));
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
        if (name === 'theta' || name === 'gradient') fault(ruleSentences.say('scalar', name));
        else if (declared.has(name)) fault(ruleSentences.say('declaredTwice', name));
        else declared.set(name, statement);
      } else if (name === 'lr') {
        fault(ruleSentences.say('rate'));
        faults.refused.add(name);
      } else if (kind === 'start') {
        if (name === 'theta') fault(ruleSentences.say('startOfTheta'));
        else if (name === 'gradient') fault(ruleSentences.say('given', name));
        else if (started.has(name)) fault(ruleSentences.say('startedTwice', name));
        started.add(name);
      } else assigned.add(name);
    }
    for (const { kind, name, start, end } of statements) {
      if (kind === 'parameter' || !declared.has(name)) continue;
      const said = ruleSentences.say(kind === 'start' ? 'startedParameter' : 'assignedParameter', name);
      faults.add('name', said, start, end);
    }
    this.#parameters = [...declared.values()];
    if (declared.size > MAX_PARAMETERS) {
      const { start, end } = this.#parameters[MAX_PARAMETERS]!;
      faults.add('too-large', ruleSentences.say('tooManyParameters', MAX_PARAMETERS), start, end);
    }
    const refused = [...faults.refused].filter((name) => !isReserved(name));
    this.#names = new Set([...givens, ...declared.keys(), ...started, ...assigned, ...refused]);
  }

  /** The formulas of one kind of statement; what cannot be read is a fault. */
  #trees(statements: readonly Statement[], kind: FormulaStatement['kind']): ReadFormula[] {
    // A start knows parameters, where theta begins, and which of its numbers one is.
    const isStart = kind === 'start';
    const names = isStart
      ? [...startGivens, ...this.#parameters.map(({ name }) => name), ...this.#faults.refused]
      : [...this.#names];
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
    if (name === 'lr') return ruleSentences.say('unknownRate');
    const meant = MEANT.get(name) ?? nearest(name, names);
    return meant !== undefined && names.includes(meant)
      ? ruleSentences.say('meant', name, meant)
      : ruleSentences.say('unknown', name);
  }

  #entry(
    starts: readonly ReadFormula[],
    said: readonly RuleLine[],
    kept: ReadonlySet<string>,
    vectors: ReadonlySet<string>,
  ): OptimizerEntry {
    const parts = partsOfLines(said, kept);
    const lines = said.map(
      ({ key, tree, when }, i): EquationLine => ({
        key,
        part: parts[i]!,
        formula: printExpression(tree),
        ...(when && { when: printExpression(when) }),
      }),
    );
    const begun = starts.filter(({ statement }) => kept.has(statement.name));
    const own = [...new Set([...kept, ...said.map(({ key }) => key)])].filter((name) => !hasSymbol(name));
    const entry: RuleRow = {
      id: TYPED_ID,
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
    return wordedRule(withTypedKnobs(entry, said, this.#names));
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
