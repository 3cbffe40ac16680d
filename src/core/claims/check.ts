/** Whether what words claim is so, by the recorded runs: no caption becomes false unseen. */
import { eigen2 } from '../math/eigen.ts';
import type { Vector } from '../math/loss.ts';
import { gradientFlow } from '../run/flow.ts';
import { isInsideAt, placeAt } from '../run/place.ts';
import { rateAt } from '../run/schedule.ts';
import type { Run } from '../run/types.ts';
import { entryOf } from '../scene/defaults.ts';
import { modelOf } from '../scene/models.ts';
import { startIn } from '../scene/record-options.ts';
import { readFragment } from '../scene/url.ts';
import type { Check, Claimed, PlaceQuantity, Quantity, Reading } from './claims.ts';
import { explainedOf, onPlaneOfEnds } from './planes.ts';
import { changed, type World, worldOf } from './world.ts';

/**
 * What is false of the scenes of a talk or a lesson: a sentence for each check that does not hold, with the numbers
 * that it met.
 */
export function falseClaims(scenes: readonly Claimed[]): string[] {
  const worlds = new Map(scenes.map(({ id, scene }) => [id, worldOf(readFragment(scene).scene)]));
  return scenes.flatMap(({ id, claims }) =>
    claims.flatMap(({ says, after, checks }) => {
      const world = worlds.get(id)!;
      const here = after ? worldOf(changed(world.scene, after)) : world;
      return checks.flatMap((check) => {
        const fault = faultOf(check, here, worlds);
        return fault === null ? [] : [`${id}: "${says}": ${fault}`];
      });
    }),
  );
}

/** What is wrong, null where the check holds. A reading that is not a number holds of nothing. */
function faultOf(check: Check, world: World, worlds: ReadonlyMap<string, World>): string | null {
  if ('falls' in check) {
    const { losses } = runOf(world, check.falls);
    for (let step = check.from; step < check.to; step++) {
      if (!(losses[step + 1]! < losses[step]!)) return `the loss does not fall at step ${step}`;
    }
    return null;
  }
  if ('ends' in check) {
    const { end } = runOf(world, check.run);
    const as = (end?.reason ?? null) === check.ends && (check.at === undefined || end?.step === check.at);
    return as ? null : `run ${check.run} ends ${end ? `by ${end.reason} at step ${end.step}` : 'not at all'}`;
  }
  const left = read(check.left, world, worlds);
  const right = read(check.right, world, worlds);
  const holds =
    'within' in check
      ? Math.abs(left - right) <= check.within * (right === 0 ? 1 : Math.abs(right))
      : check.is === '<'
        ? left < right
        : left > right;
  return holds ? null : `${left} is not ${check.is} ${right}`;
}

function runOf({ runs }: World, number: number): Run {
  const run = runs[number - 1];
  if (!run) throw new RangeError(`The scene has no run ${number}.`);
  return run;
}

function read(reading: Reading, world: World, worlds: ReadonlyMap<string, World>): number {
  if (typeof reading === 'number') return reading;
  if ('size' in reading) return Math.abs(read(reading.size, world, worlds));
  if ('ratio' in reading) {
    return read(reading.ratio[0], world, worlds) / read(reading.ratio[1], world, worlds);
  }
  if ('difference' in reading) {
    return read(reading.difference[0], world, worlds) - read(reading.difference[1], world, worlds);
  }
  if ('product' in reading) {
    return reading.product.reduce<number>((product, each) => product * read(each, world, worlds), 1);
  }
  if ('area' in reading) return areaUnder(world, reading.area);
  if ('explained' in reading) return explainedOf(runOf(world, reading.explained));
  if ('onEnds' in reading) {
    const { onEnds: what, through, run, step } = reading;
    const ends = [runOf(world, through[0]), runOf(world, through[1])] as const;
    return onPlaneOfEnds(what, ends, runOf(world, run), step, world.loss);
  }
  if ('of' in reading) return placeQuantity(reading.of, world, reading.at);
  if ('flow' in reading) return flowQuantity(reading.flow, world, reading.time);
  if ('part' in reading) {
    const { part, run, step, component } = reading;
    const value = runOf(world, run).updateFrom(step)[part];
    return typeof value === 'object' ? value[component]! : (value ?? Number.NaN);
  }
  if ('scene' in reading) {
    const other = worlds.get(reading.scene);
    if (!other) throw new RangeError(`There is no scene "${reading.scene}".`);
    return read(reading.reading, other, worlds);
  }
  if ('setting' in reading) {
    return Number(world.scene.optimizers[reading.run - 1]?.values[reading.setting] ?? Number.NaN);
  }
  if ('first' in reading) {
    const { first, run } = reading;
    const { steps, losses } = runOf(world, run);
    if (first === 'outsideForGood') {
      let step = steps + 1;
      while (step > 0 && isOutside(world, run, step - 1)) step--;
      return step > steps ? Number.POSITIVE_INFINITY : step;
    }
    for (let step = 0; step <= steps; step++) {
      if (first === 'outside' ? isOutside(world, run, step) : losses[step]! < first.lossBelow) return step;
    }
    return Number.POSITIVE_INFINITY;
  }
  if ('over' in reading) {
    const { quantity, run, from, to } = reading;
    const all = Array.from({ length: to - from + 1 }, (_, i) => quantityOf(quantity, world, run, from + i));
    if (reading.over === 'mean') return all.reduce((sum, each) => sum + each, 0) / all.length;
    return reading.over === 'most' ? Math.max(...all) : Math.min(...all);
  }
  return quantityOf(reading.quantity, world, reading.run, reading.step);
}

function isOutside(world: World, run: number, step: number): boolean {
  return !isInsideAt(runOf(world, run), step, world.scene.domain);
}

function quantityOf(quantity: Quantity, world: World, run: number, step: number): number {
  const { losses, positions, dimension } = runOf(world, run);
  const at = placeAt(runOf(world, run), step);
  const next = placeAt(runOf(world, run), step + 1);
  switch (quantity) {
    case 'loss':
      return losses[step] ?? Number.NaN;
    case 'x':
      return at[0];
    case 'y':
      return at[1];
    case 'moveX':
      return next[0] - at[0];
    case 'moveY':
      return next[1] - at[1];
    case 'move':
      return Math.hypot(
        ...Array.from({ length: dimension }, (_, i) => {
          const from = step * dimension + i;
          return (positions[from + dimension] ?? Number.NaN) - positions[from]!;
        }),
      );
    case 'distance': {
      const minima = entryOf(world.scene.loss)?.minima ?? [];
      return Math.min(...minima.map(({ at: [x, y] }) => Math.hypot(at[0] - x!, at[1] - y!)));
    }
    case 'rate': {
      const setting = world.scene.optimizers[run - 1]!;
      return rateAt(setting.schedule, Number(setting.values['lr']), step + 1, world.scene.steps);
    }
    case 'right': {
      const model = world.scene.model && modelOf(world.scene.model);
      const parameters = positions.subarray(step * dimension, (step + 1) * dimension);
      return model?.test && parameters.length > 0 ? model.accuracy(parameters, model.test) : Number.NaN;
    }
    case 'rows':
    case 'rowsHeldBack': {
      const model = world.scene.model && modelOf(world.scene.model);
      return (quantity === 'rows' ? model?.train : model?.test)?.targets.length ?? Number.NaN;
    }
    case 'parameters':
      return dimension;
    case 'still':
    case 'fromStart':
      return amongAll(quantity, runOf(world, run), step);
    case 'evaluations': {
      const { values, gradients, hessians } = runOf(world, run).evaluationsAt(step);
      return values + gradients + hessians;
    }
    default:
      return placeQuantity(quantity, world, positions.subarray(step * dimension, (step + 1) * dimension));
  }
}

/** Of all parameters at a step: how far they are from the start, or how many of them stay as they are in its update. */
function amongAll(
  quantity: 'still' | 'fromStart',
  { steps, positions, dimension }: Run,
  step: number,
): number {
  if (step + (quantity === 'still' ? 1 : 0) > steps) return Number.NaN;
  const all = Array.from({ length: dimension }, (_, i) => i);
  const value = (row: number, i: number) => positions[row * dimension + i]!;
  return quantity === 'still'
    ? all.filter((i) => value(step + 1, i) === value(step, i)).length
    : Math.hypot(...all.map((i) => value(step, i) - value(0, i)));
}

/** A number of the gradient flow from the start at a time; NaN where it does not come so far. */
function flowQuantity(quantity: 'x' | 'y' | 'value', { scene, loss }: World, time: number): number {
  const { ended, positions } = gradientFlow(loss, startIn(scene), { duration: time });
  if (ended !== 'duration') return Number.NaN;
  const at = positions.subarray(-loss.dimension);
  if (quantity === 'value') return loss.value(at);
  return (quantity === 'x' ? at[0] : at[1]) ?? Number.NaN;
}

/** Halves of the parts into which Simpson's rule divides an interval. */
const HALVES = 2000;

/** The integral of a curve's value, by Simpson's rule: exact to 1e-12 or so where the curve is smooth. */
function areaUnder({ loss }: World, [from, to]: readonly [number, number]): number {
  if (loss.dimension !== 1) return Number.NaN;
  let sum = 0;
  for (let i = 0; i <= HALVES; i++) {
    const weight = i === 0 || i === HALVES ? 1 : i % 2 === 1 ? 4 : 2;
    sum += weight * loss.value([from + (i / HALVES) * (to - from)]);
  }
  return (sum * (to - from)) / (3 * HALVES);
}

/** A number of the loss at a place, of all of its coordinates; NaN beyond a run's end. */
function placeQuantity(quantity: PlaceQuantity, { loss }: World, at: Vector): number {
  if (at.length !== loss.dimension) return Number.NaN;
  switch (quantity) {
    case 'value':
      return loss.value(at);
    case 'gradientX':
      return loss.gradient(at)[0]!;
    case 'gradientY':
      return loss.gradient(at)[1] ?? 0;
    case 'slope':
      return Math.hypot(...loss.gradient(at));
    case 'sharpness':
      return curvaturesOf(loss.dimension, loss.hessian(at)).max;
    case 'flatness':
      return curvaturesOf(loss.dimension, loss.hessian(at)).min;
  }
}

/** Of one variable both are its second derivative; of more than two there are none. */
function curvaturesOf(dimension: number, hessian: Vector): { min: number; max: number } {
  if (dimension === 1) return { min: hessian[0]!, max: hessian[0]! };
  return dimension === 2
    ? eigen2(hessian[0]!, hessian[1]!, hessian[3]!)
    : { min: Number.NaN, max: Number.NaN };
}
