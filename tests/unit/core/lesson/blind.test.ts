import { describe, expect, test } from 'vitest';
import { numberOfDay } from '../../../../src/app/lessons/today.ts';
import {
  beginDescent,
  best,
  bestRivalsOf,
  goTo,
  hillNumber,
  hillOf,
  left,
  rivalsOf,
  TRIES,
} from '../../../../src/core/lesson/blind.ts';
import { recordRun } from '../../../../src/core/run/record.ts';
import { recordOptionsOf } from '../../../../src/core/scene/record-options.ts';
import { readFragment } from '../../../../src/core/scene/url.ts';

const seeds = [0, 1, 20261126, 20261127, 999_999_999];

/** The formula as another program would reckon it. */
const reckon =
  (formula: string) =>
  // Of our own making: numbers, x, y, signs and exp.
  (x: number, y: number) => {
    const [bowl = '', ...dips] = formula.split(/-(?=\d+\.\d+\*exp)/);
    const scale = Number(bowl.split('*')[0]);
    return dips.reduce(
      (sum, dip) => {
        const [depth, cx, cy, width] = [...dip.matchAll(/-?\d+\.\d+/g)].map(([number]) => Number(number));
        return sum - depth! * Math.exp(-((x - cx!) ** 2 + (y - cy!) ** 2) / width!);
      },
      scale * (x * x + y * y),
    );
  };

describe('a hill in fog', () => {
  test.each(seeds)(
    '%i: what is seen is the loss and its slope, and nothing costs more than one look',
    (seed) => {
      const f = reckon(hillOf(seed).formula);
      let descent = beginDescent(seed);
      const { start, budget, domain } = descent.hill;
      expect(descent.looks.map(({ at }) => at)).toEqual([start]);
      expect(left(descent)).toBe(budget);
      const places = [
        [1, -1],
        [-2.5, 0.25],
        [99, -99],
      ] as const;
      for (const place of places) descent = goTo(descent, place);
      expect(left(descent)).toBe(budget - 3);
      // A place beyond the domain is at its edge.
      expect(descent.looks.at(-1)!.at).toEqual([domain[1], domain[2]]);
      const h = 1e-5;
      for (const { at, loss, gradient } of descent.looks) {
        const [x, y] = at;
        expect(loss).toBeCloseTo(f(x, y), 10);
        expect(gradient[0]).toBeCloseTo((f(x + h, y) - f(x - h, y)) / (2 * h), 6);
        expect(gradient[1]).toBeCloseTo((f(x, y + h) - f(x, y - h)) / (2 * h), 6);
      }
      for (let i = 0; i < budget + 5; i++) descent = goTo(descent, [0, 0]);
      expect([descent.looks.length, left(descent)]).toEqual([budget + 1, 0]);
      const spent = descent;
      expect(goTo(spent, [1, 1])).toBe(spent);
      expect(goTo(beginDescent(seed), [Number.NaN, 0]).looks).toHaveLength(1);
    },
  );

  test('is the same for everybody, another one every day, and never begun in its deepest dip', () => {
    expect(new Set(seeds.map((seed) => hillOf(seed).formula)).size).toBe(seeds.length);
    for (let seed = 0; seed < 300; seed++) {
      const { formula, start } = hillOf(seed);
      expect(hillOf(seed).formula).toBe(formula);
      const [x, y] = /exp\(-\(\(x-\((-?[\d.]+)\)\)\^2\+\(y-\((-?[\d.]+)\)/
        .exec(formula)!
        .slice(1)
        .map(Number);
      expect(Math.hypot(start[0] - x!, start[1] - y!)).toBeGreaterThan(3);
    }
  });

  test('the optimizers begin where one has begun, and have as many looks', () => {
    const { hill } = beginDescent(7);
    const { scene, problems } = readFragment(rivalsOf(hill));
    expect(problems).toEqual([]);
    expect([scene.start, scene.steps, scene.noise]).toEqual([hill.start, hill.budget, 0]);
    const f = reckon(hill.formula);
    expect(scene.optimizers.map(({ id }) => id)).toEqual(['sgd', 'momentum', 'adam']);
    for (const setting of scene.optimizers) {
      const { loss } = beginDescent(7);
      const { losses } = recordRun({ ...recordOptionsOf(scene, setting), loss });
      expect(losses).toHaveLength(hill.budget + 1);
      expect(losses[0]).toBeCloseTo(f(...hill.start), 10);
      expect(best(Array.from(losses)).loss).toBe(Math.min(...losses));
    }
  });

  test.each(seeds)(
    '%i: each optimizer has the best of a few learning rates, and is never worse for it',
    (seed) => {
      const { hill, loss } = beginDescent(seed);
      const [plain, best] = [rivalsOf(hill), bestRivalsOf(hill)].map(
        (fragment) => readFragment(fragment).scene,
      );
      plain!.optimizers.forEach((setting, i) => {
        const lowest = (lr: number) => {
          const options = recordOptionsOf(plain!, { ...setting, values: { ...setting.values, lr } });
          return Math.min(...recordRun({ ...options, loss }).losses);
        };
        const lr = Number(setting.values['lr']);
        const tried = TRIES.map((factor) => lowest(Number((factor * lr).toPrecision(3))));
        expect(lowest(Number(best!.optimizers[i]!.values['lr']))).toBe(Math.min(...tried));
        expect(Math.min(...tried)).toBeLessThanOrEqual(lowest(Number(lr.toPrecision(3))));
      });
      // Somebody gains by it.
      const rates = (scene: typeof plain) => scene!.optimizers.map(({ values }) => values['lr']);
      expect(rates(best)).not.toEqual(rates(plain));
    },
  );

  test('its number is the day, and a link names another', () => {
    expect(numberOfDay(new Date(2026, 10, 26, 23, 59).getTime())).toBe(20261126);
    expect(numberOfDay(new Date(2027, 0, 1, 0, 0).getTime())).toBe(20270101);
    expect(['', '42', '-1', '1e9', '1234567890', '<b>'].map(hillNumber)).toEqual([
      null,
      42,
      null,
      null,
      null,
      null,
    ]);
  });
});
