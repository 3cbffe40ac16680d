import { type Formula, lowerFormula } from '../../core/expression/formula.ts';
import { Differentiator } from '../../core/expression/differentiate.ts';
import { Graph, type NodeId } from '../../core/expression/graph.ts';
import { constants } from '../../core/expression/names.ts';
import { type Expression, isRelation } from '../../core/expression/tree.ts';
import { type Dialect, numpy } from './dialect.ts';
import { graphPieces } from './graph-pieces.ts';
import { type CodePiece, Writer } from './pieces.ts';
import { indented } from './python.ts';

/** Functions of a script for a loss, and what they call for. */
export interface Functions {
  readonly lines: readonly string[];
  readonly helpers: ReadonlySet<string>;
}

/** `f(theta)`: the formula as it was typed. */
export function lossFunction(formula: Formula, dialect: Dialect): Functions {
  const writer = writerOf(formula, dialect);
  let piece = treePiece(writer, formula, formula.tree);
  // A loss that is constant still has a gradient.
  if (piece.value !== undefined && dialect.id === 'torch') {
    piece = writer.binary(
      '+',
      writer.number(piece.value),
      writer.binary('*', writer.number(0), writer.variable(pythonName(formula.variables[0]))),
    );
  }
  return define(
    writer,
    formula,
    'f',
    'The loss at a position.',
    writer.statement('return ', writer.element(piece)),
  );
}

/** `gradient(theta)`, from the formula's derivatives. */
export function gradientFunction(formula: Formula): Functions {
  const { graph, first } = derivatives(formula);
  const writer = writerOf(formula, numpy);
  const pieces = graphPieces(writer, graph, first, formula.variables.map(pythonName)).map((piece) =>
    writer.element(piece),
  );
  const result = arrayOf(writer, pieces, (...all) => `[${all.join(', ')}]`, ['dx', 'dy']);
  return define(writer, formula, 'gradient', derivativesMeaning(formula), result);
}

/** `hessian(theta)`, from the formula's second derivatives. */
export function hessianFunction(formula: Formula): Functions {
  const { graph, second } = derivatives(formula);
  const writer = writerOf(formula, numpy);
  const pieces = graphPieces(writer, graph, second(), formula.variables.map(pythonName)).map((piece) =>
    writer.element(piece),
  );
  const result = arrayOf(
    writer,
    pieces,
    (xx, xy, yy) => (xy === undefined ? `[[${xx}]]` : `[[${xx}, ${xy}], [${xy}, ${yy}]]`),
    ['dxx', 'dxy', 'dyy'],
  );
  return define(writer, formula, 'hessian', 'The second derivatives of the loss.', result);
}

/** What is said of a gradient. */
export function derivativesMeaning(formula: Formula): string {
  const names = variableNamesOf(formula);
  const what = names.length === 1 ? 'derivative' : 'derivatives';
  return `The ${what} of the loss by ${names.map(pythonName).join(' and ')}.`;
}

/** The names of the variables: of a curve, one. */
export function variableNamesOf({ variables, dimension }: Formula): readonly string[] {
  return variables.slice(0, dimension);
}

/** What a variable is called in Python, which has a word lambda of its own. */
export function pythonName(name: string): string {
  return name === 'lambda' ? 'lambda_' : name;
}

/** A writer whose own names are none of the formula's. */
function writerOf({ variables }: Formula, dialect: Dialect): Writer {
  return new Writer(dialect, variables.some((name) => /^u\d/.test(name)) ? 'part' : 'u');
}

/** The formula in the order in which it is written. */
function treePiece(writer: Writer, formula: Formula, tree: Expression): CodePiece {
  const of = (part: Expression) => treePiece(writer, formula, part);
  switch (tree.kind) {
    case 'number':
      return writer.number(tree.value);
    case 'name': {
      if (formula.variables.includes(tree.name)) return writer.variable(pythonName(tree.name));
      const given = formula.values.get(tree.name);
      if (given !== undefined) return writer.number(given);
      return writer.constant(tree.name === 'pi' ? 'pi' : 'e', constants.get(tree.name)!);
    }
    case 'negation':
      return writer.negation(of(tree.operand));
    case 'call':
      return callPiece(writer, tree.name, tree.args.map(of));
    case 'binary': {
      const left = of(tree.left);
      return writer.binary(tree.operator, left, of(tree.right));
    }
  }
}

function callPiece(writer: Writer, name: string, args: readonly CodePiece[]): CodePiece {
  const [a, b, c] = args;
  switch (name) {
    case 'where':
      return writer.alternative(a!, b!, c!);
    case 'and':
      return writer.both(a!, b!);
    case 'or':
      return writer.either(a!, b!);
    case 'not':
      return writer.not(a!);
    default:
      return isRelation(name) ? writer.comparison(a!, name, b!) : writer.call(name, args);
  }
}

/** The graph that the engine differentiates, with the derivatives that it computes. */
function derivatives(formula: Formula) {
  const graph = new Graph();
  const root = lowerFormula(graph, formula);
  const differentiator = new Differentiator(graph);
  const by = (id: NodeId, variable: number) => differentiator.derivative(id, variable);
  if (formula.dimension === 1) {
    const slope = by(root, 0);
    return { graph, first: [slope], second: () => [by(slope, 0)] };
  }
  const first = [by(root, 0), by(root, 1)] as const;
  return { graph, first, second: () => [by(first[0], 0), by(first[1], 0), by(first[1], 1)] };
}

function arrayOf(
  writer: Writer,
  pieces: readonly CodePiece[],
  row: (...texts: readonly string[]) => string,
  own: readonly string[],
): string[] {
  const long = pieces.reduce((sum, { text }) => sum + text.length, 0) > 70;
  const names = own.slice(0, pieces.length);
  if (!long) return [`return np.array(${row(...pieces.map(({ text }) => text))})`];
  return [
    ...pieces.flatMap((piece, i) => writer.statement(`${names[i]} = `, piece)),
    `return np.array(${row(...names)})`,
  ];
}

function define(
  writer: Writer,
  formula: Formula,
  name: string,
  meaning: string,
  result: readonly string[],
): Functions {
  const names = variableNamesOf(formula).map(pythonName).join(', ');
  const body = [
    formula.dimension === 1 ? `(${names},) = theta` : `${names} = theta`,
    ...writer.statements,
    ...result,
  ];
  return {
    lines: [`def ${name}(theta):`, ...indented([`"""${meaning}"""`, ...body])],
    helpers: writer.helpers,
  };
}
