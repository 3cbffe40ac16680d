import * as interval from '../math/interval.ts';
import { functions } from './functions.ts';
import { type Graph, type GraphNode, type NodeId, reachable } from './graph.ts';
import { functionRow, wholePower } from './operations.ts';

/**
 * The graph run over a box of x and y instead of a point: each node gets an interval that holds all of its values
 * there. A derivative across a kink (abs, min, max) gets the hull of both sides, so that the gradient's intervals hold
 * Clarke's generalized gradient (F. H. Clarke, "Optimization and nonsmooth analysis", 1983,
 * https://doi.org/10.1137/1.9781611971309): where they leave zero
 * out there is no minimum, kinks included.
 */
export interface Enclosure {
  /** Lower and upper bounds of the roots in their order; NaN where a root is defined nowhere in the box. */
  readonly lo: Float64Array;
  readonly hi: Float64Array;
  /** Whether all that the roots come from is defined, continuous and on one side of every kink in the whole box. */
  smooth: boolean;
  /** Whether the first root may jump inside the box: a sign that changes, an angle that wraps, a choice. */
  jumps: boolean;
  /** Nodes that are computed for a box. */
  readonly size: number;
  /** Encloses the roots over [x0, x1] x [y0, y1]. */
  over(x0: number, x1: number, y0: number, y1: number): void;
}

/** Units in the last place that the functions of the language are trusted to. */
const ULPS = 8;
const POW_ULPS = 1024;

/** What may be wrong with a node somewhere in the box: it has a kink or a jump, or it is not defined. */
const [KINK, UNDEFINED] = [1, 2];

/** @param roots the value first, if it is asked whether it jumps */
export function enclose(graph: Graph, roots: readonly NodeId[]): Enclosure {
  const order = reachable(graph, roots);
  const ofValue = new Set(reachable(graph, roots.slice(0, 1)));
  const slotOf = new Map(order.map((id, slot) => [id, slot]));
  const lo = new Float64Array(order.length);
  const hi = new Float64Array(order.length);
  const at = (id: NodeId | undefined) => (id === undefined ? 0 : slotOf.get(id)!);
  const variables: [slot: number, index: number][] = [];
  const work: { run: (box: Box) => void; slot: number; args: readonly number[] }[] = [];
  const box: Box = { lo, hi, rough: new Uint8Array(order.length), own: 0, inherited: 0, jumps: false };
  for (const [slot, id] of order.entries()) {
    const node = graph.node(id);
    if (node.op === 'constant') lo[slot] = hi[slot] = node.value;
    else if (node.op === 'variable') variables.push([slot, node.value]);
    else {
      const args = node.args.map(at);
      work.push({ run: operation(node, args, ofValue.has(id)), slot, args });
    }
  }
  const places = roots.map(at);
  const out: Enclosure = {
    lo: new Float64Array(roots.length),
    hi: new Float64Array(roots.length),
    smooth: true,
    jumps: false,
    size: order.length,
    over(x0, x1, y0, y1) {
      for (const [slot, index] of variables) {
        lo[slot] = index === 0 ? x0 : y0;
        hi[slot] = index === 0 ? x1 : y1;
      }
      box.jumps = false;
      for (let i = 0; i < work.length; i++) {
        const { run, slot, args } = work[i]!;
        box.own = 0;
        box.inherited = 0;
        for (let k = 0; k < args.length; k++) box.inherited |= box.rough[args[k]!]!;
        run(box);
        box.rough[slot] = box.own | box.inherited;
        lo[slot] = interval.bounds.lo;
        hi[slot] = interval.bounds.hi;
      }
      out.smooth = true;
      for (let i = 0; i < places.length; i++) {
        out.lo[i] = lo[places[i]!]!;
        out.hi[i] = hi[places[i]!]!;
        if (box.rough[places[i]!] !== 0) out.smooth = false;
      }
      out.jumps = box.jumps;
    },
  };
  return out;
}

interface Box {
  readonly lo: Float64Array;
  readonly hi: Float64Array;
  /** Of each node, what it has of `KINK` and `UNDEFINED`, its own or from what it is computed from. */
  readonly rough: Uint8Array;
  /** What the node at hand adds. */
  own: number;
  /** What it has from its arguments: all of theirs, unless it takes only one of them. */
  inherited: number;
  jumps: boolean;
}

/** Leaves a node's interval in `interval.bounds`. */
type Step = (box: Box) => void;

function operation(node: GraphNode, args: readonly number[], ofValue: boolean): Step {
  const [a = 0, b = 0, c = 0] = args;
  switch (node.op) {
    case 'add':
      return ({ lo, hi }) => interval.add(lo[a]!, hi[a]!, lo[b]!, hi[b]!);
    case 'sub':
      return ({ lo, hi }) => interval.sub(lo[a]!, hi[a]!, lo[b]!, hi[b]!);
    case 'mul':
      if (a === b) return (box) => whole(box, a, 2);
      return ({ lo, hi }) => interval.mul(lo[a]!, hi[a]!, lo[b]!, hi[b]!);
    case 'div':
      return (box) => {
        const { lo, hi } = box;
        if (!(lo[b]! > 0 || hi[b]! < 0)) box.own = UNDEFINED;
        interval.div(lo[a]!, hi[a]!, lo[b]!, hi[b]!);
      };
    case 'neg':
      return ({ lo, hi }) => interval.set(-hi[a]!, -lo[a]!);
    case 'whole':
      return (box) => whole(box, a, node.value);
    case 'greater':
    case 'atLeast':
    case 'equal':
    case 'zeroPowerZero':
    case 'zeroPowerPositive':
      return comparison(node.op, a, b, ofValue);
    case 'where':
      return (box) => {
        const { lo, hi } = box;
        if (isSet(lo[a]!, hi[a]!)) {
          box.inherited = box.rough[b]!;
          return interval.set(lo[b]!, hi[b]!);
        }
        if (isClear(lo[a]!, hi[a]!)) {
          box.inherited = box.rough[c]!;
          return interval.set(lo[c]!, hi[c]!);
        }
        // From one branch to the other a value may jump.
        if (ofValue) box.jumps = true;
        return hull(lo[b]!, hi[b]!, lo[c]!, hi[c]!);
      };
    case 'masked':
      return (box) => {
        const { lo, hi, rough } = box;
        if (isSet(lo[a]!, hi[a]!)) {
          box.inherited = rough[b]!;
          interval.set(lo[b]!, hi[b]!);
        } else if (isClear(lo[a]!, hi[a]!)) {
          box.inherited = 0;
          interval.set(0, 0);
        } else hull(lo[b]!, hi[b]!, 0, 0);
      };
    case 'either':
      return ({ lo, hi }) =>
        interval.set(
          isSet(lo[a]!, hi[a]!) || isSet(lo[b]!, hi[b]!) ? 1 : 0,
          isClear(lo[a]!, hi[a]!) && isClear(lo[b]!, hi[b]!) ? 0 : 1,
        );
    case 'both':
      return ({ lo, hi }) =>
        interval.set(
          isSet(lo[a]!, hi[a]!) && isSet(lo[b]!, hi[b]!) ? 1 : 0,
          isClear(lo[a]!, hi[a]!) || isClear(lo[b]!, hi[b]!) ? 0 : 1,
        );
    case 'not':
      return ({ lo, hi }) => interval.set(isClear(lo[a]!, hi[a]!) ? 1 : 0, isSet(lo[a]!, hi[a]!) ? 0 : 1);
    case 'call':
      return call(node.name, a, b, ofValue);
    case 'constant':
    case 'variable':
      throw new Error(`a ${node.op} is not computed`);
  }
}

type Comparison = 'greater' | 'atLeast' | 'equal' | 'zeroPowerZero' | 'zeroPowerPositive';

/** One that comes out alike in the whole box is a constant, whatever it compares. */
function comparison(op: Comparison, a: number, b: number, ofValue: boolean): Step {
  // Where an argument is undefined it does not hold.
  const isKnown = ({ inherited }: Box): boolean => (inherited & UNDEFINED) === 0 || !ofValue;
  const decided = (box: Box, is: boolean) => {
    if (is) box.inherited = 0;
    else box.own = KINK;
  };
  switch (op) {
    case 'greater':
      return (box) => {
        const { lo, hi } = box;
        const always = lo[a]! > hi[b]! && isKnown(box);
        const never = hi[a]! <= lo[b]!;
        decided(box, always || never);
        interval.set(always ? 1 : 0, never ? 0 : 1);
      };
    case 'atLeast':
      return (box) => {
        const { lo, hi } = box;
        const always = lo[a]! >= hi[b]! && isKnown(box);
        const never = hi[a]! < lo[b]!;
        decided(box, always || never);
        interval.set(always ? 1 : 0, never ? 0 : 1);
      };
    case 'equal':
      return (box) => {
        const { lo, hi } = box;
        const always = lo[a] === hi[a] && lo[b] === hi[b] && lo[a] === lo[b] && isKnown(box);
        const never = lo[a]! > hi[b]! || hi[a]! < lo[b]!;
        decided(box, always || never);
        interval.set(always ? 1 : 0, never ? 0 : 1);
      };
    case 'zeroPowerZero':
    case 'zeroPowerPositive':
      return (box) => {
        const { lo, hi } = box;
        const possible = lo[a]! <= 0 && hi[a]! >= 0;
        decided(box, !possible);
        interval.set(0, possible ? 1 : 0);
      };
  }
}

/** Whether a condition holds in the whole box, and whether it holds nowhere. */
function isSet(lo: number, hi: number): boolean {
  return lo > 0 || hi < 0;
}

function isClear(lo: number, hi: number): boolean {
  return lo === 0 && hi === 0;
}

/** The smallest interval around both; an empty one adds nothing. */
function hull(al: number, ah: number, bl: number, bh: number): void {
  if (Number.isNaN(al)) interval.set(bl, bh);
  else if (Number.isNaN(bl)) interval.set(al, ah);
  else interval.set(Math.min(al, bl), Math.max(ah, bh));
}

function whole(box: Box, a: number, exponent: number): void {
  const lo = box.lo[a]!;
  const hi = box.hi[a]!;
  if (Number.isNaN(lo)) return interval.empty();
  const size = Math.abs(exponent);
  const atLo = wholePower(lo, size);
  const atHi = wholePower(hi, size);
  if (size % 2 === 1) interval.monotone(atLo, atHi, size);
  else {
    const straddles = lo < 0 && hi > 0;
    interval.monotone(straddles ? 0 : Math.min(atLo, atHi), Math.max(atLo, atHi), size);
    interval.clamp(0, Number.POSITIVE_INFINITY);
  }
  if (lo === 0 && hi === 0) interval.set(0, 0);
  if (exponent > 0) return;
  if (lo <= 0 && hi >= 0) box.own = UNDEFINED;
  const { lo: below, hi: above } = interval.bounds;
  interval.div(1, 1, below, above);
}

type Unary = (lo: number, hi: number, box: Box) => void;

/** Of a function that rises wherever it is defined: from `least` to `most`. */
function rising(
  name: string,
  range: readonly [number, number] | null,
  least = -Infinity,
  most = Infinity,
): Unary {
  const { evaluate } = functionRow(name);
  return (lo, hi, box) => {
    if (!(hi >= least && lo <= most)) return interval.empty();
    // At the ends of where it is defined its derivative may not be.
    if (!(lo > least && hi < most)) box.own = UNDEFINED;
    interval.monotone(evaluate(Math.max(lo, least), 0), evaluate(Math.min(hi, most), 0), ULPS);
    if (range) interval.clamp(range[0], range[1]);
  };
}

/** Of a function that rises in steps, at whole numbers. */
function steps(round: (a: number) => number): Unary {
  return (lo, hi, box) => {
    if (Number.isNaN(lo)) return interval.empty();
    if (Math.floor(hi) >= Math.ceil(lo)) box.own = KINK;
    return interval.set(round(lo), round(hi));
  };
}

/** Functions with jumps: whether one may be in the interval. */
const jumping: Readonly<Record<string, (lo: number, hi: number) => boolean>> = {
  sign: (lo, hi) => lo <= 0 && hi >= 0 && lo !== hi,
  floor: (lo, hi) => Math.floor(lo) !== Math.floor(hi),
  ceil: (lo, hi) => Math.ceil(lo) !== Math.ceil(hi),
};

const unary: Readonly<Record<string, Unary>> = {
  sin: (lo, hi) => interval.wave(lo, hi, Math.PI / 2, (a) => functionRow('sin').evaluate(a, 0), ULPS),
  cos: (lo, hi) => interval.wave(lo, hi, 0, (a) => functionRow('cos').evaluate(a, 0), ULPS),
  tan: (lo, hi, box) => {
    if (Number.isNaN(lo)) return interval.empty();
    if (interval.mayHavePole(lo, hi)) {
      box.own = UNDEFINED;
      return interval.entire();
    }
    const { evaluate } = functionRow('tan');
    return interval.monotone(evaluate(lo, 0), evaluate(hi, 0), ULPS);
  },
  asin: rising('asin', [-2, 2], -1, 1),
  acos: (lo, hi, box) => {
    unary['asin']?.(lo, hi, box);
    const { lo: least, hi: most } = interval.bounds;
    interval.sub(Math.PI / 2, interval.above(Math.PI / 2), least, most);
  },
  atan: rising('atan', [-2, 2]),
  sinh: rising('sinh', null),
  cosh: (lo, hi) => {
    if (Number.isNaN(lo)) return interval.empty();
    const { evaluate } = functionRow('cosh');
    const least = lo < 0 && hi > 0 ? 0 : Math.min(Math.abs(lo), Math.abs(hi));
    interval.monotone(evaluate(least, 0), evaluate(Math.max(Math.abs(lo), Math.abs(hi)), 0), ULPS);
    return interval.clamp(1, Number.POSITIVE_INFINITY);
  },
  tanh: rising('tanh', [-1, 1]),
  exp: rising('exp', [0, Infinity]),
  log: rising('log', null, 0),
  log10: rising('log10', null, 0),
  log2: rising('log2', null, 0),
  cbrt: (lo, hi, box) => {
    if (Number.isNaN(lo)) return interval.empty();
    // There it rises without end.
    if (lo <= 0 && hi >= 0) box.own = UNDEFINED;
    const { evaluate } = functionRow('cbrt');
    return interval.monotone(evaluate(lo, 0), evaluate(hi, 0), ULPS);
  },
  sqrt: rising('sqrt', [0, Infinity], 0),
  sigmoid: rising('sigmoid', [0, 1]),
  softplus: rising('softplus', [0, Infinity]),
  erf: rising('erf', [-1, 1]),
  normcdf: rising('normcdf', [0, 1]),
  relu: (lo, hi, box) => {
    if (Number.isNaN(lo)) return interval.empty();
    if (lo <= 0 && hi >= 0) box.own = KINK;
    else if (hi < 0) box.inherited &= UNDEFINED;
    return interval.set(Math.max(lo, 0), Math.max(hi, 0));
  },
  floor: steps(Math.floor),
  ceil: steps(Math.ceil),
  abs: (lo, hi, box) => {
    if (Number.isNaN(lo)) return interval.empty();
    if (lo <= 0 && hi >= 0) box.own = KINK;
    const least = lo <= 0 && hi >= 0 ? 0 : Math.min(Math.abs(lo), Math.abs(hi));
    return interval.set(least, Math.max(Math.abs(lo), Math.abs(hi)));
  },
  sign: (lo, hi, box) => {
    if (Number.isNaN(lo)) return interval.empty();
    if (lo <= 0 && hi >= 0) box.own = KINK;
    return interval.set(Math.sign(lo), Math.sign(hi));
  },
};

function call(name: string, a: number, b: number, ofValue: boolean): Step {
  const one = unary[name];
  const jumps = jumping[name];
  if (jumps && one) {
    return (box) => {
      if (ofValue && jumps(box.lo[a]!, box.hi[a]!)) box.jumps = true;
      one(box.lo[a]!, box.hi[a]!, box);
    };
  }
  if (one) return (box) => one(box.lo[a]!, box.hi[a]!, box);
  if (name === 'min' || name === 'max') {
    const pick = name === 'min' ? Math.min : Math.max;
    return (box) => {
      const { lo, hi } = box;
      const [above, below] = [lo[a]! > hi[b]!, hi[a]! < lo[b]!];
      if (!above && !below) box.own = KINK;
      // The kinks of the one that is not taken are not seen; that it may be undefined is.
      else {
        const [taken, other] = (name === 'max') === above ? [a, b] : [b, a];
        box.inherited = box.rough[taken]! | (box.rough[other]! & UNDEFINED);
      }
      interval.set(pick(lo[a]!, lo[b]!), pick(hi[a]!, hi[b]!));
    };
  }
  if (name === 'atan2') return (box) => angle(box, a, b);
  if (name === 'pow') return (box) => power(box, a, b);
  if (!functions.has(name)) throw new Error(`no function ${name}`);
  return (box) => {
    box.own = UNDEFINED;
    box.jumps = true;
    interval.entire();
  };
}

/** The angle of a box that the negative x axis does not meet has its extremes at the corners. */
function angle(box: Box, a: number, b: number): void {
  const [y0, y1, x0, x1] = [box.lo[a]!, box.hi[a]!, box.lo[b]!, box.hi[b]!];
  if (Number.isNaN(y0) || Number.isNaN(x0)) return interval.empty();
  if (x0 <= 0 && y0 <= 0 && y1 >= 0) {
    box.own = UNDEFINED;
    box.jumps = true;
    return interval.set(interval.below(-Math.PI), interval.above(Math.PI));
  }
  const { evaluate } = functionRow('atan2');
  const corners = [evaluate(y0, x0), evaluate(y0, x1), evaluate(y1, x0), evaluate(y1, x1)];
  interval.monotone(Math.min(...corners), Math.max(...corners), ULPS);
}

function power(box: Box, a: number, b: number): void {
  const [lo, hi, least, most] = [box.lo[a]!, box.hi[a]!, box.lo[b]!, box.hi[b]!];
  if (Number.isNaN(lo) || Number.isNaN(least)) return interval.empty();
  const { evaluate } = functionRow('pow');
  const isWhole = least === most && Number.isInteger(least);
  if (isWhole && (hi < 0 || lo < 0)) {
    if (lo <= 0 && hi >= 0 && least < 0) {
      box.own = UNDEFINED;
      return interval.entire();
    }
    const [atLo, atHi] = [evaluate(lo, least), evaluate(hi, least)];
    const straddles = lo < 0 && hi > 0 && least % 2 === 0;
    interval.monotone(straddles ? 0 : Math.min(atLo, atHi), Math.max(atLo, atHi), POW_ULPS);
    return least % 2 === 0 ? interval.clamp(0, Number.POSITIVE_INFINITY) : undefined;
  }
  // A negative base has powers at whole exponents only.
  if (hi < 0) {
    if (least === most) return interval.empty();
    box.own = UNDEFINED;
    return interval.entire();
  }
  if (lo <= 0) box.own = UNDEFINED;
  const base = Math.max(lo, 0);
  const corners = [evaluate(base, least), evaluate(base, most), evaluate(hi, least), evaluate(hi, most)].map(
    (corner) => (Number.isNaN(corner) ? 1 : corner),
  );
  // 0^0 is 1, and beside it the powers of small bases come near 0.
  const floor = base === 0 && least <= 0 && most >= 0 ? 0 : Math.min(...corners);
  interval.monotone(floor, Math.max(...corners, base === 0 && least < 0 ? Infinity : 0), POW_ULPS);
  interval.clamp(0, Number.POSITIVE_INFINITY);
}
