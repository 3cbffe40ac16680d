import { describe, expect, test } from 'vitest';
import { compileFormula } from '../../../../src/core/expression/compile.ts';
import type { Noise } from '../../../../src/core/math/noise.ts';
import '../../../../src/core/optimizers/all.ts';
import { resolveOptimizer } from '../../../../src/core/optimizers/registry.ts';
import { recordRun } from '../../../../src/core/run/record.ts';
import { scheduledRate } from '../../../../src/core/run/schedule.ts';
import { createWitnesses, type SwarmRule, writeStarts } from '../../../../src/core/run/swarm.ts';
import { createSwarmLoop } from '../../../../src/core/run/swarm-loop.ts';

const himmelblau = compileFormula('(x^2 + y - 11)^2 + (x + y^2 - 7)^2');
const none: Noise = { deviation: 0, kind: 'gaussian', scaling: 'constant' };
/** Some of a larger swarm. */
const particles = Int32Array.from([0, 3, 17, 500, 999]);

const starts = new Float32Array(2 * particles.length);
for (const [k, particle] of particles.entries()) {
  writeStarts(
    { starts: 'box', count: 1000, spread: 1, domain: [-5, 5, -5, 5], start: [0, 0], seed: 3 },
    particle,
    particle + 1,
    starts.subarray(2 * k, 2 * k + 2),
  );
}

function ruleOf(id: string, more: Partial<SwarmRule> = {}, values = {}): SwarmRule {
  const resolved = resolveOptimizer({ id, lr: 0.005, ...values });
  return { loss: himmelblau, ...resolved, rate: () => 0.005, noise: none, seed: 3, ...more };
}

function walk(rule: SwarmRule, ...stops: readonly number[]) {
  const loop = createSwarmLoop(rule, particles, starts)!;
  for (const stop of stops) for (const _ of loop.to(stop)) expect(loop.step).toBeLessThan(stop);
  expect(loop.step).toBe(stops.at(-1));
  loop.release();
  return loop;
}

function farApart(rule: SwarmRule, positions: Float64Array, steps: number): number {
  const witnesses = createWitnesses(rule, [...particles], starts);
  for (let k = 0; k < steps; k++) witnesses.advance();
  return Math.max(...positions.map((x, i) => Math.abs(x - witnesses.positions[i]!)));
}

describe.each([1, 10, 100, 700])('after %d updates', (steps) => {
  test.each(['sgd', 'momentum', 'adam', 'adagrad', 'prodigy', 'sam', 'sgld'])('of %s', (id) => {
    const rule = ruleOf(id, {}, id === 'prodigy' ? { lr: 0.005 } : {});
    expect(farApart(rule, walk(rule, steps).positions, steps)).toBeLessThan(1e-9);
  });
});

test.each([
  { deviation: 2, kind: 'gaussian', scaling: 'constant' },
  { deviation: 2, kind: 'heavy', scaling: 'constant' },
  { deviation: 0.2, kind: 'gaussian', scaling: 'proportional' },
] as const)('each particle meets the noise that it has elsewhere: $kind $scaling', (noise) => {
  for (const id of ['adam', 'sgld']) {
    const rule = ruleOf(id, { noise });
    const loop = walk(rule, 130);
    expect(farApart(rule, loop.positions, 130)).toBeLessThan(1e-10);
    expect(farApart({ ...rule, noise: none }, loop.positions, 130)).toBeGreaterThan(1e-3);
  }
});

test('a schedule is followed, and parts make no difference', () => {
  const rate = scheduledRate({ kind: 'cosine' }, 0.01, 900);
  const rule = ruleOf('adam', { rate });
  const whole = walk(rule, 900);
  expect(farApart(rule, whole.positions, 900)).toBeLessThan(1e-9);
  const parts = walk(rule, 1, 2, 70, 600, 900);
  whole.positions.forEach((x, i) => expect(parts.positions[i]).toBeCloseTo(x, 10));
});

test('the speed is the length of the last step', () => {
  const rule = ruleOf('momentum');
  const [before, after] = [walk(rule, 599), walk(rule, 599, 600)];
  after.speeds.forEach((speed, k) => {
    const dx = after.positions[2 * k]! - before.positions[2 * k]!;
    const dy = after.positions[2 * k + 1]! - before.positions[2 * k + 1]!;
    expect(speed).toBeCloseTo(Math.hypot(dx, dy), 14);
  });
});

test('a run that ends stays where it was last', () => {
  const rule = ruleOf('sgd', { rate: () => 0.2 });
  const { positions, speeds } = walk(rule, 40);
  expect(speeds.filter((speed) => speed < 0).length).toBeGreaterThan(3);
  particles.forEach((_, k) => {
    if (speeds[k]! >= 0) return;
    const start = [...starts.subarray(2 * k, 2 * k + 2)];
    const run = recordRun({ loss: himmelblau, optimizer: { id: 'sgd', lr: 0.2 }, start, steps: 40 });
    const last = run.positions.slice(-2);
    // The run's last has a finite loss, too; the swarm's may be the next one, whose loss has not.
    const own = positions.slice(2 * k, 2 * k + 2);
    expect(own.every(Number.isFinite)).toBe(true);
    expect(Math.abs(own[0]!)).toBeGreaterThanOrEqual(Math.abs(last[0]!) * (1 - 1e-9));
  });
});

test('a rule that searches, and a loss that is no formula, have none', () => {
  expect(createSwarmLoop(ruleOf('newton'), particles, starts)).toBeNull();
  const { value, gradient } = himmelblau;
  const other = { dimension: 2, value, gradient } as SwarmRule['loss'];
  expect(createSwarmLoop(ruleOf('sgd', { loss: other }), particles, starts)).toBeNull();
});
