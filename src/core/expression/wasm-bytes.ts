/** The few pieces of the WebAssembly binary format (core specification 1.0, chapter 5) that formulas need. */

export const F64 = 0x7c;
export const I32 = 0x7f;
export const I64 = 0x7e;
/** Two doubles. */
export const V128 = 0x7b;

export const OP = {
  block: 0x02,
  loop: 0x03,
  if: 0x04,
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
  i32Less: 0x48,
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
  i32ShiftLeft: 0x74,
  i32ShiftRight: 0x75,
  f64Negate: 0x9a,
  f64Add: 0xa0,
  f64Subtract: 0xa1,
  f64Multiply: 0xa2,
  f64Divide: 0xa3,
  f64Min: 0xa4,
  f64Max: 0xa5,
  f64FromI32: 0xb7,
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
