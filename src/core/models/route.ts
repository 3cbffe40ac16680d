import { normalStream } from '../math/random.ts';
import { checkPlaces, distancesTo, FARTHEST, placesOf, tableOfPlaces } from './places-table.ts';
import { depotLoss, type WeightedPlace, routeLoss, type RouteTask } from './route-loss.ts';
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

const makePlaces = (options: ModelOptions) =>
  isDepot(options) ? tableOfPlaces(customers, 'weight') : tableOfPlaces(jams, 'delay');

const MOST_ROWS = 60;

/** Throws RangeError, in a sentence, where rows are none of deliveries. */
function check(table: Table, options: ModelOptions): void {
  const { columns, targets } = table;
  const rows = targets.length;
  const [size, fewest] = isDepot(options) ? (['weight', 1] as const) : (['delay', 2] as const);
  if (columns.length !== 2) throw new RangeError(modelSayings.say('mapColumns', size, columns.length));
  if (rows < fewest || rows > MOST_ROWS)
    throw new RangeError(modelSayings.say('mapRows', size, MOST_ROWS, rows));
  checkPlaces(table);
  targets.forEach((value, row) => {
    if (value >= 0 && value <= FARTHEST) return;
    throw new RangeError(modelSayings.say('mapSize', size, FARTHEST, row + 1, value));
  });
  if (isDepot(options) && !targets.some((weight) => weight > 0))
    throw new RangeError(modelSayings.say('noWeight'));
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

function build(options: ModelOptions, train: Table): Omit<Model, 'id' | 'options'> {
  check(train, options);
  const task = routeOf(options, train);
  const depot = isDepot(options);
  const n = depot ? 2 : 2 * task.waypoints;
  const { from, to } = task;
  const places = placesOf(train);
  const middle = (of: (place: WeightedPlace) => number) =>
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
    outputs: (p, inputs) => distancesTo(depot ? p : pointsOf(task, p), inputs),
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
