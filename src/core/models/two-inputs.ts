import { classifier, decayOption, initialOption, networkOptions } from './classifier.ts';
import { batchSizeOption, dataSeedOption } from './options.ts';
import { clusters, moons, type Points, spiral, xor } from './points.ts';
import type { ModelRow, OptionRow, ModelOptions, NumberOption } from './types.ts';

/** Models of two inputs, whose decision boundary can be drawn. */

const pointsOption: NumberOption = {
  key: 'points',
  kind: 'number',
  default: 50,
  min: 1,
  max: 500,
  whole: true,
  ofData: true,
};

function noiseOption(standard: number): NumberOption {
  return {
    key: 'noise',
    kind: 'number',
    default: standard,
    min: 0,
    max: 2,
    ofData: true,
  };
}

type Row = Pick<ModelRow, 'id' | 'takesData'> & {
  /** Beside those of the data. */
  readonly options: readonly OptionRow[];
  readonly noise: number;
  classes(options: ModelOptions): number;
  points(options: ModelOptions): Points;
};

function entry({ noise, classes, points, options: own, ...row }: Row): ModelRow {
  return {
    ...row,
    classes,
    picture: 'boundary',
    options: [pointsOption, noiseOption(noise), dataSeedOption, ...own, batchSizeOption(0)],
    make(options) {
      const draw = points(options);
      const [seed, count] = [Number(options['dataSeed']), Number(options['points'])];
      const ground = { seed, noise: Number(options['noise']) };
      return {
        train: draw({ ...ground, points: count, stream: `${row.id} to train` }),
        test: draw({ ...ground, points: Math.max(1, count >> 1), stream: `${row.id} to test` }),
      };
    },
    build: (options, train, test) => classifier(options, classes(options), train, test),
  };
}

export const twoInputs: readonly ModelRow[] = [
  entry({
    id: 'spiral',
    takesData: true,
    noise: 0.03,
    options: [
      {
        key: 'classes',
        kind: 'number',
        default: 2,
        min: 2,
        max: 4,
        whole: true,
      },
      {
        key: 'turns',
        kind: 'number',
        default: 0.8,
        min: 0.1,
        max: 3,
        ofData: true,
      },
      ...networkOptions,
    ],
    classes: (options) => Number(options['classes']),
    points: (options) => spiral(Number(options['classes']), Number(options['turns'])),
  }),
  entry({
    id: 'moons',
    takesData: true,
    noise: 0.1,
    options: networkOptions,
    classes: () => 2,
    points: () => moons,
  }),
  entry({
    id: 'xor',
    takesData: true,
    noise: 0.05,
    options: networkOptions.map((option) =>
      option.key === 'units' ? ({ ...option, default: 3 } as NumberOption) : option,
    ),
    classes: () => 2,
    points: () => xor,
  }),
  entry({
    id: 'logistic',
    takesData: true,
    noise: 0.7,
    options: [initialOption, decayOption],
    classes: () => 2,
    points: () => clusters(2, 1),
  }),
  entry({
    id: 'softmax',
    takesData: true,
    noise: 0.5,
    options: [initialOption, decayOption],
    classes: () => 3,
    points: () => clusters(3, 1),
  }),
];
