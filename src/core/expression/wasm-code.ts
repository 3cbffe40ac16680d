import { type Graph, type GraphNode, type NodeId, reachable } from './graph.ts';
import { functionRow, isCondition } from './operations.ts';
import { F64, I32, OP, pushDouble, pushUnsigned } from './wasm-bytes.ts';

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
  greater: OP.f64Greater,
  atLeast: OP.f64GreaterOrEqual,
  equal: OP.f64Equal,
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
  const { local, doubles, conditions } = assignLocals(graph, roots, order, zero);
  const code: number[] = [];
  // Behind the kept doubles there is one more, which whole powers square.
  const emitter = new Emitter(graph, local, 2 + doubles, zero, importOf, code);
  for (const id of order) {
    // Locals begin as zero.
    if (local[id] !== NONE && id !== zero) emitter.store(id);
  }
  roots.slice(1).forEach((root, slot) => {
    code.push(OP.i32Const, 0);
    emitter.load(root);
    code.push(OP.f64Store, 3);
    pushUnsigned(code, 8 * slot);
  });
  emitter.load(roots[0]!);
  return {
    code,
    locals: [
      [doubles + 1, F64],
      [conditions, I32],
    ],
  };
}

const NONE = -1;

/**
 * The index of each node's local, or NONE: shared nodes have one, bases of whole powers, and one every so often along a
 * chain. Doubles come first, then one to spare, then conditions.
 */
function assignLocals(
  graph: Graph,
  roots: readonly NodeId[],
  order: readonly NodeId[],
  zero: NodeId,
): { readonly local: Int32Array; readonly doubles: number; readonly conditions: number } {
  const uses = new Uint32Array(graph.nodes.length);
  for (const root of roots) uses[root]! += 1;
  for (const id of order) {
    const { op, args } = graph.node(id);
    for (const arg of args) uses[arg]! += op === 'whole' ? 2 : 1;
    if (op === 'masked') uses[zero]! += 1;
    if (op === 'zeroPowerZero' || op === 'zeroPowerPositive') uses[zero]! += 2;
  }
  const local = new Int32Array(graph.nodes.length).fill(NONE);
  const conditions: NodeId[] = [];
  const height = new Uint8Array(graph.nodes.length);
  let next = 2;
  if (uses[zero]! > 0) local[zero] = next++;
  for (const id of order) {
    const { op, args } = graph.node(id);
    if (op === 'variable' || id === zero) continue;
    if (op === 'constant') {
      if (uses[id]! >= USES_OF_A_KEPT_NUMBER) local[id] = next++;
      continue;
    }
    let inline = 1;
    for (const arg of args) inline = Math.max(inline, 1 + height[arg]!);
    const kept = uses[id]! > 1 || inline > DEEPEST_INLINE;
    height[id] = kept ? 0 : inline;
    if (!kept) continue;
    if (isCondition(op)) conditions.push(id);
    else local[id] = next++;
  }
  const doubles = next - 2;
  for (const id of conditions) local[id] = ++next;
  return { local, doubles, conditions: conditions.length };
}

class Emitter {
  readonly #graph: Graph;
  readonly #local: Int32Array;
  readonly #scratch: number;
  readonly #zero: NodeId;
  readonly #importOf: (name: string) => number;
  readonly #code: number[];

  constructor(
    graph: Graph,
    local: Int32Array,
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
    const index = this.#local[id]!;
    if (index === NONE) this.#compute(id);
    else this.#indexed(OP.localGet, index);
  }

  /** Computes the node into its local. */
  store(id: NodeId): void {
    this.#compute(id);
    this.#indexed(OP.localSet, this.#local[id]!);
  }

  #compute(id: NodeId): void {
    const node = this.#graph.node(id);
    const code = this.#code;
    const [a = 0, b = 0, c = 0] = node.args;
    switch (node.op) {
      case 'constant':
        this.#number(node.value);
        return;
      case 'variable':
        this.#indexed(OP.localGet, node.value);
        return;
      case 'whole':
        this.#wholePower(a, node.value);
        return;
      case 'neg':
        this.load(a);
        code.push(OP.f64Negate);
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
        else this.#indexed(OP.call, this.#importOf(node.name));
        return;
      }
      default:
        this.load(a);
        this.load(b);
        code.push(BINARY[node.op]!);
    }
  }

  #number(value: number): void {
    this.#code.push(OP.f64Const);
    pushDouble(this.#code, value);
  }

  #indexed(opcode: number, index: number): void {
    this.#code.push(opcode);
    pushUnsigned(this.#code, index);
  }

  /** The multiplications of `wholePower`, in its order. */
  #wholePower(base: NodeId, exponent: number): void {
    const code = this.#code;
    const size = Math.abs(exponent);
    if (exponent < 0) this.#number(1);
    this.load(base);
    for (let bit = 30 - Math.clz32(size); bit >= 0; bit--) {
      this.#indexed(OP.localTee, this.#scratch);
      this.#indexed(OP.localGet, this.#scratch);
      code.push(OP.f64Multiply);
      if (((size >> bit) & 1) === 0) continue;
      this.load(base);
      code.push(OP.f64Multiply);
    }
    if (exponent < 0) code.push(OP.f64Divide);
  }
}
