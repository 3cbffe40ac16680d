import { functions } from '../../src/core/expression/functions.ts';
import { constants } from '../../src/core/expression/names.ts';
import type { CallExpression, Expression, NumberExpression } from '../../src/core/expression/tree.ts';

/**
 * A second-order Taylor expansion in x and y by rules of its own, straight from a formula's tree, with a bound on the
 * rounding of every number: what the engine says of derivatives is held against this. Where a function breaks off or
 * has an edge, `edge` is set.
 */
export interface Bounded {
  readonly value: number;
  /** The true number lies within this of `value`, to first order in the rounding. */
  readonly error: number;
}

export interface Jet {
  /** f, fx, fy, fxx, fxy, fyy. */
  readonly parts: readonly Bounded[];
  readonly edge: boolean;
}

const EPS = 4 * Number.EPSILON;
/** The exponential of less is no number. */
const UNDERFLOW = -745;

const num = (value: number, error = 0): Bounded => ({ value, error: error + EPS * Math.abs(value) + 1e-320 });
const exact = (value: number): Bounded => ({ value, error: 0 });
const ZERO = exact(0);

function plus(a: Bounded, b: Bounded): Bounded {
  if (a === ZERO) return b;
  if (b === ZERO) return a;
  return num(a.value + b.value, a.error + b.error);
}

function times(a: Bounded, b: Bounded): Bounded {
  if (a === ZERO || b === ZERO) return ZERO;
  const error = Math.abs(a.value) * b.error + Math.abs(b.value) * a.error + a.error * b.error;
  return num(a.value * b.value, error);
}

function scaled(a: Bounded, factor: number): Bounded {
  return times(a, exact(factor));
}

function constant(value: number): Jet {
  return { parts: [exact(value), ZERO, ZERO, ZERO, ZERO, ZERO], edge: false };
}

/** Second derivatives by the two first ones that they are of: xx, xy, yy. */
const pairs = [
  [1, 1],
  [1, 2],
  [2, 2],
] as const;

function add(a: Jet, b: Jet): Jet {
  return { parts: a.parts.map((part, i) => plus(part, b.parts[i]!)), edge: a.edge || b.edge };
}

function multiply(a: Jet, b: Jet): Jet {
  const [u, v] = [a.parts, b.parts];
  const first = (i: number) => plus(times(u[i]!, v[0]!), times(u[0]!, v[i]!));
  const second = pairs.map(([i, j], k) =>
    [times(u[3 + k]!, v[0]!), times(u[i]!, v[j]!), times(u[j]!, v[i]!), times(u[0]!, v[3 + k]!)].reduce(plus),
  );
  return { parts: [times(u[0]!, v[0]!), first(1), first(2), ...second], edge: a.edge || b.edge };
}

/** What an error of the argument makes of a value whose derivative is `slope`; none has no effect at a pole either. */
function spread(slope: number, error: number): number {
  return error === 0 ? 0 : Math.abs(slope) * error;
}

/** f(u), from f, f' and f'' at u, and f''' for the error of the last. */
function chain(u: Jet, f: (at: number) => readonly [number, number, number, number], edge = false): Jet {
  const { value: at, error } = u.parts[0]!;
  const [f0, f1, f2, f3] = f(at);
  const [value, slope, bend] = [
    num(f0, spread(f1, error)),
    num(f1, spread(f2, error)),
    num(f2, spread(f3, error)),
  ];
  const p = u.parts;
  const first = (i: number) => times(slope, p[i]!);
  const second = pairs.map(([i, j], k) => plus(times(bend, times(p[i]!, p[j]!)), times(slope, p[3 + k]!)));
  return { parts: [value, first(1), first(2), ...second], edge: u.edge || edge };
}

const negative = (u: Jet): Jet => ({ ...u, parts: u.parts.map((part) => scaled(part, -1)) });
const inverse = (u: Jet): Jet => chain(u, (a) => [1 / a, -1 / a ** 2, 2 / a ** 3, -6 / a ** 4]);
const exp = (u: Jet): Jet => chain(u, (a) => [Math.exp(a), Math.exp(a), Math.exp(a), Math.exp(a)]);
const log = (u: Jet): Jet => chain(u, (a) => [Math.log(a), 1 / a, -1 / a ** 2, 2 / a ** 3]);

function power(u: Jet, exponent: number): Jet {
  if (exponent === 0) return constant(1);
  const factor = (n: number) => Array.from({ length: n }, (_, k) => exponent - k).reduce((a, b) => a * b, 1);
  const term = (a: number, n: number) => (factor(n) === 0 ? 0 : factor(n) * a ** (exponent - n));
  return chain(u, (a) => [term(a, 0), term(a, 1), term(a, 2), term(a, 3)]);
}

/** Of which nothing can be said, but perhaps its value. */
function unknown(value: Bounded = exact(Number.NaN)): Jet {
  return { parts: [value, ...Array.from({ length: 5 }, () => exact(Number.NaN))], edge: false };
}

/** Whether a value lies so near a break that rounding decides on its side. */
const isNear = ({ value, error }: Bounded, place = 0): boolean => Math.abs(value - place) <= error + 1e-12;

/** The larger or the smaller of two; an edge where either may be it and they do not go on alike. */
function choose(a: Jet, b: Jet, larger: boolean): Jet {
  const difference = plus(a.parts[0]!, scaled(b.parts[0]!, -1));
  if (Number.isNaN(difference.value)) return constant(Number.NaN);
  const size = Math.abs(a.parts[0]!.value) + Math.abs(b.parts[0]!.value);
  // Where nothing but rounding is left of them, which one it is cannot be told.
  if (isNear(difference) && difference.error > 1e-12 + 1e-6 * size) return unknown();
  const chosen = difference.value > 0 === larger ? a : b;
  return { ...chosen, edge: chosen.edge || (isNear(difference) && !isAlike(a, b)) };
}

/** Whether two go on alike. */
const isAlike = (a: Jet, b: Jet): boolean => a.parts.every(({ value }, i) => value === b.parts[i]!.value);

/** Down or up to a whole number; an edge at one, unless all that it is taken of stands still there. */
function stepped(u: Jet, round: (a: number) => number): Jet {
  const [at, ...rest] = u.parts;
  const moves = rest.some(({ value }) => value !== 0);
  // Of numbers without places behind the point, which step it is cannot be told.
  if (moves && !(at!.error < 0.25 && Math.abs(at!.value) < 2 ** 52)) return unknown(at);
  return {
    ...constant(round(at!.value)),
    edge: u.edge || (moves && isNear(at!, Math.round(at!.value))),
  };
}

const unary: Readonly<Record<string, (u: Jet) => Jet>> = {
  sin: (u) => chain(u, (a) => [Math.sin(a), Math.cos(a), -Math.sin(a), -Math.cos(a)]),
  cos: (u) => chain(u, (a) => [Math.cos(a), -Math.sin(a), -Math.cos(a), Math.sin(a)]),
  tan: (u) => multiply(unary['sin']!(u), inverse(unary['cos']!(u))),
  asin: (u) => chain(u, (a) => inverseSine(a, 1)),
  acos: (u) => chain(u, (a) => inverseSine(a, -1)),
  atan: (u) =>
    chain(u, (a) => {
      const s = 1 + a * a;
      return [Math.atan(a), 1 / s, (-2 * a) / s ** 2, (6 * a * a - 2) / s ** 3];
    }),
  sinh: (u) => chain(u, (a) => [Math.sinh(a), Math.cosh(a), Math.sinh(a), Math.cosh(a)]),
  cosh: (u) => chain(u, (a) => [Math.cosh(a), Math.sinh(a), Math.cosh(a), Math.sinh(a)]),
  tanh: (u) =>
    chain(u, (a) => {
      const t = Math.tanh(a);
      const s = 1 / Math.cosh(a) ** 2;
      return [t, s, -2 * t * s, (6 * t * t - 2) * s];
    }),
  exp,
  log,
  ln: log,
  log10: (u) => multiply(log(u), constant(1 / Math.LN10)),
  log2: (u) => multiply(log(u), constant(1 / Math.LN2)),
  cbrt: (u) =>
    chain(u, (a) => {
      const r = Math.cbrt(a);
      return [r, 1 / (3 * r ** 2), -2 / (9 * r ** 5), 10 / (27 * r ** 8)];
    }),
  floor: (u) => stepped(u, Math.floor),
  ceil: (u) => stepped(u, Math.ceil),
  relu: (u) => choose(u, constant(0), true),
  softplus: (u) =>
    chain(u, (a) => {
      const s = 1 / (1 + Math.exp(-a));
      const slope = s * (1 - s);
      return [Math.max(a, 0) + Math.log1p(Math.exp(-Math.abs(a))), s, slope, slope * (1 - 2 * s)];
    }),
  erf: (u) => chain(u, (a) => bell(a, Math.SQRT2)),
  normcdf: (u) => chain(u, (a) => bell(a, 1)),
  sqrt: (u) => power(u, 0.5),
  abs: (u) => choose(u, negative(u), true),
  sign: (u) => ({ ...constant(Math.sign(u.parts[0]!.value)), edge: u.edge || isNear(u.parts[0]!) }),
  sigmoid: (u) =>
    chain(u, (a) => {
      const s = a >= 0 ? 1 / (1 + Math.exp(-a)) : Math.exp(a) / (1 + Math.exp(a));
      const slope = s * (1 - s);
      return [s, slope, slope * (1 - 2 * s), slope * (1 - 6 * slope)];
    }),
};

/** erf (for the root of two) or the normal distribution function (for 1), with three derivatives. */
function bell(a: number, scale: number): [number, number, number, number] {
  const height = (scale === 1 ? 1 : 2) * (scale / Math.sqrt(2 * Math.PI)) * Math.exp(-((scale * a) ** 2) / 2);
  const rate = scale * scale;
  const value = functions.get(scale === 1 ? 'normcdf' : 'erf')!.evaluate(a, 0);
  return [value, height, -rate * a * height, rate * (rate * a * a - 1) * height];
}

function inverseSine(a: number, sign: 1 | -1): [number, number, number, number] {
  const s = 1 - a * a;
  const value = sign === 1 ? Math.asin(a) : Math.acos(a);
  return [value, sign / s ** 0.5, (sign * a) / s ** 1.5, (sign * (1 + 2 * a * a)) / s ** 2.5];
}

/** The branch that is taken; an edge where rounding may decide it. */
function choice(args: readonly Expression[], of: (part: Expression) => Jet): Jet {
  let edge = false;
  const holds = (tree: Expression): boolean => {
    if (tree.kind !== 'call') throw new Error(`${tree.kind} is no condition`);
    const [first, second] = tree.args;
    if (tree.name === 'not') return !holds(first!);
    if (tree.name === 'and') return holds(first!) && holds(second!);
    if (tree.name === 'or') return holds(first!) || holds(second!);
    const [a, b] = [of(first!), of(second!)];
    const difference = plus(a.parts[0]!, scaled(b.parts[0]!, -1));
    if (a.edge || b.edge || (isNear(difference) && !isAlike(a, b))) edge = true;
    return compare(tree.name, a.parts[0]!.value, b.parts[0]!.value);
  };
  const taken = of(holds(args[0]!) ? args[1]! : args[2]!);
  return { ...taken, edge: taken.edge || edge };
}

function compare(relation: string, a: number, b: number): boolean {
  switch (relation) {
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
    case '==':
      return a === b;
    default:
      return a !== b;
  }
}

/** The expansion at (x, y). */
export function jetOf(tree: Expression, x: number, y: number): Jet {
  const of = (part: Expression): Jet => jetOf(part, x, y);
  switch (tree.kind) {
    case 'number':
      return constant(tree.value);
    case 'name': {
      if (tree.name === 'x') return { parts: [exact(x), exact(1), ZERO, ZERO, ZERO, ZERO], edge: false };
      if (tree.name === 'y') return { parts: [exact(y), ZERO, exact(1), ZERO, ZERO, ZERO], edge: false };
      return constant(constants.get(tree.name) ?? Number.NaN);
    }
    case 'negation':
      return negative(of(tree.operand));
    case 'call': {
      if (tree.name === 'where') return choice(tree.args, of);
      const [a, b] = tree.args.map(of);
      if (tree.name === 'min' || tree.name === 'max') return choose(a!, b!, tree.name === 'max');
      if (tree.name === 'pow') return raise(a!, b!, isFixed(tree.args[1]!));
      if (tree.name === 'atan2') return angle(a!, b!);
      return unary[tree.name]!(a!);
    }
    case 'binary': {
      if (tree.operator === '^' && isAbsolute(tree.left) && isEven(tree.right)) {
        return power(of(tree.left.args[0]!), tree.right.value);
      }
      const [a, b] = [of(tree.left), of(tree.right)];
      switch (tree.operator) {
        case '+':
          return add(a, b);
        case '-':
          // What is taken from itself leaves exactly nothing, wherever it is.
          if (Number.isFinite(a.parts[0]!.value) && isSameTree(tree.left, tree.right)) return constant(0);
          return add(a, negative(b));
        case '*':
          return multiply(a, b);
        case '/':
          return multiply(a, inverse(b));
        case '^':
          return raise(a, b, isFixed(tree.right));
      }
    }
  }
}

/** An even power has no edge where the size that it is taken of has one. */
const isAbsolute = (tree: Expression): tree is CallExpression => tree.kind === 'call' && tree.name === 'abs';
const isEven = (tree: Expression): tree is NumberExpression => tree.kind === 'number' && tree.value % 2 === 0;

/** Whether a part names neither x nor y. */
const isFixed = (tree: Expression): boolean => !/"name":"[xy]"/.test(JSON.stringify(tree));

/** Whether two parts say the same, wherever they stand in the text. */
function isSameTree(a: Expression, b: Expression): boolean {
  const [first, second] = [a, b].map((tree) =>
    JSON.stringify(tree, (key, value: unknown) => (key === 'start' || key === 'end' ? undefined : value)),
  );
  return first === second;
}

/** Whether it stands still around the place, and its value is known to the bit: a level of a function that jumps. */
const isLevel = ({ parts: [at, ...rest] }: Jet): boolean =>
  at!.error <= 1e-300 && rest.every(({ value, error }) => value === 0 && error <= 1e-300);

/** a^b; `fixed` where the exponent is written without x and y. */
function raise(a: Jet, b: Jet, fixed: boolean): Jet {
  const [base, exponent] = [a.parts[0]!, b.parts[0]!];
  const edge = a.edge || b.edge;
  const isPositive = base.value > base.error;
  // What is too small to be a number is so on either side of an edge.
  if (base.value > 0 && exponent.value * Math.log(base.value) < UNDERFLOW) return unknown(exact(0));
  if (b.parts.slice(1).every(({ value, error }) => value === 0 && error <= 1e-300)) {
    // At a base that is not positive only a fixed exponent has derivatives, whether another moves there or not.
    if (!fixed && !isPositive) return unknown(power(a, exponent.value).parts[0]);
    // To the power of nothing everything is 1.
    if (Math.abs(exponent.value) < 1e-300) return { ...constant(1), edge: b.edge };
    return { ...power(a, exponent.value), edge };
  }
  // A level of 1 is 1 to any power, one of 0 is 0 to any above 0: nothing moves there.
  if (isLevel(a) && base.value === 1) return { ...constant(1), edge };
  if (isLevel(a) && base.value === 0 && exponent.value > 0) {
    return { ...constant(0), edge: edge || isNear(exponent) };
  }
  // At a base of zero, and beyond it, the language has conventions of its own.
  return { ...exp(multiply(b, log(a))), edge: edge || !isPositive };
}

/** The angle of the point (b, a): its value, and the derivatives of atan(a/b), or of -atan(b/a) where b is small. */
function angle(a: Jet, b: Jet): Jet {
  const [up, right] = [a.parts[0]!, b.parts[0]!];
  if (isLevel(a) && up.value === 0) {
    return { ...constant(Math.atan2(up.value, right.value)), edge: a.edge || b.edge || isNear(right) };
  }
  const turned = Math.abs(right.value) > Math.abs(up.value);
  const jet = turned
    ? unary['atan']!(multiply(a, inverse(b)))
    : negative(unary['atan']!(multiply(b, inverse(a))));
  const value = { value: Math.atan2(up.value, right.value), error: jet.parts[0]!.error + 1e-15 };
  const edge = a.edge || b.edge || (isNear(up) && right.value <= right.error);
  return { parts: [value, ...jet.parts.slice(1)], edge };
}
