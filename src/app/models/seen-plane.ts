import type { Surface } from '../../core/geometry/types.ts';
import type { Domain } from '../../core/losses/types.ts';
import type { Model } from '../../core/models/types.ts';
import { planeOfParameters, planeThrough, principalPlane, randomPlane } from '../../core/plane/choose.ts';
import type { Plane } from '../../core/plane/plane.ts';
import type { PlaneKind, PlaneSetting } from '../../core/scene/scene.ts';
import { memo } from '../memo.ts';
import type { Growth } from './growth.ts';
import type { FoundPlane } from './plane-source.ts';

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
  /** Of two parameters: their names. It is of no run where they are all that there are. */
  readonly parameters: readonly string[];
  /** Of a plane that follows the step: of which it is. */
  readonly step: number | null;
  /** Of the largest curvatures: these, along u and v. */
  readonly curvatures: readonly [u: number, v: number] | null;
  /** Of a step that goes along the gradient: y is the direction of the gradient after it. */
  readonly isAlongGradient: boolean;
  /** The kind that was asked for, where what it asks for spans no plane. */
  readonly instead: PlaneKind | null;
}

/** A run with the place of its optimizer. */
export interface PlacedRun {
  readonly index: number;
  readonly growth: Growth;
}

/** Characters that a parameter's name has at most beside an axis. */
const LONGEST_NAME = 16;

/** Numbers of positions that principal directions are taken from, at most: of a longer run every so many steps. */
const MOST_NUMBERS = 1_000_000;

/** Whether a run has come to an end that has a distance from others: beyond 1e154 squares are no numbers. */
function isSound(growth: Growth): boolean {
  if (growth.rows === 0 || growth.divergedAt !== null) return false;
  return Number.isFinite(growth.at(growth.rows - 1).reduce((sum, x) => sum + x * x, 0));
}

/**
 * The plane that a setting asks for, of runs as far as they have come; another one, that is told, where what it asks for
 * spans none. Null without a run, and for a model of one parameter.
 *
 * @param local what has been found of the plane of a step, where one is asked for
 */
export function choosePlane(
  setting: PlaneSetting,
  { parameters, loss, isSeenWhole = false }: Model,
  runs: readonly PlacedRun[],
  local: FoundPlane | null = null,
): SeenPlane | null {
  const sound = runs.filter(({ growth }) => isSound(growth));
  const used = sound.length > 0 ? sound : runs.filter(({ growth }) => growth.rows > 0);
  const own = used.find(({ index }) => index === setting.run);
  const first = own ?? used[0];
  if (!first || loss.dimension < 2) return null;
  const start = first.growth.at(0);
  const end = ({ growth }: PlacedRun) => growth.at(growth.rows - 1);
  const plain = {
    runs: [],
    throughStart: false,
    explained: null,
    parameters: [],
    step: null,
    curvatures: null,
    isAlongGradient: false,
    instead: null,
  };
  const asked = setting.kind;
  if (asked === 'auto' && isSeenWhole && loss.dimension === 2) {
    const plane = planeOfParameters(new Float64Array(2), 0, 1);
    return { ...plain, kind: 'parameters', plane, parameters: [0, 1].map(nameIn(parameters)) };
  }

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
        const of = own ? [own] : used;
        const numbers = of.reduce((sum, { growth }) => sum + growth.rows * growth.dimension, 0);
        const stride = Math.ceil(numbers / MOST_NUMBERS);
        const tracks = of.map(({ growth }) => thinned(growth, stride));
        const { plane, explained } = principalPlane(tracks, loss.dimension);
        return { ...plain, kind, plane, explained, runs: of.map(({ index }) => index) };
      }
      case 'hessian':
      case 'step': {
        if (!local?.answer.plane || local.kind !== kind) throw new RangeError('No plane is found.');
        const { plane, curvatures, isAlongGradient = false } = local.answer;
        const { step, index } = local;
        return { ...plain, kind, plane, curvatures, isAlongGradient, step, runs: [index] };
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

/** Some of a run's positions: of those that are kept. */
function thinned({ at, dimension, rows, request: { keepEvery } }: Growth, least: number): Float64Array {
  const stride = Math.max(1, Math.ceil(least / keepEvery)) * keepEvery;
  const count = Math.ceil(rows / stride);
  const out = new Float64Array(count * dimension);
  for (let k = 0; k < count; k++) {
    out.set(at(k * stride), k * dimension);
  }
  return out;
}

/** What the axes of a plane are called: by its parameters, where their names have room there; else x and y. */
export function planeAxisNames({ parameters: [x = '', y = ''] }: SeenPlane): Surface['variables'] {
  const fits = (name: string) => name.length > 0 && name.length <= LONGEST_NAME;
  return fits(x) && fits(y) ? namesOf(x, y) : directions;
}

const directions: Surface['variables'] = ['x', 'y'];
/** The same pair for the same names: surfaces compare by identity. */
const namesOf = memo((x: string, y: string): Surface['variables'] => [x, y]);

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

/** The place of the parameter that a text names as `nameIn` does, or by its place; null for none. */
export function placeIn(parameters: Model['parameters'], count: number, text: string): number | null {
  const words = text.trim().toLowerCase();
  const within = (place: number) => (Number.isInteger(place) && place >= 0 && place < count ? place : null);
  if (/^\d+$/.test(words)) return within(Number(words));
  const own = parameters
    .filter(({ name }) => words.startsWith(name.toLowerCase()))
    .toSorted((a, b) => b.name.length - a.name.length)[0];
  if (!own) return null;
  const rest = words.slice(own.name.length).trim();
  const numbers = rest.match(/\d+/g)?.map(Number) ?? [];
  if (rest.replaceAll(/[\d\s,;[\]()]/g, '') !== '' || numbers.length > own.shape.length) return null;
  // From 1, as they are named; what is not said is the first.
  let place = 0;
  for (const [axis, length] of own.shape.entries()) {
    const at = (numbers[axis] ?? 1) - 1;
    if (at < 0 || at >= length) return null;
    place = place * length + at;
  }
  return within(own.offset + place);
}

/** Room around the runs, as a share of the longer side. */
const MARGIN = 0.22;
/** The shorter side is at least this share of the longer. */
const SLIMMEST = 0.6;

/** Room about a step, in multiples of its length. */
const STEPS = 5;

/** A rectangle about a step that begins at the origin and goes along x. */
export function domainAboutStep({ growth, step }: FoundPlane): Domain {
  const k = Math.max(0, Math.min(step, growth.rows - 2));
  const [from, to] = [growth.at(k), growth.at(Math.min(k + 1, growth.rows - 1))];
  const length = Math.sqrt(from.reduce((sum, x, i) => sum + (x - to[i]!) ** 2, 0));
  const side = STEPS * length;
  return side > 0 && Number.isFinite(side)
    ? [-side, side, -SLIMMEST * side, SLIMMEST * side]
    : [-1, 1, -1, 1];
}

/** A rectangle of the plane around the runs, as far as they are projected; those that ended early count where no other does. */
export function domainAround(runs: readonly PlacedRun[], plane: Plane): Domain {
  const sound = runs.filter(({ growth }) => isSound(growth));
  let [x0, x1, y0, y1] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { growth } of sound.length > 0 ? sound : runs) {
    const { feet, rows: there } = growth.trackOn(plane);
    const rows = Math.min(there, growth.rows, sound.length > 0 ? Infinity : 2);
    for (let row = 0; row < rows; row++) {
      const [x, y] = [feet[2 * row]!, feet[2 * row + 1]!];
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
