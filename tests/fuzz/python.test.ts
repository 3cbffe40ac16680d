import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileFormula } from '../../src/core/expression/compile.ts';
import { readFormula } from '../../src/core/expression/formula.ts';
import { functions } from '../../src/core/expression/functions.ts';
import { ruleOf } from '../../src/core/optimizers/registry.ts';
import type { Hyperparameter, HyperparameterValues } from '../../src/core/optimizers/types.ts';
import { type Schedule, scheduleEntry, type ScheduleParameter } from '../../src/core/run/schedule.ts';
import type { Scene } from '../../src/core/scene/scene.ts';
import { numpy as numpyDialect } from '../../src/export/code/dialect.ts';
import { gradientFunction, hessianFunction, lossFunction } from '../../src/export/code/formula.ts';
import { helperLines } from '../../src/export/code/helpers.ts';
import { numpyScript, torchScript } from '../../src/export/code/script.ts';
import { OLDEST_TORCH } from '../../src/export/code/torch-optim.ts';
import { sourceOf } from '../reference/script-scenes.ts';
import { compare, isNear, readNumber, roundedOtherwise, runScripts } from '../reference/scripts.ts';
import { findPython } from '../tools/find-python.ts';
import { formulas, isAccepted } from './formulas.ts';
import { anyDocument } from './scenes.ts';

const seed = 51_202;
const program = findPython('numpy')?.program ?? null;
const torch = findPython('torch', OLDEST_TORCH)?.program ?? null;
const leftOut = (found: string | null, library: string) =>
  found === null ? `, left out: no Python with ${library} was found` : '';

const points = [
  [0.7, -1.3],
  [0, 0],
  [-2, 2.5],
] as const;

/** As long and as deep as formulas may be. */
const longest = [
  `${'sin('.repeat(199)}x y${')'.repeat(199)}`,
  `${'('.repeat(199)}x${')^2'.repeat(199)}`,
  `${'-'.repeat(199)}x`,
  `x${'^y'.repeat(150)}`,
  Array.from({ length: 660 }, (_, i) => (i % 2 ? 'x' : '2y')).join('+'),
  Array.from({ length: 660 }, (_, i) => (i % 2 ? 'x' : 'y')).join('/'),
  Array.from({ length: 120 }, (_, i) => `max(x,${i}/100 y)`).join('+'),
];

/** Where a branch that is not taken would multiply 0 by infinity. */
const clamped = [
  '-sqrt(max(0, 4 - x^2 - y^2)) + 0.1x^2',
  'max(x, 0)^1.5 + y',
  'asin(min(1, max(-1, x y)))',
  'sqrt(max(0, x) max(0, y)) + x y',
  'sqrt(max(0, y) (1 + x^2))',
  'log(max(x, 1)) + log(max(y, 1))',
  'cos(3)^max(x, 2)',
  'atan2(max(0, x), max(0, y))',
  '1/max(0, x) + y^2',
];

/** A formula's functions, and what they give at the points. */
function formulaScript(text: string): string {
  const tree = readFormula(text);
  const made = [lossFunction(tree, numpyDialect), gradientFunction(tree), hessianFunction(tree)];
  const helpers = new Set(made.flatMap(({ helpers }) => [...helpers]));
  return [
    'import math',
    'import numpy as np',
    'np.seterr(all="ignore")',
    ...[...helpers].flatMap((name) => helperLines(name, numpyDialect)),
    ...made.flatMap(({ lines }) => lines),
    ...points.map(
      ([x, y]) =>
        `p = np.array([${x}, ${y}], dtype=float); print(*map(float, [f(p), *gradient(p), *hessian(p).ravel()]))`,
    ),
  ].join('\n');
}

describe(`formulas and scenes in Python, seed ${seed}`, () => {
  const anyFormula = formulas([...functions.keys(), 'where'], ['+', '-', '*', '/', '^', ' ']).filter(
    isAccepted,
  );

  test.skipIf(program === null)(
    `any formula has the value and the derivatives of the page in NumPy${leftOut(program, 'NumPy')}`,
    () => {
      const texts = [...longest, ...clamped, ...fc.sample(anyFormula, { seed, numRuns: 600 })];
      const outputs = runScripts(
        program!,
        texts.map((text, i) => [String(i), formulaScript(text)]),
      );
      let compared = 0;
      const faults: string[] = [];
      texts.forEach((text, i) => {
        const { out, errors } = outputs.get(String(i))!;
        if (errors !== '') faults.push(`${text}: ${errors}`);
        const loss = compileFormula(text);
        const others = [1, 2, 3].map((one) => roundedOtherwise(loss, one));
        const all = (of: typeof loss | (typeof others)[number], p: readonly number[]) => [
          of.value(p),
          ...of.gradient(p),
          ...of.hessian(p),
        ];
        out.split('\n').forEach((line, k) => {
          const p = points[k];
          if (!p) return;
          const wanted = all(loss, p);
          const moved = others.map((other) => all(other, p));
          line.split(' ').forEach((given, j) => {
            // Where the last place of an argument changes more, rounding alone decides.
            const value = wanted[j]!;
            if (!moved.every((numbers) => isNear(numbers[j]!, value, 1e-10))) return;
            // 1 to the power of infinity is no number in JavaScript, and 1 in C.
            if (Number.isNaN(value) && /\^|pow/.test(text) && Math.abs(readNumber(given)) === 1) return;
            // Nor is the sign of the zero the same everywhere that min and max give of two.
            if (p.some((x) => x === 0) && /(min|max).*atan2|atan2.*(min|max)/.test(text)) return;
            compared++;
            if (!isNear(readNumber(given), value, 1e-9)) {
              faults.push(`${text} at ${p.join(', ')}, number ${j}: ${given} instead of ${value}`);
            }
          });
        });
      });
      expect(faults).toEqual([]);
      expect(compared).toBeGreaterThan(600 * points.length * 7 * 0.8);
    },
  );

  describe.each([
    ['NumPy', program, numpyScript, 150],
    ['PyTorch', torch, torchScript, 60],
  ] as const)('%s', (library, python, script, numRuns) => {
    const scenes = fc.sample(anyDocument, { seed, numRuns }).map((document, i) => {
      return [String(i), { ...document, steps: Math.min(document.steps, 12) }] as const;
    });

    test.skipIf(python === null)(`any scene is a script that runs${leftOut(python, library)}`, () => {
      const outputs = runScripts(
        python!,
        scenes.map(([name, scene]) => [name, script(sourceOf(scene))]),
      );
      for (const [name, { optimizers }] of scenes) {
        const { out, errors } = outputs.get(name)!;
        expect(errors).not.toContain('Traceback');
        const starts = out.split('\n').filter((line) => line.split('\t')[1] === '0');
        // A run's average is printed behind it.
        const printed = optimizers.filter(({ on }) => on).flatMap(({ average }) => (average ? [0, 1] : [0]));
        expect(starts).toHaveLength(printed.length);
      }
    });

    test.skipIf(python === null)(
      `values within the sliders' ranges give the page's positions${leftOut(python, library)}`,
      () => {
        const sources = scenes.map(([name, scene]) => [name, sourceOf(tamed(scene))] as const);
        const outputs = runScripts(
          python!,
          sources.map(([name, source]) => [name, script(source)]),
        );
        const results = sources.map(([name, source]) => ({ source, ...compare(source, outputs.get(name)!) }));
        const faults = results.flatMap((result) =>
          result.faults.slice(0, 4).map((fault) => `${fault} (${result.source.link})`),
        );
        expect(faults).toEqual([]);
        const count = (of: 'compared' | 'left') => results.reduce((sum, result) => sum + result[of], 0);
        expect(count('compared')).toBeGreaterThan(4 * count('left'));
      },
    );
  });
});

/** The scene with what lies beyond the sliders set to its default: rules round alike there. */
function tamed(scene: Scene): Scene {
  const within = (
    rows: readonly (Hyperparameter | ScheduleParameter)[],
    values: Schedule | HyperparameterValues,
  ) =>
    Object.fromEntries(
      rows.map(({ key, min, max, default: standard }) => {
        const value = values[key];
        // Centred, RMSprop takes the root of a difference of nearly equal numbers.
        if (key === 'centered') return [key, false];
        const keeps =
          typeof value === 'boolean' || (typeof value === 'number' && value >= min && value <= max);
        return [key, keeps ? value : standard];
      }),
    );
  const place = scene.start.every((x) => Math.abs(x) > 1e-3 && Math.abs(x) <= 10);
  return {
    ...scene,
    start: place ? scene.start : [0.7, -0.4],
    noise: Math.min(scene.noise, 1),
    optimizers: scene.optimizers.map((setting) => ({
      ...setting,
      values: within(ruleOf(setting)!.hyperparameters, setting.values),
      schedule: {
        ...within(scheduleEntry(setting.schedule.kind).parameters, setting.schedule),
        kind: setting.schedule.kind,
      },
    })),
  };
}
