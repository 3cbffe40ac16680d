import { type Graph, type GraphNode, type NodeId, reachable } from './graph.ts';
import { functionRow, isCondition } from './operations.ts';
import { double, F64, I32, OP, unsigned } from './wasm-bytes.ts';

/**
 * Straight-line stack code for nodes of a graph. A node that is used more than once is computed once, into a
 * local; so is one that would nest the code too deep, and a number that is used more often than writing it pays.
 * Locals 0 and 1 are x and y. Conditions are 32-bit integers, everything else is a double.
 */

export interface StraightLine {
  readonly code: readonly number[];
  /** Locals beyond the two parameters, as [count, type]. */
  readonly locals: readonly (readonly [number, number])[];
}

/** Unshared nodes are emitted inside one another down to this depth, so that emitting cannot overflow. */
const DEEPEST_INLINE = 64;
/** Nine bytes a number, two or three a local. */
const USES_OF_A_KEPT_NUMBER = 4;

const BINARY: Readonly<Partial<Record<GraphNode['op'], number>>> = {
  add: OP.f64Add,
  sub: OP.f64Subtract,
  mul: OP.f64Multiply,
  div: OP.f64Divide,
  either: OP.i32Or,
  both: OP.i32And,
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
  const zero = graph.constant(0);
  const order = reachable(graph, roots);
  const { doubles, conditions } = keptNodes(graph, roots, order, zero);
  const local = new Map<NodeId, number>();
  for (const id of doubles) local.set(id, 2 + local.size);
  // Behind the kept doubles there is one more, which whole powers square.
  const scratch = 2 + local.size;
  for (const id of conditions) local.set(id, 3 + local.size);
  const code: number[] = [];
  const emitter = new Emitter(graph, local, scratch, zero, importOf, code);
  for (const id of order) {
    const index = local.get(id);
    // Locals begin as zero.
    if (index === undefined || id === zero) continue;
    emitter.compute(id);
    code.push(OP.localSet, ...unsigned(index));
  }
  roots.slice(1).forEach((root, slot) => {
    code.push(OP.i32Const, 0);
    emitter.load(root);
    code.push(OP.f64Store, 3, ...unsigned(8 * slot));
  });
  emitter.load(roots[0]!);
  return {
    code,
    locals: [
      [doubles.size + 1, F64],
      [conditions.size, I32],
    ],
  };
}

/** Which nodes get a local: shared ones, bases of whole powers, and every so often along a chain. */
function keptNodes(
  graph: Graph,
  roots: readonly NodeId[],
  order: readonly NodeId[],
  zero: NodeId,
): { readonly doubles: ReadonlySet<NodeId>; readonly conditions: ReadonlySet<NodeId> } {
  const uses = new Map<NodeId, number>();
  const use = (id: NodeId, times: number) => uses.set(id, (uses.get(id) ?? 0) + times);
  for (const root of roots) use(root, 1);
  for (const id of order) {
    const { op, args } = graph.node(id);
    for (const arg of args) use(arg, op === 'whole' ? 2 : 1);
    if (op === 'masked') use(zero, 1);
    if (op === 'zeroPowerZero' || op === 'zeroPowerPositive') use(zero, 2);
  }
  const doubles = new Set<NodeId>();
  const conditions = new Set<NodeId>();
  const height = new Map<NodeId, number>();
  if (uses.has(zero)) doubles.add(zero);
  for (const id of order) {
    const { op, args } = graph.node(id);
    if (op === 'variable') continue;
    const times = uses.get(id)!;
    if (op === 'constant') {
      if (times >= USES_OF_A_KEPT_NUMBER) doubles.add(id);
      continue;
    }
    const inline = 1 + Math.max(0, ...args.map((arg) => height.get(arg) ?? 0));
    const kept = times > 1 || inline > DEEPEST_INLINE;
    if (kept) (isCondition(op) ? conditions : doubles).add(id);
    height.set(id, kept ? 0 : inline);
  }
  return { doubles, conditions };
}

class Emitter {
  readonly #graph: Graph;
  readonly #local: ReadonlyMap<NodeId, number>;
  readonly #scratch: number;
  readonly #zero: NodeId;
  readonly #importOf: (name: string) => number;
  readonly #code: number[];

  constructor(
    graph: Graph,
    local: ReadonlyMap<NodeId, number>,
    scratch: number,
    zero: NodeId,
    importOf: (name: string) => number,
    code: number[],
  ) {
    this.#graph = graph;
    this.#local = local;
    this.#scratch = scratch;
    this.#zero = zero;
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
        code.push(OP.f64Greater);
        return;
      case 'zeroPowerZero':
      case 'zeroPowerPositive':
        this.load(a);
        this.load(this.#zero);
        code.push(OP.f64Equal);
        this.load(b);
        this.load(this.#zero);
        code.push(node.op === 'zeroPowerZero' ? OP.f64Equal : OP.f64GreaterOrEqual, OP.i32And);
        return;
      case 'not':
        this.load(a);
        code.push(OP.i32EqualsZero);
        return;
      case 'where':
        this.load(b);
        this.load(c);
        this.load(a);
        code.push(OP.select);
        return;
      case 'masked':
        this.load(b);
        this.load(this.#zero);
        this.load(a);
        code.push(OP.select);
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
