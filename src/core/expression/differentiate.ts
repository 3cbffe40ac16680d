import { calculusOn } from './calculus.ts';
import type { Calculus } from './functions.ts';
import { type Graph, type NodeId, reachable } from './graph.ts';
import { functionRow } from './operations.ts';

/**
 * Symbolic forward differentiation over the graph: each node's derivative is made once from those of its
 * arguments, so a derivative costs a constant factor more nodes than the value, however much is shared.
 * A quotient is differentiated as d(u/v) = (du - (u/v) dv) / v, which does not square v and so stays finite
 * where exp(x)/(1 + exp(x)) does.
 */
export class Differentiator {
  readonly #graph: Graph;
  readonly #calculus: Calculus;
  /** By variable, then by node. */
  readonly #known = new Map<number, Map<NodeId, NodeId>>();

  constructor(graph: Graph) {
    this.#graph = graph;
    this.#calculus = calculusOn(graph);
  }

  /** The node of d `root` / d variable. New nodes are added to the graph. */
  derivative(root: NodeId, variable: number): NodeId {
    const known = this.#known.get(variable) ?? new Map<NodeId, NodeId>();
    this.#known.set(variable, known);
    for (const id of reachable(this.#graph, [root])) {
      if (!known.has(id)) known.set(id, this.#rule(id, variable, known));
    }
    return known.get(root)!;
  }

  #rule(id: NodeId, variable: number, known: ReadonlyMap<NodeId, NodeId>): NodeId {
    const c = this.#calculus;
    const node = this.#graph.node(id);
    const zero = c.constant(0);
    const [a = zero, b = zero, otherwise = zero] = node.args;
    const da = known.get(a) ?? zero;
    const db = known.get(b) ?? zero;
    switch (node.op) {
      case 'variable':
        return c.constant(node.value === variable ? 1 : 0);
      case 'constant':
      case 'greater':
      case 'zeroPowerZero':
      case 'zeroPowerPositive':
        return zero;
      case 'add':
        return c.add(da, db);
      case 'sub':
        return c.sub(da, db);
      case 'neg':
        return c.neg(da);
      case 'mul':
        return c.add(c.mul(da, b), c.mul(a, db));
      case 'div':
        return c.div(c.sub(da, c.mul(id, db)), b);
      case 'whole':
        return c.mul(c.mul(c.constant(node.value), c.power(a, c.constant(node.value - 1))), da);
      case 'where':
        return c.where(a, db, known.get(otherwise) ?? zero);
      case 'call':
        return functionRow(node.name).differential(c, [a, b], [da, db], id);
    }
  }
}
