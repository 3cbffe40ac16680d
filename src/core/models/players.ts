import { normalStream } from '../math/random.ts';
import type { Turns } from '../math/loss.ts';
import { type Drawn, gameOf } from './players-loss.ts';
import type { Model, ModelOptions, ModelRow, Table } from './types.ts';

/** Nobody's data: the place where both begin, of which the initial values are drawn about. */
const begin = [1.5, 1] as const;

const turns: readonly Turns[] = ['simultaneous', 'alternating'];

const drawn: readonly Drawn[] = ['first', 'second'];

function build(options: ModelOptions, train: Table): Omit<Model, 'id' | 'options'> {
  const how = turns.find((one) => one === options['moves'])!;
  const whose = drawn.find((one) => one === options['drawn'])!;
  return {
    loss: gameOf(String(options['min']), String(options['max']), how, whose),
    testLoss: null,
    parameters: ['x', 'y'].map((name, offset) => ({ name, shape: [1], offset })),
    initial(seed) {
      const theta = new Float64Array(2);
      normalStream(seed, 'weights')(0, theta);
      return theta.map((z, i) => begin[i]! + 0.25 * z);
    },
    isSeenWhole: true,
    train,
    test: null,
    classes: 0,
    outputs: (_p, inputs) => Float64Array.from(inputs),
    accuracy: () => Number.NaN,
  };
}

export const twoPlayers: ModelRow = {
  id: 'two-players',
  takesData: false,
  picture: 'players',
  options: [
    { key: 'min', kind: 'formula', default: 'x*y' },
    { key: 'max', kind: 'formula', default: 'x*y' },
    { key: 'moves', kind: 'choice', default: 'simultaneous', choices: turns },
    {
      key: 'drawn',
      kind: 'choice',
      default: 'first',
      choices: drawn,
      counts: ({ min, max }) => min !== max,
    },
  ],
  rates: () => ({ lr: 0.1, width: 3 }),
  classes: () => 0,
  make: () => ({
    train: { columns: ['x'], inputs: Float64Array.of(begin[0]), targets: Float64Array.of(begin[1]) },
    test: null,
  }),
  build,
};
