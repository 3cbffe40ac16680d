import type { NodeId } from './functions.ts';
import { functionRow, type Operation, operate } from './operations.ts';

export type { NodeId } from './functions.ts';

/** One value of the computation. `args` are nodes with smaller ids, so ids are an order of evaluation. */
export interface GraphNode {
  readonly op: Operation;
  /** The function's name for 'call', else empty. */
  readonly name: string;
  readonly args: readonly NodeId[];
  /** The number of a 'constant', the index of a 'variable', the exponent of 'whole'; else 0. */
  readonly value: number;
}

/** Whole exponents up to this size are multiplied out; beyond, Math.pow is as exact and shorter. */
const LARGEST_WHOLE = 16;

/**
 * A hash-consed graph of an expression: equal computations are one node, so common parts are evaluated once.
 *
 * Its methods simplify by identities that hold bit for bit for every double, NaN and infinities included: x*1,
 * x/1, x - 0, -(-x), x^1, x^0 = 1, and arithmetic on constants. The value of a formula is therefore computed in
 * the order in which it is written, and 0*x stays, because 0*infinity is NaN. (x + 0 turns -0 into 0 and stays
 * too.) Two readings go further: x^n with a whole n is multiplied out, and e^u is exp(u).
 */
export class Graph {
  readonly nodes: GraphNode[] = [];
  readonly #ids = new Map<string, NodeId>();

  node(id: NodeId): GraphNode {
    const node = this.nodes[id];
    if (node === undefined) throw new RangeError(`no node ${id} in a graph of ${this.nodes.length}`);
    return node;
  }

  /** The number that a constant node holds; undefined for every other node. */
  constantOf(id: NodeId): number | undefined {
    const node = this.node(id);
    return node.op === 'constant' ? node.value : undefined;
  }

  constant(value: number): NodeId {
    return this.#intern({ op: 'constant', name: '', args: [], value });
  }

  variable(index: number): NodeId {
    return this.#intern({ op: 'variable', name: '', args: [], value: index });
  }

  add(a: NodeId, b: NodeId): NodeId {
    return this.make('add', [a, b]);
  }

  sub(a: NodeId, b: NodeId): NodeId {
    return Object.is(this.constantOf(b), 0) ? a : this.make('sub', [a, b]);
  }

  mul(a: NodeId, b: NodeId): NodeId {
    if (this.constantOf(a) === 1) return b;
    return this.constantOf(b) === 1 ? a : this.make('mul', [a, b]);
  }

  div(a: NodeId, b: NodeId): NodeId {
    return this.constantOf(b) === 1 ? a : this.make('div', [a, b]);
  }

  neg(a: NodeId): NodeId {
    const node = this.node(a);
    return node.op === 'neg' ? node.args[0]! : this.make('neg', [a]);
  }

  power(a: NodeId, b: NodeId): NodeId {
    const exponent = this.constantOf(b);
    if (exponent === 0) return this.constant(1);
    if (exponent === 1) return a;
    if (this.constantOf(a) === Math.E) return this.call('exp', b);
    if (exponent !== undefined && Number.isInteger(exponent) && Math.abs(exponent) <= LARGEST_WHOLE) {
      return this.make('whole', [a], '', exponent);
    }
    return this.make('call', [a, b], 'pow');
  }

  call(name: string, ...args: readonly NodeId[]): NodeId {
    if (name === 'pow') return this.power(args[0]!, args[1]!);
    return this.make('call', args, functionRow(name).same ?? name);
  }

  either(a: NodeId, b: NodeId): NodeId {
    const [first, second] = [this.constantOf(a), this.constantOf(b)];
    if (a === b || second === 0 || first === 1) return a;
    return first === 0 || second === 1 ? b : this.make('either', [a, b]);
  }

  both(a: NodeId, b: NodeId): NodeId {
    const [first, second] = [this.constantOf(a), this.constantOf(b)];
    if (a === b || second === 1 || first === 0) return a;
    return first === 1 || second === 0 ? b : this.make('both', [a, b]);
  }

  not(a: NodeId): NodeId {
    const node = this.node(a);
    return node.op === 'not' ? node.args[0]! : this.make('not', [a]);
  }

  /** `then` where the condition is not 0, else `otherwise`. */
  where(condition: NodeId, then: NodeId, otherwise: NodeId): NodeId {
    if (then === otherwise) return then;
    const known = this.constantOf(condition);
    if (known !== undefined) return known !== 0 ? then : otherwise;
    return this.make('where', [condition, then, otherwise]);
  }

  /** The node of an operation, folded to a constant where all arguments are. */
  make(op: Operation, args: readonly NodeId[], name = '', value = 0): NodeId {
    const numbers: number[] = [];
    for (const arg of args) {
      const number = this.constantOf(arg);
      if (number === undefined) return this.#intern({ op, name, args, value });
      numbers.push(number);
    }
    const [a = 0, b = 0, c = 0] = numbers;
    return this.constant(operate(op, name, value, a, b, c));
  }

  /** a * b, left as it is even where both are constants: for a product that no double holds. */
  unfoldedProduct(a: NodeId, b: NodeId): NodeId {
    return this.#intern({ op: 'mul', name: '', args: [a, b], value: 0 });
  }

  #intern(node: GraphNode): NodeId {
    const number = Object.is(node.value, -0) ? '-0' : String(node.value);
    const key = `${node.op} ${node.name} ${node.args.join(' ')} ${number}`;
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = this.nodes.length;
    this.nodes.push(node);
    this.#ids.set(key, id);
    return id;
  }
}

/** The nodes that `roots` depend on, themselves included, in order of evaluation. */
export function reachable(graph: Graph, roots: readonly NodeId[]): NodeId[] {
  const last = Math.max(-1, ...roots);
  const needed = new Uint8Array(last + 1);
  for (const root of roots) needed[root] = 1;
  const order: NodeId[] = [];
  for (let id = last; id >= 0; id--) {
    if (needed[id] === 0) continue;
    order.push(id);
    for (const arg of graph.node(id).args) needed[arg] = 1;
  }
  return order.reverse();
}
