import type { Graph, NodeId } from './graph.ts';
import { functionRow, isConditionOperation } from './operations.ts';
import { OP, pushDouble, unsigned } from './wasm-bytes.ts';
import { MORE, SIMD } from './wasm-opcodes.ts';

/**
 * Code for two components at a time, in vectors of two doubles: each instruction rounds each component as its scalar
 * one does, so the results are the same to the bit. A condition is a mask of ones where it holds. What is the same for
 * all components is spread over both places once, before the loop.
 */

/** The functions that have an instruction. */
const CALLS: Readonly<Record<string, number>> = {
  sqrt: SIMD.squareRoot,
  abs: SIMD.absolute,
  floor: SIMD.floor,
  ceil: SIMD.ceiling,
  min: SIMD.min,
  max: SIMD.max,
};

const BINARY: Readonly<Record<string, number>> = {
  add: SIMD.add,
  sub: SIMD.subtract,
  mul: SIMD.multiply,
  div: SIMD.divide,
  greater: SIMD.greater,
  atLeast: SIMD.greaterOrEqual,
  equal: SIMD.equal,
  either: SIMD.or,
  both: SIMD.and,
};

function instruction(code: number, ...more: readonly number[]): number[] {
  return [MORE.vector, ...unsigned(code), ...more];
}

export interface WidePlan {
  readonly graph: Graph;
  /** All nodes of the loop in order of evaluation, those before it included. */
  readonly order: readonly NodeId[];
  readonly isVector: (id: NodeId) => boolean;
  /** What the loop leaves. */
  readonly roots: readonly NodeId[];
  /** The number of the first local that is free: as many as `locals` are vectors. */
  readonly first: number;
  /** Pushes a node that is the same for all components: a double, or a condition. */
  readonly load: (id: NodeId) => void;
  readonly code: number[];
}

/** Whether every operation of the loop is one on vectors. */
export function canWiden({
  graph,
  order,
  isVector,
}: Pick<WidePlan, 'graph' | 'order' | 'isVector'>): boolean {
  return order.every((id) => {
    const { op, name } = graph.node(id);
    return !isVector(id) || op !== 'call' || name === 'sign' || name in CALLS;
  });
}

export class WideEmitter {
  readonly #plan: WidePlan;
  readonly #local = new Map<NodeId, number>();
  readonly #scratch: number;
  readonly locals: number;

  constructor(plan: WidePlan) {
    this.#plan = plan;
    const { graph, order, isVector, roots, first } = plan;
    const uses = new Map<NodeId, number>();
    const use = (id: NodeId, times = 1) => uses.set(id, (uses.get(id) ?? 0) + times);
    for (const root of roots) use(root, isVector(root) ? 1 : 2);
    for (const id of order.filter(isVector)) {
      const { op, name, args } = graph.node(id);
      const times = op === 'whole' || name === 'sign' ? 2 : 1;
      for (const arg of args) use(arg, times);
    }
    let next = first;
    for (const id of order) {
      const isRead = (uses.get(id) ?? 0) > 0;
      const isLeaf = graph.node(id).op === 'variable';
      if (isVector(id) ? uses.get(id)! > 1 || isLeaf : isRead) this.#local.set(id, next++);
    }
    this.#scratch = next++;
    this.locals = next - first;
  }

  /** Before the loop: what is the same for all components, over both places. */
  spread(): void {
    const { graph, isVector, load, code } = this.#plan;
    for (const [id, local] of this.#local) {
      if (isVector(id)) continue;
      if (isConditionOperation(graph.node(id).op)) {
        // All ones where it is 1.
        code.push(OP.i32Const, 0);
        load(id);
        code.push(OP.i32Subtract, MORE.i64FromI32, ...instruction(SIMD.splatI64));
      } else {
        load(id);
        code.push(...instruction(SIMD.splat));
      }
      code.push(OP.localSet, ...unsigned(local));
    }
  }

  /** Reads a vector from memory into its local. */
  read(id: NodeId, address: readonly number[], place: number): void {
    this.#plan.code.push(...address, ...instruction(SIMD.load, 3, ...unsigned(8 * place)));
    this.#plan.code.push(OP.localSet, ...unsigned(this.#local.get(id)!));
  }

  /** Computes a vector into its local where it has one. */
  keep(id: NodeId): void {
    const local = this.#local.get(id);
    if (local === undefined || this.#plan.graph.node(id).op === 'variable') return;
    this.#compute(id);
    this.#plan.code.push(OP.localSet, ...unsigned(local));
  }

  store(id: NodeId, address: readonly number[], place: number): void {
    this.#plan.code.push(...address);
    this.#loadNumber(id);
    this.#plan.code.push(...instruction(SIMD.store, 3, ...unsigned(8 * place)));
  }

  /** Takes both components to a total, the first one first. */
  reduce(id: NodeId, total: number, opcode: number): void {
    const { code } = this.#plan;
    const scratch = unsigned(this.#scratch);
    const local = unsigned(total);
    this.#loadNumber(id);
    code.push(OP.localSet, ...scratch);
    for (const lane of [0, 1]) {
      code.push(OP.localGet, ...local, OP.localGet, ...scratch, ...instruction(SIMD.extract, lane));
      code.push(opcode, OP.localSet, ...local);
    }
  }

  #loadNumber(id: NodeId): void {
    this.#load(id);
    if (!isConditionOperation(this.#plan.graph.node(id).op)) return;
    this.#number(1);
    this.#plan.code.push(...instruction(SIMD.and));
  }

  #load(id: NodeId): void {
    const local = this.#local.get(id);
    if (local === undefined) this.#compute(id);
    else this.#plan.code.push(OP.localGet, ...unsigned(local));
  }

  #compute(id: NodeId): void {
    const { graph, code } = this.#plan;
    const { op, name, args, value } = graph.node(id);
    const [a = 0, b = 0, c = 0] = args;
    switch (op) {
      case 'whole':
        this.#wholePower(a, value);
        return;
      case 'neg':
        this.#load(a);
        code.push(...instruction(SIMD.negate));
        return;
      case 'zeroPowerZero':
      case 'zeroPowerPositive':
        this.#load(a);
        this.#number(0);
        code.push(...instruction(SIMD.equal));
        this.#load(b);
        this.#number(0);
        code.push(...instruction(op === 'zeroPowerZero' ? SIMD.equal : SIMD.greaterOrEqual));
        code.push(...instruction(SIMD.and));
        return;
      case 'not':
        this.#load(a);
        code.push(...instruction(SIMD.not));
        return;
      case 'where':
        this.#load(b);
        this.#load(c);
        this.#load(a);
        code.push(...instruction(SIMD.select));
        return;
      case 'masked':
        this.#load(b);
        this.#load(a);
        code.push(...instruction(SIMD.and));
        return;
      case 'call':
        if (name === 'sign') this.#sign(a);
        else {
          for (const arg of args) this.#load(arg);
          code.push(...instruction(CALLS[functionRow(name).name]!));
        }
        return;
      case 'constant':
      case 'variable':
        throw new TypeError('A leaf has a local.');
      default:
        this.#load(a);
        this.#load(b);
        code.push(...instruction(BINARY[op]!));
    }
  }

  #number(value: number): void {
    const { code } = this.#plan;
    code.push(OP.f64Const);
    pushDouble(code, value);
    code.push(...instruction(SIMD.splat));
  }

  /** As the scalar one: 1 above zero, -1 below, else the number itself. */
  #sign(of: NodeId): void {
    const { code } = this.#plan;
    const compared = (opcode: number) => {
      this.#load(of);
      this.#number(0);
      code.push(...instruction(opcode), ...instruction(SIMD.select));
    };
    this.#number(1);
    this.#number(-1);
    this.#load(of);
    compared(SIMD.less);
    compared(SIMD.greater);
  }

  /** The multiplications of `wholePower`, in its order. */
  #wholePower(base: NodeId, exponent: number): void {
    const { code } = this.#plan;
    const scratch = unsigned(this.#scratch);
    const size = Math.abs(exponent);
    if (exponent < 0) this.#number(1);
    this.#load(base);
    for (let bit = 30 - Math.clz32(size); bit >= 0; bit--) {
      code.push(OP.localTee, ...scratch, OP.localGet, ...scratch, ...instruction(SIMD.multiply));
      if (((size >> bit) & 1) === 0) continue;
      this.#load(base);
      code.push(...instruction(SIMD.multiply));
    }
    if (exponent < 0) code.push(...instruction(SIMD.divide));
  }
}
