import { type Activation, activations } from './activations.ts';
import { type Initial, initialWeights, initials } from './initial.ts';
import { type NetworkLoss, networkLoss } from './network.ts';
import { type Objective, objectives } from './network-options.ts';
import type { ChoiceOption, Model, ModelOptions, NumberOption, Table } from './types.ts';

/** Networks that tell classes apart; two classes have one output, the logistic function, more have one each. */

export const decayOption: NumberOption = {
  key: 'weightDecay',
  kind: 'number',
  default: 0,
  min: 0,
  max: 1,
};

export const initialOption: ChoiceOption = {
  key: 'initial',
  kind: 'choice',
  default: 'glorot',
  choices: initials,
};

/** What the initial weights are multiplied by. */
export const initialScaleOption: NumberOption = {
  key: 'initialScale',
  kind: 'number',
  default: 1,
  min: 0,
  max: 100,
  counts: (options) => options['initial'] !== 'zero',
};

const hasHidden = (options: ModelOptions) => options['hiddenLayers'] !== 0;

/** The options of a network with hidden layers. */
export const networkOptions: readonly (NumberOption | ChoiceOption)[] = [
  {
    key: 'hiddenLayers',
    kind: 'number',
    default: 1,
    min: 0,
    max: 2,
    whole: true,
  },
  {
    key: 'units',
    kind: 'number',
    default: 8,
    min: 1,
    max: 64,
    whole: true,
    counts: hasHidden,
  },
  {
    key: 'activation',
    kind: 'choice',
    default: 'tanh',
    choices: activations,
    counts: hasHidden,
  },
  {
    key: 'objective',
    kind: 'choice',
    default: 'cross-entropy',
    choices: objectives,
  },
  initialOption,
  initialScaleOption,
  decayOption,
];

/**
 * A classifier on a table, by the options of `networkOptions` that the model has; without `units` there is no hidden layer.
 */
export function classifier(
  options: ModelOptions,
  classes: number,
  train: Table,
  test: Table | null,
): Omit<Model, 'id' | 'options'> {
  const outputs = classes === 2 ? 1 : classes;
  const hidden = Number(options['hiddenLayers'] ?? 0);
  const layers = [
    train.columns.length,
    ...Array<number>(hidden).fill(Number(options['units'] ?? 0)),
    outputs,
  ];
  const objective = (options['objective'] ?? 'cross-entropy') as Objective;
  const on = ({ inputs, targets }: Table, weightDecay: number, batchSize: number): NetworkLoss =>
    networkLoss({
      layers,
      activation: (options['activation'] ?? 'tanh') as Activation,
      objective,
      inputs,
      targets,
      weightDecay,
      batchSize,
    });
  const loss = on(train, Number(options['weightDecay']), Number(options['batchSize']));
  const held = test && on(test, 0, 0);
  /** One output is the share of class 1. */
  const shares = (found: Float64Array): Float64Array => {
    if (classes !== 2) return found;
    return Float64Array.from({ length: 2 * found.length }, (_, i) =>
      i % 2 === 1 ? found[i >> 1]! : 1 - found[i >> 1]!,
    );
  };
  // Each network has its own rows at hand.
  const outputsOf: Model['outputs'] = (p, inputs) => {
    if (held && inputs === test?.inputs) return shares(held.outputs(p));
    return shares(inputs === train.inputs ? loss.outputs(p) : loss.outputs(p, inputs));
  };
  return {
    loss,
    testLoss: held,
    parameters: loss.parameters,
    initial: (seed) =>
      initialWeights(
        loss.parameters,
        (options['initial'] ?? 'glorot') as Initial,
        seed,
        Number(options['initialScale'] ?? 1),
      ),
    train,
    test,
    classes,
    outputs: outputsOf,
    accuracy(p, { inputs, targets }) {
      const found = outputsOf(p, inputs);
      let right = 0;
      for (let row = 0; row < targets.length; row++) {
        const at = row * classes;
        let best = 0;
        for (let k = 1; k < classes; k++) if (found[at + k]! > found[at + best]!) best = k;
        // Where outputs overflow no class is the most probable.
        if (best === targets[row] && !Number.isNaN(found[at + best])) right++;
      }
      return right / targets.length;
    },
  };
}
