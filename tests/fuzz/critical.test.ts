import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileFormula } from '../../src/core/expression/compile.ts';
import type { CriticalSet } from '../../src/core/losses/critical/types.ts';
import type { Domain } from '../../src/core/losses/types.ts';
import { search } from '../unit/core/losses/critical-help.ts';

const SEED = 20261126;
const number = (min: number, max: number) =>
  fc.double({ min, max, noNaN: true }).map((value) => Number(value.toFixed(3)) + 0);

/** A typed number, with its sign in parentheses. */
const typed = (value: number) => `(${value})`;

/** Every listed point is what it is called by values around it, read without any derivative. */
function checkKinds(formula: string, { points, domain }: CriticalSet): void {
  const loss = compileFormula(formula);
  const [width, height] = [domain[1] - domain[0], domain[3] - domain[2]];
  for (const point of points) {
    const here = point.value;
    let [higher, lower] = [0, 0];
    // Around at the smallest distance at which rounding is out of the question.
    for (const radius of [1e-5, 1e-4, 1e-3, 1e-2]) {
      const around = Array.from({ length: 90 }, (_, k) =>
        loss.value([
          point.at[0] + radius * width * Math.cos((k * Math.PI) / 45),
          point.at[1] + radius * height * Math.sin((k * Math.PI) / 45),
        ]),
      );
      const spread = Math.max(...around) - Math.min(...around);
      if (!(spread > 1e-9 * Math.max(...around.map(Math.abs), Math.abs(here)))) continue;
      higher = around.filter((there) => there > here + 1e-3 * spread).length;
      lower = around.filter((there) => there < here - 1e-3 * spread).length;
      break;
    }
    const said = `${formula}: ${point.kind} at ${point.at.join(', ')}, ${higher} higher, ${lower} lower`;
    if (point.kind === 'minimum') expect([said, lower]).toEqual([said, 0]);
    if (point.kind === 'maximum') expect([said, higher]).toEqual([said, 0]);
  }
}

/**
 * Zeros of the gradient found another way: by Newton's method with differences of the gradient from a dense grid.
 */
function othersOf(formula: string, [x0, x1, y0, y1]: Domain): [number, number][] {
  const loss = compileFormula(formula);
  const [width, height] = [x1 - x0, y1 - y0];
  const [hx, hy] = [1e-6 * width, 1e-6 * height];
  const found: [number, number][] = [];
  for (let j = 0; j <= 24; j++) {
    for (let i = 0; i <= 24; i++) {
      let [x, y] = [x0 + (width * i) / 24, y0 + (height * j) / 24];
      let settled = false;
      for (let k = 0; k < 25 && !settled; k++) {
        const [gx = Number.NaN, gy = Number.NaN] = loss.gradient([x, y]);
        const [ax = Number.NaN, ay = Number.NaN] = loss.gradient([x + hx, y]);
        const [bx = Number.NaN, by = Number.NaN] = loss.gradient([x, y + hy]);
        const [a, b, c, d] = [(ax - gx) / hx, (bx - gx) / hy, (ay - gy) / hx, (by - gy) / hy];
        const det = a * d - b * c;
        const [sx, sy] = [(b * gy - d * gx) / det, (c * gx - a * gy) / det];
        if (!Number.isFinite(sx) || !Number.isFinite(sy)) break;
        const cut = Math.min(1, 0.1 / Math.max(Math.abs(sx) / width, Math.abs(sy) / height));
        [x, y] = [x + cut * sx, y + cut * sy];
        settled = Math.abs(sx) < 1e-10 * width && Math.abs(sy) < 1e-10 * height;
      }
      if (settled && x >= x0 && x <= x1 && y >= y0 && y <= y1) found.push([x, y]);
    }
  }
  return found;
}

/** No zero of the gradient is missing from a list that is said to be complete. */
function checkComplete(formula: string, set: CriticalSet): void {
  const [width, height] = [set.domain[1] - set.domain[0], set.domain[3] - set.domain[2]];
  for (const [x, y] of othersOf(formula, set.domain)) {
    const isListed = set.points.some(
      ({ at }) => Math.abs(at[0] - x) < 1e-4 * width && Math.abs(at[1] - y) < 1e-4 * height,
    );
    const said = `${formula}: (${x}, ${y})`;
    expect([said, isListed]).toEqual([said, true]);
  }
}

function check(formula: string, domain: Domain): CriticalSet {
  const set = search(formula, domain);
  checkKinds(formula, set);
  if (set.complete) checkComplete(formula, set);
  return set;
}

test(`quadratics of every scale and place, seed ${SEED}`, () => {
  fc.assert(
    fc.property(
      fc.record({
        at: fc.tuple(number(-1, 1), number(-1, 1)),
        curvatures: fc.tuple(number(0.01, 9), number(0.01, 9)),
        signs: fc.tuple(fc.constantFrom(1, -1), fc.constantFrom(1, -1)),
        angle: number(0, 3),
        scale: fc.integer({ min: -150, max: 150 }),
        shift: fc.constantFrom(0, 1e6, -1e6),
      }),
      ({ at: [x, y], curvatures: [p, q], signs: [s, t], angle, scale, shift }) => {
        const [cx, cy] = [x + shift, y - shift];
        const [c, d] = [Math.cos(angle), Math.sin(angle)].map((value) => Number(value.toFixed(6)));
        const [u, v] = [`(x - ${typed(cx)})`, `(y - ${typed(cy)})`];
        const formula = `1e${scale}*(${typed(s * p)}*(${c}*${u} + ${d}*${v})^2 + ${typed(t * q)}*(${c}*${v} - ${d}*${u})^2)`;
        const set = search(formula, [shift - 1.3, shift + 1.7, -shift - 1.6, -shift + 1.2]);
        const kind = s !== t ? 'saddle' : s > 0 ? 'minimum' : 'maximum';
        expect([formula, set.complete, set.points.map((point) => point.kind)]).toEqual([
          formula,
          true,
          [kind],
        ]);
        expect(Math.hypot(set.points[0]!.at[0] - cx, set.points[0]!.at[1] - cy)).toBeLessThan(
          1e-9 + 1e-15 * Math.abs(shift),
        );
        checkKinds(formula, set);
      },
    ),
    { seed: SEED, numRuns: 120 },
  );
});

/** Up to three, at least a tenth apart. */
const roots = fc
  .uniqueArray(fc.integer({ min: -6, max: 6 }), { minLength: 1, maxLength: 3 })
  .chain((cells) =>
    fc.tuple(
      ...cells.map((cell) => number(0, 0.2).map((more) => Number((0.3 * cell + more).toFixed(3)) + 0)),
    ),
  );

test(`sums of squares have their roots as minima, seed ${SEED}`, () => {
  fc.assert(
    fc.property(roots, roots, (xs, ys) => {
      const product = (name: string, roots: readonly number[]) =>
        roots.map((root) => `(${name} - ${typed(root)})`).join('*');
      const formula = `(${product('x', xs)})^2 + (${product('y', ys)})^2`;
      const set = check(formula, [-2, 2, -2, 2]);
      const minima = set.points.filter(({ kind }) => kind === 'minimum');
      expect([formula, set.complete, minima.length]).toEqual([formula, true, xs.length * ys.length]);
      for (const { value } of minima) expect(value).toBeLessThan(1e-20);
      expect(set.points).toHaveLength((2 * xs.length - 1) * (2 * ys.length - 1));
    }),
    { seed: SEED, numRuns: 40 },
  );
});

test(`what is listed is there, and what is said to be all is all, seed ${SEED}`, () => {
  const term = fc.oneof(
    fc.tuple(number(-2, 2), fc.nat(4), fc.nat(4)).map(([c, i, j]) => `${typed(c)}*x^${i}*y^${j}`),
    fc
      .tuple(number(-2, 2), fc.constantFrom('sin', 'cos'), number(-4, 4), number(-4, 4), number(-3, 3))
      .map(([c, f, a, b, phase]) => `${typed(c)}*${f}(${typed(a)}*x + ${typed(b)}*y + ${typed(phase)})`),
    fc
      .tuple(number(-2, 2), number(-1, 1), number(-1, 1), number(0.5, 6))
      .map(([c, x, y, k]) => `${typed(c)}*exp(-${k}*((x - ${typed(x)})^2 + (y - ${typed(y)})^2))`),
    fc
      .tuple(number(0.1, 2), number(-1, 1), number(-2, 2))
      .map(([c, x, k]) => `${c}*abs(x - ${typed(x)} + ${typed(k)}*y)`),
    fc.tuple(number(0.1, 2), number(-1, 1)).map(([c, y]) => `${c}*max(y - ${typed(y)}, 0)^2`),
    fc.tuple(number(0.1, 2), number(2.1, 4)).map(([c, r]) => `${c}*log(${r} + x - y)`),
    fc.tuple(number(0.1, 2), number(2.1, 4)).map(([c, r]) => `${c}*sqrt(${r} + x*y)`),
  );
  let complete = 0;
  let runs = 0;
  fc.assert(
    fc.property(fc.array(term, { minLength: 1, maxLength: 4 }), fc.boolean(), (terms, bowl) => {
      const formula = [...terms, ...(bowl ? ['0.2*(x^2 + y^2)'] : [])].join(' + ');
      runs++;
      if (check(formula, [-1.9, 2.1, -2.2, 1.8]).complete) complete++;
    }),
    { seed: SEED, numRuns: 80 },
  );
  // Waves and creases alone have lines of points, of which none can be complete.
  expect(complete).toBeGreaterThan(runs / 4);
});
