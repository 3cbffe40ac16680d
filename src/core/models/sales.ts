import { cos, sin } from '../math/circular.ts';
import { normalStream } from '../math/random.ts';
import { type Fit, fits, leastSquares } from './least-squares.ts';
import { batchSizeOption, dataSeedOption } from './options.ts';
import { makeSales } from './sales-data.ts';
import type { ParameterShape } from './parameters.ts';
import type { Model, ModelRow, ModelOptions, Table } from './types.ts';

/**
 * The model of sales is linear in its parameters: an intercept, a polynomial of the first column, a wave of one year in it, and a
 * multiple of each other column. Standardized, each of them but the intercept has mean 0 and standard deviation 1 over the
 * rows to train with.
 */

/** What a parameter is multiplied by, of the row of inputs that begins at `at`. */
type Term = (inputs: ArrayLike<number>, at: number) => number;

/** Terms that belong together, under one name. */
interface Group {
  readonly name: string;
  readonly terms: readonly Term[];
}

/** Columns that a switch leaves out. */
const SWITCHED: readonly string[] = ['price', 'marketing'];

const has = (name: string) => (_: ModelOptions, columns: readonly string[]) => columns.includes(name);

function groupsOf(options: ModelOptions, columns: readonly string[]): Group[] {
  const groups: Group[] = [{ name: 'intercept', terms: [() => 1] }];
  const degree = Number(options['degree']);
  if (degree > 0) {
    groups.push({ name: 'trend', terms: Array.from({ length: degree }, (_, k) => powerOf(k + 1)) });
  }
  if (options['season'] === true) {
    const wave =
      (f: (x: number) => number): Term =>
      (inputs, at) =>
        f(2 * Math.PI * inputs[at]!);
    groups.push({ name: 'season', terms: [wave(sin), wave(cos)] });
  }
  columns.forEach((name, column) => {
    if (column === 0 || (SWITCHED.includes(name) && options[name] === false)) return;
    groups.push({ name, terms: [(inputs, at) => inputs[at + column]!] });
  });
  return groups;
}

/** Multiplied out: the same everywhere to the bit, which `**` is not. */
function powerOf(power: number): Term {
  return (inputs, at) => {
    let product = inputs[at]!;
    for (let k = 1; k < power; k++) product *= inputs[at]!;
    return product;
  };
}

function shapesOf(groups: readonly Group[]): ParameterShape[] {
  let offset = 0;
  return groups.map(({ name, terms }) => {
    const shape = { name, shape: [terms.length], offset };
    offset += terms.length;
    return shape;
  });
}

/** By how much and by what each term is moved and divided: by 0 and 1 where it is not standardized, or constant. */
function scalesOf(terms: readonly Term[], { columns, inputs, targets }: Table, isOn: boolean) {
  const rows = targets.length;
  return terms.map((of, j) => {
    if (!isOn || j === 0) return { mean: 0, deviation: 1 };
    const values = Float64Array.from({ length: rows }, (_, row) => of(inputs, row * columns.length));
    const mean = values.reduce((a, b) => a + b, 0) / rows;
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / rows);
    return { mean, deviation: deviation > 0 ? deviation : 1 };
  });
}

function build(options: ModelOptions, train: Table, test: Table | null): Omit<Model, 'id' | 'options'> {
  const width = train.columns.length;
  const groups = groupsOf(options, train.columns);
  const terms = groups.flatMap((group) => group.terms);
  const scales = scalesOf(terms, train, options['standardize'] === true);
  const design = (inputs: ArrayLike<number>): Float64Array => {
    const rows = inputs.length / width;
    if (!Number.isInteger(rows)) {
      throw new RangeError(`inputs must be rows of ${width} numbers; there are ${inputs.length} numbers.`);
    }
    const out = new Float64Array(rows * terms.length);
    for (let row = 0; row < rows; row++) {
      terms.forEach((of, j) => {
        const { mean, deviation } = scales[j]!;
        out[row * terms.length + j] = (of(inputs, row * width) - mean) / deviation;
      });
    }
    return out;
  };
  const ridge = Number(options['ridge']);
  const on = ({ inputs, targets }: Table, penalty: number, batchSize: number) =>
    leastSquares({
      columns: terms.length,
      inputs: design(inputs),
      targets,
      penalties: Float64Array.from(terms, (_, j) => (j === 0 ? 0 : penalty)),
      fit: options['fit'] as Fit,
      delta: Number(options['delta']),
      batchSize,
    });
  const loss = on(train, ridge, Number(options['batchSize']));
  return {
    loss,
    testLoss: test && on(test, 0, 0),
    parameters: shapesOf(groups),
    initial(seed) {
      const theta = new Float64Array(terms.length);
      normalStream(seed, 'weights')(0, theta);
      return theta;
    },
    train,
    test,
    classes: 0,
    outputs: (p, inputs) => loss.outputs(p, design(inputs)),
    accuracy: () => Number.NaN,
  };
}

export const sales: ModelRow = {
  id: 'sales',
  takesData: true,
  picture: 'fit',
  options: [
    {
      key: 'months',
      kind: 'number',
      default: 60,
      min: 3,
      max: 600,
      whole: true,
      ofData: true,
    },
    {
      key: 'noise',
      kind: 'number',
      default: 5,
      min: 0,
      max: 100,
      ofData: true,
    },
    {
      key: 'outliers',
      kind: 'number',
      default: 0.05,
      min: 0,
      max: 0.5,
      ofData: true,
      counts: (options) => Number(options['noise']) > 0,
    },
    {
      key: 'heldBack',
      kind: 'number',
      default: 0.2,
      min: 0,
      max: 0.5,
    },
    dataSeedOption,
    {
      key: 'fit',
      kind: 'choice',
      default: 'squares',
      choices: fits,
    },
    {
      key: 'delta',
      kind: 'number',
      default: 8,
      min: 0.01,
      max: 1000,
      counts: (options) => options['fit'] === 'huber',
    },
    {
      key: 'degree',
      kind: 'number',
      default: 1,
      min: 0,
      max: 8,
      whole: true,
    },
    {
      key: 'season',
      kind: 'switch',
      default: true,
    },
    {
      key: 'price',
      kind: 'switch',
      default: true,
      counts: has('price'),
    },
    {
      key: 'marketing',
      kind: 'switch',
      default: true,
      counts: has('marketing'),
    },
    {
      key: 'standardize',
      kind: 'switch',
      default: false,
    },
    {
      key: 'ridge',
      kind: 'number',
      default: 0,
      min: 0,
      max: 100,
    },
    batchSizeOption(0),
  ],
  classes: () => 0,
  make: makeSales,
  build,
};
