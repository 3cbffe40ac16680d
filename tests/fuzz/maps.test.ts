import { describe, expect, test } from 'vitest';
import { losses, mapStarts, recordRun } from '../../src/core/index.ts';

/** Every pixel of maps of 64 x 64 starts, 6 surfaces by 6 rules, against the recorder's own run from there. */

const surfaces = ['himmelblau', 'rosenbrock', 'rastrigin', 'ackley', 'beale', 'monkey-saddle'].map(
  (id) => losses.find((row) => row.id === id)!,
);
const rules = [
  { optimizer: { id: 'sgd', lr: 0.02 } },
  {
    optimizer: { id: 'momentum', lr: 0.01, momentum: 0.95, weightDecay: 0.01 },
    schedule: { kind: 'step', every: 7 },
  },
  { optimizer: { id: 'adam', lr: 0.3 }, schedule: { kind: 'warmupCosine', warmup: 5 } },
  { optimizer: { id: 'rmsprop', lr: 0.05 }, noise: 0.4, seed: 7 },
  { optimizer: { id: 'rprop' } },
  { optimizer: { id: 'newton', lr: 1 } },
] as const;

describe.each(surfaces)('a map of starts of $name', ({ loss, domain }) => {
  test.each(rules)('is every run’s end to the bit, $optimizer.id', (rule) => {
    const [width, height, steps] = [64, 64, 25];
    const map = mapStarts({ ...rule, loss, domain, width, height, steps });
    const [x0, x1, y0, y1] = domain;
    for (let at = 0; at < width * height; at++) {
      const [i, j] = [at % width, Math.floor(at / width)];
      const start = [x0 + ((i + 0.5) / width) * (x1 - x0), y0 + ((j + 0.5) / height) * (y1 - y0)];
      const run = recordRun({ ...rule, loss, start, steps });
      // Compared one by one: a matcher for each would take longer than the runs.
      const isSame =
        Object.is(map.ends[2 * at], run.positions[2 * run.steps]) &&
        Object.is(map.ends[2 * at + 1], run.positions[2 * run.steps + 1]) &&
        Object.is(map.losses[at], run.losses[run.steps]) &&
        map.endedAt[at] === (run.divergedAt ?? -1);
      if (!isSame) expect.fail(`pixel ${i}, ${j} is not the end of its run`);
    }
  });
});
