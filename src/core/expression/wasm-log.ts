import { FIRST, LN2_HIGH, LN2_LOW } from '../math/exponential.ts';
import { choose, f64, get, i32, i64, series, setLocal, type WasmTerm } from './wasm-terms.ts';

/** Where the code keeps what it works with: an i64, two i32 and three f64 locals. */
export interface LogLocals {
  readonly bits: number;
  readonly exponent: number;
  readonly j: number;
  readonly m: number;
  readonly s: number;
  readonly z: number;
}

/**
 * Code that leaves log x, for a finite x > 0 that is not subnormal: the steps, and so the bits, of `log` in core/math.
 *
 * @param x code that leaves it
 * @param table the address of `LOG_TABLE` in memory
 */
export function logCode(x: WasmTerm, table: number, locals: LogLocals): WasmTerm {
  const [m, s, z] = [get(locals.m), get(locals.s), get(locals.z)];
  const number = f64.number;
  const isUpper = f64.isAbove(m, number(Math.SQRT2));
  const c = f64.mul(f64.ofSigned(get(locals.j)), number(1 / 32));
  const row = i32.shiftLeft(i32.sub(get(locals.j), i32.number(FIRST)), i32.number(4));
  const exponent = f64.ofSigned(get(locals.exponent));
  const f = f64.sub(m, number(1));
  const near = [
    ...setLocal(locals.s, f64.div(f, f64.add(number(2), f))),
    ...setLocal(locals.z, f64.mul(s, s)),
    ...f64.sub(
      f,
      f64.mul(
        s,
        f64.sub(
          f,
          f64.mul(
            f64.mul(number(2), z),
            series(z, [1 / 3, 1 / 5, 1 / 7, 1 / 9, 1 / 11, 1 / 13], number(1 / 15)),
          ),
        ),
      ),
    ),
  ];
  const tail = f64.mul(f64.mul(f64.mul(number(2), s), z), series(z, [1 / 3, 1 / 5, 1 / 7], number(1 / 9)));
  const rest = f64.add(f64.mul(exponent, number(LN2_LOW)), f64.load(row, table + 8));
  const far = [
    ...setLocal(locals.s, f64.div(f64.sub(m, c), f64.add(m, c))),
    ...setLocal(locals.z, f64.mul(s, s)),
    ...f64.add(
      f64.add(f64.mul(exponent, number(LN2_HIGH)), f64.load(row, table)),
      f64.add(f64.mul(number(2), s), f64.add(tail, rest)),
    ),
  ];
  const isNear = i32.and(
    i32.isZero(get(locals.exponent)),
    i32.isBelow(i32.sub(get(locals.j), i32.number(30)), i32.number(5)),
  );
  const bits = get(locals.bits);
  return [
    ...setLocal(locals.bits, i64.ofBitsOf(x)),
    ...setLocal(
      locals.exponent,
      i32.sub(i32.ofLong(i64.shiftRight(bits, i64.number(0, 52))), i32.number(1023)),
    ),
    ...setLocal(
      locals.m,
      f64.ofBits(i64.or(i64.and(bits, i64.number(0xfffff, 0xffffffff)), i64.number(0x3ff00000, 0))),
    ),
    ...setLocal(locals.j, isUpper),
    ...setLocal(locals.exponent, i32.add(get(locals.exponent), get(locals.j))),
    // Half of it where it is large: exact.
    ...setLocal(locals.m, f64.mul(m, f64.sub(number(1), f64.mul(number(0.5), f64.ofSigned(get(locals.j)))))),
    ...setLocal(locals.j, i32.ofDouble(f64.add(f64.mul(m, number(32)), number(0.5)))),
    ...choose(isNear, near, far),
  ];
}
