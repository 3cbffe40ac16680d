import { type Activation, activations } from './activations.ts';

export const objectives = ['cross-entropy', 'squared error'] as const;
export type Objective = (typeof objectives)[number];

export interface NetworkOptions {
  /** Units of each layer, the inputs first: [196, 16, 10]; two numbers are a network without hidden layers. */
  readonly layers: readonly number[];
  /** Of the hidden layers. */
  readonly activation: Activation;
  readonly objective: Objective;
  /** rows x layers[0], row-major. */
  readonly inputs: ArrayLike<number>;
  /**
   * A label a row, from 0; or rows x outputs numbers: shares that sum to 1 for cross-entropy, any for squared error. With
   * one output: for cross-entropy a label 0 or 1 (or the share of 1), for squared error the number itself.
   */
  readonly targets: ArrayLike<number>;
  /** lambda: lambda/2 times the squares of all weights is added, not of biases; 0 by default. */
  readonly weightDecay?: number;
  /**
   * Rows of which an update is given the gradient, as `minibatches` draws them; the loss is that of all. 0, which is the
   * default, and as many as there are or more: all of them.
   */
  readonly batchSize?: number;
}

/** The options, checked, with the targets in one form. */
export interface NetworkData {
  readonly layers: readonly number[];
  readonly rows: number;
  readonly inputs: Float64Array;
  /** rows x outputs. */
  readonly targets: Float64Array;
  readonly weightDecay: number;
  readonly batchSize: number;
}

/** Most parameters of one network. */
export const MAX_NETWORK_PARAMETERS = 1_000_000;

/** Throws RangeError, with what is wrong and where. */
export function readNetwork(options: NetworkOptions): NetworkData {
  const { activation, objective, weightDecay = 0, batchSize = 0 } = options;
  const layers = [...options.layers];
  if (layers.length < 2) {
    throw new RangeError(`layers must name the inputs and the outputs at least, not [${layers.join(', ')}].`);
  }
  layers.forEach((units, l) => {
    if (!Number.isInteger(units) || units < 1) {
      throw new RangeError(`layers[${l}] must be a whole number from 1, not ${units}.`);
    }
  });
  const parameters = layers.slice(1).reduce((sum, units, l) => sum + units * (layers[l]! + 1), 0);
  if (parameters > MAX_NETWORK_PARAMETERS) {
    throw new RangeError(
      `layers [${layers.join(', ')}] have ${parameters} parameters, more than ${MAX_NETWORK_PARAMETERS}.`,
    );
  }
  if (!activations.includes(activation)) {
    throw new RangeError(`activation must be one of ${activations.join(', ')}, not "${String(activation)}".`);
  }
  if (!objectives.includes(objective)) {
    throw new RangeError(`objective must be one of ${objectives.join(', ')}, not "${String(objective)}".`);
  }
  if (!Number.isFinite(weightDecay) || weightDecay < 0) {
    throw new RangeError(`weightDecay must be a finite number, not negative; it is ${weightDecay}.`);
  }
  const inputs = Float64Array.from(options.inputs);
  const width = layers[0]!;
  const rows = inputs.length / width;
  if (rows === 0 || !Number.isInteger(rows)) {
    throw new RangeError(
      `inputs must be rows of layers[0] = ${width} numbers; there are ${inputs.length} numbers.`,
    );
  }
  inputs.forEach((value, i) => {
    if (Number.isFinite(value)) return;
    throw new RangeError(
      `inputs must be finite; row ${Math.floor(i / width)}, column ${i % width} is ${value}.`,
    );
  });
  return { layers, rows, inputs, targets: readTargets(options, rows), weightDecay, batchSize };
}

function readTargets({ layers, objective, targets }: NetworkOptions, rows: number): Float64Array {
  const outputs = layers[layers.length - 1]!;
  if (targets.length === rows * outputs && (outputs === 1 || !(targets instanceof Int32Array))) {
    return readNumbers(targets, outputs, objective);
  }
  if (targets.length !== rows) {
    throw new RangeError(
      `targets must be ${rows} labels, one a row of inputs, or ${rows} x ${outputs} numbers; there are ${targets.length}.`,
    );
  }
  const numbers = new Float64Array(rows * outputs);
  for (let r = 0; r < rows; r++) {
    const label = targets[r]!;
    if (!Number.isInteger(label) || label < 0 || label >= outputs) {
      throw new RangeError(`targets[${r}] must be a label from 0 to ${outputs - 1}, not ${label}.`);
    }
    numbers[r * outputs + label] = 1;
  }
  return numbers;
}

/** How far from 1 shares may sum. */
const SLACK = 1e-6;

function readNumbers(targets: ArrayLike<number>, outputs: number, objective: Objective): Float64Array {
  const numbers = Float64Array.from(targets);
  const isShare = objective === 'cross-entropy';
  numbers.forEach((value, i) => {
    if (Number.isFinite(value) && !(isShare && (value < 0 || value > 1))) return;
    const wanted = isShare ? (outputs === 1 ? '0 or 1' : 'shares from 0 to 1') : 'finite';
    const place = outputs === 1 ? `targets[${i}]` : `row ${Math.floor(i / outputs)}, column ${i % outputs}`;
    throw new RangeError(`targets must be ${wanted}; ${place} is ${value}.`);
  });
  if (isShare && outputs > 1) {
    for (let at = 0; at < numbers.length; at += outputs) {
      const sum = numbers.subarray(at, at + outputs).reduce((a, b) => a + b, 0);
      if (Math.abs(sum - 1) > SLACK) {
        throw new RangeError(
          `the shares of a row of targets must sum to 1; those of row ${at / outputs} sum to ${sum}.`,
        );
      }
    }
  }
  return numbers;
}
