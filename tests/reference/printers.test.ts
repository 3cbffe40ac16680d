import { expect, test } from 'vitest';
import type { Loss } from '../../src/core/math/loss.ts';
import { optimizers } from '../../src/core/optimizers/registry.ts';
import { type BackendName, createStepper } from '../../src/core/optimizers/stepper.ts';
import type { HyperparameterValues, OptimizerEntry } from '../../src/core/optimizers/types.ts';
import { constantSchedule } from '../../src/core/run/schedule.ts';
import { defaultDocument } from '../../src/core/scene/document.ts';
import { numpy, ofDimension } from '../../src/export/code/dialect.ts';
import { helperLines } from '../../src/export/code/helpers.ts';
import { DRAWN, noiseFunctions } from '../../src/export/code/noise.ts';
import { optimizerCode } from '../../src/export/code/optimizers.ts';
import type { ExportRun } from '../../src/export/source.ts';
import { findPython } from '../tools/find-python.ts';
import { type Kind, kinds, lossOf } from '../unit/core/optimizers/kinds.ts';
import { startAt, STEPS, valuesFor, walk } from '../unit/core/optimizers/walk.ts';
import { isNear, roundedOtherwise, runScripts } from './scripts.ts';

/**
 * The Python of every rule, one that searches as well, walks where the interpreter walks, for any number of parameters: on losses
 * that are written in NumPy by hand, to 1e-9 relative to a position's size or 1, but for where rounding alone decides. That is so
 * from where the same walk on a loss with other last places is 1e-10 away: rules that divide by what is nearly 0, and signs of it.
 */

const python = findPython('numpy');
const SIZES = [1, 2, 10] as const;
const [TOLERANCE, MOVED] = [1e-9, 1e-10];

/** Of each coordinate and its number from 0: value, slope and bend, and what neighbours' products are multiplied by. */
const inPython: Readonly<Record<string, readonly [string, string, string, number]>> = {
  bowl: ['(i + 1)*x**2/2', '(i + 1)*x', 'i + 1 + 0*x', 0],
  'tilted bowl': ['x**2', '2*x', '2 + 0*x', 0.5],
  wells: ['x**4/4 - x**2', 'x**3 - 2*x', '3*x**2 - 2', 0.125],
  ripples: ['x**2 + np.cos(3*x)', '2*x - 3*np.sin(3*x)', '2 - 9*np.cos(3*x)', 0],
  'plain far off': ['np.log(1 + x**2)', '2*x/(1 + x**2)', '(2 - 2*x**2)/(1 + x**2)**2', 0],
};

function lossIn({ name }: Kind): readonly string[] {
  const [value, slope, bend, coupling] = inPython[name]!;
  return [
    `def f(x):`,
    `    i = np.arange(len(x))`,
    `    return np.sum(${value}) + ${coupling}*np.sum(x[1:]*x[:-1])`,
    `def gradient(x):`,
    `    i = np.arange(len(x))`,
    `    return ${slope} + ${coupling}*(np.r_[0, x[:-1]] + np.r_[x[1:], 0])`,
    `def hessian(x):`,
    `    i = np.arange(len(x))`,
    `    return np.diag(${bend}) + ${coupling}*(np.eye(len(x), k=1) + np.eye(len(x), k=-1))`,
  ];
}

interface Ground {
  readonly kind: Kind;
  readonly n: number;
  /** Whether the knobs are turned that any rule of lines has. */
  readonly turned: boolean;
  readonly name: string;
}

const KNOBS = { clipValue: 3, clipNorm: 2, clipAdaptive: 0.5, l2Decay: 0.01, decoupledDecay: 0.02 };

function valuesOf(entry: OptimizerEntry, { turned }: Ground): HyperparameterValues {
  const values = valuesFor(entry);
  const own = Object.entries(KNOBS).filter(([key]) => key in values);
  return turned ? { ...values, ...Object.fromEntries(own) } : values;
}

/** Prints a line for each rule: its positions' doubles. */
function script(ground: Ground): string {
  const { kind, n } = ground;
  const runs = optimizers.map((entry): ExportRun => {
    const naming = { name: entry.id } as ExportRun['naming'];
    const setting = { ...defaultDocument().optimizers[0]!, id: entry.id, values: valuesOf(entry, ground) };
    return { entry, naming, setting: { ...setting, schedule: constantSchedule } } as ExportRun;
  });
  const dialect = ofDimension(numpy, n);
  const code = optimizerCode({ ...defaultDocument(), noise: 0, budget: 'steps' }, runs, dialect);
  const helpers = [...code.helpers].filter(
    (name) => name !== 'gradient' && name !== 'hessian' && name !== DRAWN,
  );
  return [
    'import base64, math',
    'import numpy as np',
    'np.seterr(all="ignore")',
    ...lossIn(kind),
    ...helpers.flatMap((name) => helperLines(name, dialect)),
    'SEED = 0',
    ...noiseFunctions({ ...defaultDocument(), noise: 0 }, dialect, true).flat(),
    `START = np.array([${Array.from({ length: n }, (_, i) => startAt(i)).join(', ')}])`,
    `STEPS = ${STEPS}`,
    ...[...code.functions.values()].flat(),
    'runs = {',
    ...code.calls.flat(),
    '}',
    'for label, positions in runs.items():',
    '    print(label, base64.b64encode(np.array([START, *positions]).tobytes()).decode(), sep="\\t")',
  ].join('\n');
}

function walked(entry: OptimizerEntry, loss: Loss, ground: Ground, backend: BackendName) {
  const values = valuesOf(entry, ground);
  return walk(createStepper(entry, values, loss.dimension, { loss }, backend), loss, entry, values);
}

/** How many steps of a walk are sure. */
function sureSteps(entry: OptimizerEntry, loss: Loss, ground: Ground, exact: Float64Array): number {
  const { n } = ground;
  const steps = [1, 2].map((seed) => {
    // WebAssembly is the interpreter to the bit, as printers.test.ts shows, and faster.
    const other = walked(entry, roundedOtherwise(loss, seed), ground, 'wasm');
    const parted = exact.findIndex((x, i) => !isNear(other[i]!, x, MOVED));
    return parted < 0 ? STEPS + 1 : Math.floor(parted / n);
  });
  return Math.min(...steps);
}

test.skipIf(!python)(
  `every rule's Python makes ${STEPS} steps as the interpreter does${python ? '' : ', left out: no Python with NumPy was found'}`,
  { timeout: 300_000 },
  () => {
    const grounds: readonly Ground[] = [
      ...kinds.flatMap((kind) =>
        SIZES.map((n) => ({ kind, n, turned: false, name: `${kind.name} of ${n}` })),
      ),
      { kind: kinds[2]!, n: 10, turned: true, name: 'clipped and with decay' },
    ];
    const outputs = runScripts(
      python!.program,
      grounds.map((ground) => [ground.name, script(ground)]),
    );
    const faults: string[] = [];
    const sure = new Map<string, number>();
    for (const ground of grounds) {
      const { kind, n, name } = ground;
      const { out, errors } = outputs.get(name)!;
      expect(errors).toBe('');
      const rows = new Map(
        out
          .trimEnd()
          .split('\n')
          .map((line) => line.split('\t') as [string, string]),
      );
      const loss = lossOf(kind, n);
      for (const entry of optimizers) {
        const printed = Buffer.from(rows.get(entry.id)!, 'base64');
        expect(printed.byteLength).toBe(8 * n * (STEPS + 1));
        const exact = walked(entry, loss, ground, 'interpreter');
        const count = sureSteps(entry, loss, ground, exact);
        sure.set(entry.id, (sure.get(entry.id) ?? 0) + count);
        for (let i = 0; i < count * n; i++) {
          const given = printed.readDoubleLE(8 * i);
          if (isNear(given, exact[i]!, TOLERANCE)) continue;
          faults.push(`${entry.id} on ${name}, step ${Math.floor(i / n)}: ${given} instead of ${exact[i]}`);
          break;
        }
      }
    }
    expect(faults).toEqual([]);
    const shares = [...sure.values()].map((count) => count / ((STEPS + 1) * grounds.length));
    expect(shares).toHaveLength(optimizers.length);
    // Of searches, Sophia and what divides by differences rounding alone decides once they have come to a minimum.
    expect(Math.min(...shares)).toBeGreaterThan(0.55);
    expect(shares.reduce((sum, share) => sum + share, 0) / shares.length).toBeGreaterThan(0.92);
  },
);
