import { normalStream } from '../math/random.ts';
import { type ArmTask, armLoss, jointsOf } from './arm-loss.ts';
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

function makePlaces(): { train: Table; test: null } {
  const inputs = Float64Array.from(places.flatMap(([x, y]) => [x, y]));
  const targets = Float64Array.from(places, ([, , radius]) => radius);
  return { train: { columns: ['x', 'y'], inputs, targets, target: 'radius' }, test: null };
}

/** What a coordinate or a radius is at most, and an obstacle's radius at least. */
const [MOST, LEAST] = [1000, 0.01];
const MOST_OBSTACLES = 20;

/** Throws RangeError, in a sentence, where rows are no places. */
function check({ columns, inputs, targets }: Table): void {
  if (columns.length !== 2) {
    throw new RangeError(modelSayings.say('armColumns', columns.length));
  }
  if (targets.length > MOST_OBSTACLES + 1) {
    throw new RangeError(modelSayings.say('armRows', MOST_OBSTACLES, targets.length));
  }
  inputs.forEach((value, i) => {
    if (Math.abs(value) <= MOST) return;
    throw new RangeError(modelSayings.say('place', MOST, (i >> 1) + 1, value));
  });
  targets.forEach((radius, row) => {
    if (row === 0 || (radius >= LEAST && radius <= MOST)) return;
    throw new RangeError(modelSayings.say('radius', LEAST, MOST, row + 1, radius));
  });
}

/** The arm before it moves: raised and bent back, so that its way to the right leads past what is above. */
const firstPosture = (joints: number) =>
  Float64Array.from({ length: joints }, (_, j) => (j === 0 ? 2.4 : -0.8 / joints));

/** What the rows and options ask of the arm. */
export function taskOf(options: ModelOptions, { inputs, targets }: Table): ArmTask {
  const joints = Number(options['joints']);
  return {
    joints,
    moments: Number(options['moments']),
    target: [inputs[0]!, inputs[1]!],
    obstacles: Array.from(targets, (radius, row) => ({
      x: inputs[2 * row]!,
      y: inputs[2 * row + 1]!,
      radius,
    })).slice(1),
    avoid: Number(options['avoid']),
    smoothness: Number(options['smoothness']),
    first: firstPosture(joints),
  };
}

/** How far a place is from the nearest point of an arm. */
function distanceTo(joints: Float64Array, x: number, y: number): number {
  let least = Infinity;
  for (let k = 0; k + 3 < joints.length; k += 2) {
    const [ax, ay] = [joints[k]!, joints[k + 1]!];
    const [lx, ly] = [joints[k + 2]! - ax, joints[k + 3]! - ay];
    const share = Math.max(0, Math.min(1, ((x - ax) * lx + (y - ay) * ly) / (lx * lx + ly * ly)));
    const [dx, dy] = [x - ax - share * lx, y - ay - share * ly];
    least = Math.min(least, Math.sqrt(dx * dx + dy * dy));
  }
  return least;
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
    outputs(p, inputs) {
      if (inputs.length % 2 !== 0) {
        throw new RangeError(`inputs must be rows of 2 numbers; there are ${inputs.length} numbers.`);
      }
      const arm = jointsOf(Array.from({ length: n }, (_, j) => p[(m - 1) * n + j]!));
      return Float64Array.from({ length: inputs.length / 2 }, (_, row) =>
        distanceTo(arm, inputs[2 * row]!, inputs[2 * row + 1]!),
      );
    },
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
  make: makePlaces,
  build,
};
