import { classifier, decayOption, initialOption, networkOptions } from './classifier.ts';
import { batchSizeOption, dataSeedOption } from './options.ts';
import { clusters, moons, type Points, spiral, xor } from './points.ts';
import type { ModelEntry, ModelOption, ModelOptions, NumberOption } from './types.ts';

/** Models of two inputs, whose decision boundary can be drawn. */

const pointsOption: NumberOption = {
  key: 'points',
  kind: 'number',
  default: 50,
  min: 1,
  max: 500,
  whole: true,
  meaning: 'Points of each class to train with; half as many are held back.',
  ofData: true,
};

function noiseOption(standard: number): NumberOption {
  return {
    key: 'noise',
    kind: 'number',
    default: standard,
    min: 0,
    max: 2,
    meaning: 'Standard deviation of what is added to each coordinate.',
    ofData: true,
  };
}

type Row = Pick<ModelEntry, 'id' | 'name' | 'lesson' | 'source' | 'onOwn'> & {
  /** Beside those of the data. */
  readonly options: readonly ModelOption[];
  readonly noise: number;
  classes(options: ModelOptions): number;
  points(options: ModelOptions): Points;
};

function entry({ noise, classes, points, options: own, ...row }: Row): ModelEntry {
  return {
    ...row,
    classes,
    picture: 'boundary',
    options: [
      pointsOption,
      noiseOption(noise),
      dataSeedOption('Another number draws other points.'),
      ...own,
      batchSizeOption(0),
    ],
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

const networkOnOwn: ModelEntry['onOwn'] = {
  name: 'Network on own data',
  lesson: 'Without hidden units the boundary is a line; each of them lets it bend once more.',
  source: 'A network with up to two hidden layers; a table of one’s own.',
};

export const twoInputs: readonly ModelEntry[] = [
  entry({
    id: 'spiral',
    name: 'Spiral',
    lesson:
      'Arms wound into each other cannot be told apart by lines: the hidden units bend the plane until they can.',
    source:
      'A network with up to two hidden layers; points on the arms of a spiral with normal noise, after K. Lang, M. Witbrock, 1988.',
    onOwn: networkOnOwn,
    noise: 0.03,
    options: [
      {
        key: 'classes',
        kind: 'number',
        default: 2,
        min: 2,
        max: 4,
        whole: true,
        meaning: 'Number of classes: of arms of the spiral.',
      },
      {
        key: 'turns',
        kind: 'number',
        default: 0.8,
        min: 0.1,
        max: 3,
        meaning: 'How often an arm goes round.',
        ofData: true,
      },
      ...networkOptions,
    ],
    classes: (options) => Number(options['classes']),
    points: (options) => spiral(Number(options['classes']), Number(options['turns'])),
  }),
  entry({
    id: 'moons',
    name: 'Moons',
    lesson: 'A few hidden units are enough for a boundary that is nearly a line and yet none.',
    source: 'A network with up to two hidden layers; two half circles with normal noise, as in scikit-learn.',
    onOwn: networkOnOwn,
    noise: 0.1,
    options: networkOptions,
    classes: () => 2,
    points: () => moons,
  }),
  entry({
    id: 'xor',
    name: 'XOR',
    lesson:
      'The classes lie crosswise: no line parts them, two units do, and from zero weights none ever learns to.',
    source: 'A network with up to two hidden layers; M. Minsky, S. Papert, "Perceptrons", 1969.',
    onOwn: networkOnOwn,
    noise: 0.05,
    options: networkOptions.map((option) =>
      option.key === 'units' ? ({ ...option, default: 3 } as NumberOption) : option,
    ),
    classes: () => 2,
    points: () => xor,
  }),
  entry({
    id: 'logistic',
    name: 'Logistic regression of two classes',
    lesson:
      'A convex loss has one minimum; where a line parts the classes it lies infinitely far out, until weights decay.',
    source: 'The logistic function of a line, D. R. Cox 1958; two normal clusters of points.',
    onOwn: { source: 'The logistic function of a line, D. R. Cox 1958; a table of one’s own.' },
    noise: 0.7,
    options: [initialOption, decayOption],
    classes: () => 2,
    points: () => clusters(2, 1),
  }),
  entry({
    id: 'softmax',
    name: 'Softmax regression of three classes',
    lesson: 'Adding the same to every class changes nothing: the loss has directions in which it is flat.',
    source: 'The softmax of three lines; three normal clusters of points.',
    onOwn: { source: 'The softmax of three lines; a table of one’s own.' },
    noise: 0.5,
    options: [initialOption, decayOption],
    classes: () => 3,
    points: () => clusters(3, 1),
  }),
];
