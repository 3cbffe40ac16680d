import { type Graph, type NodeId, reachable } from '../../core/expression/graph.ts';
import type { CodePiece, Writer } from './pieces.ts';

/**
 * Nodes of a graph as Python, in the order of the graph's own arithmetic. What more than one node uses is computed
 * once, under a name.
 */
export function graphPieces(
  writer: Writer,
  graph: Graph,
  roots: readonly NodeId[],
  variables: readonly string[],
): CodePiece[] {
  const order = reachable(graph, roots);
  const uses = new Map<NodeId, number>();
  for (const id of order) {
    for (const arg of new Set(graph.node(id).args)) uses.set(arg, (uses.get(arg) ?? 0) + 1);
  }
  const pieces = new Map<NodeId, CodePiece>();
  for (const id of order) {
    const piece = pieceOf(writer, graph, id, variables, (arg) => pieces.get(arg)!);
    const shared = (uses.get(id) ?? 0) > 1 && piece.value === undefined && piece.depth > 1;
    pieces.set(id, shared ? writer.bind(piece) : piece);
  }
  return roots.map((id) => pieces.get(id)!);
}

function pieceOf(
  writer: Writer,
  graph: Graph,
  id: NodeId,
  variables: readonly string[],
  of: (id: NodeId) => CodePiece,
): CodePiece {
  const node = graph.node(id);
  const at = (index: number) => of(node.args[index]!);
  switch (node.op) {
    case 'constant':
      return constant(writer, node.value);
    case 'variable':
      return writer.variable(variables[node.value]!);
    case 'add':
      return writer.binary('+', at(0), at(1));
    case 'sub':
      return writer.binary('-', at(0), at(1));
    case 'mul':
      return writer.binary('*', at(0), at(1));
    case 'div':
      return writer.binary('/', at(0), at(1));
    case 'neg':
      return writer.negation(at(0));
    case 'whole':
      return writer.whole(at(0), node.value);
    case 'call':
      return writer.call(
        node.name,
        node.args.map((arg) => of(arg)),
      );
    case 'where':
      return writer.choice(at(0), at(1), at(2));
    case 'masked':
      return writer.choice(at(0), at(1), writer.number(0));
    case 'greater':
      return writer.comparison(at(0), '>', at(1));
    case 'atLeast':
      return writer.comparison(at(0), '>=', at(1));
    case 'equal':
      return writer.comparison(at(0), '==', at(1));
    case 'zeroPowerZero':
      return writer.both(
        writer.comparison(at(0), '==', writer.number(0)),
        writer.comparison(at(1), '==', writer.number(0)),
      );
    case 'zeroPowerPositive':
      return writer.both(
        writer.comparison(at(0), '==', writer.number(0)),
        writer.comparison(at(1), '>=', writer.number(0)),
      );
    case 'both':
      return writer.both(at(0), at(1));
    case 'either':
      return writer.either(at(0), at(1));
    case 'not':
      return writer.not(at(0));
  }
}

/** Multiples of pi keep its name. */
function constant(writer: Writer, value: number): CodePiece {
  if (value === Math.PI) return writer.constant('pi', value);
  if (value === Math.E) return writer.constant('e', value);
  const multiple = value / Math.PI;
  const isMultiple = Number.isInteger(multiple) && multiple * Math.PI === value && value !== 0;
  if (!isMultiple || Math.abs(multiple) > 1000) return writer.number(value);
  return writer.binary('*', writer.number(multiple), writer.constant('pi', Math.PI));
}
