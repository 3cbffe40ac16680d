/** Whether what words claim is so, by the recorded runs: no caption becomes false unseen. */
import { eigen2 } from '../math/eigen.ts';
import type { Loss } from '../math/loss.ts';
import { recordRun } from '../run/record.ts';
import { isInsideAt, placeAt } from '../run/place.ts';
import { rateAt } from '../run/schedule.ts';
import type { Run } from '../run/types.ts';
import { lossIn } from '../scene/compiled.ts';
import { entryOf, newOptimizer } from '../scene/defaults.ts';
import { recordOptionsOf } from '../scene/record-options.ts';
import type { Scene } from '../scene/scene.ts';
import { readFragment } from '../scene/url.ts';
import type { ByHand, Check, Claimed, Quantity, Reading } from './claims.ts';

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

/** A scene with its runs. */
interface World {
  readonly scene: Scene;
  readonly loss: Loss;
  readonly runs: readonly Run[];
}

function worldOf(scene: Scene): World {
  const loss = lossIn(scene);
  const runs = scene.optimizers.map((setting) => recordRun({ loss, ...recordOptionsOf(scene, setting) }));
  return { scene, loss, runs };
}

function changed(scene: Scene, { steps, run, rule, key, value }: ByHand): Scene {
  const optimizers = scene.optimizers.map((setting, i) => {
    if (i + 1 !== run) return setting;
    const other = rule === undefined ? setting : newOptimizer(rule, null);
    if (key === undefined || value === undefined) return other;
    return { ...other, values: { ...other.values, [key]: value } };
  });
  return { ...scene, optimizers, steps: steps ?? scene.steps };
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
  if ('ratio' in reading)
    return read(reading.ratio[0], world, worlds) / read(reading.ratio[1], world, worlds);
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
  const at = placeAt(runOf(world, run), step);
  const next = placeAt(runOf(world, run), step + 1);
  switch (quantity) {
    case 'loss':
      return runOf(world, run).losses[step] ?? Number.NaN;
    case 'x':
      return at[0];
    case 'y':
      return at[1];
    case 'gradientX':
      return world.loss.gradient(at)[0]!;
    case 'gradientY':
      return world.loss.gradient(at)[1]!;
    case 'moveX':
      return next[0] - at[0];
    case 'moveY':
      return next[1] - at[1];
    case 'move':
      return Math.hypot(next[0] - at[0], next[1] - at[1]);
    case 'distance': {
      const minima = entryOf(world.scene.loss)?.minima ?? [];
      return Math.min(...minima.map(({ at: [x, y] }) => Math.hypot(at[0] - x!, at[1] - y!)));
    }
    case 'sharpness':
      return curvaturesAt(world, at).max;
    case 'flatness':
      return curvaturesAt(world, at).min;
    case 'rate': {
      const setting = world.scene.optimizers[run - 1]!;
      return rateAt(setting.schedule, Number(setting.values['lr']), step + 1, world.scene.steps);
    }
  }
}

function curvaturesAt({ loss }: World, at: readonly [number, number]) {
  const hessian = loss.hessian(at);
  return eigen2(hessian[0]!, hessian[1]!, hessian[3]!);
}
