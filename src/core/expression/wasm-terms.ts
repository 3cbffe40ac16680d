import { pushDouble, signed as signedBytes, unsigned as unsignedBytes } from './wasm-bytes.ts';

/**
 * WebAssembly's instructions as functions of their operands' code, for algorithms that are written by hand: a term is
 * the code that leaves one value on the stack. f64 for the doubles, i32 and i64 for the whole numbers.
 */
export type Term = readonly number[];

const unary = (opcode: number) => (a: Term) => [...a, opcode];
const binary = (opcode: number) => (a: Term, b: Term) => [...a, ...b, opcode];

export const f64 = {
  number(value: number): Term {
    const code = [0x44];
    pushDouble(code, value);
    return code;
  },
  add: binary(0xa0),
  sub: binary(0xa1),
  mul: binary(0xa2),
  div: binary(0xa3),
  sqrt: unary(0x9f),
  floor: unary(0x9c),
  isAbove: binary(0x64),
  isAtLeast: binary(0x66),
  ofSigned: unary(0xb7),
  ofUnsigned: unary(0xb8),
  ofBits: unary(0xbf),
  load: (address: Term, offset: number) => [...address, 0x2b, 3, ...unsignedBytes(offset)],
  store: (address: Term, value: Term, offset: number) => [
    ...address,
    ...value,
    0x39,
    3,
    ...unsignedBytes(offset),
  ],
};

export const i32 = {
  number: (value: number): Term => [0x41, ...signedBytes(value | 0)],
  add: binary(0x6a),
  sub: binary(0x6b),
  mul: binary(0x6c),
  and: binary(0x71),
  xor: binary(0x73),
  shiftLeft: binary(0x74),
  shiftRight: binary(0x76),
  isEqual: binary(0x46),
  isBelow: binary(0x49),
  isZero: unary(0x45),
  /** Of a double that is whole, or is cut to be so. */
  ofDouble: unary(0xaa),
  /** The lower word. */
  ofLong: unary(0xa7),
};

export const i64 = {
  ofUnsigned: unary(0xad),
  ofBitsOf: unary(0xbd),
  mul: binary(0x7e),
  and: binary(0x83),
  or: binary(0x84),
  shiftLeft: binary(0x86),
  shiftRight: binary(0x88),
  /** Of two words. */
  number: (high: number, low: number): Term =>
    i64.or(
      i64.shiftLeft(i64.ofUnsigned(i32.number(high)), i64.ofUnsigned(i32.number(32))),
      i64.ofUnsigned(i32.number(low)),
    ),
};

export const get = (local: number): Term => [0x20, ...unsignedBytes(local)];
export const set = (local: number, value: Term): Term => [...value, 0x21, ...unsignedBytes(local)];

/** The value of a double that depends on a condition; only the one that is wanted is computed. */
export function choose(condition: Term, then: Term, otherwise: Term): Term {
  return [...condition, 0x04, 0x7c, ...then, 0x05, ...otherwise, 0x0b];
}

/** Runs the body once and again while the condition holds. */
export function repeat(body: Term, condition: Term): Term {
  return [0x03, 0x40, ...body, ...condition, 0x0d, 0, 0x0b];
}

/** c0 + z (c1 + z (c2 + ...)); the innermost term may be code. */
export function series(z: Term, coefficients: readonly number[], last: Term): Term {
  return coefficients.reduceRight((inner, c) => f64.add(f64.number(c), f64.mul(z, inner)), last);
}
