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
 * A zero by form is dropped: sqrt(y) has no part in the derivative by x, though it be infinite, nor has 0 y. The branch
 * that max or min does not take is a zero by form at some points and not at others. So along with its derivative each
 * node has a condition, `active`: that a variable reaches it through branches that are taken, and through no product
 * with a 0 that one of these is. Where it does not hold, the chain rule's product is masked and not multiplied.
 * (PyTorch masks the gradient at max and min likewise.)
 */
export class Differentiator {
  readonly #graph: Graph;
  readonly #calculus: Calculus;
  /** By variable, then by node. */
  readonly #known = new Map<number, Map<NodeId, Known>>();
  /** By node: the condition that it is a plain 0 as far as branches are taken. */
  readonly #zeros = new Map<NodeId, NodeId>();
  readonly #nothing: Known;
  /** Nodes below this one are the formula's own. */
  readonly #own: NodeId;

  /** @param graph one that holds the formula, and nothing of its derivatives */
  constructor(graph: Graph) {
    this.#graph = graph;
    this.#own = graph.nodes.length;
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
      const present = this.#calculus.not(this.#zeroOf(id));
      const derivative = this.#rule(id, node, variable, args, present);
      const isZero = this.#graph.constantOf(derivative) === 0;
      const active = this.#calculus.both(present, this.#activity(node, args));
      known.set(id, isZero ? this.#nothing : { derivative, active });
    }
    return known.get(root)!.derivative;
  }

  /** @param present the condition that the node is not a plain 0 */
  #rule(id: NodeId, node: GraphNode, variable: number, known: readonly Known[], present: NodeId): NodeId {
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
      case 'atLeast':
      case 'equal':
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
        return c.masked(
          present,
          c.add(this.#times(first, c.mul(da, b), b), this.#times(second, c.mul(a, db), a)),
        );
      case 'div': {
        const change = c.sub(da, this.#times(second, c.mul(id, db), id));
        const active = c.both(present, c.either(first.active, second.active));
        return this.#times({ derivative: change, active }, c.div(change, b), b);
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
        return this.#callRule(id, node, first, second, present);
    }
  }

  /** A derivative's product with a factor, or its quotient by that; a plain number leaves a zero as it is. */
  #times({ active }: Known, product: NodeId, factor: NodeId): NodeId {
    const number = this.#graph.constantOf(factor) ?? NaN;
    const isPlain = Number.isFinite(number) && number !== 0;
    return isPlain ? product : this.#calculus.masked(active, product);
  }

  #callRule(id: NodeId, node: GraphNode, first: Known, second: Known, present: NodeId): NodeId {
    const c = this.#calculus;
    const zero = this.#nothing.derivative;
    const [a = zero, b = zero] = node.args;
    const { differential, takes } = functionRow(node.name);
    const by = (da: NodeId, db: NodeId) => differential(c, [a, b], [da, db], id);
    // A function that takes either argument as it is has nothing to multiply by.
    if (takes || (this.#isKnown(first.active) && this.#isKnown(second.active))) {
      return by(first.derivative, second.derivative);
    }
    const masked = [
      c.masked(first.active, by(first.derivative, zero)),
      c.masked(second.active, by(zero, second.derivative)),
    ] as const;
    return c.masked(present, c.add(...masked));
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
        if (this.#isException(a)) return c.either(second.active, third.active);
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

  /** When a node is a plain 0: a constant 0 that a branch takes, and what that is a factor of. */
  #zeroOf(id: NodeId): NodeId {
    const found = this.#zeros.get(id) ?? this.#zero(id);
    this.#zeros.set(id, found);
    return found;
  }

  #zero(id: NodeId): NodeId {
    const c = this.#calculus;
    const never = this.#nothing.active;
    const node = this.#graph.node(id);
    const [a = id, b = id] = node.args;
    switch (node.op) {
      case 'constant':
        return node.value === 0 ? c.constant(1) : never;
      case 'mul':
        return c.either(this.#zeroOf(a), this.#zeroOf(b));
      case 'add':
      case 'sub':
        return c.both(this.#zeroOf(a), this.#zeroOf(b));
      case 'neg':
      case 'div':
        return this.#zeroOf(a);
      case 'whole':
        return node.value > 0 ? this.#zeroOf(a) : never;
      case 'where': {
        // Those that derivatives are made of have their own way to leave out what is not taken.
        if (id >= this.#own) return never;
        const [then, otherwise] = [this.#zeroOf(b), this.#zeroOf(node.args[2]!)];
        if (then === otherwise) return then;
        return c.either(c.both(a, then), c.both(c.not(a), otherwise));
      }
      case 'call':
        break;
      default:
        return never;
    }
    const { arity, evaluate, takes } = functionRow(node.name);
    if (node.name === 'pow') {
      const base = this.#zeroOf(a);
      return base === never ? never : c.both(base, c.greater(b, c.constant(0)));
    }
    if (arity === 1) {
      const zero = evaluate(0, 0) === 0 ? this.#zeroOf(a) : never;
      return takes ? c.either(zero, c.not(takes(c, [a, a])[0])) : zero;
    }
    if (!takes) return never;
    const [first, second] = [this.#zeroOf(a), this.#zeroOf(b)];
    if (first === second) return first;
    const [takesFirst, takesSecond] = takes(c, [a, b]);
    return c.either(c.both(c.not(takesSecond), first), c.both(c.not(takesFirst), second));
  }

  /** Whether a condition is one of the two exceptions in a power's derivative. */
  #isException(condition: NodeId): boolean {
    const { op } = this.#graph.node(condition);
    return op === 'zeroPowerZero' || op === 'zeroPowerPositive';
  }

  #isKnown(condition: NodeId): boolean {
    return this.#graph.constantOf(condition) !== undefined;
  }
}
