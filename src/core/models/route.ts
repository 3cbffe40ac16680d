import { normalStream } from '../math/random.ts';
import { depotLoss, type Place, routeLoss, type RouteTask } from './route-loss.ts';
import type { Model, ModelOptions, ModelRow, Table } from './types.ts';
import { modelSayings } from './words.ts';

/**
 * Deliveries on a map, x and y in kilometres. Of a route the first row of its table is where it begins, the last where it ends,
 * and those between are jams with their delay; of a depot all rows are customers with their weight.
 */
type Row = readonly [x: number, y: number, size: number];

const jams: readonly Row[] = [
  [-4, 0, 0],
  [-1.2, 0.3, 4],
  [1.6, -0.9, 3],
  [0.6, 2.4, 2],
  [4, 0, 0],
];

const customers: readonly Row[] = [
  [-3, -1.4, 1],
  [-1.6, 1.8, 1],
  [0.8, 0.6, 3],
  [2.6, 2.2, 1],
  [3.4, -1.6, 1],
  [0.4, -2.4, 1],
];

const isDepot = ({ task }: ModelOptions) => task === 'depot';

function makePlaces(options: ModelOptions): { train: Table; test: null } {
  const rows = isDepot(options) ? customers : jams;
  return {
    train: {
      columns: ['x', 'y'],
      inputs: Float64Array.from(rows.flatMap(([x, y]) => [x, y])),
      targets: Float64Array.from(rows, ([, , size]) => size),
      target: isDepot(options) ? 'weight' : 'delay',
    },
    test: null,
  };
}

/** What a coordinate, a delay or a weight is at most, and how many rows there are. */
const [MOST, MOST_ROWS] = [1000, 60];

/** Throws RangeError, in a sentence, where rows are none of deliveries. */
function check({ columns, inputs, targets }: Table, options: ModelOptions): void {
  const rows = targets.length;
  const [size, fewest] = isDepot(options) ? (['weight', 1] as const) : (['delay', 2] as const);
  if (columns.length !== 2) throw new RangeError(modelSayings.say('mapColumns', size, columns.length));
  if (rows < fewest || rows > MOST_ROWS)
    throw new RangeError(modelSayings.say('mapRows', size, MOST_ROWS, rows));
  inputs.forEach((value, i) => {
    if (Math.abs(value) <= MOST) return;
    throw new RangeError(modelSayings.say('place', MOST, (i >> 1) + 1, value));
  });
  targets.forEach((value, row) => {
    if (value >= 0 && value <= MOST) return;
    throw new RangeError(modelSayings.say('mapSize', size, MOST, row + 1, value));
  });
  if (isDepot(options) && !targets.some((weight) => weight > 0))
    throw new RangeError(modelSayings.say('noWeight'));
}

export function placesOf({ inputs, targets }: Table): Place[] {
  return Array.from(targets, (size, row) => ({ x: inputs[2 * row]!, y: inputs[2 * row + 1]!, size }));
}

/** What the rows and options ask of a route. */
export function routeOf(options: ModelOptions, train: Table): RouteTask {
  const places = placesOf(train);
  return {
    from: places[0]!,
    to: places.at(-1)!,
    jams: places.slice(1, -1),
    radius: Number(options['jamRadius']),
    waypoints: Number(options['waypoints']),
  };
}

/** A route's points, x and y one after another, from where it begins to where it ends. */
export function pointsOf({ from, to }: Pick<RouteTask, 'from' | 'to'>, p: ArrayLike<number>): number[] {
  return [from.x, from.y, ...Array.from(p), to.x, to.y];
}

/** How far a place is from the nearest point of a line through points. */
function distanceTo(points: readonly number[], x: number, y: number): number {
  let least = Math.hypot(x - points[0]!, y - points[1]!);
  for (let k = 0; k + 3 < points.length; k += 2) {
    const [ax, ay] = [points[k]!, points[k + 1]!];
    const [lx, ly] = [points[k + 2]! - ax, points[k + 3]! - ay];
    const share = Math.max(0, Math.min(1, ((x - ax) * lx + (y - ay) * ly) / (lx * lx + ly * ly || 1)));
    least = Math.min(least, Math.hypot(x - ax - share * lx, y - ay - share * ly));
  }
  return least;
}

function build(options: ModelOptions, train: Table): Omit<Model, 'id' | 'options'> {
  check(train, options);
  const task = routeOf(options, train);
  const depot = isDepot(options);
  const n = depot ? 2 : 2 * task.waypoints;
  const { from, to } = task;
  const places = placesOf(train);
  const middle = (of: (place: Place) => number) =>
    places.reduce((sum, place) => sum + of(place), 0) / places.length;
  const spread = Math.max(
    ...places.map(({ x, y }) => Math.hypot(x - middle((at) => at.x), y - middle((at) => at.y))),
  );
  const initial = (seed: number) => {
    const theta = new Float64Array(n);
    normalStream(seed, 'weights')(0, theta);
    if (depot) return theta.map((z, i) => middle(({ x, y }) => (i === 0 ? x : y)) + 0.6 * (spread || 1) * z);
    // On the straight way, and somewhat beside it.
    const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
    return theta.map((z, i) => {
      const share = ((i >> 1) + 1) / (task.waypoints + 1);
      const [a, b] = i % 2 === 0 ? [from.x, to.x] : [from.y, to.y];
      return a + share * (b - a) + (0.05 * z * length) / Math.sqrt(task.waypoints);
    });
  };
  return {
    loss: depot ? depotLoss(places) : routeLoss(task),
    testLoss: null,
    parameters:
      n === 2
        ? ['east', 'north'].map((name, offset) => ({ name, shape: [1], offset }))
        : [{ name: 'waypoint', shape: [task.waypoints, 2], offset: 0 }],
    initial,
    isSeenWhole: n === 2,
    pace: { at: initial(1), width: (spread || 1) / 2 },
    train,
    test: null,
    classes: 0,
    outputs(p, inputs) {
      if (inputs.length % 2 !== 0) {
        throw new RangeError(`inputs must be rows of 2 numbers; there are ${inputs.length} numbers.`);
      }
      const points = depot ? Array.from(p) : pointsOf(task, p);
      return Float64Array.from({ length: inputs.length / 2 }, (_, row) =>
        distanceTo(points, inputs[2 * row]!, inputs[2 * row + 1]!),
      );
    },
    accuracy: () => Number.NaN,
  };
}

export const delivery: ModelRow = {
  id: 'delivery',
  takesData: true,
  picture: 'map',
  options: [
    {
      key: 'task',
      kind: 'choice',
      default: 'route',
      choices: ['route', 'depot'],
    },
    {
      key: 'waypoints',
      kind: 'number',
      default: 1,
      min: 1,
      max: 20,
      whole: true,
      counts: (options) => !isDepot(options),
    },
    {
      key: 'jamRadius',
      kind: 'number',
      default: 1,
      min: 0.2,
      max: 5,
      counts: (options) => !isDepot(options),
    },
  ],
  classes: () => 0,
  make: makePlaces,
  build,
};
