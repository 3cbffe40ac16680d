import * as circular from '../math/circular.ts';
import * as exponential from '../math/exponential.ts';
import * as gaussian from '../math/gaussian.ts';
import * as tex from './tex-pieces.ts';
import type { TexPiece } from './tex-pieces.ts';

/**
 * The functions of the formula language, one row each: arity, value, derivative, TeX, WebAssembly.
 *
 * Where a derivative does not exist, PyTorch's choice is taken: abs'(0) = sign(0) = 0; relu'(0) = 0; the derivatives of
 * sign, floor and ceil are 0 everywhere; max
 * and min give one half to each argument on a tie. The derivative of sqrt and cbrt at 0 is infinite, and NaN where the
 * chain rule multiplies that by 0, as in sqrt(x^2 + y^2) at the origin. An argument that max or min does not take
 * contributes exactly nothing, whatever it would be multiplied by: sqrt(max(0, x)) is flat at x = -1.
 */

/** A node of the expression graph. */
export type NodeId = number;

/** What a derivative is built with. Terms that are zero by form are dropped, numbers are folded. */
export interface Calculus {
  constant(value: number): NodeId;
  add(a: NodeId, b: NodeId): NodeId;
  sub(a: NodeId, b: NodeId): NodeId;
  mul(a: NodeId, b: NodeId): NodeId;
  div(a: NodeId, b: NodeId): NodeId;
  neg(a: NodeId): NodeId;
  /** a to the power of b. */
  power(a: NodeId, b: NodeId): NodeId;
  call(name: string, ...args: readonly NodeId[]): NodeId;
  /** 1 where a > b, else 0. */
  greater(a: NodeId, b: NodeId): NodeId;
  /** Conditions of conditions. */
  either(a: NodeId, b: NodeId): NodeId;
  both(a: NodeId, b: NodeId): NodeId;
  not(a: NodeId): NodeId;
  /** `then` where `condition` is not 0, else `otherwise`; neither touches the other. */
  where(condition: NodeId, then: NodeId, otherwise: NodeId): NodeId;
  /** `value` where `condition` is not 0, else exactly 0, even where the value is infinite or NaN. */
  masked(condition: NodeId, value: NodeId): NodeId;
  /** 1 where both are 0. */
  zeroPowerZero(base: NodeId, exponent: NodeId): NodeId;
  /** 1 where the base is 0 and the exponent is not negative. */
  zeroPowerPositive(base: NodeId, exponent: NodeId): NodeId;
}

export interface FunctionRow {
  readonly name: string;
  readonly arity: 1 | 2;
  readonly evaluate: (a: number, b: number) => number;
  /** d f(args) from the arguments, their derivatives `d`, and the node of f(args) itself. */
  readonly differential: (
    c: Calculus,
    args: readonly [NodeId, NodeId],
    d: readonly [NodeId, NodeId],
    self: NodeId,
  ) => NodeId;
  /** Which arguments the value is made of, as conditions, for a function that does not always use both. */
  readonly takes?: (c: Calculus, args: readonly [NodeId, NodeId]) => readonly [NodeId, NodeId];
  readonly tex: (a: TexPiece, b: TexPiece) => TexPiece;
  /** Math's own, for pictures: quicker, and other in the last places from browser to browser. */
  readonly quick?: (a: number, b: number) => number;
  /** The opcode of the same f64 instruction; without one the module imports `evaluate`. */
  readonly opcode?: number;
  /** The graph holds this function's nodes under another name. */
  readonly same?: string;
}

/** 1 / (1 + exp(-a)) without overflow on either side; within two units in the last place. */
function sigmoid(a: number): number {
  if (a >= 0) return 1 / (1 + exponential.exp(-a));
  const grown = exponential.exp(a);
  return grown / (1 + grown);
}

/** log(1 + exp(a)) without overflow, nor loss where it is small; within four units in the last place. */
function softplus(a: number): number {
  const part = exponential.exp(-Math.abs(a));
  const sum = 1 + part;
  // W. Kahan's log(1 + t): the logarithm is scaled by what rounding made of t (D. Goldberg 1991, theorem 4,
  // https://doi.org/10.1145/103162.103163).
  const log = sum === 1 ? part : exponential.log(sum) * (part / (sum - 1));
  return a > 0 ? a + log : log;
}

/** The larger (or smaller) argument's derivative; on a tie the mean of both. */
function extremum(largest: boolean): FunctionRow['differential'] {
  return (c, [a, b], [da, db]) => {
    const first = largest ? c.greater(a, b) : c.greater(b, a);
    const second = largest ? c.greater(b, a) : c.greater(a, b);
    const tie = c.mul(c.constant(0.5), c.add(da, db));
    return c.where(first, da, c.where(second, db, tie));
  };
}

/** All but the smaller (or larger) argument. */
function extremumTakes(largest: boolean): NonNullable<FunctionRow['takes']> {
  return (c, [a, b]) =>
    largest
      ? [c.not(c.greater(b, a)), c.not(c.greater(a, b))]
      : [c.not(c.greater(a, b)), c.not(c.greater(b, a))];
}

function square(c: Calculus, a: NodeId): NodeId {
  return c.power(a, c.constant(2));
}

/** d log_b(a) = da / (a ln b). */
function logarithm(scale: number): FunctionRow['differential'] {
  return (c, [a], [da]) => c.div(da, c.mul(c.constant(scale), a));
}

/** height * e^(rate a^2) da */
function bell(rate: number, height: number): FunctionRow['differential'] {
  return (c, [a], [da]) =>
    c.mul(c.mul(c.constant(height), c.call('exp', c.mul(c.constant(rate), square(c, a)))), da);
}

function command(name: string): FunctionRow['tex'] {
  return (a) => tex.call(name, a);
}

function command2(name: string): FunctionRow['tex'] {
  return (a, b) => tex.call(name, a, b);
}

const rows: readonly FunctionRow[] = [
  {
    name: 'sin',
    arity: 1,
    evaluate: circular.sin,
    quick: Math.sin,
    differential: (c, [a], [da]) => c.mul(c.call('cos', a), da),
    tex: command('\\sin'),
  },
  {
    name: 'cos',
    arity: 1,
    evaluate: circular.cos,
    quick: Math.cos,
    differential: (c, [a], [da]) => c.neg(c.mul(c.call('sin', a), da)),
    tex: command('\\cos'),
  },
  {
    name: 'tan',
    arity: 1,
    evaluate: circular.tan,
    quick: Math.tan,
    differential: (c, _args, [da], self) => c.mul(c.add(c.constant(1), square(c, self)), da),
    tex: command('\\tan'),
  },
  {
    name: 'asin',
    arity: 1,
    evaluate: circular.asin,
    quick: Math.asin,
    differential: (c, [a], [da]) => c.div(da, c.call('sqrt', c.sub(c.constant(1), square(c, a)))),
    tex: command('\\arcsin'),
  },
  {
    name: 'acos',
    arity: 1,
    evaluate: circular.acos,
    quick: Math.acos,
    differential: (c, [a], [da]) => c.neg(c.div(da, c.call('sqrt', c.sub(c.constant(1), square(c, a))))),
    tex: command('\\arccos'),
  },
  {
    name: 'atan',
    arity: 1,
    evaluate: circular.atan,
    quick: Math.atan,
    differential: (c, [a], [da]) => c.div(da, c.add(square(c, a), c.constant(1))),
    tex: command('\\arctan'),
  },
  {
    name: 'atan2',
    arity: 2,
    evaluate: circular.atan2,
    quick: Math.atan2,
    differential: (c, [a, b], [da, db]) =>
      c.div(c.sub(c.mul(b, da), c.mul(a, db)), c.add(square(c, a), square(c, b))),
    tex: command2('\\operatorname{atan2}'),
  },
  {
    name: 'sinh',
    arity: 1,
    evaluate: exponential.sinh,
    quick: Math.sinh,
    differential: (c, [a], [da]) => c.mul(c.call('cosh', a), da),
    tex: command('\\sinh'),
  },
  {
    name: 'cosh',
    arity: 1,
    evaluate: exponential.cosh,
    quick: Math.cosh,
    differential: (c, [a], [da]) => c.mul(c.call('sinh', a), da),
    tex: command('\\cosh'),
  },
  {
    name: 'tanh',
    arity: 1,
    evaluate: exponential.tanh,
    quick: Math.tanh,
    differential: (c, _args, [da], self) => c.mul(c.sub(c.constant(1), square(c, self)), da),
    tex: command('\\tanh'),
  },
  {
    name: 'exp',
    arity: 1,
    evaluate: exponential.exp,
    quick: Math.exp,
    differential: (c, _args, [da], self) => c.mul(self, da),
    tex: tex.exponential,
  },
  {
    name: 'log',
    arity: 1,
    evaluate: exponential.log,
    quick: Math.log,
    differential: logarithm(1),
    tex: command('\\ln'),
  },
  {
    name: 'ln',
    arity: 1,
    evaluate: exponential.log,
    quick: Math.log,
    differential: logarithm(1),
    tex: command('\\ln'),
    same: 'log',
  },
  {
    name: 'log10',
    arity: 1,
    evaluate: exponential.log10,
    quick: Math.log10,
    differential: logarithm(Math.LN10),
    tex: command('\\log_{10}'),
  },
  {
    name: 'log2',
    arity: 1,
    evaluate: exponential.log2,
    quick: Math.log2,
    differential: logarithm(Math.LN2),
    tex: command('\\log_{2}'),
  },
  {
    name: 'cbrt',
    arity: 1,
    evaluate: exponential.cbrt,
    quick: Math.cbrt,
    differential: (c, _args, [da], self) => c.div(da, c.mul(c.constant(3), square(c, self))),
    tex: tex.cubeRoot,
  },
  {
    name: 'sqrt',
    arity: 1,
    evaluate: Math.sqrt,
    differential: (c, _args, [da], self) => c.div(da, c.mul(c.constant(2), self)),
    tex: tex.squareRoot,
    opcode: 0x9f,
  },
  {
    name: 'abs',
    arity: 1,
    evaluate: Math.abs,
    differential: (c, [a], [da]) => c.mul(c.call('sign', a), da),
    tex: tex.absolute,
    opcode: 0x99,
  },
  {
    name: 'floor',
    arity: 1,
    evaluate: Math.floor,
    differential: (c) => c.constant(0),
    tex: tex.floor,
    opcode: 0x9c,
  },
  {
    name: 'ceil',
    arity: 1,
    evaluate: Math.ceil,
    differential: (c) => c.constant(0),
    tex: tex.ceiling,
    opcode: 0x9b,
  },
  {
    name: 'relu',
    arity: 1,
    evaluate: (a) => Math.max(a, 0),
    differential: (c, [a], [da]) => c.where(c.greater(a, c.constant(0)), da, c.constant(0)),
    takes: (c, [a]) => [c.greater(a, c.constant(0)), c.constant(0)],
    tex: command('\\operatorname{relu}'),
  },
  {
    name: 'softplus',
    arity: 1,
    evaluate: softplus,
    differential: (c, [a], [da]) => c.mul(c.call('sigmoid', a), da),
    tex: command('\\operatorname{softplus}'),
  },
  {
    name: 'sign',
    arity: 1,
    evaluate: Math.sign,
    differential: (c) => c.constant(0),
    tex: command('\\operatorname{sign}'),
  },
  {
    name: 'min',
    arity: 2,
    evaluate: Math.min,
    differential: extremum(false),
    takes: extremumTakes(false),
    tex: command2('\\min'),
    opcode: 0xa4,
  },
  {
    name: 'max',
    arity: 2,
    evaluate: Math.max,
    differential: extremum(true),
    takes: extremumTakes(true),
    tex: command2('\\max'),
    opcode: 0xa5,
  },
  {
    name: 'pow',
    arity: 2,
    evaluate: exponential.pow,
    quick: Math.pow,
    differential: powerDifferential,
    tex: tex.power,
  },
  {
    name: 'sigmoid',
    arity: 1,
    evaluate: sigmoid,
    differential: (c, _args, [da], self) => c.mul(c.mul(self, c.sub(c.constant(1), self)), da),
    tex: command('\\sigma'),
  },
  {
    name: 'erf',
    arity: 1,
    evaluate: gaussian.erf,
    differential: bell(-1, 2 / Math.sqrt(Math.PI)),
    tex: command('\\operatorname{erf}'),
  },
  {
    name: 'normcdf',
    arity: 1,
    evaluate: gaussian.normcdf,
    differential: bell(-0.5, 1 / Math.sqrt(2 * Math.PI)),
    tex: command('\\Phi'),
  },
];

/**
 * d a^b = b a^(b-1) da + a^b log(a) db. At base 0, as in PyTorch, the first term is 0 when the exponent is 0 and
 * the second is 0 when the exponent is not negative.
 */
function powerDifferential(
  c: Calculus,
  [a, b]: readonly [NodeId, NodeId],
  [da, db]: readonly [NodeId, NodeId],
  self: NodeId,
): NodeId {
  const zero = c.constant(0);
  const byBase = c.mul(c.mul(b, c.power(a, c.sub(b, c.constant(1)))), da);
  const byExponent = c.mul(c.mul(self, c.call('log', a)), db);
  return c.add(
    c.where(c.zeroPowerZero(a, b), zero, byBase),
    c.where(c.zeroPowerPositive(a, b), zero, byExponent),
  );
}

/** By name. A Map, so that `constructor` and `__proto__` are unknown names like any other. */
export const functions: ReadonlyMap<string, FunctionRow> = new Map(rows.map((row) => [row.name, row]));
