import { functions } from '../../src/core/expression/functions.ts';
import { constants } from '../../src/core/expression/names.ts';
import type { Expression } from '../../src/core/expression/tree.ts';

/**
 * A formula's value, gradient and Hessian at a point by arithmetic on Taylor polynomials of second order, without any
 * graph: each operation's rule is written from its partial derivatives. Of max and min only the branch that is taken
 * has any part in what follows, and on a tie each argument has one half. Every number goes along with a bound of its
 * rounding error (running error analysis: N. J. Higham, "Accuracy and stability of numerical algorithms", 3.3).
 */

/** A number and its error bound in units of 2^-53. */
interface Rounded {
  readonly value: number;
  readonly error: number;
}

export interface Jet {
  readonly value: Rounded;
  /** Whether it is a plain 0: one that was written, and that no branch turned into something else. */
  readonly isZero: boolean;
  /** By x and by y; null where the value does not depend on that variable through branches that are taken. */
  readonly first: readonly [Rounded | null, Rounded | null];
  /** By xx, xy and yy. */
  readonly second: readonly [Rounded | null, Rounded | null, Rounded | null];
}

/** Partial derivatives of a function of two arguments, where they are asked for. */
type Partials = Readonly<Record<'a' | 'b' | 'aa' | 'ab' | 'bb', () => number>>;

const PAIRS = [
  [0, 0],
  [0, 1],
  [1, 1],
] as const;

function exact(value: number): Rounded {
  return { value, error: 0 };
}

function sum(a: Rounded | null, b: Rounded | null): Rounded | null {
  if (a === null || b === null) return a ?? b;
  const value = a.value + b.value;
  return { value, error: a.error + b.error + Math.abs(value) };
}

function product(a: Rounded | null, b: Rounded | null): Rounded | null {
  if (a === null || b === null) return null;
  const value = a.value * b.value;
  return {
    value,
    error: Math.abs(a.value) * b.error + Math.abs(b.value) * a.error + Math.abs(value),
  };
}

/** Thrown where the formula is at a point at which the comparison would be one of conventions or of rounding. */
export class Undecided extends Error {}

export function jetOf(tree: Expression, x: number, y: number): Jet {
  switch (tree.kind) {
    case 'number':
      return constant(tree.value);
    case 'name':
      if (tree.name === 'x') return { ...constant(x), isZero: false, first: [exact(1), null] };
      if (tree.name === 'y') return { ...constant(y), isZero: false, first: [null, exact(1)] };
      return constant(constants.get(tree.name)!);
    case 'negation':
      return scale(jetOf(tree.operand, x, y), -1);
    case 'call': {
      if (tree.name === 'where') {
        const [condition, then, otherwise] = tree.args;
        return jetOf(holds(condition!, x, y) ? then! : otherwise!, x, y);
      }
      const [a = constant(0), b = constant(0)] = tree.args.map((arg) => jetOf(arg, x, y));
      return call(tree.name, a, b);
    }
    case 'binary': {
      const [a, b] = [jetOf(tree.left, x, y), jetOf(tree.right, x, y)];
      switch (tree.operator) {
        case '+':
          return plus(a, b);
        case '-':
          return plus(a, scale(b, -1));
        case '*':
          return times(a, b);
        case '/':
          return quotient(a, b);
        case '^':
          return call('pow', a, b);
      }
    }
  }
}

/** Whether a condition holds; undecided where rounding decides. */
function holds(tree: Expression, x: number, y: number): boolean {
  if (tree.kind !== 'call') throw new Error(`${tree.kind} is no condition`);
  const [first, second] = tree.args;
  if (tree.name === 'not') return !holds(first!, x, y);
  if (tree.name === 'and') return holds(first!, x, y) && holds(second!, x, y);
  if (tree.name === 'or') return holds(first!, x, y) || holds(second!, x, y);
  const [a, b] = [jetOf(first!, x, y).value, jetOf(second!, x, y).value];
  const doubt = (a.error + b.error) * 2 ** -40;
  if (Math.abs(a.value - b.value) <= doubt && doubt > 0) throw new Undecided(tree.name);
  switch (tree.name) {
    case '<':
      return a.value < b.value;
    case '<=':
      return a.value <= b.value;
    case '>':
      return a.value > b.value;
    case '>=':
      return a.value >= b.value;
    case '==':
      return a.value === b.value;
    default:
      return a.value !== b.value;
  }
}

function constant(value: number): Jet {
  return { value: exact(value), isZero: value === 0, first: [null, null], second: [null, null, null] };
}

function scale(a: Jet, factor: number): Jet {
  const scaled = (part: Rounded | null) => product(part, exact(factor));
  return {
    value: scaled(a.value)!,
    isZero: a.isZero,
    first: [scaled(a.first[0]), scaled(a.first[1])],
    second: [scaled(a.second[0]), scaled(a.second[1]), scaled(a.second[2])],
  };
}

function plus(a: Jet, b: Jet): Jet {
  return {
    value: sum(a.value, b.value)!,
    isZero: a.isZero && b.isZero,
    first: [sum(a.first[0], b.first[0]), sum(a.first[1], b.first[1])],
    second: [sum(a.second[0], b.second[0]), sum(a.second[1], b.second[1]), sum(a.second[2], b.second[2])],
  };
}

function times(a: Jet, b: Jet): Jet {
  const [u, v] = [a.value.value, b.value.value];
  if (a.isZero || b.isZero) return constant(u * v);
  const partials = { a: () => v, b: () => u, aa: () => 0, ab: () => 1, bb: () => 0 };
  return composed(u * v, partials, a, b);
}

function quotient(a: Jet, b: Jet): Jet {
  const [u, v] = [a.value.value, b.value.value];
  if (a.isZero) return constant(u / v);
  const partials = {
    a: () => 1 / v,
    b: () => -u / v / v,
    aa: () => 0,
    ab: () => -1 / v / v,
    bb: () => (2 * u) / v / v / v,
  };
  return composed(u / v, partials, a, b);
}

function depends({ first }: Jet): boolean {
  return first[0] !== null || first[1] !== null;
}

/** F(a, b) by the chain rule; a partial derivative is asked for only where its argument depends on a variable. */
function composed(value: number, partials: Partials, a: Jet, b: Jet): Jet {
  const [u, v] = [a.value, b.value];
  const known = new Map<string, number>();
  const number = (key: keyof Partials): number => {
    const found = known.get(key) ?? partials[key]();
    known.set(key, found);
    return found;
  };
  const through = (slope: () => number, error: number) => (error === 0 ? 0 : Math.abs(slope()) * error);
  // How much of itself a slope changes with its arguments' errors; a bend changes some times as much.
  const relative = (key: 'a' | 'b'): number => {
    const [byU, byV] = key === 'a' ? (['aa', 'ab'] as const) : (['ab', 'bb'] as const);
    const size = Math.abs(number(key));
    const change = through(() => number(byU), u.error) + through(() => number(byV), v.error);
    return change === 0 ? 0 : change / size;
  };
  const partial = (key: keyof Partials): Rounded => {
    const value = number(key);
    const share = key === 'a' || key === 'b' ? relative(key) : 4 * (relative('a') + relative('b'));
    const [p, q] = [u, v].map((arg) => (arg.error === 0 ? 0 : arg.error / Math.abs(arg.value)));
    return { value, error: Math.abs(value) * (8 + share + 8 * (p! + q!)) };
  };
  const first = ([0, 1] as const).map((i) =>
    sum(a.first[i] && product(partial('a'), a.first[i]), b.first[i] && product(partial('b'), b.first[i])),
  );
  const second = PAIRS.map(([i, j], at) => {
    const bend = (key: keyof Partials, p: Rounded | null, q: Rounded | null) =>
      p && q && product(partial(key), product(p, q));
    const terms = [
      a.second[at] && product(partial('a'), a.second[at]!),
      b.second[at] && product(partial('b'), b.second[at]!),
      bend('aa', a.first[i], a.first[j]),
      bend('bb', b.first[i], b.first[j]),
      bend('ab', a.first[i], b.first[j]),
      bend('ab', b.first[i], a.first[j]),
    ];
    return terms.reduce<Rounded | null>((all, term) => sum(all, term ?? null), null);
  });
  return {
    isZero: false,
    value: {
      value,
      error: 8 * Math.abs(value) + through(() => number('a'), u.error) + through(() => number('b'), v.error),
    },
    first: [first[0]!, first[1]!],
    second: [second[0]!, second[1]!, second[2]!],
  };
}

function call(name: string, a: Jet, b: Jet): Jet {
  const [u, v] = [a.value.value, b.value.value];
  const value = functions.get(name)!.evaluate(u, v);
  // What keeps 0 as it is keeps a plain one.
  if (a.isZero && name !== 'atan2' && (name === 'pow' ? v > 0 : value === 0) && !/^(max|min)$/.test(name)) {
    return constant(0);
  }
  const of = (slope: () => number, bend: () => number) =>
    composed(value, { a: slope, aa: bend, b: () => 0, ab: () => 0, bb: () => 0 }, a, constant(0));
  switch (name) {
    case 'max':
      return extremum(a, b, u > v, u < v);
    case 'min':
      return extremum(a, b, u < v, u > v);
    case 'abs':
      if (u === 0) throw new Undecided(name);
      return scale(a, Math.sign(u));
    case 'sqrt':
      return of(
        () => 0.5 / Math.sqrt(u),
        () => -0.25 / Math.sqrt(u) / u,
      );
    case 'log':
    case 'ln':
      return of(
        () => 1 / u,
        () => -1 / u / u,
      );
    case 'log10':
      return of(
        () => 1 / u / Math.LN10,
        () => -1 / u / u / Math.LN10,
      );
    case 'exp':
      return of(
        () => value,
        () => value,
      );
    case 'sin':
      return of(
        () => Math.cos(u),
        () => -Math.sin(u),
      );
    case 'cos':
      return of(
        () => -Math.sin(u),
        () => -Math.cos(u),
      );
    case 'asin':
    case 'acos': {
      const sign = name === 'asin' ? 1 : -1;
      const root = Math.sqrt((1 - u) * (1 + u));
      // 1 - u^2 is rounded where it is computed so.
      const rounded = { ...a, value: { value: u, error: Math.max(a.value.error, Math.abs(u)) } };
      const partials = {
        a: () => sign / root,
        aa: () => (sign * u) / root ** 3,
        b: () => 0,
        ab: () => 0,
        bb: () => 0,
      };
      return composed(value, partials, rounded, constant(0));
    }
    case 'atan': {
      const below = 1 + u * u;
      return of(
        () => 1 / below,
        () => (-2 * u) / below ** 2,
      );
    }
    case 'atan2': {
      const r = u * u + v * v;
      const partials = {
        a: () => v / r,
        b: () => -u / r,
        aa: () => (-2 * u * v) / r / r,
        ab: () => (u * u - v * v) / r / r,
        bb: () => (2 * u * v) / r / r,
      };
      return composed(value, partials, a, b);
    }
    case 'pow':
      // What 0 to a power that varies does is a convention.
      if (u === 0 && depends(b)) throw new Undecided(name);
      return composed(value, powerPartials(u, v, value), a, b);
    default:
      throw new Error(`no rule for ${name}`);
  }
}

function powerPartials(u: number, v: number, value: number): Partials {
  const to = (factor: number, exponent: number) => (factor === 0 ? 0 : factor * u ** exponent);
  return {
    a: () => to(v, v - 1),
    b: () => value * Math.log(u),
    aa: () => to(v * (v - 1), v - 2),
    ab: () => u ** (v - 1) * (1 + v * Math.log(u)),
    bb: () => value * Math.log(u) ** 2,
  };
}

function extremum(a: Jet, b: Jet, takesFirst: boolean, takesSecond: boolean): Jet {
  const apart = Math.abs(a.value.value - b.value.value);
  const doubt = (a.value.error + b.value.error) * 2 ** -40;
  // Rounding may decide: on a tie of numbers that were rounded too.
  if (apart <= doubt && doubt > 0) throw new Undecided('max');
  if (takesFirst) return a;
  if (takesSecond) return b;
  const half = plus(scale(a, 0.5), scale(b, 0.5));
  return Number.isNaN(apart) ? constant(Number.NaN) : { ...half, value: a.value };
}
