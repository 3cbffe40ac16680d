import { describe, expect, test } from 'vitest';
import { recordRun } from '../../src/core/index.ts';
import { height, mapOf, rules, steps, surfaces, width } from './map-grounds.ts';

/** Every pixel of the maps against the recorder's own run from there; a browser's maps are these: `browser/maps.test.ts`. */

describe.each(surfaces)('a map of starts of $name', (surface) => {
  test.each(rules)('is every run’s end to the bit, $name', (row) => {
    const { loss, domain } = surface;
    const map = mapOf(surface, row);
    const [x0, x1, y0, y1] = domain;
    for (let at = 0; at < width * height; at++) {
      const [i, j] = [at % width, Math.floor(at / width)];
      const start = [x0 + ((i + 0.5) / width) * (x1 - x0), y0 + ((j + 0.5) / height) * (y1 - y0)];
      const run = recordRun({ ...row.rule, loss, start, steps });
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
