import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileFormula, type CompiledLoss } from '../../src/core/expression/compile.ts';
import { functions } from '../../src/core/expression/functions.ts';
import { losses } from '../../src/core/losses/catalog.ts';
import type { Domain } from '../../src/core/losses/types.ts';
import { quadraticAt } from '../../src/core/math/quadratic.ts';
import { optimizerById } from '../../src/core/optimizers/registry.ts';
import { type CurvatureStatement, curvatureStatements } from '../../src/core/run/curvature.ts';
import { recordRun } from '../../src/core/run/record.ts';
import { type StabilityStatement, stabilityStatement } from '../../src/core/run/stability.ts';
import { newOptimizer } from '../../src/core/scene/defaults.ts';
import { suggestionsOfEntry } from '../../src/core/scene/suggest.ts';
import { formulas, isAccepted } from './formulas.ts';
import { type Bounded, type Jet, jetOf } from './taylor.ts';

/**
 * No sentence about curvature is contradicted by a computation that shares nothing with it: derivatives by Taylor
 * arithmetic of the tests' own with bounds on their rounding, the loss looked at around the place, and the rule's
 * linear recurrence followed step by step.
 */

const SEED = 20261125;
/** The share of the ranges within which the product promises to find a point. */
const CLOSE = 1e-9;

type Extent = readonly [number, number];
type Place = readonly [x: number, y: number];

interface Ground {
  readonly loss: CompiledLoss;
  readonly extent: Extent;
}

const low = ({ value, error }: Bounded) => value - error;
const high = ({ value, error }: Bounded) => value + error;

/** Bounds of the two eigenvalues: by Weyl, they move by no more than the matrix does. */
function eigenvalues({ parts }: Jet): readonly [max: Bounded, min: Bounded] {
  const [xx, xy, yy] = parts.slice(3) as [Bounded, Bounded, Bounded];
  const middle = (xx.value + yy.value) / 2;
  const radius = Math.hypot((xx.value - yy.value) / 2, xy.value);
  const error = Math.hypot(xx.error, xy.error, xy.error, yy.error) + 1e-15 * (Math.abs(middle) + radius);
  return [
    { value: middle + radius, error },
    { value: middle - radius, error },
  ];
}

/** Why signs of curvature as claimed cannot be; null when they can. */
function bends(jet: Jet, shape: 'bowl' | 'saddle' | 'dome' | 'trough' | 'ridge' | 'plane'): string | null {
  const [max, min] = eigenvalues(jet);
  if (Number.isNaN(max.error)) return null;
  const shown = `${max.value} and ${min.value}, within ${max.error}`;
  const flat = (a: Bounded) =>
    Math.abs(a.value) - a.error <= 1e-11 * Math.max(Math.abs(max.value), Math.abs(min.value));
  const holds = {
    bowl: high(min) > 0,
    saddle: high(max) > 0 && low(min) < 0,
    dome: low(max) < 0,
    trough: high(max) > 0 && flat(min),
    ridge: low(min) < 0 && flat(max),
    plane: Math.abs(max.value) <= max.error && Math.abs(min.value) <= min.error,
  }[shape];
  return holds ? null : `${shape}: the curvatures are ${shown}`;
}

const shapeOf = { minimum: 'bowl', saddle: 'saddle', maximum: 'dome' } as const;

/** Why a place is no critical point of this kind, to a billionth of the ranges; null when it may be one. */
function isNoCritical(
  { loss, extent }: Ground,
  [x, y]: Place,
  kind: 'minimum' | 'saddle' | 'maximum' | 'degenerate',
): string | null {
  const jet = jetOf(loss.tree, x, y);
  if (jet.edge) return 'an edge';
  const [, gx, gy, xx, xy, yy] = jet.parts as readonly Bounded[] as [
    Bounded,
    Bounded,
    Bounded,
    Bounded,
    Bounded,
    Bounded,
  ];
  if (kind === 'degenerate') {
    // To rounding: over the whole range it would make no difference to the loss.
    const nothing = jet.parts[0]!.error + 1e-12 * Math.abs(jet.parts[0]!.value);
    const isZero = [gx, gy].every((g, i) => !((Math.abs(g.value) - g.error) * extent[i]! > nothing));
    return isZero ? null : `gradient (${gx.value}, ${gy.value})`;
  }
  const wrong = bends(jet, shapeOf[kind]);
  if (wrong) return wrong;
  // The gradient that may be left is what the Hessian makes of a billionth of the ranges.
  const [dx, dy] = [0, 1].map((i) => 2 * CLOSE * extent[i]! + 1e-15 * Math.abs([x, y][i]!));
  const allowed = (a: Bounded, b: Bounded, g: Bounded) =>
    Math.abs(g.value) <= g.error + Math.abs(a.value) * dx! + Math.abs(b.value) * dy!;
  if (!allowed(xx, xy, gx) || !allowed(xy, yy, gy)) return `gradient (${gx.value}, ${gy.value})`;
  if (kind === 'saddle') return null;
  // Nothing around is lower (or higher), at one distance at least.
  const sign = kind === 'minimum' ? 1 : -1;
  const here = jet.parts[0]!;
  const isRound = [1e-4, 1e-5, 1e-6, 1e-7].some((share) =>
    Array.from({ length: 16 }, (_, k) => (k * Math.PI) / 8).every((angle) => {
      const there = jetOf(
        loss.tree,
        x + share * extent[0] * Math.cos(angle),
        y + share * extent[1] * Math.sin(angle),
      );
      const rise = sign * (there.parts[0]!.value - here.value);
      return rise >= -(there.parts[0]!.error + here.error);
    }),
  );
  return isRound ? null : `the loss goes ${sign > 0 ? 'down' : 'up'} from there`;
}

/** Why a statement is false; null when nothing speaks against it. */
function contradiction(ground: Ground, at: Place, said: CurvatureStatement): string | null {
  const { loss } = ground;
  const jet = jetOf(loss.tree, ...at);
  const [value, gx, gy, xx, xy, yy] = jet.parts as unknown as [
    Bounded,
    Bounded,
    Bounded,
    Bounded,
    Bounded,
    Bounded,
  ];
  const finite = (of: readonly Bounded[]) => of.every((part) => Math.abs(part.value) + part.error < 1e300);
  switch (said.about) {
    case 'nothing': {
      if (jet.edge) return null;
      const is = { value: [value], gradient: [gx, gy], hessian: [xx, xy, yy], smoothness: [] }[said.missing];
      return is.length > 0 && finite(is) ? `the ${said.missing} is there` : null;
    }
    case 'shape':
      return jet.edge ? 'an edge' : bends(jet, said.shape);
    case 'point':
      return isNoCritical(ground, at, said.critical);
    case 'no target': {
      const [max, min] = eigenvalues(jet);
      const sizes = [Math.abs(max.value), Math.abs(min.value)].sort((a, b) => b - a) as [number, number];
      return sizes[1] - max.error > 1e-11 * sizes[0] ? `curvatures ${max.value} and ${min.value}` : null;
    }
    case 'target': {
      const [dx, dy] = [said.at[0] - at[0], said.at[1] - at[1]];
      for (const [g, a, b] of [
        [gx, xx, xy],
        [gy, xy, yy],
      ] as const) {
        const size = Math.abs(g.value) + Math.abs(a.value * dx) + Math.abs(b.value * dy);
        // What is left of the quadratic's gradient there; the coordinates are rounded, too.
        const slack =
          g.error +
          a.error * Math.abs(dx) +
          b.error * Math.abs(dy) +
          1e-10 * size +
          1e-15 *
            (Math.abs(a.value * said.at[0]) +
              Math.abs(b.value * said.at[1]) +
              Math.abs(a.value * at[0]) +
              Math.abs(b.value * at[1]));
        const left = g.value + a.value * dx + b.value * dy;
        if (Math.abs(left) > slack) return `gradient of the quadratic ${left} there, allowed ${slack}`;
      }
      const wrong = bends(jet, { lowest: 'bowl', saddle: 'saddle', highest: 'dome' }[said.point] as 'bowl');
      if (wrong) return wrong;
      const there = jetOf(loss.tree, ...said.at).parts[0]!;
      if (said.value === null) {
        return Math.abs(there.value) + there.error < 1e300 ? `the loss is ${there.value} there` : null;
      }
      // An error as large as the number says nothing.
      if (Math.abs(said.value - there.value) > there.error + 1e-11 * Math.abs(there.value)) {
        return `the loss is ${there.value} there, and not ${said.value}`;
      }
      return said.critical ? isNoCritical(ground, said.at, said.critical) : null;
    }
  }
}

/** By how much a component of curvature `h / lr` grows in a step in the long run, by following the rule. */
function growth(id: string, values: Readonly<Record<string, number | boolean>>, h: number): number {
  const beta = id === 'sgd' ? 0 : Number(values['momentum']);
  let [theta, velocity, logs] = [1, 0, 0];
  const steps = 3000;
  let half = 0;
  for (let k = 1; k <= steps; k++) {
    // With a curvature of h and a rate of 1.
    const g = h * theta;
    velocity = k === 1 ? g : beta * velocity + g;
    theta -= id === 'nesterov' ? g + beta * velocity : velocity;
    const square = theta * theta + velocity * velocity;
    // Scaled where it has to be, and at the two steps that are told.
    if (square > 1e-8 && square < 1e8 && k % (steps / 2) !== 0) continue;
    const size = Math.hypot(theta, velocity);
    if (size === 0) return 0;
    theta /= size;
    velocity /= size;
    logs += Math.log(size);
    if (k === steps / 2) half = logs;
  }
  return Math.exp((logs - half) / (steps / 2));
}

function unstable(
  id: string,
  values: Readonly<Record<string, number | boolean>>,
  lr: number,
  jet: Jet,
  said: StabilityStatement,
): string | null {
  if (said.about === 'no bound' || said.about === 'rest') return null;
  const [max, min] = eigenvalues(jet);
  if (Number.isNaN(max.error)) return null;
  const tiny = max.error + 1e-11 * Math.max(Math.abs(max.value), Math.abs(min.value));
  const wrong: string[] = [];
  const other = growth(id, values, lr * min.value);
  // Whether something grows is told where rounding leaves no doubt that it bends down.
  const grows = other > 1 || Math.abs(min.value) <= tiny || lr * Math.abs(min.value) < 1e-12;
  if (said.other === 'down' && !(min.value < tiny && grows)) {
    wrong.push(`growth ${other} along what is said to bend down, ${min.value}`);
  }
  if (said.other === 'flat' && !(Math.abs(min.value) <= tiny)) wrong.push(`flat is ${min.value}`);
  if (said.other === 'up' && !(min.value > -tiny)) wrong.push(`up is ${min.value}`);
  if (said.about === 'no upward') {
    if (max.value > tiny) wrong.push(`nothing up is ${max.value}`);
    return wrong[0] ?? null;
  }
  const up = growth(id, values, lr * max.value);
  const isClear = Math.abs(said.lr / said.limit - 1) > 1e-3 && max.error < 1e-4 * max.value;
  if (isClear && said.up === 'within' && !(up < 1 + 1e-9)) wrong.push(`within, growth ${up}`);
  if (isClear && said.up === 'above' && !(up > 1 - 1e-9)) wrong.push(`above, growth ${up}`);
  if (isClear && said.up === 'at') wrong.push('at the limit');
  // "The largest that is stable": of both directions, where it is said of both.
  if (said.up === 'within' && said.other === 'up' && isClear && min.value > tiny && !(other < 1 + 1e-9)) {
    wrong.push(`stable for this curvature, growth ${other} along ${min.value}`);
  }
  return wrong[0] ?? null;
}

/** What has been found false. */
const faults: string[] = [];

const rules = ['sgd', 'momentum', 'nesterov', 'adam'];

/** All that is said along runs of four rules, held against what is true. Returns how much was said of each kind. */
function follow(
  formula: string,
  start: Place,
  domain: Domain,
  lr: number,
  steps: number,
  stride: number,
): ReadonlyMap<string, number> {
  const loss = compileFormula(formula);
  const extent = [domain[1] - domain[0], domain[3] - domain[2]] as const;
  const counts = new Map<string, number>();
  for (const id of rules) {
    const { values } = newOptimizer(id, suggestionsOfEntry({ lr, domain, start, heightScale: 'linear' }));
    const entry = optimizerById(id)!;
    const run = recordRun({ loss, optimizer: { id, ...values }, start, steps });
    for (let step = 0; step <= run.steps; step += stride) {
      const at = [run.positions[2 * step]!, run.positions[2 * step + 1]!] as const;
      const q = quadraticAt(loss, ...at);
      const told = (what: string, fault: string | null) => {
        counts.set(what, (counts.get(what) ?? 0) + 1);
        if (fault) {
          faults.push(`${formula} at (${at.join(', ')}), step ${step} of ${id}: ${what}: ${fault}`);
        }
      };
      for (const said of curvatureStatements(loss, q, extent)) {
        told(
          `${said.about} ${JSON.stringify(said)}`.slice(0, 120),
          contradiction({ loss, extent }, at, said),
        );
      }
      const jet = jetOf(loss.tree, ...at);
      for (const rate of [Number(values['lr']), 1.9 / Math.abs(q.eigen.max), 5 / Math.abs(q.eigen.max)]) {
        if (!Number.isFinite(rate) || jet.edge) continue;
        const said = stabilityStatement(entry, values, rate, q);
        if (said) told(said.about, unstable(id, values, rate, jet, said));
      }
    }
  }
  return counts;
}

const total = (counts: readonly ReadonlyMap<string, number>[], of: (what: string) => boolean): number =>
  counts.flatMap((each) => [...each]).reduce((sum, [what, count]) => sum + (of(what) ? count : 0), 0);

describe('no sentence about curvature is contradicted', () => {
  test('along runs of four rules on every surface of the catalog', { timeout: 240_000 }, () => {
    const counts = losses.map(({ formula, start, domain, lr }) =>
      follow(formula, [start[0], start[1]], domain, lr, 200, 4),
    );
    expect(faults.splice(0)).toEqual([]);
    expect(total(counts, (what) => what.startsWith('target'))).toBeGreaterThan(2000);
    expect(total(counts, (what) => what.startsWith('target') && /"critical":"/.test(what))).toBeGreaterThan(
      200,
    );
    expect(total(counts, (what) => what.startsWith('shape'))).toBeGreaterThan(2000);
    expect(total(counts, (what) => what === 'rate')).toBeGreaterThan(2000);
  });

  test(`along runs of four rules on 200 formulas at random (seed ${SEED})`, { timeout: 240_000 }, () => {
    const arbitrary = formulas([...functions.keys()], ['+', '-', '*', '/', '^']);
    const domain = [-2, 2, -2, 2] as const;
    const found: string[] = [];
    for (const formula of fc.sample(arbitrary, { seed: SEED, numRuns: 4000 })) {
      if (found.length === 200) break;
      if (!isAccepted(formula) || !/x/.test(formula) || !/y/.test(formula) || found.includes(formula))
        continue;
      found.push(formula);
    }
    expect(found).toHaveLength(200);
    for (const name of ['floor', 'ceil', 'pow', 'min']) expect(found.join()).toContain(`${name}(`);
    const counts = found.map((formula) => follow(formula, [-0.8, 0.8], domain, 0.01, 60, 6));
    expect(faults.splice(0)).toEqual([]);
    expect(total(counts, (what) => what.startsWith('target'))).toBeGreaterThan(500);
    expect(total(counts, (what) => what.startsWith('nothing'))).toBeGreaterThan(50);
  });

  test.each([
    'ceil(x)^softplus(y)',
    'pow(ceil(max(x, 1)), y)',
    'floor(x)^(y^2 + 1) + x^2',
    'mod(x, 2)^y + y^2',
    'floor(x*y)^floor(y)',
    '2^ceil(x) + y',
    // Its targets lie where the power is too small to be a number: there the loss is flat.
    'sigmoid(x)^y + min(y, 7.5)',
  ])('where functions jump, and powers of their levels: %s', (formula) => {
    for (const start of [
      [-0.8, 0.8],
      [-3.3, 7],
      [5.2, 7.4],
    ] as const) {
      follow(formula, start, [-8, 8, -8, 8], 0.05, 100, 4);
    }
    expect(faults.splice(0)).toEqual([]);
  });
});
