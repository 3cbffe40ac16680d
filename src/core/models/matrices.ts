import { orthonormalize, singularValues } from '../math/matrix.ts';
import { normalStream } from '../math/random.ts';
import { type Product, productLoss } from './matrix-loss.ts';
import { objectives } from './network-options.ts';
import { dataSeedOption } from './options.ts';
import type { ParameterShape } from './parameters.ts';
import type { Model, ModelOptions, ModelRow, NumberOption, Table } from './types.ts';
import { modelSayings } from './words.ts';

/**
 * Models whose parameters are matrices: a memory of facts, a product of many matrices, and one of two that are narrow. The first
 * has a table of facts, each with how often it is asked for and its answer; the others one that is the matrix to come to.
 */

/** A random orthogonal matrix: the first factor of a normal one. */
function turned(n: number, seed: number, name: string): Float64Array {
  const out = new Float64Array(n * n);
  normalStream(seed, name)(0, out);
  orthonormalize(out, new Float64Array(n * n), 0, n);
  return out;
}

/** Rows and columns of a matrix at most, and its entries. */
const [MOST, LARGEST] = [16, 1000] as const;

/** Facts by Zipf's law: the k-th is asked for in proportion to k^-exponent, and answered by the k-th answer. */
function makeFacts(options: ModelOptions): { train: Table; test: null } {
  const count = Number(options['facts']);
  const inputs = Float64Array.from({ length: count }, (_, i) => (i + 1) ** -Number(options['exponent']));
  const targets = Float64Array.from({ length: count }, (_, i) => i);
  return { train: { columns: ['frequency'], inputs, targets, target: 'answer' }, test: null };
}

/** U diag(4, 2, 1, ...) V^T with U and V random, of so many rows, columns and singular values, and noise. */
function makeMatrix(
  options: ModelOptions,
  rows: number,
  columns: number,
  rank: number,
): { train: Table; test: null } {
  const seed = Number(options['dataSeed']);
  const [left, right] = [turned(rows, seed, 'left'), turned(columns, seed, 'right')];
  const errors = new Float64Array(rows * columns);
  normalStream(seed, 'matrix')(0, errors);
  const entry = (i: number, j: number) => {
    let sum = Number(options['noise'] ?? 0) * errors[i * columns + j]!;
    for (let k = 0; k < Math.min(rank, rows); k++)
      sum += 4 * 2 ** -k * left[i * rows + k]! * right[j * columns + k]!;
    return sum;
  };
  const inputs = Float64Array.from({ length: rows * (columns - 1) }, (_, at) =>
    entry(Math.floor(at / (columns - 1)), at % (columns - 1)),
  );
  const targets = Float64Array.from({ length: rows }, (_, i) => entry(i, columns - 1));
  const names = Array.from({ length: columns }, (_, j) => `c${j + 1}`);
  return { train: { columns: names.slice(0, -1), inputs, targets, target: names.at(-1)! }, test: null };
}

/** Throws RangeError, in a sentence, where rows are no facts. */
function checkFacts({ columns, inputs, targets }: Table): void {
  const count = targets.length;
  if (columns.length !== 1) throw new RangeError(modelSayings.say('factColumns', columns.length));
  if (count < 2 || count > MOST) throw new RangeError(modelSayings.say('factRows', MOST, count));
  inputs.forEach((value, row) => {
    if (!(value >= 0 && value <= 1e6)) throw new RangeError(modelSayings.say('frequency', row + 1, value));
  });
  if (!inputs.some((value) => value > 0)) throw new RangeError(modelSayings.say('noFrequency'));
  targets.forEach((answer, row) => {
    if (Number.isInteger(answer) && answer >= 0 && answer < count) return;
    throw new RangeError(modelSayings.say('answer', count - 1, row + 1, answer));
  });
}

/** Throws RangeError, in a sentence, where rows are no matrix of this size. */
function checkMatrix({ columns, inputs, targets }: Table): void {
  const size = [targets.length, columns.length + 1] as const;
  if (Math.max(...size) > MOST) throw new RangeError(modelSayings.say('matrixSize', MOST, ...size));
  for (const value of [...inputs, ...targets])
    if (!(Math.abs(value) <= LARGEST)) throw new RangeError(modelSayings.say('matrixEntry', LARGEST, value));
}

/** The matrix of a table, row-major: its last column is that of the targets. */
function matrixOf({ columns, inputs, targets }: Table): Float64Array {
  const width = columns.length + 1;
  return Float64Array.from({ length: targets.length * width }, (_, at) => {
    const [i, j] = [Math.floor(at / width), at % width];
    return j < width - 1 ? inputs[i * (width - 1) + j]! : targets[i]!;
  });
}

/** What the options and the rows ask of the matrices. */
export function productOf(id: string, options: ModelOptions, train: Table): Product {
  const rows = train.targets.length;
  if (id === 'memory') {
    const all = train.inputs.reduce((sum, value) => sum + value, 0);
    const seed = Number(options['axesSeed']);
    const basis = (name: string) => ({ rows, columns: rows, given: turned(rows, seed, name) });
    const own = { rows, columns: rows, given: null };
    const isChoice = options['objective'] === 'cross-entropy';
    return {
      factors: options['askew'] === true ? [basis('keys'), own, basis('answers')] : [own],
      weights: train.inputs.map((value) => value / all),
      target: isChoice
        ? train.targets
        : Float64Array.from({ length: rows * rows }, (_, at) =>
            Number(train.targets[at % rows] === Math.floor(at / rows)),
          ),
      isChoice,
    };
  }
  const columns = train.columns.length + 1;
  const inner =
    id === 'low-rank'
      ? [Number(options['rank'])]
      : Array.from({ length: Number(options['depth']) - 1 }, () => Math.max(rows, columns));
  const sizes = [columns, ...inner, rows];
  return {
    factors: sizes.slice(1).map((size, k) => ({ rows: size, columns: sizes[k]!, given: null })),
    weights: new Float64Array(columns).fill(1),
    target: matrixOf(train),
    isChoice: false,
  };
}

function build(id: string, options: ModelOptions, train: Table): Omit<Model, 'id' | 'options'> {
  const isMemory = id === 'memory';
  if (isMemory) checkFacts(train);
  else checkMatrix(train);
  const product = productOf(id, options, train);
  const loss = productLoss(product);
  const own = product.factors.filter(({ given }) => !given);
  let offset = 0;
  const parameters = own.map(({ rows, columns }, k): ParameterShape => {
    const name = id === 'low-rank' ? ['V', 'U'][k]! : own.length === 1 ? 'W' : `W${k + 1}`;
    offset += rows * columns;
    return { name, shape: [rows, columns], offset: offset - rows * columns };
  });
  const width = product.weights.length;
  /** Weights by what is written into each of the matrices. */
  const written = (write: (part: Float64Array, columns: number, k: number) => void) => {
    const theta = new Float64Array(offset);
    own.forEach(({ rows, columns }, k) => {
      const from = parameters[k]!.offset;
      write(theta.subarray(from, from + rows * columns), columns, k);
    });
    return theta;
  };
  // Diagonals of one size whose product is as large as the target: the loss is as curved there as where runs end.
  const largest = isMemory ? 1 : singularValues(product.target, train.targets.length, width)[0]!;
  const size = Math.max(1e-3, largest) ** (1 / own.length);
  return {
    loss,
    testLoss: null,
    parameters,
    initial: (seed) =>
      written((part, columns, k) => {
        normalStream(seed, 'weights')(k, part);
        const tilt = Number(options['balance'] ?? 1) ** (k === 0 ? -1 : 1);
        const share = (tilt * Number(options['scale'] ?? 0.1)) / Math.sqrt(columns);
        for (let i = 0; i < part.length; i++) part[i]! *= share;
      }),
    pace: {
      at: written((part, columns) => {
        for (let i = 0; !isMemory && i < part.length; i += columns + 1) part[i] = size;
      }),
      width: isMemory ? 2 : size,
    },
    train,
    test: null,
    classes: 0,
    outputs(p, inputs) {
      const rows = inputs.length / train.columns.length;
      if (rows !== train.targets.length)
        throw new RangeError(`inputs must be the rows of the table; there are ${inputs.length} numbers.`);
      const found = loss.product(p);
      return Float64Array.from({ length: rows }, (_, row) =>
        isMemory ? found[train.targets[row]! * width + row]! : found[(row + 1) * width - 1]!,
      );
    },
    accuracy: () => Number.NaN,
  };
}

const whole = (key: string, standard: number, min: number, max: number): NumberOption => ({
  key,
  kind: 'number',
  default: standard,
  min,
  max,
  whole: true,
});
const scale: NumberOption = { key: 'scale', kind: 'number', default: 0.3, min: 0, max: 10 };

const common = (id: string) =>
  ({
    id,
    takesData: true,
    picture: 'matrices',
    classes: () => 0,
    build: (options: ModelOptions, train: Table) => build(id, options, train),
  }) as const;

export const matrices: readonly ModelRow[] = [
  {
    ...common('memory'),
    options: [
      { key: 'objective', kind: 'choice', default: 'cross-entropy', choices: objectives },
      { key: 'askew', kind: 'switch', default: true },
      { ...whole('facts', 8, 2, MOST), ofData: true },
      { key: 'exponent', kind: 'number', default: 1, min: 0, max: 4, ofData: true },
      { ...whole('axesSeed', 0, 0, dataSeedOption.max), counts: ({ askew }) => askew === true },
    ],
    make: makeFacts,
  },
  {
    ...common('deep-linear'),
    options: [whole('depth', 3, 1, 6), scale, { ...whole('size', 5, 2, MOST), ofData: true }, dataSeedOption],
    make: (options) => makeMatrix(options, Number(options['size']), Number(options['size']), 3),
  },
  {
    ...common('low-rank'),
    options: [
      whole('rank', 3, 1, MOST),
      { key: 'balance', kind: 'number', default: 1, min: 0.01, max: 100 },
      scale,
      { key: 'noise', kind: 'number', default: 0.05, min: 0, max: 10, ofData: true },
      dataSeedOption,
    ],
    make: (options) => makeMatrix(options, 8, 6, 3),
  },
];
