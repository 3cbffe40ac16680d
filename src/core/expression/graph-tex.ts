import { type Graph, type NodeId, reachable } from './graph.ts';
import { functionRow } from './operations.ts';
import * as tex from './tex-pieces.ts';
import type { TexPiece } from './tex-pieces.ts';
import { OPPOSITE, type Relation, TURNED } from './tree.ts';

/** Symbols in one formula, at most; common parts are printed each time they occur, so a graph can outgrow it. */
const MAX_SYMBOLS = 1000;

/**
 * A node of a graph as TeX, or null where that would take more symbols than anyone reads. The two exceptional
 * values of a power's derivative at base 0 are left out; max and min show their cases, and a product with one that is 0
 * needs no mask to be read as 0.
 */
export function graphToTex(graph: Graph, root: NodeId, names: readonly string[]): string | null {
  const order = printed(graph, root);
  const size = new Map<NodeId, number>();
  for (const id of order) {
    size.set(
      id,
      printedArgs(graph, id).reduce((sum, arg) => sum + size.get(arg)!, 1),
    );
  }
  if (size.get(root)! > MAX_SYMBOLS) return null;
  const pieces = new Map<NodeId, TexPiece>();
  for (const id of order) pieces.set(id, pieceOf(graph, id, pieces, names));
  return pieces.get(root)!.tex;
}

/** The nodes that appear in the TeX of `root`, in order of evaluation. */
function printed(graph: Graph, root: NodeId): NodeId[] {
  const needed = new Set([root]);
  return reachable(graph, [root])
    .reverse()
    .filter((id) => {
      if (!needed.has(id)) return false;
      for (const arg of printedArgs(graph, id)) needed.add(arg);
      return true;
    })
    .reverse();
}

function printedArgs(graph: Graph, id: NodeId): readonly NodeId[] {
  const { op, args } = graph.node(id);
  return op === 'masked' ? args.slice(1) : args;
}

function pieceOf(
  graph: Graph,
  id: NodeId,
  pieces: ReadonlyMap<NodeId, TexPiece>,
  names: readonly string[],
): TexPiece {
  const node = graph.node(id);
  // Arguments come before the node; operations of fewer arguments do not look at the missing ones.
  const at = (index: number) => pieces.get(node.args[index] ?? node.args[0]!)!;
  switch (node.op) {
    case 'constant':
      return constant(node.value);
    case 'variable':
      return tex.namePiece(names[node.value] ?? '?');
    case 'add':
      return tex.sum(at(0), at(1));
    case 'sub':
      return tex.difference(at(0), at(1));
    case 'neg':
      return tex.negation(at(0));
    case 'mul':
      return tex.product(at(0), at(1));
    case 'div':
      return fraction(graph, id, pieces);
    case 'whole':
      return tex.power(at(0), tex.numberPiece(node.value));
    case 'call':
      return functionRow(node.name).tex(at(0), at(1));
    case 'where':
      return alternatives(graph, id, pieces);
    case 'masked':
      return pieces.get(node.args[1]!)!;
    case 'greater':
    case 'atLeast':
    case 'equal':
      return relation(graph, RELATION[node.op], node.args, pieces);
    case 'either':
      return tex.condition('or', at(0), at(1));
    case 'both':
      return tex.condition('and', at(0), at(1));
    case 'not':
      return opposite(graph, node.args[0]!, pieces);
    case 'zeroPowerZero':
    case 'zeroPowerPositive':
      return tex.piece('', 0);
  }
}

/**
 * A quotient; where its numerator is a product with further fractions over the same denominator, as derivatives
 * of quotients have, one fraction over a power of it.
 */
function fraction(graph: Graph, id: NodeId, pieces: ReadonlyMap<NodeId, TexPiece>): TexPiece {
  const [top = 0, bottom = 0] = graph.node(id).args;
  const factors: TexPiece[] = [];
  let times = 1;
  const collect = (factor: NodeId): void => {
    const { op, args } = graph.node(factor);
    if (op === 'mul' || (op === 'div' && args[1] === bottom)) {
      collect(args[0]!);
      if (op === 'mul') collect(args[1]!);
      else times++;
    } else if (graph.constantOf(factor) !== 1) {
      factors.push(pieces.get(factor)!);
    }
  };
  collect(top);
  const below = pieces.get(bottom)!;
  if (times === 1) return tex.quotient(pieces.get(top)!, below);
  const above = factors.length === 0 ? tex.numberPiece(1) : factors.reduce(tex.product);
  return tex.quotient(above, tex.power(below, tex.numberPiece(times)));
}

/** Named constants keep their names. */
function constant(value: number): TexPiece {
  if (value === Math.PI) return tex.namePiece('pi');
  if (value === Math.E) return tex.namePiece('e');
  const multiple = value / Math.PI;
  if (
    Number.isInteger(multiple) &&
    multiple * Math.PI === value &&
    Math.abs(multiple) < 1000 &&
    value !== 0
  ) {
    return tex.product(tex.numberPiece(multiple), tex.namePiece('pi'));
  }
  return tex.numberPiece(value);
}

function alternatives(graph: Graph, id: NodeId, pieces: ReadonlyMap<NodeId, TexPiece>): TexPiece {
  const [condition = 0, then = 0, otherwise = 0] = graph.node(id).args;
  const { op, args } = graph.node(condition);
  if (op === 'zeroPowerZero' || op === 'zeroPowerPositive') return pieces.get(otherwise)!;
  const rows = [{ value: pieces.get(then)!, when: pieces.get(condition)!.tex }];
  const [a = 0, b = 0] = args;
  const next = graph.node(otherwise);
  const [turned = 0, second = 0, tie = 0] = next.args;
  const reversed = next.op === 'where' ? graph.node(turned) : undefined;
  if (op === 'greater' && reversed?.op === 'greater' && reversed.args[0] === b && reversed.args[1] === a) {
    const [left, right] = [pieces.get(a)!, pieces.get(b)!];
    rows.push({ value: pieces.get(second)!, when: tex.condition('<', left, right).tex });
    rows.push({ value: pieces.get(tie)!, when: tex.condition('==', left, right).tex });
  } else {
    rows.push({ value: pieces.get(otherwise)!, when: opposite(graph, condition, pieces).tex });
  }
  return tex.cases(rows);
}

const RELATION = { greater: '>', atLeast: '>=', equal: '==' } as const;

/** A relation of two nodes; a number stands on its right. */
function relation(
  graph: Graph,
  name: Relation,
  [a = 0, b = 0]: readonly NodeId[],
  pieces: ReadonlyMap<NodeId, TexPiece>,
): TexPiece {
  const [left, right] = [pieces.get(a)!, pieces.get(b)!];
  const isTurned = graph.constantOf(a) !== undefined && graph.constantOf(b) === undefined;
  return isTurned ? tex.condition(TURNED[name], right, left) : tex.condition(name, left, right);
}

/** That a condition does not hold. */
function opposite(graph: Graph, id: NodeId, pieces: ReadonlyMap<NodeId, TexPiece>): TexPiece {
  const { op, args } = graph.node(id);
  switch (op) {
    case 'greater':
    case 'atLeast':
    case 'equal':
      return relation(graph, OPPOSITE[RELATION[op]], args, pieces);
    case 'not':
      return pieces.get(args[0]!)!;
    default:
      return tex.condition('not', pieces.get(id)!, pieces.get(id)!);
  }
}
