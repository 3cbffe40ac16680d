import { lower } from '../../core/expression/lower.ts';
import { Differentiator } from '../../core/expression/differentiate.ts';
import { Graph, type NodeId } from '../../core/expression/graph.ts';
import { constants } from '../../core/expression/names.ts';
import { type Expression, isRelation } from '../../core/expression/tree.ts';
import { type Dialect, numpy } from './dialect.ts';
import { graphPieces } from './graph-pieces.ts';
import { type Piece, Writer } from './pieces.ts';
import { indented } from './python.ts';

/** Functions of a script for a loss, and what they call for. */
export interface Functions {
  readonly lines: readonly string[];
  readonly helpers: ReadonlySet<string>;
}

const VARIABLES = ['x', 'y'] as const;

/** `f(theta)`: the formula as it was typed. */
export function lossFunction(tree: Expression, dialect: Dialect): Functions {
  const writer = new Writer(dialect);
  let piece = treePiece(writer, tree);
  // A loss that is constant still has a gradient.
  if (piece.value !== undefined && dialect.id === 'torch') {
    piece = writer.binary(
      '+',
      writer.number(piece.value),
      writer.binary('*', writer.number(0), writer.variable('x')),
    );
  }
  return define(writer, 'f', 'The loss at a position.', writer.statement('return ', writer.element(piece)));
}

/** `gradient(theta)`, from the formula's derivatives. */
export function gradientFunction(tree: Expression): Functions {
  const { graph, first } = derivatives(tree);
  const writer = new Writer(numpy);
  const [x, y] = graphPieces(writer, graph, first).map((piece) => writer.element(piece));
  const result = arrayOf(writer, [x!, y!], (dx, dy) => `[${dx}, ${dy}]`);
  return define(writer, 'gradient', 'The derivatives of the loss by x and y.', result);
}

/** `hessian(theta)`, from the formula's second derivatives. */
export function hessianFunction(tree: Expression): Functions {
  const { graph, second } = derivatives(tree);
  const writer = new Writer(numpy);
  const pieces = graphPieces(writer, graph, second()).map((piece) => writer.element(piece));
  const result = arrayOf(writer, pieces, (xx, xy, yy) => `[[${xx}, ${xy}], [${xy}, ${yy}]]`);
  return define(writer, 'hessian', 'The second derivatives of the loss.', result);
}

/** The formula in the order in which it is written. */
function treePiece(writer: Writer, tree: Expression): Piece {
  switch (tree.kind) {
    case 'number':
      return writer.number(tree.value);
    case 'name': {
      const value = constants.get(tree.name);
      if (value === undefined) return writer.variable(tree.name === 'x' ? 'x' : 'y');
      return writer.constant(tree.name === 'pi' ? 'pi' : 'e', value);
    }
    case 'negation':
      return writer.negation(treePiece(writer, tree.operand));
    case 'call':
      return callPiece(
        writer,
        tree.name,
        tree.args.map((arg) => treePiece(writer, arg)),
      );
    case 'binary': {
      const left = treePiece(writer, tree.left);
      return writer.binary(tree.operator, left, treePiece(writer, tree.right));
    }
  }
}

function callPiece(writer: Writer, name: string, args: readonly Piece[]): Piece {
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
function derivatives(tree: Expression) {
  const graph = new Graph();
  const root = lower(graph, tree, (name) => {
    const index = VARIABLES.findIndex((variable) => variable === name);
    return index < 0 ? undefined : graph.variable(index);
  });
  const differentiator = new Differentiator(graph);
  const by = (id: NodeId, variable: number) => differentiator.derivative(id, variable);
  const first = [by(root, 0), by(root, 1)] as const;
  return { graph, first, second: () => [by(first[0], 0), by(first[1], 0), by(first[1], 1)] };
}

function arrayOf(
  writer: Writer,
  pieces: readonly Piece[],
  row: (...texts: readonly string[]) => string,
): string[] {
  const long = pieces.reduce((sum, { text }) => sum + text.length, 0) > 70;
  const names = pieces.length === 2 ? ['dx', 'dy'] : ['dxx', 'dxy', 'dyy'];
  if (!long) return [`return np.array(${row(...pieces.map(({ text }) => text))})`];
  return [
    ...pieces.flatMap((piece, i) => writer.statement(`${names[i]} = `, piece)),
    `return np.array(${row(...names)})`,
  ];
}

function define(writer: Writer, name: string, meaning: string, result: readonly string[]): Functions {
  const body = ['x, y = theta', ...writer.statements, ...result];
  return {
    lines: [`def ${name}(theta):`, ...indented([`"""${meaning}"""`, ...body])],
    helpers: writer.helpers,
  };
}
