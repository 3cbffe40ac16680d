import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What the loop in C is given: the very numbers that the engine has. */
export interface Given {
  /** Inputs that are not 0, row by row: where rows begin, columns and values. */
  readonly begins: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float64Array;
  readonly labels: Int32Array;
  /** The rows of all minibatches, one after another. */
  readonly order: Int32Array;
  /** W1 by input, b1, W2 by hidden unit, b2. */
  readonly theta: Float64Array;
  readonly steps: number;
  readonly batch: number;
  readonly lr: number;
}

const [P, H, K] = [196, 16, 10];

/**
 * Training 196-16-10 with ReLU, cross-entropy and Adam by minibatches in C: the engine's loop with the layout that a compiler
 * makes most of. With `all` the loss of all rows is computed at every step as well.
 */
const SOURCE = `#include <math.h>\n#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n#include <time.h>
enum { P = ${P}, H = ${H}, K = ${K}, N = P * H + H + H * K + K };
static int rows, entries, steps, batch, *begins, *columns, *labels, *order; static double *values, lr, start[N];
static double forward(int row, const double *restrict w, double *restrict h, double *restrict z) {
  double s[H]; memcpy(s, w + P * H, sizeof s);
  for (int e = begins[row]; e < begins[row + 1]; e++) {
    double x = values[e]; const double *c = w + columns[e] * H;
    for (int i = 0; i < H; i++) s[i] += x * c[i];
  }
  for (int i = 0; i < H; i++) h[i] = s[i] > 0 ? s[i] : 0;
  const double *w2 = w + P * H + H, *b2 = w2 + H * K;
  double o[K]; memcpy(o, b2, sizeof o);
  for (int i = 0; i < H; i++) for (int k = 0; k < K; k++) o[k] += h[i] * w2[i * K + k];
  double most = o[0], sum = 0;
  for (int k = 1; k < K; k++) most = o[k] > most ? o[k] : most;
  for (int k = 0; k < K; k++) sum += exp(o[k] - most);
  memcpy(z, o, sizeof o);
  return most + log(sum);
}
static double train(int all) {
  static double w[N], g[N], m[N], v[N]; double h[H], z[K], d[K], last = 0;
  memcpy(w, start, sizeof w); memset(m, 0, sizeof m); memset(v, 0, sizeof v);
  for (int t = 1; t <= steps; t++) {
    if (all) { last = 0; for (int r = 0; r < rows; r++) { double total = forward(r, w, h, z); last += total - z[labels[r]]; } }
    memset(g, 0, sizeof g);
    int from = (t - 1) * batch;
    for (int b = 0; b < batch; b++) {
      int row = order[from + b];
      double total = forward(row, w, h, z);
      for (int k = 0; k < K; k++) d[k] = exp(z[k] - total) - (k == labels[row]);
      double *g2 = g + P * H + H, *w2 = w + P * H + H, e[H];
      for (int k = 0; k < K; k++) g2[H * K + k] += d[k];
      for (int i = 0; i < H; i++) {
        double below = 0;
        for (int k = 0; k < K; k++) { g2[i * K + k] += h[i] * d[k]; below += w2[i * K + k] * d[k]; }
        e[i] = h[i] > 0 ? below : 0;
        g[P * H + i] += e[i];
      }
      for (int q = begins[row]; q < begins[row + 1]; q++) {
        double x = values[q], *c = g + columns[q] * H;
        for (int i = 0; i < H; i++) c[i] += x * e[i];
      }
    }
    double c1 = 1 - pow(0.9, t), c2 = 1 - pow(0.999, t);
    for (int i = 0; i < N; i++) {
      double s = g[i] / batch;
      m[i] = 0.9 * m[i] + (1 - 0.9) * s; v[i] = 0.999 * v[i] + (1 - 0.999) * (s * s);
      w[i] -= lr * (m[i] / c1) / (sqrt(v[i] / c2) + 1e-8);
    }
  }
  last = 0; for (int r = 0; r < rows; r++) { double total = forward(r, w, h, z); last += total - z[labels[r]]; }
  return last / rows;
}
static double now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec * 1e3 + t.tv_nsec * 1e-6; }
static void *take(FILE *f, size_t size, size_t count) { void *p = malloc(size * count); if (fread(p, size, count, f) != count) exit(1); return p; }
int main(void) {
  FILE *f = fopen("digits.bin", "rb"); if (!f) return 1;
  int *head = take(f, 4, 4); rows = head[0]; entries = head[1]; steps = head[2]; batch = head[3];
  lr = *(double *)take(f, 8, 1); memcpy(start, take(f, 8, N), sizeof start); values = take(f, 8, entries);
  begins = take(f, 4, rows + 1); columns = take(f, 4, entries); labels = take(f, 4, rows); order = take(f, 4, steps * batch);
  for (int all = 0; all < 2; all++) {
    double least = 1e9, loss = 0;
    for (int k = 0; k < 3; k++) { double before = now(); loss = train(all); double took = now() - before; if (took < least) least = took; }
    printf("%.6f %.15g\\n", least, loss);
  }
  return 0;
}
`;

/** Milliseconds of all steps and the last loss: without the loss of all rows at every step, and with it. */
export interface Trained {
  readonly plain: readonly [time: number, loss: number];
  readonly all: readonly [time: number, loss: number];
}

/** What trains once more, in turn with others; null where there is no compiler. */
export function compileTraining(given: Given): { time(): Trained; dispose(): void } | null {
  const folder = mkdtempSync(join(tmpdir(), 'fall-line-digits-'));
  const dispose = () => rmSync(folder, { recursive: true });
  const { begins, columns, values, labels, order, theta, steps, batch, lr } = given;
  const parts = [
    Int32Array.of(labels.length, columns.length, steps, batch),
    Float64Array.of(lr),
    theta,
    values,
    begins,
    columns,
    labels,
    order,
  ];
  writeFileSync(
    join(folder, 'digits.bin'),
    Buffer.concat(
      parts.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength)),
    ),
  );
  writeFileSync(join(folder, 'digits.c'), SOURCE);
  for (const compiler of ['gcc', 'clang', 'cc']) {
    try {
      execFileSync(compiler, ['-O3', '-o', 'digits', 'digits.c', '-lm'], { cwd: folder, stdio: 'pipe' });
    } catch {
      continue;
    }
    const time = (): Trained => {
      const said = execFileSync(join(folder, 'digits'), { cwd: folder, encoding: 'utf8' });
      const [plain, all] = said
        .trim()
        .split('\n')
        .map((line) => line.split(' ').map(Number) as [number, number]);
      return { plain: plain!, all: all! };
    };
    return { time, dispose };
  }
  dispose();
  return null;
}
