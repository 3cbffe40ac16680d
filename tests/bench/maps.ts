/** A map of starts against the same loop in C: 256 x 256 runs of 200 steps of Adam on Himmelblau's function. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { losses } from '../../src/core/losses/catalog.ts';
import { mapBasins } from '../../src/core/run/basins.ts';
import { mapStarts } from '../../src/core/run/maps.ts';
import type { Row } from './table.ts';

const [SIDE, STEPS, RATE] = [256, 200, 0.05] as const;
/** Turns that both take: a slow while of the machine hits both. */
const TURNS = 8;

/** The arithmetic of the rule's lines and of the formula's gradient; of each run the end and its loss are kept. */
const SOURCE = `#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
static double now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec * 1e3 + t.tv_nsec * 1e-6; }
static double endOf(double x, double y, double *ends) {
  double m[2] = {0, 0}, v[2] = {0, 0}, p1 = 1, p2 = 1, f = 0;
  for (int t = 1; t <= ${STEPS} + 1; t++) {
    double a = x * x + y - 11, b = x + y * y - 7;
    f = a * a + b * b;
    if (!isfinite(f) || t > ${STEPS}) break;
    double g[2] = {4 * a * x + 2 * b, 2 * a + 4 * b * y}, d[2];
    p1 *= 0.9; p2 *= 0.999;
    for (int i = 0; i < 2; i++) {
      m[i] = 0.9 * m[i] + (1 - 0.9) * g[i];
      v[i] = 0.999 * v[i] + (1 - 0.999) * (g[i] * g[i]);
      d[i] = ${RATE} * (m[i] / (1 - p1)) / (sqrt(v[i] / (1 - p2)) + 1e-8);
    }
    x -= d[0]; y -= d[1];
  }
  ends[0] = x; ends[1] = y;
  return f;
}
int main(void) {
  double *ends = calloc(2 * ${SIDE} * ${SIDE}, 8), *losses = calloc(${SIDE} * ${SIDE}, 8), before = now();
  for (int j = 0; j < ${SIDE}; j++)
    for (int i = 0; i < ${SIDE}; i++) {
      int at = j * ${SIDE} + i;
      losses[at] = endOf(-5 + 10 * (i + 0.5) / ${SIDE}, -5 + 10 * (j + 0.5) / ${SIDE}, ends + 2 * at);
    }
  double took = now() - before, sum = 0;
  for (int at = 0; at < ${SIDE} * ${SIDE}; at++) sum += losses[at];
  printf("%.6f\\t%.9g\\n", took, sum);
  return 0;
}
`;

/** Runs the map in C once: milliseconds, and the sum of all losses; null where there is no compiler. */
function compileMap(): { run(): readonly [took: number, sum: number]; dispose(): void } | null {
  const folder = mkdtempSync(join(tmpdir(), 'fall-line-bench-'));
  const dispose = () => rmSync(folder, { recursive: true });
  writeFileSync(join(folder, 'map.c'), SOURCE);
  for (const compiler of ['gcc', 'clang', 'cc']) {
    try {
      execFileSync(compiler, ['-O3', '-o', 'map', 'map.c', '-lm'], { cwd: folder, stdio: 'pipe' });
    } catch {
      continue;
    }
    const run = () => {
      const [took, sum] = execFileSync(join(folder, 'map'), { encoding: 'utf8' }).split('\t').map(Number);
      return [took!, sum!] as const;
    };
    return { run, dispose };
  }
  dispose();
  return null;
}

/** Speeds as shares of C's on one core, of the ends alone and of basins with their steps of arrival. */
export function mapRows(): Row[] {
  const { loss, minima, domain } = losses.find(({ id }) => id === 'himmelblau')!;
  const ground = {
    loss,
    optimizer: { id: 'adam', lr: RATE },
    domain,
    width: SIDE,
    height: SIDE,
    steps: STEPS,
  };
  const targets = { points: minima.map(({ at }) => [at[0]!, at[1]!] as const), reach: [0.1, 0.1] as const };
  const inC = compileMap();
  if (!inC) return [];
  const best = { c: Infinity, ends: Infinity };
  /** Microseconds of the processor: what is compared differs by less than a busy machine's clock. */
  const worked = { ends: Infinity, basins: Infinity };
  const time = (name: keyof typeof worked, act: () => unknown) => {
    const [before, at] = [performance.now(), process.cpuUsage().user];
    act();
    worked[name] = Math.min(worked[name], process.cpuUsage().user - at);
    if (name === 'ends') best.ends = Math.min(best.ends, performance.now() - before);
  };
  let sums: readonly [number, number] = [0, 0];
  for (let turn = 0; turn < TURNS; turn++) {
    const [took, sum] = inC.run();
    best.c = Math.min(best.c, took);
    time('ends', () => {
      const map = mapStarts(ground);
      sums = [map.losses.reduce((all, one) => all + one, 0), sum];
    });
    time('basins', () => mapBasins({ ...ground, targets }));
  }
  inC.dispose();
  // Both have done the same work.
  if (!(Math.abs(sums[0] - sums[1]) <= 1e-3 * sums[1]))
    throw new Error(`C has ${sums[1]}, the map ${sums[0]}.`);
  const name = `mapStarts of ${SIDE} x ${SIDE} x ${STEPS} steps of Adam against C -O3`;
  return [
    { name, figure: best.c / best.ends, unit: 'x', bound: 'min', limit: 0.8 },
    {
      name: '  with basins and steps of arrival, against without',
      figure: worked.ends / worked.basins,
      unit: 'x',
      bound: 'min',
      limit: 0.85,
    },
  ];
}
