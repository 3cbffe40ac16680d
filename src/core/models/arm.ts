import { normalStream } from '../math/random.ts';
import { type ArmTask, armLoss, jointsOf } from './arm-loss.ts';
import { checkPlaces, distancesTo, FARTHEST, placesOf, tableOfPlaces } from './places-table.ts';
import type { Model, ModelRow, ModelOptions, Table } from './types.ts';
import { modelSayings } from './words.ts';

/**
 * A robot's arm between obstacles. Its table are places in the plane, in half lengths of the arm: the first row is the target of
 * the hand, every other an obstacle with its radius. Angles are in radians.
 */
const places = [
  [1.2, 0.5, 0],
  [0.7, 1, 0.3],
] as const;

/** An obstacle's radius at least. */
const LEAST = 0.01;
const MOST_OBSTACLES = 20;

/** Throws RangeError, in a sentence, where rows are no places. */
function check(table: Table): void {
  const { columns, targets } = table;
  if (columns.length !== 2) {
    throw new RangeError(modelSayings.say('armColumns', columns.length));
  }
  if (targets.length > MOST_OBSTACLES + 1) {
    throw new RangeError(modelSayings.say('armRows', MOST_OBSTACLES, targets.length));
  }
  checkPlaces(table);
  targets.forEach((radius, row) => {
    if (row === 0 || (radius >= LEAST && radius <= FARTHEST)) return;
    throw new RangeError(modelSayings.say('radius', LEAST, FARTHEST, row + 1, radius));
  });
}

/** The arm before it moves: raised and bent back, so that its way to the right leads past what is above. */
const firstPosture = (joints: number) =>
  Float64Array.from({ length: joints }, (_, j) => (j === 0 ? 2.4 : -0.8 / joints));

/** What the rows and options ask of the arm. */
export function taskOf(options: ModelOptions, table: Table): ArmTask {
  const [target, ...others] = placesOf(table);
  const joints = Number(options['joints']);
  return {
    joints,
    moments: Number(options['moments']),
    target: [target!.x, target!.y],
    obstacles: others.map(({ x, y, size }) => ({ x, y, radius: size })),
    avoid: Number(options['avoid']),
    smoothness: Number(options['smoothness']),
    first: firstPosture(joints),
  };
}

function build(options: ModelOptions, train: Table): Omit<Model, 'id' | 'options'> {
  check(train);
  const task = taskOf(options, train);
  const { joints: n, moments: m, first } = task;
  const loss = armLoss(task);
  const initial = (seed: number) => {
    const theta = new Float64Array(n * m);
    normalStream(seed, 'weights')(0, theta);
    // A motion sets out at rest, and turns every joint the further the later.
    return theta.map((_, i) => first[i % n]! + 0.3 * theta[i % n]! * (Math.floor(i / n + 1) / m) ** 2);
  };
  return {
    loss,
    testLoss: null,
    parameters:
      m > 1
        ? [{ name: 'posture', shape: [m, n], offset: 0 }]
        : Array.from({ length: n }, (_, j) => ({ name: `joint ${j + 1}`, shape: [1], offset: j })),
    initial,
    isSeenWhole: n * m === 2,
    pace: { at: initial(1), width: 1 },
    train,
    test: null,
    classes: 0,
    outputs: (p, inputs) =>
      distancesTo(jointsOf(Array.from({ length: n }, (_, j) => p[(m - 1) * n + j]!)), inputs),
    accuracy: () => Number.NaN,
  };
}

export const robotArm: ModelRow = {
  id: 'robot-arm',
  takesData: true,
  picture: 'arm',
  options: [
    {
      key: 'joints',
      kind: 'number',
      default: 2,
      min: 1,
      max: 12,
      whole: true,
    },
    {
      key: 'avoid',
      kind: 'number',
      default: 1,
      min: 0,
      max: 20,
    },
    {
      key: 'moments',
      kind: 'number',
      default: 1,
      min: 1,
      max: 24,
      whole: true,
    },
    {
      key: 'smoothness',
      kind: 'number',
      default: 0.002,
      min: 0,
      max: 1,
      counts: ({ moments }) => Number(moments) > 1,
    },
  ],
  classes: () => 0,
  make: () => tableOfPlaces(places, 'radius'),
  build,
};
