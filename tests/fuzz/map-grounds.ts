import { compileRule, losses, mapStarts, type StartMap } from '../../src/core/index.ts';

/** Maps of 64 x 64 starts, 6 surfaces by 6 rules, with schedules, noise, clipping, decay and a rule that is typed. */

export const [width, height, steps] = [64, 64, 18];

export const surfaces = ['himmelblau', 'rosenbrock', 'rastrigin', 'ackley', 'beale', 'monkey-saddle'].map(
  (id) => losses.find((row) => row.id === id)!,
);

const typed = compileRule(
  'lr = 0.02\nv = where(mod(t, 3) == 1, gradient^2, max(0.9*v, gradient^2))\ntheta = theta - lr*gradient/(sqrt(v) + norm(gradient)/9 + 1e-6)',
);

export const rules = [
  { name: 'a rule that is typed, clipped by norm', rule: { optimizer: { rule: typed, clipNorm: 2 } } },
  {
    name: 'momentum with decay and a schedule',
    rule: {
      optimizer: { id: 'momentum', lr: 0.01, momentum: 0.95, weightDecay: 0.01, clipValue: 3 },
      schedule: { kind: 'step', every: 7 },
    },
  },
  {
    name: 'adam, clipped adaptively, with a schedule',
    rule: {
      optimizer: { id: 'adam', lr: 0.3, clipAdaptive: 0.4, decoupledDecay: 0.01 },
      schedule: { kind: 'warmupCosine', warmup: 5 },
    },
  },
  { name: 'rmsprop with noise', rule: { optimizer: { id: 'rmsprop', lr: 0.05 }, noise: 0.4, seed: 7 } },
  { name: 'rprop', rule: { optimizer: { id: 'rprop' } } },
  { name: 'newton', rule: { optimizer: { id: 'newton', lr: 1 } } },
] as const;

export function mapOf(surface: (typeof surfaces)[number], { rule }: (typeof rules)[number]): StartMap {
  return mapStarts({ ...rule, loss: surface.loss, domain: surface.domain, width, height, steps });
}

/** The numbers of a map in few words, in which each bit of each counts; what is not a number has one. */
export function digestOf({ ends, losses: values, endedAt }: StartMap): string {
  const numbers = Float64Array.from([...ends, ...values, ...endedAt], (x) =>
    Number.isNaN(x) ? Infinity : x,
  );
  // FNV-1a of 32 bits, of the even words and of the odd ones.
  const hashes = [0x811c9dc5, 0x811c9dc5] as [number, number];
  new Uint32Array(numbers.buffer).forEach((word, k) => {
    hashes[k & 1] = Math.imul(hashes[k & 1]! ^ word, 0x01000193) >>> 0;
  });
  return hashes.map((hash) => hash.toString(16)).join(' ');
}

export function digests(): string[] {
  return surfaces.flatMap((surface) =>
    rules.map((rule) => `${surface.id}, ${rule.name}: ${digestOf(mapOf(surface, rule))}`),
  );
}
