import { type Graph, type GraphNode, type NodeId, reachable } from './graph.ts';
import { functionRow } from './operations.ts';
import { double, OP, unsigned } from './wasm-bytes.ts';

/**
 * Straight-line stack code for nodes of a graph. A node that is used more than once is computed once, into a
 * local; so is one that would nest the code too deep. Locals 0 and 1 are x and y.
 */

export interface StraightLine {
  readonly code: readonly number[];
  /** Number of f64 locals beyond the two parameters. */
  readonly locals: number;
}

/** Unshared nodes are emitted inside one another down to this depth, so that emitting cannot overflow. */
const DEEPEST_INLINE = 64;

const BINARY: Readonly<Partial<Record<GraphNode['op'], number>>> = {
  add: OP.f64Add,
  sub: OP.f64Subtract,
  mul: OP.f64Multiply,
  div: OP.f64Divide,
};

/**
 * Code that stores all of `roots` but the first as doubles from address 0 and leaves the first on the stack.
 * `importOf` gives the index of an imported function.
 */
export function straightLine(
  graph: Graph,
  roots: readonly NodeId[],
  importOf: (name: string) => number,
): StraightLine {
  const order = reachable(graph, roots);
  const local = assignLocals(graph, roots, order);
  const scratch = 2 + local.size;
  const code: number[] = [];
  const emitter = new Emitter(graph, local, scratch, importOf, code);
  for (const id of order) {
    const index = local.get(id);
    if (index === undefined) continue;
    emitter.compute(id);
    code.push(OP.localSet, ...unsigned(index));
  }
  roots.slice(1).forEach((root, slot) => {
    code.push(OP.i32Const, 0);
    emitter.load(root);
    code.push(OP.f64Store, 3, ...unsigned(8 * slot));
  });
  emitter.load(roots[0]!);
  return { code, locals: local.size + 1 };
}

/** Which nodes get a local, and which: shared ones, bases of whole powers, and every so often along a chain. */
function assignLocals(graph: Graph, roots: readonly NodeId[], order: readonly NodeId[]): Map<NodeId, number> {
  const uses = new Map<NodeId, number>();
  const use = (id: NodeId, times: number) => uses.set(id, (uses.get(id) ?? 0) + times);
  for (const root of roots) use(root, 1);
  for (const id of order) {
    const node = graph.node(id);
    for (const arg of node.args) use(arg, node.op === 'whole' ? 2 : 1);
  }
  const local = new Map<NodeId, number>();
  const height = new Map<NodeId, number>();
  for (const id of order) {
    const node = graph.node(id);
    if (node.op === 'constant' || node.op === 'variable') continue;
    const inline = 1 + Math.max(0, ...node.args.map((arg) => height.get(arg) ?? 0));
    const kept = uses.get(id)! > 1 || inline > DEEPEST_INLINE;
    if (kept) local.set(id, 2 + local.size);
    height.set(id, kept ? 0 : inline);
  }
  return local;
}

class Emitter {
  readonly #graph: Graph;
  readonly #local: ReadonlyMap<NodeId, number>;
  readonly #scratch: number;
  readonly #importOf: (name: string) => number;
  readonly #code: number[];

  constructor(
    graph: Graph,
    local: ReadonlyMap<NodeId, number>,
    scratch: number,
    importOf: (name: string) => number,
    code: number[],
  ) {
    this.#graph = graph;
    this.#local = local;
    this.#scratch = scratch;
    this.#importOf = importOf;
    this.#code = code;
  }

  /** Pushes the node's value: from its local, or computed here. */
  load(id: NodeId): void {
    const index = this.#local.get(id);
    if (index === undefined) this.compute(id);
    else this.#code.push(OP.localGet, ...unsigned(index));
  }

  compute(id: NodeId): void {
    const node = this.#graph.node(id);
    const code = this.#code;
    const [a = 0, b = 0, c = 0] = node.args;
    switch (node.op) {
      case 'constant':
        this.#number(node.value);
        return;
      case 'variable':
        code.push(OP.localGet, ...unsigned(node.value));
        return;
      case 'whole':
        this.#wholePower(a, node.value);
        return;
      case 'neg':
        this.load(a);
        code.push(OP.f64Negate);
        return;
      case 'greater':
        this.load(a);
        this.load(b);
        code.push(OP.f64Greater, OP.f64FromI32);
        return;
      case 'zeroPowerZero':
      case 'zeroPowerPositive':
        this.load(a);
        this.#number(0);
        code.push(OP.f64Equal);
        this.load(b);
        this.#number(0);
        code.push(node.op === 'zeroPowerZero' ? OP.f64Equal : OP.f64GreaterOrEqual, OP.i32And, OP.f64FromI32);
        return;
      case 'where':
        this.load(b);
        this.load(c);
        this.load(a);
        this.#number(0);
        code.push(OP.f64NotEqual, OP.select);
        return;
      case 'call': {
        const { opcode } = functionRow(node.name);
        for (const arg of node.args) this.load(arg);
        if (opcode !== undefined) code.push(opcode);
        else code.push(OP.call, ...unsigned(this.#importOf(node.name)));
        return;
      }
      default:
        this.load(a);
        this.load(b);
        code.push(BINARY[node.op]!);
    }
  }

  #number(value: number): void {
    this.#code.push(OP.f64Const, ...double(value));
  }

  /** The multiplications of `wholePower`, in its order. */
  #wholePower(base: NodeId, exponent: number): void {
    const code = this.#code;
    const size = Math.abs(exponent);
    if (exponent < 0) this.#number(1);
    this.load(base);
    for (let bit = 30 - Math.clz32(size); bit >= 0; bit--) {
      code.push(
        OP.localTee,
        ...unsigned(this.#scratch),
        OP.localGet,
        ...unsigned(this.#scratch),
        OP.f64Multiply,
      );
      if (((size >> bit) & 1) === 0) continue;
      this.load(base);
      code.push(OP.f64Multiply);
    }
    if (exponent < 0) code.push(OP.f64Divide);
  }
}
