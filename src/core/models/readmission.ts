import { exp, log } from '../math/exponential.ts';
import { normalStream, uniformStream } from '../math/random.ts';
import { sigmoid } from './activations.ts';
import { decayOption } from './classifier.ts';
import { logisticLoss } from './logistic-loss.ts';
import { batchSizeOption, dataSeedOption } from './options.ts';
import type { Model, ModelRow, ModelOptions, Table } from './types.ts';

/**
 * Patients who leave a hospital, made by a seed; z and u are standard normal and uniform in [0, 1):
 *
 *     age            65 + 12 z, from 18 to 100             years
 *     prior stays    Poisson of mean 0.8 e^(0.02 (age - 65))        in the last year
 *     days           e^(1.3 + 0.15 stays + 0.5 z), from 0.5 to 90   length of this stay
 *     hemoglobin     12.5 - 0.02 (age - 65) + 1.6 z        g/dl, at discharge
 *     readmitted     u < 1 / (1 + e^-s),
 *                    s = log(b / (1 - b)) + 0.03 (age - 65) + 0.5 stays + 0.08 (days - 5) - 0.35 (hemoglobin - 12.5)
 *
 * b is the base rate, the probability of a patient of 65 years, no stay, five days and 12.5 g/dl. No real patient is among
 * them; which columns tell is as in the HOSPITAL score (J. Donzé et al. 2013,
 * https://doi.org/10.1001/jamainternmed.2013.3023). The last share of them is held back.
 *
 * The model is logistic regression on these columns, or on those of a table of one's own. Standardized, each column has mean 0
 * and standard deviation 1 over the rows to train with.
 */
const columns = ['age', 'prior stays', 'days', 'hemoglobin'];

function makePatients(options: ModelOptions): { train: Table; test: Table | null } {
  const patients = Number(options['patients']);
  const seed = Number(options['dataSeed']);
  const width = columns.length;
  const [normals, uniforms] = [new Float64Array(3 * patients), new Float64Array(2 * patients)];
  normalStream(seed, 'patients')(0, normals);
  uniformStream(seed, 'readmission')(0, uniforms);
  const rate = Number(options['baseRate']);
  const base = log(rate / (1 - rate));
  const inputs = new Float64Array(width * patients);
  const targets = new Float64Array(patients);
  for (let i = 0; i < patients; i++) {
    const age = between(65 + 12 * normals[3 * i]!, 18, 100);
    const stays = poisson(0.8 * exp(0.02 * (age - 65)), uniforms[2 * i]!);
    const days = between(exp(1.3 + 0.15 * stays + 0.5 * normals[3 * i + 1]!), 0.5, 90);
    const hemoglobin = 12.5 - 0.02 * (age - 65) + 1.6 * normals[3 * i + 2]!;
    inputs.set([age, stays, days, hemoglobin], width * i);
    const score = base + 0.03 * (age - 65) + 0.5 * stays + 0.08 * (days - 5) - 0.35 * (hemoglobin - 12.5);
    targets[i] = uniforms[2 * i + 1]! < sigmoid(score) ? 1 : 0;
  }
  const kept = patients - Math.floor(patients * Number(options['heldBack']));
  const part = (from: number, to: number): Table => ({
    columns,
    inputs: inputs.slice(width * from, width * to),
    targets: targets.slice(from, to),
  });
  return { train: part(0, kept), test: kept < patients ? part(kept, patients) : null };
}

function between(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

/** By inversion: how many terms of the distribution a uniform draw exceeds; 20 at most. */
function poisson(mean: number, u: number): number {
  let term = exp(-mean);
  let below = term;
  let count = 0;
  while (u >= below && count < 20) {
    count++;
    term *= mean / count;
    below += term;
  }
  return count;
}

/** Of a column in units of its largest number, so that no square overflows. */
interface Scale {
  /** The largest number of it, of either sign. */
  readonly unit: number;
  readonly mean: number;
  readonly deviation: number;
  /** The root of the mean square. */
  readonly size: number;
}

function scaleOf({ columns: names, inputs, targets }: Table, column: number): Scale {
  const rows = targets.length;
  const values = Float64Array.from({ length: rows }, (_, row) => inputs[row * names.length + column]!);
  const unit = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  const mean = values.reduce((sum, value) => sum + value / unit, 0) / rows;
  const root = (from: number) =>
    Math.sqrt(values.reduce((sum, value) => sum + (value / unit - from) ** 2, 0) / rows);
  return { unit, mean, deviation: root(mean) || 1, size: root(0) || 1 };
}

/** How long the first weights are, in units of a column's size: the first probabilities are no certainties. */
const FIRST = 0.5;

function build(options: ModelOptions, train: Table, test: Table | null): Omit<Model, 'id' | 'options'> {
  const width = train.columns.length;
  const scales = train.columns.map((_, column) => scaleOf(train, column));
  const isStandard = options['standardize'] === true;
  const terms = width + 1;
  const design = (inputs: ArrayLike<number>): Float64Array => {
    const rows = inputs.length / width;
    if (!Number.isInteger(rows)) {
      throw new RangeError(`inputs must be rows of ${width} numbers; there are ${inputs.length} numbers.`);
    }
    const out = new Float64Array(rows * terms);
    for (let row = 0; row < rows; row++) {
      out[row * terms] = 1;
      scales.forEach(({ unit, mean, deviation }, column) => {
        const value = inputs[row * width + column]!;
        out[row * terms + column + 1] = isStandard ? (value / unit - mean) / deviation : value;
      });
    }
    return out;
  };
  const on = ({ inputs, targets }: Table, decay: number, batchSize: number) =>
    logisticLoss({
      columns: terms,
      inputs: design(inputs),
      targets,
      penalties: new Float64Array(terms).fill(decay, 1),
      posWeight: Number(options['posWeight']),
      batchSize,
    });
  const loss = on(train, Number(options['weightDecay']), Number(options['batchSize']));
  const threshold = Number(options['threshold']);
  const probabilities = (p: ArrayLike<number>, inputs: ArrayLike<number>) =>
    loss.probabilities(p, design(inputs));
  return {
    loss,
    testLoss: test && on(test, 0, 0),
    parameters: ['intercept', ...train.columns].map((name, offset) => ({ name, shape: [1], offset })),
    initial(seed) {
      const theta = new Float64Array(terms);
      normalStream(seed, 'weights')(0, theta);
      return theta.map((draw, j) => {
        if (isStandard || j === 0) return FIRST * draw;
        const { unit, size } = scales[j - 1]!;
        const first = (FIRST * draw) / size / unit;
        // Of a column next to nothing.
        return Number.isFinite(first) ? first : 0;
      });
    },
    train,
    test,
    classes: 2,
    outputs(p, inputs) {
      const found = probabilities(p, inputs);
      return Float64Array.from({ length: 2 * found.length }, (_, i) =>
        i % 2 === 1 ? found[i >> 1]! : 1 - found[i >> 1]!,
      );
    },
    accuracy(p, { inputs, targets }) {
      const found = probabilities(p, inputs);
      let right = 0;
      targets.forEach((target, row) => {
        if ((found[row]! >= threshold ? 1 : 0) === target) right++;
      });
      return right / targets.length;
    },
  };
}

export const readmission: ModelRow = {
  id: 'readmission',
  takesData: true,
  picture: 'risk',
  options: [
    {
      key: 'patients',
      kind: 'number',
      default: 400,
      min: 4,
      max: 2000,
      whole: true,
      ofData: true,
    },
    {
      key: 'baseRate',
      kind: 'number',
      default: 0.15,
      min: 0.01,
      max: 0.5,
      ofData: true,
    },
    {
      key: 'heldBack',
      kind: 'number',
      default: 0.3,
      min: 0,
      max: 0.5,
    },
    dataSeedOption,
    {
      key: 'standardize',
      kind: 'switch',
      default: true,
    },
    {
      key: 'posWeight',
      kind: 'number',
      default: 1,
      min: 0.05,
      max: 20,
    },
    {
      key: 'threshold',
      kind: 'number',
      default: 0.5,
      min: 0.01,
      max: 0.99,
    },
    decayOption,
    batchSizeOption(0),
  ],
  classes: () => 2,
  make: makePatients,
  build,
};
