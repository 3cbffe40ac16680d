/** The few pieces of the WebAssembly binary format (core specification 1.0, chapter 5) that formulas need. */

export const F64 = 0x7c;
export const I32 = 0x7f;
/** Two doubles at once (core specification 2.0, fixed-width SIMD). */
export const V128 = 0x7b;

export const OP = {
  block: 0x02,
  loop: 0x03,
  if: 0x04,
  else: 0x05,
  end: 0x0b,
  branch: 0x0c,
  branchIf: 0x0d,
  return: 0x0f,
  call: 0x10,
  select: 0x1b,
  localGet: 0x20,
  localSet: 0x21,
  localTee: 0x22,
  i32Load: 0x28,
  f64Load: 0x2b,
  f64Store: 0x39,
  emptyBlock: 0x40,
  i32Const: 0x41,
  f64Const: 0x44,
  i32EqualsZero: 0x45,
  i32Equal: 0x46,
  i32Less: 0x48,
  i32LessUnsigned: 0x49,
  i32GreaterOrEqual: 0x4e,
  f64Equal: 0x61,
  f64NotEqual: 0x62,
  f64Less: 0x63,
  f64Greater: 0x64,
  f64GreaterOrEqual: 0x66,
  i32Add: 0x6a,
  i32Subtract: 0x6b,
  i32Multiply: 0x6c,
  i32And: 0x71,
  i32Or: 0x72,
  i32Xor: 0x73,
  i32ShiftLeft: 0x74,
  i32ShiftRight: 0x75,
  i32ShiftRightUnsigned: 0x76,
  i64Multiply: 0x7e,
  i64And: 0x83,
  i64Or: 0x84,
  i64ShiftLeft: 0x86,
  i64ShiftRightUnsigned: 0x88,
  f64Absolute: 0x99,
  f64Negate: 0x9a,
  f64Ceiling: 0x9b,
  f64Floor: 0x9c,
  f64SquareRoot: 0x9f,
  f64Add: 0xa0,
  f64Subtract: 0xa1,
  f64Multiply: 0xa2,
  f64Divide: 0xa3,
  f64Min: 0xa4,
  f64Max: 0xa5,
  i32FromI64: 0xa7,
  i32FromF64: 0xaa,
  i64FromI32: 0xac,
  i64FromI32Unsigned: 0xad,
  f64FromI32: 0xb7,
  f64FromI32Unsigned: 0xb8,
  i64OfBits: 0xbd,
  f64OfBits: 0xbf,
  /** Before the instructions of pairs. */
  vector: 0xfd,
} as const;

/** What follows `vector`: each rounds both numbers as the instruction of one does. */
export const SIMD = {
  load: 0x00,
  loadSplat: 0x0a,
  store: 0x0b,
  constant: 0x0c,
  splatI64: 0x12,
  splat: 0x14,
  extract: 0x21,
  replace: 0x22,
  equal: 0x47,
  less: 0x49,
  greater: 0x4a,
  lessOrEqual: 0x4b,
  greaterOrEqual: 0x4c,
  not: 0x4d,
  and: 0x4e,
  /** a and not b */
  andNot: 0x4f,
  or: 0x50,
  /** Bits of the first where the third has them, else of the second. */
  select: 0x52,
  ceiling: 0x74,
  floor: 0x75,
  shiftLeft: 0xcb,
  absolute: 0xec,
  negate: 0xed,
  squareRoot: 0xef,
  add: 0xf0,
  subtract: 0xf1,
  multiply: 0xf2,
  divide: 0xf3,
  min: 0xf4,
  max: 0xf5,
} as const;

/** Unsigned LEB128. */
export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  pushUnsigned(bytes, value);
  return bytes;
}

const eight = new DataView(new ArrayBuffer(8));

/** Appends the eight bytes of a double, little endian. */
export function pushDouble(code: number[], value: number): void {
  eight.setFloat64(0, value, true);
  for (let i = 0; i < 8; i++) code.push(eight.getUint8(i));
}

/** Appends an unsigned LEB128. */
export function pushUnsigned(code: number[], value: number): void {
  let rest = value;
  for (; rest > 0x7f; rest >>>= 7) code.push((rest & 0x7f) | 0x80);
  code.push(rest);
}

/** Signed LEB128. */
export function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest < -0x40 || rest > 0x3f; rest >>= 7) bytes.push((rest & 0x7f) | 0x80);
  return [...bytes, rest & 0x7f];
}

export function text(value: string): number[] {
  return [...unsigned(value.length), ...Array.from(value, (letter) => letter.charCodeAt(0))];
}

export function vector(items: readonly (readonly number[])[]): number[] {
  return unsigned(items.length).concat(...items);
}

export function section(id: number, body: readonly number[]): number[] {
  return [id, ...unsigned(body.length)].concat(body);
}

export function functionType(parameters: readonly number[], results: readonly number[]): number[] {
  return [0x60, ...unsigned(parameters.length), ...parameters, ...unsigned(results.length), ...results];
}

/** A function's body with its locals, given as [count, type]. */
export function body(locals: readonly (readonly [number, number])[], code: readonly number[]): number[] {
  const declared = vector(locals.map(([count, type]) => [...unsigned(count), type]));
  const length = declared.length + code.length + 1;
  return unsigned(length).concat(declared, code, OP.end);
}
