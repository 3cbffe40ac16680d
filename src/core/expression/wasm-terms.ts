import { F64, OP, pushDouble, signed as signedBytes, unsigned as unsignedBytes } from './wasm-bytes.ts';
import { MORE } from './wasm-opcodes.ts';

/**
 * WebAssembly's instructions as functions of their operands' code, for algorithms that are written by hand: a term is
 * the code that leaves one value on the stack. f64 for the doubles, i32 and i64 for the whole numbers.
 */
export type WasmTerm = readonly number[];

const unary = (opcode: number) => (a: WasmTerm) => [...a, opcode];
const binary = (opcode: number) => (a: WasmTerm, b: WasmTerm) => [...a, ...b, opcode];

export const f64 = {
  number(value: number): WasmTerm {
    const code = [OP.f64Const];
    pushDouble(code, value);
    return code;
  },
  add: binary(OP.f64Add),
  sub: binary(OP.f64Subtract),
  mul: binary(OP.f64Multiply),
  div: binary(OP.f64Divide),
  sqrt: unary(MORE.f64SquareRoot),
  floor: unary(MORE.f64Floor),
  isAbove: binary(OP.f64Greater),
  isAtLeast: binary(OP.f64GreaterOrEqual),
  ofSigned: unary(OP.f64FromI32),
  ofUnsigned: unary(MORE.f64FromI32Unsigned),
  ofBits: unary(MORE.f64OfBits),
  load: (address: WasmTerm, offset: number) => [...address, OP.f64Load, 3, ...unsignedBytes(offset)],
  store: (address: WasmTerm, value: WasmTerm, offset: number) => [
    ...address,
    ...value,
    OP.f64Store,
    3,
    ...unsignedBytes(offset),
  ],
};

export const i32 = {
  number: (value: number): WasmTerm => [OP.i32Const, ...signedBytes(value | 0)],
  add: binary(OP.i32Add),
  sub: binary(OP.i32Subtract),
  mul: binary(OP.i32Multiply),
  and: binary(OP.i32And),
  xor: binary(MORE.i32Xor),
  shiftLeft: binary(OP.i32ShiftLeft),
  shiftRight: binary(MORE.i32ShiftRightUnsigned),
  isEqual: binary(MORE.i32Equal),
  isBelow: binary(MORE.i32LessUnsigned),
  isZero: unary(OP.i32EqualsZero),
  /** Of a double that is whole, or is cut to be so. */
  ofDouble: unary(MORE.i32FromF64),
  /** The lower word. */
  ofLong: unary(MORE.i32FromI64),
};

export const i64 = {
  ofUnsigned: unary(MORE.i64FromI32Unsigned),
  ofBitsOf: unary(MORE.i64OfBits),
  mul: binary(MORE.i64Multiply),
  and: binary(MORE.i64And),
  or: binary(MORE.i64Or),
  shiftLeft: binary(MORE.i64ShiftLeft),
  shiftRight: binary(MORE.i64ShiftRightUnsigned),
  /** Of two words. */
  number: (high: number, low: number): WasmTerm =>
    i64.or(
      i64.shiftLeft(i64.ofUnsigned(i32.number(high)), i64.ofUnsigned(i32.number(32))),
      i64.ofUnsigned(i32.number(low)),
    ),
};

export const get = (local: number): WasmTerm => [OP.localGet, ...unsignedBytes(local)];
export const setLocal = (local: number, value: WasmTerm): WasmTerm => [
  ...value,
  OP.localSet,
  ...unsignedBytes(local),
];

/** The value of a double that depends on a condition; only the one that is wanted is computed. */
export function choose(condition: WasmTerm, then: WasmTerm, otherwise: WasmTerm): WasmTerm {
  return [...condition, OP.if, F64, ...then, MORE.else, ...otherwise, OP.end];
}

/** Runs the body once and again while the condition holds. */
export function repeat(body: WasmTerm, condition: WasmTerm): WasmTerm {
  return [OP.loop, OP.emptyBlock, ...body, ...condition, OP.branchIf, 0, OP.end];
}

/** c0 + z (c1 + z (c2 + ...)); the innermost term may be code. */
export function series(z: WasmTerm, coefficients: readonly number[], last: WasmTerm): WasmTerm {
  return coefficients.reduceRight((inner, c) => f64.add(f64.number(c), f64.mul(z, inner)), last);
}
