import type { MatrixPlace } from '../../core/math/loss.ts';

/** What NumPy and PyTorch call the same things. */
export interface Dialect {
  readonly id: 'numpy' | 'torch';
  /** Of the loss: a curve has one, a surface two, a model any number. */
  readonly dimension: number;
  /** Of the loss: where its parameters are in matrices. */
  readonly matrices?: readonly MatrixPlace[];
  /** What the module is called in a script. */
  readonly module: 'np' | 'torch';
  /** By the formula language's names. */
  readonly functions: ReadonlyMap<string, string>;
  /** A vector of equal components; the text of a float. */
  full(value: string): string;
  readonly zeros: string;
  /** The place of each number of theta, from 0. */
  readonly index: string;
  /** Whether two vectors are equal in every component. */
  equal(a: string, b: string): string;
  /** A number where only a vector will do. */
  constant(value: string): string;
}

const same = [
  'sin',
  'cos',
  'tan',
  'sinh',
  'cosh',
  'tanh',
  'exp',
  'log',
  'log10',
  'log2',
  'sqrt',
  'abs',
  'sign',
  'floor',
  'ceil',
];

function named(module: string, others: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map([
    ...same.map((name) => [name, `${module}.${name}`] as const),
    ['ln', `${module}.log`],
    ['min', `${module}.minimum`],
    ['max', `${module}.maximum`],
    ...Object.entries(others),
  ]);
}

export const numpy: Dialect = {
  id: 'numpy',
  dimension: 2,
  module: 'np',
  functions: named('np', {
    asin: 'np.arcsin',
    acos: 'np.arccos',
    atan: 'np.arctan',
    atan2: 'np.arctan2',
    cbrt: 'np.cbrt',
    // NumPy has none of these: the script defines them.
    relu: 'relu',
    softplus: 'softplus',
    sigmoid: 'sigmoid',
    erf: 'erf',
    normcdf: 'normcdf',
  }),
  full: (value) => `np.full(2, ${value})`,
  zeros: 'np.zeros(2)',
  index: 'np.arange(2.0)',
  equal: (a, b) => `np.array_equal(${a}, ${b})`,
  constant: (value) => value,
};

export const torch: Dialect = {
  id: 'torch',
  dimension: 2,
  module: 'torch',
  functions: named('torch', {
    asin: 'torch.asin',
    acos: 'torch.acos',
    atan: 'torch.atan',
    atan2: 'torch.atan2',
    relu: 'torch.relu',
    // PyTorch has no cube root, and its softplus is another above 20: the script defines them.
    softplus: 'softplus',
    cbrt: 'cbrt',
    sigmoid: 'torch.sigmoid',
    erf: 'torch.erf',
    normcdf: 'normcdf',
  }),
  full: (value) => `torch.full((2,), ${value})`,
  zeros: 'torch.zeros(2)',
  index: 'torch.arange(2.0)',
  equal: (a, b) => `torch.equal(${a}, ${b})`,
  constant: (value) => `torch.tensor(${value})`,
};

/** The same for a loss of so many variables. */
export function ofDimension(dialect: Dialect, n: number): Dialect {
  const full = (value: string) =>
    dialect.id === 'numpy' ? `np.full(${n}, ${value})` : `torch.full((${n},), ${value})`;
  return {
    ...dialect,
    dimension: n,
    full,
    zeros: `${dialect.module}.zeros(${n})`,
    index: `${dialect.module}.arange(${n}.0)`,
  };
}

/** The functions that the library has not: a script defines them. */
export function definedNames({ functions }: Dialect): readonly string[] {
  return [...functions.values()].filter((name) => !name.includes('.'));
}
