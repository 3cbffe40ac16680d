import { type FunctionRow, functions } from './functions.ts';

/**
 * What a node of the graph computes, beside the named functions. The last eight of them are conditions: they are 1 or 0,
 * and only `where`, `masked` and other conditions read them. `zeroPowerZero` and `zeroPowerPositive` are the two
 * exceptions in the derivative of a power.
 */
export type Operation =
  | 'constant'
  | 'variable'
  | 'add'
  | 'sub'
  | 'mul'
  | 'div'
  | 'neg'
  | 'whole'
  | 'call'
  | 'where'
  | 'masked'
  | 'greater'
  | 'atLeast'
  | 'equal'
  | 'zeroPowerZero'
  | 'zeroPowerPositive'
  | 'either'
  | 'both'
  | 'not';

const conditions: ReadonlySet<Operation> = new Set([
  'greater',
  'atLeast',
  'equal',
  'zeroPowerZero',
  'zeroPowerPositive',
  'either',
  'both',
  'not',
]);

/** Whether a node of this operation is a condition. */
export function isConditionOperation(op: Operation): boolean {
  return conditions.has(op);
}

/** The row of a function that is known to exist. */
export function functionRow(name: string): FunctionRow {
  const row = functions.get(name);
  if (row === undefined) throw new Error(`no function ${name}`);
  return row;
}

/**
 * base^exponent for a whole exponent other than 0, by repeated squaring from the top bit: x^2 = x*x,
 * x^3 = (x*x)*x, x^4 = (x*x)*(x*x), x^-2 = 1/(x*x). The WebAssembly back end multiplies in the same order.
 */
export function wholePower(base: number, exponent: number): number {
  const size = Math.abs(exponent);
  let result = base;
  for (let bit = 30 - Math.clz32(size); bit >= 0; bit--) {
    result *= result;
    if ((size >> bit) & 1) result *= base;
  }
  return exponent < 0 ? 1 / result : result;
}

/** One operation on numbers; `value` is the node's own number (an exponent). Also folds constants. */
export function operate(op: Operation, name: string, value: number, a: number, b: number, c: number): number {
  switch (op) {
    case 'constant':
    case 'variable':
      return value;
    case 'add':
      return a + b;
    case 'sub':
      return a - b;
    case 'mul':
      return a * b;
    case 'div':
      return a / b;
    case 'neg':
      return -a;
    case 'whole':
      return wholePower(a, value);
    case 'greater':
      return a > b ? 1 : 0;
    case 'atLeast':
      return a >= b ? 1 : 0;
    case 'equal':
      return a === b ? 1 : 0;
    case 'zeroPowerZero':
      return a === 0 && b === 0 ? 1 : 0;
    case 'zeroPowerPositive':
      return a === 0 && b >= 0 ? 1 : 0;
    case 'either':
      return a !== 0 || b !== 0 ? 1 : 0;
    case 'both':
      return a !== 0 && b !== 0 ? 1 : 0;
    case 'not':
      return a === 0 ? 1 : 0;
    case 'where':
      return a !== 0 ? b : c;
    case 'masked':
      return a !== 0 ? b : 0;
    case 'call':
      return functionRow(name).evaluate(a, b);
  }
}
