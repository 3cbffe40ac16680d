import { type Graph, type GraphNode, type NodeId, reachable } from './graph.ts';
import { functionRow, isConditionOperation } from './operations.ts';
import { F64, I32, OP, pushDouble, pushUnsigned } from './wasm-bytes.ts';

/**
 * Straight-line stack code for nodes of a graph. A node that is used more than once is computed once, into a
 * local; so is one that would nest the code too deep, and a number that is used more often than writing it pays.
 * Conditions are 32-bit integers, everything else is a double.
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
  const order = reachable(graph, roots);
  // Locals 0 and 1 are x and y.
  const plan = assignLocals(graph, roots, order, 2);
  const code: number[] = [];
  const emitter = new Emitter(graph, plan, importOf, code);
  for (const id of order) emitter.keep(id);
  roots.slice(1).forEach((root, slot) => {
    code.push(OP.i32Const, 0);
    emitter.load(root);
    code.push(OP.f64Store, 3);
    pushUnsigned(code, 8 * slot);
  });
  emitter.load(roots[0]!);
  return { code, locals: plan.declared };
}

/** Which nodes have a local of their own. */
export interface LocalPlan {
  /** The local of each node, or NONE. */
  readonly local: Int32Array;
  /** A double that whole powers and signs are made with. */
  readonly scratch: number;
  readonly zero: NodeId;
  /** What is declared from the first one on, as [count, type]. */
  readonly declared: readonly (readonly [number, number])[];
  /** The number of the first local behind. */
  readonly next: number;
}

const NONE = -1;

/**
 * Locals from `first` on: shared nodes have one, bases of whole powers, one every so often along a chain, and those that
 * are `wanted`. Doubles come first, then one to spare, then conditions.
 */
export function assignLocals(
  graph: Graph,
  roots: readonly NodeId[],
  order: readonly NodeId[],
  first: number,
  wanted: (id: NodeId) => boolean = () => false,
): LocalPlan {
  const zero = graph.constant(0);
  const uses = new Uint32Array(graph.nodes.length);
  for (const root of roots) uses[root]! += 1;
  for (const id of order) {
    const { op, name, args } = graph.node(id);
    for (const arg of args) uses[arg]! += op === 'whole' ? 2 : 1;
    if (op === 'masked') uses[zero]! += 1;
    if (op === 'zeroPowerZero' || op === 'zeroPowerPositive' || name === 'sign') uses[zero]! += 2;
  }
  const local = new Int32Array(graph.nodes.length).fill(NONE);
  const conditions: NodeId[] = [];
  const height = new Uint8Array(graph.nodes.length);
  let next = first;
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
    const kept = uses[id]! > 1 || inline > DEEPEST_INLINE || wanted(id);
    height[id] = kept ? 0 : inline;
    if (!kept) continue;
    if (isConditionOperation(op)) conditions.push(id);
    else local[id] = next++;
  }
  const scratch = next++;
  for (const id of conditions) local[id] = next++;
  const declared = [
    [scratch + 1 - first, F64],
    [conditions.length, I32],
  ] as const;
  return { local, scratch, zero, declared, next };
}

/** Writes code for nodes. Variables are locals of their own number, unless `variableLocal` gives another. */
export class Emitter {
  readonly #graph: Graph;
  readonly #plan: LocalPlan;
  readonly #importOf: (name: string) => number;
  readonly #code: number[];
  readonly #variableLocal: (index: number) => number;

  constructor(
    graph: Graph,
    plan: LocalPlan,
    importOf: (name: string) => number,
    code: number[],
    variableLocal: (index: number) => number = (index) => index,
  ) {
    this.#graph = graph;
    this.#plan = plan;
    this.#importOf = importOf;
    this.#code = code;
    this.#variableLocal = variableLocal;
  }

  /** Pushes the node's value: from its local, or computed here. */
  load(id: NodeId): void {
    const index = this.#plan.local[id]!;
    if (index === NONE) this.#compute(id);
    else this.#indexed(OP.localGet, index);
  }

  /** Pushes the node's value as a double, that of a condition too. */
  loadNumber(id: NodeId): void {
    this.load(id);
    if (isConditionOperation(this.#graph.node(id).op)) this.#code.push(OP.f64FromI32);
  }

  /** Computes the node into its local where it has one. */
  keep(id: NodeId): void {
    const index = this.#plan.local[id]!;
    // Locals begin as zero.
    if (index === NONE || id === this.#plan.zero) return;
    this.#compute(id);
    this.#indexed(OP.localSet, index);
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
        this.#indexed(OP.localGet, this.#variableLocal(node.value));
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
        this.load(this.#plan.zero);
        code.push(OP.f64Equal);
        this.load(b);
        this.load(this.#plan.zero);
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
        this.load(this.#plan.zero);
        this.load(a);
        code.push(OP.select);
        return;
      case 'call': {
        if (node.name === 'sign') {
          this.#sign(a);
          return;
        }
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

  /** 1 above zero, -1 below, else the number itself: a zero keeps its sign, NaN stays. */
  #sign(of: NodeId): void {
    const code = this.#code;
    const { scratch, zero } = this.#plan;
    const compared = (opcode: number) => {
      this.#indexed(OP.localGet, scratch);
      this.load(zero);
      code.push(opcode, OP.select);
    };
    this.load(of);
    this.#indexed(OP.localSet, scratch);
    this.#number(1);
    this.#number(-1);
    this.#indexed(OP.localGet, scratch);
    compared(OP.f64Less);
    compared(OP.f64Greater);
  }

  /** The multiplications of `wholePower`, in its order. */
  #wholePower(base: NodeId, exponent: number): void {
    const code = this.#code;
    const size = Math.abs(exponent);
    if (exponent < 0) this.#number(1);
    this.load(base);
    for (let bit = 30 - Math.clz32(size); bit >= 0; bit--) {
      this.#indexed(OP.localTee, this.#plan.scratch);
      this.#indexed(OP.localGet, this.#plan.scratch);
      code.push(OP.f64Multiply);
      if (((size >> bit) & 1) === 0) continue;
      this.load(base);
      code.push(OP.f64Multiply);
    }
    if (exponent < 0) code.push(OP.f64Divide);
  }
}
