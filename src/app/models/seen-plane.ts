import type { Domain } from '../../core/losses/types.ts';
import type { Model } from '../../core/models/types.ts';
import { planeOfParameters, planeThrough, principalPlane, randomPlane } from '../../core/plane/choose.ts';
import { project, type Plane } from '../../core/plane/plane.ts';
import type { PlaneKind, PlaneSetting } from '../../core/scene/scene.ts';
import type { Growth } from './growth.ts';

/** A plane with how it was chosen. */
export interface SeenPlane {
  readonly plane: Plane;
  readonly kind: Exclude<PlaneKind, 'auto'>;
  /** The runs, by their optimizers' places, whose ends it goes through or whose movement it follows. */
  readonly runs: readonly number[];
  /** Whether it goes through the start as well. */
  readonly throughStart: boolean;
  /** Of principal directions: the shares of the movement that lie along each. */
  readonly explained: readonly [u: number, v: number] | null;
  /** Of two parameters: their names. */
  readonly parameters: readonly string[];
  /** The kind that was asked for, where what it asks for spans no plane. */
  readonly instead: PlaneKind | null;
}

/** A run with the place of its optimizer. */
export interface Placed {
  readonly index: number;
  readonly growth: Growth;
}

/** Numbers of positions that principal directions are taken from, at most: of a longer run every so many steps. */
const MOST_NUMBERS = 1_000_000;

const rowOf = ({ positions, dimension }: Growth, row: number) =>
  positions.subarray(row * dimension, (row + 1) * dimension);

/**
 * The plane that a setting asks for, of runs as far as they have come; another one, that is told, where what it asks for
 * spans none. Null without a run, and for a model of one parameter.
 */
export function choosePlane(
  setting: PlaneSetting,
  { parameters, loss }: Model,
  runs: readonly Placed[],
): SeenPlane | null {
  const sound = runs.filter(({ growth }) => growth.rows > 0 && growth.divergedAt === null);
  const used = sound.length > 0 ? sound : runs.filter(({ growth }) => growth.rows > 0);
  const [first] = used;
  if (!first || loss.dimension < 2) return null;
  const start = rowOf(first.growth, 0);
  const end = ({ growth }: Placed) => rowOf(growth, growth.rows - 1);
  const plain = { runs: [], throughStart: false, explained: null, parameters: [], instead: null };
  const asked = setting.kind;

  const make = (kind: SeenPlane['kind']): SeenPlane => {
    switch (kind) {
      case 'ends': {
        const [a, b, c] = used;
        if (!a || !b) throw new RangeError('There are no two ends.');
        const plane = c ? planeThrough(end(a), end(b), end(c)) : planeThrough(start, end(a), end(b));
        const through = (c ? [a, b, c] : [a, b]).map(({ index }) => index);
        return { ...plain, kind, plane, runs: through, throughStart: !c };
      }
      case 'principal': {
        const numbers = used.reduce((sum, { growth }) => sum + growth.rows * growth.dimension, 0);
        const stride = Math.ceil(numbers / MOST_NUMBERS);
        const tracks = used.map(({ growth }) => thinned(growth, stride));
        const { plane, explained } = principalPlane(tracks, loss.dimension);
        return { ...plain, kind, plane, explained, runs: used.map(({ index }) => index) };
      }
      case 'random':
        return {
          ...plain,
          kind,
          plane: randomPlane(end(first), parameters, setting.seed).plane,
          runs: [first.index],
        };
      case 'parameters': {
        const [i, j] = setting.axes;
        const plane = planeOfParameters(end(first), i, j);
        return { ...plain, kind, plane, parameters: [i, j].map(nameIn(parameters)), runs: [first.index] };
      }
    }
  };

  const kinds: readonly SeenPlane['kind'][] = [
    ...(asked === 'auto' ? [] : [asked]),
    ...(asked === 'auto' || asked === 'principal' ? (['ends'] as const) : []),
    'principal',
    'random',
  ];
  for (const kind of asked === 'auto' && used.length < 2 ? kinds.slice(1) : kinds) {
    try {
      const made = make(kind);
      return asked === 'auto' || asked === kind ? made : { ...made, instead: asked };
    } catch (error) {
      // Equal or parallel: the next kind that spans a plane.
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return null;
}

function thinned({ positions, dimension, rows }: Growth, stride: number): Float64Array {
  if (stride <= 1) return positions.subarray(0, rows * dimension);
  const count = Math.ceil(rows / stride);
  const out = new Float64Array(count * dimension);
  for (let k = 0; k < count; k++) {
    const row = k * stride;
    out.set(positions.subarray(row * dimension, (row + 1) * dimension), k * dimension);
  }
  return out;
}

/** What a parameter is called by its place among all: "W1 3, 2". */
export function nameIn(parameters: Model['parameters']): (index: number) => string {
  return (index) => {
    const own = parameters.findLast(({ offset }) => offset <= index);
    if (!own) return String(index);
    const at = index - own.offset;
    const [, columns] = own.shape;
    if (columns !== undefined) return `${own.name} ${Math.floor(at / columns) + 1}, ${(at % columns) + 1}`;
    return own.shape[0] === 1 ? own.name : `${own.name} ${at + 1}`;
  };
}

/** Room around the runs, as a share of the longer side. */
const MARGIN = 0.22;
/** The shorter side is at least this share of the longer. */
const SLIMMEST = 0.6;

/** A rectangle of the plane around the runs; those that ended early count where no other does. */
export function domainAround(plane: Plane, runs: readonly Placed[]): Domain {
  const sound = runs.filter(({ growth }) => growth.divergedAt === null && growth.rows > 0);
  let [x0, x1, y0, y1] = [Infinity, -Infinity, Infinity, -Infinity];
  const foot = new Float64Array(2);
  for (const { growth } of sound.length > 0 ? sound : runs) {
    const rows = sound.length > 0 ? growth.rows : Math.min(growth.rows, 2);
    for (let row = 0; row < rows; row++) {
      project(plane, rowOf(growth, row), foot);
      const [x, y] = [foot[0]!, foot[1]!];
      [x0, x1, y0, y1] = [Math.min(x0, x), Math.max(x1, x), Math.min(y0, y), Math.max(y1, y)];
    }
  }
  const longer = Math.max(x1 - x0, y1 - y0);
  if (!(longer > 0 && Number.isFinite(longer))) return [-1, 1, -1, 1];
  const side = (from: number, to: number): readonly [number, number] => {
    const missing = Math.max(0, SLIMMEST * longer - (to - from)) / 2 + MARGIN * longer;
    return [from - missing, to + missing];
  };
  return [...side(x0, x1), ...side(y0, y1)];
}
