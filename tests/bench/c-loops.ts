import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WIDE_RATE, type WideName, wideNames, WIDTH } from './wide.ts';

/**
 * The recording loop of some rules on Rosenbrock's function in C, with -O3: what the engine's own loop is measured by. The
 * arithmetic is that of the rules' lines; beta^t is a running product.
 */
const RULES = {
  adam: {
    state: 'double m[2] = {0, 0}, v[2] = {0, 0}, p1 = 1, p2 = 1;',
    step: 'p1 *= 0.9; p2 *= 0.999; double c1 = 1 - p1, c2 = 1 - p2;',
    each: `m[i] = 0.9 * m[i] + (1 - 0.9) * g[i];
      v[i] = 0.999 * v[i] + (1 - 0.999) * (g[i] * g[i]);
      x[i] -= lr * (m[i] / c1) / (sqrt(v[i] / c2) + 1e-8);`,
  },
  momentum: {
    state: 'double u[2] = {0, 0};',
    step: '',
    each: 'u[i] = t == 1 ? g[i] : 0.9 * u[i] + g[i]; x[i] -= lr * u[i];',
  },
  rmsprop: {
    state: 'double s[2] = {0, 0};',
    step: '',
    each: 's[i] = 0.99 * s[i] + (1 - 0.99) * (g[i] * g[i]); x[i] -= lr * g[i] / (sqrt(s[i]) + 1e-8);',
  },
  sophiah: {
    state: 'double m[2] = {0, 0}, h[2] = {0, 0};',
    step: `double c[2] = {2 - 400 * (x[1] - x[0] * x[0]) + 800 * (x[0] * x[0]), 200};`,
    each: `m[i] = 0.96 * m[i] + (1 - 0.96) * g[i];
      if ((t - 1) % 10 == 0) h[i] = 0.99 * h[i] + (1 - 0.99) * c[i];
      double d = h[i] > 1e-12 ? h[i] : 1e-12, s = m[i] / d;
      x[i] -= lr * (s < -0.01 ? -0.01 : s > 0.01 ? 0.01 : s);`,
  },
} as const;

export type LoopName = keyof typeof RULES;

/** What stands around Adam's update in the loops that have more to do. */
const EXTRAS = {
  schedule: 'lr = rate * (1 + cos(3.141592653589793 * (t - 1) / steps)) / 2;',
  clip: 'double l = sqrt(g[0] * g[0] + g[1] * g[1]); if (l > 1) { g[0] *= 1 / l; g[1] *= 1 / l; }',
  noise: `double z[2]; normals((unsigned)(t - 1), z); g[0] += 0.1 * z[0]; g[1] += 0.1 * z[1];`,
} as const;

export type ExtraName = keyof typeof EXTRAS;

/** The generator of math/random.ts: Philox4x32-10 and the transform of Box and Muller. */
const NORMALS = `
static void normals(uint32_t step, double *z) {
  uint32_t a = step, b = 0, c = 0x9e3779b9, d = 0, k = 5, l = 0;
  for (int r = 0; r < 10; r++) {
    uint64_t p = (uint64_t)0xd2511f53 * a, q = (uint64_t)0xcd9e8d57 * c;
    a = (uint32_t)(q >> 32) ^ b ^ k; b = (uint32_t)q; c = (uint32_t)(p >> 32) ^ d ^ l; d = (uint32_t)p;
    k += 0x9e3779b9; l += 0xbb67ae85;
  }
  double u = (a * 2097152.0 + (b >> 11) + 1) * 0x1p-53, w = (c * 2097152.0 + (d >> 11)) * 0x1p-53;
  double radius = sqrt(-2 * log(u)), angle = 2 * 3.141592653589793 * w;
  z[0] = radius * cos(angle); z[1] = radius * sin(angle);
}`;

function loopOf(rule: LoopName, extra: ExtraName | null): string {
  const { state, step, each } = RULES[rule];
  return `
static void ${rule}_${extra ?? 'plain'}(int steps, double rate, double *positions, double *losses) {
  double x[2] = {-1.2, 1}, lr = rate; ${state}
  for (int t = 1; t <= steps + 1; t++) {
    double a = 1 - x[0], b = x[1] - x[0] * x[0], f = a * a + 100 * (b * b);
    positions[2 * t - 2] = x[0]; positions[2 * t - 1] = x[1]; losses[t - 1] = f;
    if (!isfinite(f) || t > steps) return;
    double g[2] = {-2 * a - 400 * (b * x[0]), 200 * b};
    ${extra ? EXTRAS[extra] : ''}
    ${step}
    for (int i = 0; i < 2; i++) { ${each} }
  }
}`;
}

const LOOPS: readonly (readonly [LoopName, ExtraName | null, number])[] = [
  ['adam', null, 0.05],
  ['momentum', null, 0.0005],
  ['rmsprop', null, 0.01],
  ['sophiah', null, 0.02],
  ['adam', 'schedule', 0.05],
  ['adam', 'clip', 0.05],
  ['adam', 'noise', 0.05],
];

/** One update of many parameters, at the rate of wide.ts: what stands before its loop, and in it. */
const WIDE: Readonly<Record<WideName, readonly [before: string, each: string]>> = {
  momentum: ['', 'a[i] = t == 1 ? g[i] : 0.9 * a[i] + g[i]; x[i] -= lr * a[i];'],
  rmsprop: ['', 'a[i] = 0.99 * a[i] + 0.01 * (g[i] * g[i]); x[i] -= lr * g[i] / (sqrt(a[i]) + 1e-8);'],
  adagrad: ['', 'a[i] += g[i] * g[i]; x[i] -= lr * g[i] / (sqrt(a[i]) + 1e-10);'],
  adam: [
    'double c1 = 1 - pow(0.9, t), c2 = 1 - pow(0.999, t);',
    `a[i] = 0.9 * a[i] + 0.1 * g[i]; b[i] = 0.999 * b[i] + 0.001 * (g[i] * g[i]);
      x[i] -= lr * (a[i] / c1) / (sqrt(b[i] / c2) + 1e-8);`,
  ],
  adamax: [
    'double c1 = 1 - pow(0.9, t);',
    `a[i] = 0.9 * a[i] + 0.1 * g[i]; double u = 0.999 * b[i], w = fabs(g[i]) + 1e-8; b[i] = u > w ? u : w;
      x[i] -= lr * (a[i] / c1) / b[i];`,
  ],
  lion: [
    '',
    `double c = 0.9 * a[i] + 0.1 * g[i]; x[i] -= lr * ((c > 0) - (c < 0));
      a[i] = 0.99 * a[i] + 0.01 * g[i];`,
  ],
};

function wideOf(name: WideName): string {
  const [before, each] = WIDE[name];
  return `
static void wide_${name}(int t, double lr, double *restrict x, double *restrict g, double *restrict a, double *restrict b) {
  ${before}
  for (int i = 0; i < ${WIDTH}; i++) { ${each} }
}`;
}

function sourceOf(steps: number, repetitions: number): string {
  const calls = [
    ...LOOPS.map(
      ([rule, extra, rate]) =>
        `best("${[rule, extra].filter(Boolean).join(' ')}", ${rule}_${extra ?? 'plain'}, ${rate});`,
    ),
    ...wideNames.map((name) => `best_wide("wide ${name}", wide_${name});`),
  ];
  return `#include <math.h>\n#include <stdint.h>\n#include <stdio.h>\n#include <stdlib.h>\n#include <time.h>
${NORMALS}
${LOOPS.map(([rule, extra]) => loopOf(rule, extra)).join('\n')}
${wideNames.map(wideOf).join('\n')}
static double now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec * 1e3 + t.tv_nsec * 1e-6; }
static void best(const char *name, void (*loop)(int, double, double *, double *), double rate) {
  double least = 1e9;
  for (int k = 0; k < ${repetitions}; k++) {
    double before = now();
    double *positions = calloc(2 * (${steps} + 1), 8), *losses = calloc(${steps} + 1, 8);
    loop(${steps}, rate, positions, losses);
    double took = now() - before;
    if (took < least && losses[1] > 0) least = took;
    free(positions); free(losses);
  }
  printf("%s\\t%.6f\\n", name, least);
}
static void best_wide(const char *name, void (*update)(int, double, double *, double *, double *, double *)) {
  double least = 1e9, *x = calloc(4 * ${WIDTH}, 8), *g = x + ${WIDTH};
  for (int i = 0; i < ${WIDTH}; i++) { x[i] = cos(i); g[i] = sin(i) + 0.1; }
  for (int t = 1; t <= ${20 * repetitions}; t++) {
    double before = now();
    update(t, ${WIDE_RATE}, x, g, g + ${WIDTH}, g + 2 * ${WIDTH});
    double took = now() - before;
    if (took < least) least = took;
  }
  printf("%s\\t%.6f\\n", name, x[0] > -9 ? least : 0);
  free(x);
}
int main(void) { ${calls.join(' ')} return 0; }
`;
}

/** Milliseconds of each loop's best round, by its name: "adam", "adam schedule", and for one update "wide adam". */
export type CTimes = ReadonlyMap<string, number>;

/** What runs the loops once more, in turn with others; null where there is no compiler. */
export function compileCLoops(
  steps: number,
  repetitions: number,
): { time(): CTimes; dispose(): void } | null {
  const folder = mkdtempSync(join(tmpdir(), 'fall-line-bench-'));
  const dispose = () => rmSync(folder, { recursive: true });
  writeFileSync(join(folder, 'loops.c'), sourceOf(steps, repetitions));
  for (const compiler of ['gcc', 'clang', 'cc']) {
    try {
      execFileSync(compiler, ['-O3', '-o', 'loops', 'loops.c', '-lm'], { cwd: folder, stdio: 'pipe' });
    } catch {
      continue;
    }
    const time = () => {
      const said = execFileSync(join(folder, 'loops'), { encoding: 'utf8' });
      const rows = said.trim().split('\n');
      return new Map(
        rows.map((line) => {
          const [name = '', took] = line.split('\t');
          return [name, Number(took)];
        }),
      );
    };
    return { time, dispose };
  }
  dispose();
  return null;
}
