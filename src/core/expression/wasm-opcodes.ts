/**
 * Instructions that formulas don't need, only loops written by hand and those over two numbers at once: they stand apart
 * from `OP` because they are loaded later.
 */
export const MORE = {
  else: 0x05,
  i32Equal: 0x46,
  i32LessUnsigned: 0x49,
  i32Xor: 0x73,
  i32ShiftRightUnsigned: 0x76,
  i64Multiply: 0x7e,
  i64And: 0x83,
  i64Or: 0x84,
  i64ShiftLeft: 0x86,
  i64ShiftRightUnsigned: 0x88,
  f64Floor: 0x9c,
  f64SquareRoot: 0x9f,
  i32FromI64: 0xa7,
  i32FromF64: 0xaa,
  i64FromI32: 0xac,
  i64FromI32Unsigned: 0xad,
  f64FromI32Unsigned: 0xb8,
  i64OfBits: 0xbd,
  f64OfBits: 0xbf,
  /** Before the instructions of pairs. */
  vector: 0xfd,
} as const;

/**
 * What follows `vector` (core specification 2.0, fixed-width SIMD): each rounds both numbers as the instruction of one
 * does.
 */
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
