import type { Calculus } from './functions.ts';
import type { Graph, NodeId } from './graph.ts';

/** Numeric factors of this size are gathered across a product: what they multiply comes no nearer to overflow. */
const LEAST_GATHERED = 1e-4;
const MOST_GATHERED = 1e4;
const LEAST_NORMAL = 2 ** -1022;

/**
 * The arithmetic in which derivatives are written. Unlike the graph's own it drops terms that are zero by form
 * (a variable that a term does not contain), gathers numeric factors on the left, and moves signs outwards:
 * what comes out is short enough to print and to evaluate at every step. Factors that would overflow or underflow, or
 * let what they multiply do so, stay where they are.
 */
export function calculusOn(graph: Graph): Calculus {
  const { constant, factored, scaled, unsigned, neg } = factorsOn(graph);
  const isConstant = (id: NodeId, value: number) => graph.constantOf(id) === value;

  function add(a: NodeId, b: NodeId): NodeId {
    if (isConstant(a, 0)) return b;
    if (isConstant(b, 0)) return a;
    if (a === b) return mul(constant(2), a);
    const positive = unsigned(b);
    if (positive !== undefined) return graph.sub(a, positive);
    const other = unsigned(a);
    return other === undefined ? graph.add(a, b) : graph.sub(b, other);
  }

  function sub(a: NodeId, b: NodeId): NodeId {
    if (isConstant(a, 0)) return neg(b);
    if (isConstant(b, 0)) return a;
    const positive = unsigned(b);
    return positive === undefined ? graph.sub(a, b) : add(a, positive);
  }

  function mul(a: NodeId, b: NodeId): NodeId {
    if (isConstant(a, 0) || isConstant(b, 0)) return constant(0);
    const left = graph.constantOf(a);
    if (left !== undefined) return scaled(left, b);
    const right = graph.constantOf(b);
    if (right !== undefined) return scaled(right, a);
    const [j, u] = factored(a);
    const [k, v] = factored(b);
    // A number that was too large or too small to be gathered into j or k.
    if (graph.constantOf(u) !== undefined) return scaled(j, mul(u, b));
    if (graph.constantOf(v) !== undefined) return scaled(k, mul(v, a));
    if (!isGathered(j) || !isGathered(k)) return graph.mul(a, b);
    return scaled(j * k, u === v ? graph.power(u, constant(2)) : graph.mul(u, v));
  }

  function div(a: NodeId, b: NodeId): NodeId {
    if (isConstant(a, 0)) return constant(0);
    if (graph.constantOf(a) !== undefined) return graph.div(a, b);
    const [factor, rest] = factored(a);
    const [divisor, below] = factored(b);
    if (!isGathered(factor) || !isGathered(divisor)) return graph.div(a, b);
    if (divisor === 1) return scaled(factor, graph.div(rest, b));
    return scaled(factor / divisor, graph.div(rest, below));
  }

  function call(name: string, ...args: readonly NodeId[]): NodeId {
    return graph.call(name, ...args);
  }

  function masked(condition: NodeId, value: NodeId): NodeId {
    const known = graph.constantOf(condition);
    if (known !== undefined) return known !== 0 ? value : constant(0);
    const node = graph.node(value);
    const isMasked = isConstant(value, 0) || (node.op === 'masked' && node.args[0] === condition);
    return isMasked ? value : graph.make('masked', [condition, value]);
  }

  return {
    constant,
    add,
    sub,
    mul,
    div,
    neg,
    power: (a, b) => graph.power(a, b),
    call,
    greater: (a, b) => graph.make('greater', [a, b]),
    either: (a, b) => graph.either(a, b),
    both: (a, b) => graph.both(a, b),
    not: (a) => graph.not(a),
    where: (condition, then, otherwise) => graph.where(condition, then, otherwise),
    masked,
    zeroPowerZero: (a, b) => exception(graph, 'zeroPowerZero', a, b, (exponent) => exponent === 0),
    zeroPowerPositive: (a, b) => exception(graph, 'zeroPowerPositive', a, b, (exponent) => exponent >= 0),
  };
}

/** What stands in front of a term: its numeric factor and its sign, read and put there. */
function factorsOn(graph: Graph) {
  // A zero that a sign was moved out of is plain zero.
  const constant = (value: number) => graph.constant(value === 0 ? 0 : value);

  /** The number in front: [k, u] of k*u, [-1, u] of -u, [1, a] otherwise. */
  function factored(a: NodeId): readonly [number, NodeId] {
    const node = graph.node(a);
    if (node.op === 'neg') return [-1, node.args[0]!];
    const factor = node.op === 'mul' ? graph.constantOf(node.args[0]!) : undefined;
    return factor === undefined ? [1, a] : [factor, node.args[1]!];
  }

  function scaled(factor: number, a: NodeId): NodeId {
    if (factor === 1) return a;
    const number = graph.constantOf(a);
    const [inner, rest] = number === undefined ? factored(a) : [number, constant(1)];
    const product = factor * inner;
    if (isFaithful(product, factor, inner)) {
      if (number !== undefined) return constant(product);
      if (inner !== 1) return scaled(product, rest);
      return factor === -1 ? graph.neg(a) : graph.mul(constant(factor), a);
    }
    return graph.unfoldedProduct(constant(factor), a);
  }

  /** `a` without its sign, or undefined where it has none. */
  function unsigned(a: NodeId): NodeId | undefined {
    const [factor, rest] = factored(a);
    return factor < 0 ? scaled(-factor, rest) : undefined;
  }

  function neg(a: NodeId): NodeId {
    const [factor, rest] = factored(a);
    return scaled(-factor, rest);
  }

  return { constant, factored, scaled, unsigned, neg };
}

/** Whether a product of two numbers is theirs to rounding: neither overflowed nor underflowed. */
function isFaithful(product: number, a: number, b: number): boolean {
  const size = Math.abs(product);
  if (size >= LEAST_NORMAL && size < Infinity) return true;
  return a === 0 || b === 0 || !Number.isFinite(a) || !Number.isFinite(b);
}

function isGathered(factor: number): boolean {
  const size = Math.abs(factor);
  return size >= LEAST_GATHERED && size <= MOST_GATHERED;
}

/** A condition on base 0, decided at once where a constant base or exponent rules it out. */
function exception(
  graph: Graph,
  op: 'zeroPowerZero' | 'zeroPowerPositive',
  base: NodeId,
  exponent: NodeId,
  holds: (exponent: number) => boolean,
): NodeId {
  const baseNumber = graph.constantOf(base);
  const exponentNumber = graph.constantOf(exponent);
  const excluded =
    (baseNumber !== undefined && baseNumber !== 0) ||
    (exponentNumber !== undefined && !holds(exponentNumber));
  return excluded ? graph.constant(0) : graph.make(op, [base, exponent]);
}
