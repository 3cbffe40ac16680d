import { evaluate } from './evaluate.ts';
import type { Graph, NodeId } from './graph.ts';
import { readHead } from './head.ts';
import { lower } from './lower.ts';
import { constants } from './names.ts';
import { grammar, readToEnd } from './parse.ts';
import { fail, FormulaReader } from './reader.ts';
import { formulaSentences } from './formula-sentences.ts';
import { plainSymbol, symbolOf } from './symbols.ts';
import { tokenize } from './tokens.ts';
import type { Expression } from './tree.ts';
import { nameVariables, singleLetters, type Variables } from './variables.ts';

/** A loss's formula, read: its variables, and what its other names are. */
export interface Formula {
  readonly tree: Expression;
  readonly variables: Variables;
  /** How many of them there are: 1 where it was told one, which then has no partner; the second name is empty. */
  readonly dimension: 1 | 2;
  /** Those that stand in front of it: f(x, y) = ... */
  readonly declared: readonly string[];
  /** Names that the text gives a value: a = 2; a x^2. */
  readonly values: ReadonlyMap<string, number>;
  /** The same with the ends of their sliders, in their order. */
  readonly definitions: readonly Parameter[];
  /** Where the text behind the values begins. */
  readonly definitionsEnd: number;
  /** Names without a value, in the order in which they occur: parameters that want one. */
  readonly parameters: readonly string[];
}

/** A name that is neither a variable nor a constant, with its value and the ends of its slider. */
export interface Parameter {
  readonly name: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
}

/** Where a slider stands that is not told otherwise, and its ends. */
export const usualRange = { value: 1, min: -5, max: 5 } as const;
/** Values of parameters and ends of sliders lie within this. */
export const MAX_PARAMETER = 1e6;
/** Parameters of a formula, at most. */
export const MAX_PARAMETERS = 12;

export interface ReadingOptions {
  /** Names of the variables, one or two, and no other; by default what variables.ts makes of the text. */
  readonly variables?: readonly string[];
  /** Whether names without a value are taken for parameters; they are refused otherwise. */
  readonly free?: boolean;
}

/**
 * Reads
 *
 *     text = (name '=' sum ('from' sum 'to' sum)? ';')* formula
 *
 * with the variables that it is about. Throws FormulaError.
 */
export function readFormula(text: string, { variables: given, free = false }: ReadingOptions = {}): Formula {
  const tokens = tokenize(text);
  const values = new Map<string, number>();
  const names = new Set<string>();
  const reader = new FormulaReader(text, tokens, names, grammar);
  const definitions = readDefinitions(reader, values, names);
  const definitionsEnd = definitions.length === 0 ? 0 : reader.next().start;
  if (reader.next().kind === 'end')
    fail('empty', formulaSentences.say('empty'), { start: 0, end: text.length });
  const head = readHead(tokens, reader.at, new Set(values.keys()));
  reader.at += head.length;
  const symbols = singleLetters(reader, values);
  const declared = given?.map(plainSymbol) ?? head.names;
  const dimension = given?.length === 1 ? 1 : 2;
  const variables: Variables =
    dimension === 1 ? [declared[0]!, ''] : nameVariables(declared, symbols, { start: 0, end: text.length });
  const own = variables.slice(0, dimension);
  for (const name of own) names.add(name);
  const parameters = free ? symbols.filter((name) => isParameter(name, own)) : [];
  for (const name of parameters) names.add(name);
  if (names.size > MAX_PARAMETERS + 2) {
    fail('name', formulaSentences.say('manyParameters', MAX_PARAMETERS), { start: 0, end: text.length });
  }
  const tree = readToEnd(reader, own);
  return {
    tree,
    variables,
    dimension,
    declared: head.names,
    values,
    definitions,
    definitionsEnd,
    parameters,
  };
}

function readDefinitions(
  reader: FormulaReader,
  values: Map<string, number>,
  names: Set<string>,
): Parameter[] {
  const { tokens } = reader;
  const definitions: Parameter[] = [];
  for (;;) {
    const name = reader.next();
    const end = tokens.findIndex(({ kind }, i) => i > reader.at && kind === ';');
    // Behind a program's function the sign is its statement's end.
    const isLast = tokens[end + 1]?.kind === 'end' && tokens[reader.at + 2]?.kind !== 'number';
    const isGiven = name.kind === 'name' && tokens[reader.at + 1]?.kind === '=' && end > 0 && !isLast;
    if (!isGiven || !mayBeGiven(reader, name.text)) return definitions;
    reader.at += 2;
    const number = () => evaluate(reader.grammar.sum(reader), Object.fromEntries(values));
    const value = number();
    let min = Math.min(usualRange.min, value);
    let max = Math.max(usualRange.max, value);
    if (reader.takeWord('from')) {
      min = number();
      max = reader.takeWord('to') ? number() : Number.NaN;
    }
    const isRange = min < max && min <= value && value <= max && Math.max(-min, max) <= MAX_PARAMETER;
    if (reader.at !== end || !isRange)
      fail('unexpected', formulaSentences.say('definition', name.text), name);
    reader.at++;
    definitions.push({ name: name.text, value, min, max });
    values.set(name.text, value);
    names.add(name.text);
  }
}

function mayBeGiven(reader: FormulaReader, name: string): boolean {
  const isFree = !constants.has(name) && !reader.names.has(name) && name !== 'x' && name !== 'y';
  return isFree && symbolOf(name) !== null;
}

/** Beside x there is no parameter x2 or X: that would be a slip. */
function isParameter(name: string, variables: readonly string[]): boolean {
  if (variables.includes(name)) return false;
  const letter = name.replace(/\d+$/, '');
  return !variables.some((variable) => {
    const own = variable.replace(/\d+$/, '');
    return letter === own || (letter.length === 1 && letter.toLowerCase() === own.toLowerCase());
  });
}

/** The node of the formula's value; the variables are 0 and 1, a parameter without a value is NaN. */
export function lowerFormula(graph: Graph, { tree, variables, values }: Formula): NodeId {
  return lower(graph, tree, (name) => {
    const index = variables.indexOf(name);
    if (index >= 0) return graph.variable(index);
    const value = values.get(name);
    return value === undefined ? undefined : graph.constant(value);
  });
}
