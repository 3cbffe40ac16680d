import * as wasm from '../expression/wasm-bytes.ts';
import { logCode } from '../expression/wasm-log.ts';
import { f64, get, i32, i64, repeat, series, setLocal, type WasmTerm } from '../expression/wasm-terms.ts';
import { MAGIC_AND_VERSION } from '../expression/wasm.ts';
import { PIECE_1, PIECE_2, PIECE_3 } from '../math/circular.ts';
import { LOG_TABLE } from '../math/exponential.ts';
import { K0, K1, M0, M1, streamOf } from '../math/random.ts';

/**
 * The normal deviates of many steps at once, as WebAssembly: the draws of `normalStream`, to the bit, in a fraction of
 * its time, for this multiplies words of 64 bits and reduces an angle once. Logarithm, sine and cosine are those of
 * math/, operation by operation, for what Box and Muller ask: u1 in (0, 1] and an angle in [0, 2 pi].
 */

/** The draws of components 0, 1, ... at steps `first`, `first` + 1, ...: row by row, until the next call. */
export type NormalBlocks = (first: number, count: number) => Float64Array;

/**
 * @param name what the draws are called: no draw of one stream is met in another
 * @param pairs half the components of a step: rows are 2 `pairs` wide
 * @param rows as many steps as a call may draw. Throws RangeError where these are too many, and what the engine throws
 *   where it has no WebAssembly.
 */
export function normalBlocks(seed: number, name: string, pairs: number, rows: number): NormalBlocks {
  shared ??= instantiate();
  const { draw, out } = shared;
  const size = 2 * pairs * rows;
  if (size > out.length)
    throw new RangeError(`There is no room for ${rows} rows of ${pairs} pairs of draws.`);
  const [low, high, stream] = [seed >>> 0, Math.floor(seed / 2 ** 32) >>> 0, streamOf(name)];
  const drawn = out.subarray(0, size);
  return (first, count) => {
    draw(first, count, pairs, low, high, stream);
    return drawn;
  };
}

type Draw = (first: number, count: number, pairs: number, low: number, high: number, stream: number) => void;

/** One for all: a call leaves nothing behind that the next one needs. */
let shared: { readonly draw: Draw; readonly out: Float64Array } | undefined;

/** Its memory in bytes: the table of logarithms, sine and cosine of the last angle, the draws. */
const PAGE = 65_536;
const CIRCULAR = LOG_TABLE.byteLength;
const OUT = CIRCULAR + 16;

function instantiate(): { draw: Draw; out: Float64Array } {
  const { I32 } = wasm;
  const memoryOfHost = [...wasm.text('host'), ...wasm.text('memory'), 2, 0, 1];
  const bytes = new Uint8Array([
    ...MAGIC_AND_VERSION,
    ...wasm.section(1, wasm.vector([wasm.functionType([I32, I32, I32, I32, I32, I32], [])])),
    ...wasm.section(2, wasm.vector([memoryOfHost])),
    ...wasm.section(3, wasm.vector([[0]])),
    ...wasm.section(7, wasm.vector([[...wasm.text('draw'), 0, 0]])),
    ...wasm.section(10, wasm.vector([wasm.body(LOCALS, drawCode())])),
  ]);
  const memory = new WebAssembly.Memory({ initial: 1 });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { host: { memory } });
  new Float64Array(memory.buffer).set(LOG_TABLE);
  // Its bytes give it this type.
  return { draw: exports['draw'] as Draw, out: new Float64Array(memory.buffer, OUT, (PAGE - OUT) / 8) };
}

/** Parameters, then words, then longs, then doubles. */
const [STEP, COUNT, PAIRS, LOW, HIGH, STREAM] = [0, 1, 2, 3, 4, 5];
const [AT, END, PAIR, A, B, C, D, EXPONENT, J, QUADRANT] = [6, 7, 8, 9, 10, 11, 12, 13, 14, 15];
const [P, Q] = [16, 17];
const [RADIUS, M, S, Z, ANGLE, N, R] = [18, 19, 20, 21, 22, 23, 24];
const [FIRST_PART, SECOND_PART, PART, REST, LACK] = [25, 26, 27, 28, 29];
const LOCALS = [
  [10, wasm.I32],
  [2, wasm.I64],
  [12, wasm.F64],
] as const;

/**
 * The uniforms of all pairs, then all radii, then all angles: what a pair waits for itself in the meantime, others need
 * not wait for.
 */
function drawCode(): WasmTerm {
  const bytes = (pairs: WasmTerm) => i32.shiftLeft(pairs, i32.number(4));
  const next = setLocal(AT, i32.add(get(AT), i32.number(16)));
  const over = (body: WasmTerm) => [
    ...setLocal(AT, i32.number(0)),
    ...repeat([...body, ...next], i32.isBelow(get(AT), get(END))),
  ];
  const isRowOver = i32.isEqual(get(PAIR), get(PAIRS));
  const nextPair = [
    ...setLocal(PAIR, i32.add(get(PAIR), i32.number(1))),
    // A comparison is 1 or 0.
    ...setLocal(STEP, i32.add(get(STEP), isRowOver)),
    ...setLocal(PAIR, i32.mul(get(PAIR), i32.isZero(isRowOver))),
  ];
  return [
    ...setLocal(END, bytes(i32.mul(get(COUNT), get(PAIRS)))),
    ...over([...philox(), ...storeUniforms(), ...nextPair]),
    ...over(radius()),
    ...over([...sineAndCosine(), ...storePair()]),
  ];
}

/** The four words of one block: counter (step, pair, stream, 0), key (low, high). */
function philox(): WasmTerm {
  const round = (k: number) => {
    const high = (local: number) => i32.ofLong(i64.shiftRight(get(local), i64.number(0, 32)));
    const key = (local: number, grows: number) => i32.add(get(local), i32.number(Math.imul(grows, k)));
    return [
      ...setLocal(P, i64.mul(i64.ofUnsigned(get(A)), i64.number(0, M0))),
      ...setLocal(Q, i64.mul(i64.ofUnsigned(get(C)), i64.number(0, M1))),
      ...setLocal(A, i32.xor(i32.xor(high(Q), get(B)), key(LOW, K0))),
      ...setLocal(B, i32.ofLong(get(Q))),
      ...setLocal(C, i32.xor(i32.xor(high(P), get(D)), key(HIGH, K1))),
      ...setLocal(D, i32.ofLong(get(P))),
    ];
  };
  return [
    ...setLocal(A, get(STEP)),
    ...setLocal(B, get(PAIR)),
    ...setLocal(C, get(STREAM)),
    ...setLocal(D, i32.number(0)),
    ...Array.from({ length: 10 }, (_, k) => round(k)).flat(),
  ];
}

/** u1 and the angle. */
function storeUniforms(): WasmTerm {
  const u1 = f64.mul(f64.add(uniform53(A, B), f64.number(1)), ULP);
  const angle = f64.mul(f64.number(2 * Math.PI), f64.mul(uniform53(C, D), ULP));
  return [...f64.store(get(AT), u1, OUT), ...f64.store(get(AT), angle, OUT + 8)];
}

/** A whole number in [0, 2^53) from two words. */
function uniform53(a: number, b: number): WasmTerm {
  const upper = f64.mul(f64.ofUnsigned(get(a)), f64.number(2 ** 21));
  return f64.add(upper, f64.ofUnsigned(i32.shiftRight(get(b), i32.number(11))));
}

const ULP = f64.number(2 ** -53);

/** sqrt(-2 log u1). */
function radius(): WasmTerm {
  const log = logCode(f64.load(get(AT), OUT), 0, { bits: P, exponent: EXPONENT, j: J, m: M, s: S, z: Z });
  return f64.store(get(AT), f64.sqrt(f64.mul(f64.number(-2), log)), OUT);
}

/** sin and cos of math/circular.ts, of angle 2 pi u2, without their signs, into memory: the sine first. */
function sineAndCosine(): WasmTerm {
  const number = f64.number;
  const [n, r, z, low, half] = [get(N), get(R), get(Z), get(LACK), get(S)];
  const [first, second, part, rest] = [get(FIRST_PART), get(SECOND_PART), get(PART), get(REST)];
  const quarters = f64.div(get(ANGLE), number(Math.PI / 2));
  const floor = f64.floor(quarters);
  const isNext = f64.ofSigned(f64.isAtLeast(f64.sub(quarters, floor), number(0.5)));
  const lost = f64.sub(f64.sub(first, f64.sub(r, part)), f64.add(second, part));
  const sineSeries = series(
    z,
    [-1 / 6, 1 / 120, -1 / 5040, 1 / 362880, -1 / 39916800, 1 / 6227020800],
    f64.add(number(-1 / 1307674368000), f64.div(z, number(355687428096000))),
  );
  const cosineSeries = series(
    z,
    [1 / 24, -1 / 720, 1 / 40320, -1 / 3628800, 1 / 479001600, -1 / 87178291200],
    f64.sub(number(1 / 20922789888000), f64.div(z, number(6402373705728000))),
  );
  const sine = f64.add(
    r,
    f64.add(f64.mul(f64.mul(r, z), sineSeries), f64.mul(low, f64.sub(number(1), half))),
  );
  const whole = get(PART);
  const cosine = f64.add(
    whole,
    f64.add(
      f64.sub(f64.sub(number(1), whole), half),
      f64.sub(f64.mul(f64.mul(z, z), cosineSeries), f64.mul(r, low)),
    ),
  );
  const odd = i32.and(get(QUADRANT), i32.number(1));
  const eight = i32.number(8);
  return [
    ...setLocal(ANGLE, f64.load(get(AT), OUT + 8)),
    ...setLocal(N, f64.add(floor, isNext)),
    ...setLocal(QUADRANT, i32.and(i32.ofDouble(n), i32.number(3))),
    ...setLocal(FIRST_PART, f64.sub(get(ANGLE), f64.mul(n, number(PIECE_1)))),
    ...setLocal(SECOND_PART, f64.mul(n, number(PIECE_2))),
    ...setLocal(R, f64.sub(first, second)),
    ...setLocal(PART, f64.sub(r, first)),
    ...setLocal(REST, f64.sub(lost, f64.mul(n, number(PIECE_3)))),
    ...setLocal(LACK, r),
    ...setLocal(R, f64.add(r, rest)),
    ...setLocal(LACK, f64.add(f64.sub(low, r), rest)),
    ...setLocal(Z, f64.mul(r, r)),
    ...setLocal(S, f64.mul(z, number(0.5))),
    // An odd quarter turn makes one the other; where they lie decides, for no branch would be foreseen.
    ...f64.store(i32.shiftLeft(odd, i32.number(3)), sine, CIRCULAR),
    ...setLocal(PART, f64.sub(number(1), half)),
    ...f64.store(i32.sub(eight, i32.shiftLeft(odd, i32.number(3))), cosine, CIRCULAR),
  ];
}

/** Both deviates: the cosine is negative in the second and third quarter, the sine in the last two. */
function storePair(): WasmTerm {
  const upper = i32.shiftRight(get(QUADRANT), i32.number(1));
  const middle = i32.and(i32.xor(get(QUADRANT), upper), i32.number(1));
  const signed = (isNegative: WasmTerm, offset: number) =>
    f64.mul(
      f64.sub(f64.number(1), f64.mul(f64.number(2), f64.ofSigned(isNegative))),
      f64.load(i32.number(0), CIRCULAR + offset),
    );
  return [
    ...setLocal(RADIUS, f64.load(get(AT), OUT)),
    ...f64.store(get(AT), f64.mul(get(RADIUS), signed(middle, 8)), OUT),
    ...f64.store(get(AT), f64.mul(get(RADIUS), signed(upper, 0)), OUT + 8),
  ];
}
