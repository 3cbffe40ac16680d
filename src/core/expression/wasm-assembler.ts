import { body, OP, pushDouble, pushUnsigned, signed } from './wasm-bytes.ts';
import { MORE, SIMD } from './wasm-opcodes.ts';

/** Writes the body of one function: its parameters first, then as many locals as are asked for. */
export class Assembler {
  readonly #code: number[] = [];
  readonly #locals: number[] = [];
  readonly #parameters: number;

  constructor(parameters: number) {
    this.#parameters = parameters;
  }

  /** A local of its own. */
  local(type: number): number {
    return this.#parameters + this.#locals.push(type) - 1;
  }

  get(...locals: readonly number[]): this {
    for (const local of locals) this.#indexed(OP.localGet, local);
    return this;
  }

  set(local: number): this {
    return this.#indexed(OP.localSet, local);
  }

  tee(local: number): this {
    return this.#indexed(OP.localTee, local);
  }

  call(index: number): this {
    return this.#indexed(OP.call, index);
  }

  op(...codes: readonly number[]): this {
    this.#code.push(...codes);
    return this;
  }

  simd(...codes: readonly number[]): this {
    for (const code of codes) {
      this.#code.push(MORE.vector);
      pushUnsigned(this.#code, code);
    }
    return this;
  }

  /** Part of a pair, from 0. */
  extract(lane: number): this {
    return this.simd(SIMD.extract).op(lane);
  }

  replace(lane: number): this {
    return this.simd(SIMD.replace).op(lane);
  }

  i32(value: number): this {
    this.#code.push(OP.i32Const, ...signed(value));
    return this;
  }

  f64(value: number): this {
    this.#code.push(OP.f64Const);
    pushDouble(this.#code, value);
    return this;
  }

  /** The number twice. */
  pair(value: number): this {
    this.simd(SIMD.constant);
    pushDouble(this.#code, value);
    pushDouble(this.#code, value);
    return this;
  }

  /** Of the address on the stack and so many bytes further on. */
  loadPair(offset: number): this {
    return this.simd(SIMD.load).#place(3, offset);
  }

  /** The double there, twice. */
  loadTwice(offset: number): this {
    return this.simd(SIMD.loadSplat).#place(3, offset);
  }

  storePair(offset: number): this {
    return this.simd(SIMD.store).#place(3, offset);
  }

  loadDouble(offset: number): this {
    return this.op(OP.f64Load).#place(3, offset);
  }

  storeDouble(offset: number): this {
    return this.op(OP.f64Store).#place(3, offset);
  }

  loadInteger(offset: number): this {
    return this.op(OP.i32Load).#place(2, offset);
  }

  /** Adds to an integer local. */
  advance(local: number, by: number): this {
    return this.get(local).i32(by).op(OP.i32Add).set(local);
  }

  /** Does `work` again and again while, after it, one local is less than another; not at all where it is not so before. */
  while(local: number, end: number, work: () => void): this {
    this.get(local, end).op(OP.i32Less, OP.if, OP.emptyBlock, OP.loop, OP.emptyBlock);
    work();
    return this.get(local, end).op(OP.i32Less, OP.branchIf, 0, OP.end, OP.end);
  }

  /** Does `work` with a local at `from`, `from + by` ... below `to`; at least once. */
  count(local: number, from: number, to: number, by: number, work: () => void): this {
    this.i32(from).set(local).op(OP.loop, OP.emptyBlock);
    work();
    return this.get(local).i32(by).op(OP.i32Add).tee(local).i32(to).op(OP.i32Less, OP.branchIf, 0, OP.end);
  }

  /** c0 + z (c1 + z (... + z last)) of pairs: z a local, `last` leaves its pair on the stack. */
  series(z: number, coefficients: readonly number[], last: () => void): this {
    for (const c of coefficients) this.pair(c).get(z);
    last();
    for (let i = 0; i < coefficients.length; i++) this.simd(SIMD.multiply, SIMD.add);
    return this;
  }

  /** The function as the section of code has it. */
  body(): number[] {
    return body(
      this.#locals.map((type) => [1, type] as const),
      this.#code,
    );
  }

  #indexed(opcode: number, index: number): this {
    this.#code.push(opcode);
    pushUnsigned(this.#code, index);
    return this;
  }

  #place(alignment: number, offset: number): this {
    this.#code.push(alignment);
    pushUnsigned(this.#code, offset);
    return this;
  }
}
