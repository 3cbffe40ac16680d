import { normalStream } from '../math/random.ts';
import { sigmoid } from './activations.ts';
import { centred, linePosterior } from './line-posterior.ts';
import { type Prior, posteriorLoss, type Trial } from './posterior-loss.ts';
import { makeSales } from './sales-data.ts';
import type { Model, ModelOptions, ModelRow, Table } from './types.ts';
import { modelSayings } from './words.ts';

/**
 * A dose and what responds: twenty animals in four groups, by the logarithm of the dose in g/ml (A. Racine, A. P. Grieve, H. Flühler,
 * A. F. M. Smith 1986, https://doi.org/10.2307/2347264; A. Gelman et al., "Bayesian data analysis", 3.7).
 */
const groups = [
  [-0.86, 5, 0],
  [-0.3, 5, 1],
  [-0.05, 5, 3],
  [0.73, 5, 5],
] as const;

function makeGroups(): { train: Table; test: null } {
  return {
    train: {
      columns: ['dose', 'animals'],
      inputs: Float64Array.from(groups.flatMap(([dose, count]) => [dose, count])),
      targets: Float64Array.from(groups, ([, , hits]) => hits),
      target: 'responding',
    },
    test: null,
  };
}

export function trialsOf({ inputs, targets }: Table): Trial[] {
  return Array.from(targets, (hits, row) => ({ dose: inputs[2 * row]!, count: inputs[2 * row + 1]!, hits }));
}

export function priorOf(options: ModelOptions): Prior {
  return { a: Number(options['priorA']), b: Number(options['priorB']) };
}

/** What a dose and a count are at most, and how many rows there are. */
const [MOST_DOSE, MOST_COUNT, MOST_ROWS] = [1000, 1e6, 200];

/** Throws RangeError, in a sentence, where rows are no groups. */
function check({ columns, inputs, targets }: Table): void {
  if (columns.length !== 2) throw new RangeError(modelSayings.say('doseColumns', columns.length));
  if (targets.length > MOST_ROWS)
    throw new RangeError(modelSayings.say('doseRows', MOST_ROWS, targets.length));
  targets.forEach((hits, row) => {
    const [dose, count] = [inputs[2 * row]!, inputs[2 * row + 1]!];
    if (!(Math.abs(dose) <= MOST_DOSE))
      throw new RangeError(modelSayings.say('dose', MOST_DOSE, row + 1, dose));
    if (!(count >= 0 && count <= MOST_COUNT))
      throw new RangeError(modelSayings.say('doseCount', MOST_COUNT, row + 1, count));
    if (!(hits >= 0 && hits <= count))
      throw new RangeError(modelSayings.say('doseHits', count, row + 1, hits));
  });
}

export function isLine(options: ModelOptions): boolean {
  return options['likelihood'] === 'line';
}

/** Five years of sales, of which a line sees the trend alone: see `sales-data.ts`. */
function makeYears(): { train: Table; test: null } {
  const { train } = makeSales({ months: 60, noise: 5, outliers: 0.05, heldBack: 0, dataSeed: 1 });
  const { columns, inputs, targets } = train;
  const years = Float64Array.from(targets, (_, row) => inputs[row * columns.length]!);
  return { train: { columns: ['year'], inputs: years, targets, target: 'sales' }, test: null };
}

const parameters = ['intercept', 'slope'].map((name, offset) => ({ name, shape: [1], offset }));

function buildLine(options: ModelOptions, train: Table): Omit<Model, 'id' | 'options'> {
  if (train.columns.length !== 1) throw new RangeError(modelSayings.say('lineColumns', train.columns.length));
  if (train.targets.length > MOST_ROWS)
    throw new RangeError(modelSayings.say('lineRows', MOST_ROWS, train.targets.length));
  const { points, x, y } = centred(train);
  return {
    loss: linePosterior(points, Number(options['deviation']), priorOf(options)),
    testLoss: null,
    parameters,
    initial(seed) {
      const theta = new Float64Array(2);
      normalStream(seed, 'weights')(0, theta);
      return theta.map((z) => 6 * z);
    },
    isSeenWhole: true,
    pace: { at: new Float64Array(2), width: 12 },
    train,
    test: null,
    classes: 0,
    outputs: (p, inputs) => Float64Array.from(inputs, (at) => y + p[0]! + p[1]! * (at - x)),
    accuracy: () => Number.NaN,
  };
}

function build(options: ModelOptions, train: Table): Omit<Model, 'id' | 'options'> {
  if (isLine(options)) return buildLine(options, train);
  check(train);
  return {
    loss: posteriorLoss(trialsOf(train), priorOf(options)),
    testLoss: null,
    parameters,
    initial(seed) {
      const theta = new Float64Array(2);
      normalStream(seed, 'weights')(0, theta);
      return theta.map((z, i) => (i === 0 ? -1.5 : 0.5) + 0.5 * z);
    },
    isSeenWhole: true,
    pace: { at: new Float64Array(2), width: 6 },
    train,
    test: null,
    classes: 0,
    outputs(p, inputs) {
      if (inputs.length % 2 !== 0) {
        throw new RangeError(`inputs must be rows of 2 numbers; there are ${inputs.length} numbers.`);
      }
      return Float64Array.from({ length: inputs.length / 2 }, (_, row) => {
        return inputs[2 * row + 1]! * sigmoid(p[0]! + p[1]! * inputs[2 * row]!);
      });
    },
    accuracy: () => Number.NaN,
  };
}

const deviation = { kind: 'number', min: 0.01, max: 1000 } as const;

export const posterior: ModelRow = {
  id: 'posterior',
  takesData: true,
  picture: 'posterior',
  options: [
    { key: 'likelihood', kind: 'choice', default: 'dose', choices: ['dose', 'line'] },
    { ...deviation, key: 'deviation', default: 15, counts: isLine },
    { ...deviation, key: 'priorA', default: 10 },
    { ...deviation, key: 'priorB', default: 20 },
  ],
  classes: () => 0,
  make: (options) => (isLine(options) ? makeYears() : makeGroups()),
  build,
};
