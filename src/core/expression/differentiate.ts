import { calculusOn } from './calculus.ts';
import type { Calculus } from './functions.ts';
import { type Graph, type GraphNode, type NodeId, reachable } from './graph.ts';
import { functionRow } from './operations.ts';

/** What is known of a node: its derivative, and the condition under which it depends on the variable at all. */
interface Known {
  readonly derivative: NodeId;
  readonly active: NodeId;
}

/**
 * Symbolic forward differentiation over the graph: each node's derivative is made once from those of its
 * arguments, so a derivative costs a constant factor more nodes than the value, however much is shared.
 * A quotient is differentiated as d(u/v) = (du - (u/v) dv) / v, which does not square v and so stays finite
 * where exp(x)/(1 + exp(x)) does.
 *
 * A zero by form is dropped: sqrt(y) has no part in the derivative by x, though it be infinite. The branch that max or
 * min does not take is a zero by form at some points and not at others. So along with its derivative each node has a
 * condition, `active`: that a variable reaches it through branches that are taken. Where it does not hold, the chain
 * rule's product is masked and not multiplied. (PyTorch masks the gradient at max and min likewise.)
 */
export class Differentiator {
  readonly #graph: Graph;
  readonly #calculus: Calculus;
  /** By variable, then by node. */
  readonly #known = new Map<number, Map<NodeId, Known>>();
  readonly #nothing: Known;

  constructor(graph: Graph) {
    this.#graph = graph;
    this.#calculus = calculusOn(graph);
    const zero = this.#calculus.constant(0);
    this.#nothing = { derivative: zero, active: zero };
  }

  /** The node of d `root` / d variable. New nodes are added to the graph. */
  derivative(root: NodeId, variable: number): NodeId {
    const known = this.#known.get(variable) ?? new Map<NodeId, Known>();
    this.#known.set(variable, known);
    for (const id of reachable(this.#graph, [root])) {
      if (known.has(id)) continue;
      const node = this.#graph.node(id);
      const args = node.args.map((arg) => known.get(arg)!);
      const derivative = this.#rule(id, node, variable, args);
      const isZero = this.#graph.constantOf(derivative) === 0;
      known.set(id, isZero ? this.#nothing : { derivative, active: this.#activity(node, args) });
    }
    return known.get(root)!.derivative;
  }

  #rule(id: NodeId, node: GraphNode, variable: number, known: readonly Known[]): NodeId {
    const c = this.#calculus;
    const zero = this.#nothing.derivative;
    const [a = zero, b = zero] = node.args;
    const [first = this.#nothing, second = this.#nothing, third = this.#nothing] = known;
    const [da, db] = [first.derivative, second.derivative];
    switch (node.op) {
      case 'variable':
        return c.constant(node.value === variable ? 1 : 0);
      case 'constant':
      case 'greater':
      case 'zeroPowerZero':
      case 'zeroPowerPositive':
      case 'either':
      case 'both':
      case 'not':
        return zero;
      case 'add':
        return c.add(da, db);
      case 'sub':
        return c.sub(da, db);
      case 'neg':
        return c.neg(da);
      case 'mul':
        return c.add(this.#times(first, c.mul(da, b), b), this.#times(second, c.mul(a, db), a));
      case 'div': {
        const change = c.sub(da, this.#times(second, c.mul(id, db), id));
        const either = c.either(first.active, second.active);
        return this.#times({ derivative: change, active: either }, c.div(change, b), b);
      }
      case 'whole': {
        const slope = c.mul(c.constant(node.value), c.power(a, c.constant(node.value - 1)));
        return c.masked(first.active, c.mul(slope, da));
      }
      case 'where':
        return c.where(a, db, third.derivative);
      case 'masked':
        return c.masked(a, db);
      case 'call':
        return this.#callRule(id, node, first, second);
    }
  }

  /** A derivative's product with a factor; a finite number leaves a zero as it is. */
  #times({ active }: Known, product: NodeId, factor: NodeId): NodeId {
    const number = this.#graph.constantOf(factor);
    return number !== undefined && Number.isFinite(number) ? product : this.#calculus.masked(active, product);
  }

  #callRule(id: NodeId, node: GraphNode, first: Known, second: Known): NodeId {
    const c = this.#calculus;
    const zero = this.#nothing.derivative;
    const [a = zero, b = zero] = node.args;
    const { differential, takes } = functionRow(node.name);
    const by = (da: NodeId, db: NodeId) => differential(c, [a, b], [da, db], id);
    // A function that takes either argument as it is has nothing to multiply by.
    if (takes || (this.#isKnown(first.active) && this.#isKnown(second.active))) {
      return by(first.derivative, second.derivative);
    }
    return c.add(
      c.masked(first.active, by(first.derivative, zero)),
      c.masked(second.active, by(zero, second.derivative)),
    );
  }

  /** When a node depends on the variable, from when its arguments do. */
  #activity(node: GraphNode, known: readonly Known[]): NodeId {
    const c = this.#calculus;
    const [first = this.#nothing, second = this.#nothing, third = this.#nothing] = known;
    const [a = 0, b = 0] = node.args;
    switch (node.op) {
      case 'variable':
        return c.constant(1);
      case 'where': {
        // The exceptions of a power are no branches of the formula: elsewhere it depends on both.
        if (this.#graph.node(a).op !== 'greater') return c.either(second.active, third.active);
        if (second.active === third.active) return second.active;
        return c.either(c.both(a, second.active), c.both(c.not(a), third.active));
      }
      case 'masked':
        return c.both(a, second.active);
      case 'call': {
        const taken = functionRow(node.name).takes?.(c, [a, b]);
        if (!taken || first.active === second.active) break;
        return c.either(c.both(taken[0], first.active), c.both(taken[1], second.active));
      }
      default:
    }
    return c.either(first.active, second.active);
  }

  #isKnown(condition: NodeId): boolean {
    return this.#graph.constantOf(condition) !== undefined;
  }
}
