import { describe, expect, test } from 'vitest';
import { createApp } from '../../../src/app/create-app.ts';
import { criticalOf } from '../../../src/app/critical.ts';
import { fitAxis } from '../../../src/charts/axis.ts';
import { chartRun, fitCharted, baselineOf, chartLinesOf, noteOf } from '../../../src/charts/steps/charted.ts';
import { drawLines, type Plot, rowOf, yOf } from '../../../src/charts/steps/lines.ts';
import { computeSeries } from '../../../src/charts/steps/quantities.ts';
import { stepScale } from '../../../src/charts/steps/step-scale.ts';
import { lossById } from '../../../src/core/losses/catalog.ts';
import type { QuantityId } from '../../../src/core/scene/quantities.ts';
import { readFragment } from '../../../src/core/scene/url.ts';
import { createSvgPen } from '../../../src/export/svg/svg-pen.ts';
import { manualClock } from '../app/manual-clock.ts';

/** On x^2 + 3y^2 the sharpness is 6 everywhere. */
const bowl = 'f=x^2%2B3y^2&start=1,1&steps=4';
const halving = 'schedule:exponential(factor:0.5)';

function chartOf(optimizer: string, quantity: QuantityId = 'sharpness') {
  const { scene, problems } = readFragment(`${bowl}&opt=${optimizer}`);
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join(' '));
  const { derived } = createApp({ scene, clock: manualClock(), systemTheme: 'light' });
  const ground = baselineOf(derived.loss, derived.critical, 0);
  const charted = derived.runs.map((view) =>
    chartRun(view, computeSeries(quantity, view.run, ground), quantity, scene.steps),
  );
  const scale = stepScale(scene.steps, 'linear', null);
  return { charted, axis: fitCharted(charted, quantity, 'log', ground, scale), scale };
}

test('the stability limit is one level for a constant rate, and a value a step under a schedule', () => {
  const limitOf = (optimizer: string) => chartOf(optimizer).charted[0]?.limit;
  expect(limitOf('sgd(lr:0.125)')).toBe(16);
  expect(limitOf(`sgd(lr:0.125,${halving})`)).toEqual(Float64Array.of(16, 32, 64, 128, 256));
  expect(limitOf('momentum(lr:0.125,momentum:0.5)')).toBe(24);
  expect(limitOf(`momentum(lr:0.125,momentum:0.5,${halving})`)?.toString()).toBe('24,48,96,192,384');
  expect(limitOf(`adam(lr:0.125,${halving})`)).toBeNull();
  expect(chartOf(`sgd(lr:0.125,${halving})`, 'loss').charted[0]?.limit).toBeNull();
});

test('it ends with the run', () => {
  // The product of the factors 1 - 6 lr / 2^k passes the greatest number before the steps are over.
  const [ended] = chartOf(`sgd(lr:1e200,${halving})`).charted;
  const { run } = ended!.view;
  expect(run.divergedAt).not.toBeNull();
  expect(ended!.limit).toHaveLength(run.steps + 1);
});

const plot: Plot = { left: 20, top: 10, width: 400, height: 100, scale: 1 };

function drawn(optimizer: string): string {
  const { charted, axis, scale } = chartOf(optimizer);
  const pen = createSvgPen({ measure: () => 0, encode: () => '' });
  drawLines(pen, chartLinesOf(charted), plot, axis, scale, 'light', 1);
  return pen.content();
}

/** The points of the dashed line that marks a limit. */
function dashedLine(optimizer: string): [x: number, y: number][] {
  const [line = ''] = drawn(optimizer).match(/<path[^>]*stroke-dasharray="3 3"[^>]*>/) ?? [];
  const [, path = ''] = / d="([^"]*)"/.exec(line) ?? [];
  const points = [...path.matchAll(/[ML]([\d.]+ -?[\d.]+)/g)].map(([, point = '']) => point);
  // A line that begins with a dot has its first point twice.
  return [...new Set(points)].map((point) => {
    const [x = Number.NaN, y = Number.NaN] = point.split(' ').map(Number);
    return [x, y];
  });
}

test('it is drawn as a level across the plot, or through its value at each step', () => {
  const level = yOf(plot, chartOf('sgd(lr:0.125)').axis, 16);
  const [from, to, ...others] = dashedLine('sgd(lr:0.125)');
  expect(others).toEqual([]);
  expect([from?.[0], to?.[0]]).toEqual([20, 420]);
  for (const point of [from, to]) expect(point?.[1]).toBeCloseTo(level, 1);

  const { axis } = chartOf(`sgd(lr:0.125,${halving})`);
  const points = dashedLine(`sgd(lr:0.125,${halving})`);
  expect(points.map(([x]) => x)).toEqual([20, 120, 220, 320, 420]);
  for (const [step, [, y]] of points.entries()) expect(y).toBeCloseTo(yOf(plot, axis, 16 * 2 ** step), 1);
});

test('the axis makes room for what is near the sharpness or the lowest of it: the rest leaves the plot', () => {
  const { axis } = chartOf(`sgd(lr:0.125,${halving})`);
  expect([axis.position(6), axis.position(64)]).toEqual([0, 1]);
  const heights = dashedLine(`sgd(lr:0.125,${halving})`).map(([, y]) => y);
  expect(heights[2]).toBeCloseTo(plot.top, 1);
  expect(heights[3]).toBeLessThan(plot.top - 20);
  expect(drawn(`sgd(lr:0.125,${halving})`)).toContain('clip-path');
  expect(drawn('sgd(lr:0.125)')).not.toContain('clip-path');
});

/** What is drawn of one line over the steps: points of the line, of the dots beyond, and of the signs. */
function parts(lists: readonly number[][], choice: 'log' | 'linear' = 'log') {
  const series = lists.map((values) => Float64Array.from(values));
  const axis = fitAxis(series, choice, false);
  const pen = createSvgPen({ measure: () => 0, encode: () => '' });
  const lines = series.map((values) => ({
    look: { color: '#123456', dash: 0, marker: 'circle' } as const,
    values,
    diverged: false,
    limit: null,
  }));
  const steps = Math.max(...series.map(({ length }) => length)) - 1;
  drawLines(pen, lines, plot, axis, stepScale(steps, 'linear', null), 'light', 1);
  const paths = [...pen.content().matchAll(/<path([^>]*)>/g)].map(([, attributes = '']) => ({
    attributes,
    points: [...attributes.matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]),
  }));
  const isDotted = ({ attributes }: { attributes: string }) => attributes.includes('stroke-dasharray="1 3"');
  const isSign = ({ attributes }: { attributes: string }) => /fill="#123456"/.test(attributes);
  return {
    axis,
    lines: paths.filter((path) => !isDotted(path) && !isSign(path)).map(({ points }) => points),
    dotted: paths.filter(isDotted).map(({ points }) => points),
    signs: paths.filter(isSign).map(({ points }) => points),
    xOf: (step: number) => plot.left + (plot.width * step) / steps,
    /** Pixels of the borders of what is drawn to scale. */
    borders: axis.toScale.map((share) => plot.top + (1 - share) * plot.height),
  };
}

const power = (base: number, steps: number, start = 100) =>
  Array.from({ length: steps + 1 }, (_, k) => start * base ** k);

describe('what leaves what is drawn to scale', () => {
  test.each<[string, number[], 'log' | 'linear', 0 | 1]>([
    ['a smooth fall below the floor', power(0.7, 200), 'log', 0],
    ['a fast fall below the floor', power(0.01, 40), 'log', 0],
    ['a slow climb above the ceiling', power(1.2, 100), 'log', 1],
    ['a fast climb above the ceiling', power(90, 30), 'log', 1],
    ['a climb above a linear axis', power(1.1, 100, 1), 'linear', 1],
    ['a climb from a low start', power(1.5, 90, 1e-6), 'log', 1],
  ])('does so at the slope that it has, and no level is drawn beyond: %s', (_, values, choice, end) => {
    const { axis, lines, dotted, signs, xOf, borders } = parts([values], choice);
    const [line = []] = lines;
    const border = borders[end]!;
    const last = line.at(-1)!;
    expect(last[1]).toBeCloseTo(border, 1);
    // The crossing is between the two steps on either side of it, on the straight line through their values.
    const next = values.findIndex((value) =>
      end ? value > valueAtBorder(axis, end) : value < valueAtBorder(axis, end),
    );
    const heightOf = (step: number) => plot.top + (1 - axis.position(values[step]!)) * plot.height;
    const along = (border - heightOf(next - 1)) / (heightOf(next) - heightOf(next - 1));
    expect(last[0]).toBeCloseTo(xOf(next - 1 + along), 0);
    for (const [, y] of line) expect(y! <= borders[0]! + 0.1 && y! >= borders[1]! - 0.1).toBe(true);
    // From there dots in the margin to the end, with one sign.
    expect(dotted).toHaveLength(1);
    expect(dotted[0]![0]![0]).toBeCloseTo(last[0]!, 1);
    expect(dotted[0]!.at(-1)![0]).toBeCloseTo(xOf(values.length - 1), 1);
    for (const [, y] of dotted[0]!) expect(end ? y! < border : y! > border).toBe(true);
    expect(signs).toHaveLength(1);
    expect(signs[0]).toHaveLength(3);

    function valueAtBorder({ ticks, offset }: typeof axis, which: 0 | 1): number {
      const tick = ticks(5).find(({ beyond }) => beyond === (which ? 'above' : 'below'))!;
      return tick.value + offset;
    }
  });

  test('comes back where it does, with a sign for each time that is far enough from the one before', () => {
    const { lines, dotted, signs, borders } = parts([[1, 1e-3, 1e9, 1, 1e-20, 0.1, 1]]);
    expect(lines[0]!.filter(([, y]) => Math.abs(y! - borders[1]!) < 0.1)).toHaveLength(2);
    expect(lines[0]!.filter(([, y]) => Math.abs(y! - borders[0]!) < 0.1)).toHaveLength(2);
    expect(dotted[0]).toHaveLength(4);
    expect(signs[0]).toHaveLength(6);
    const crowded = Array.from({ length: 400 }, (_, k) => (k % 2 ? 1e9 : 1));
    expect(parts([crowded]).signs[0]!.length / 3).toBeLessThan(60);
  });

  test('goes from one margin to the other across the plot', () => {
    const { lines, dotted, borders } = parts([[1, 1e-30, 1e30, 1e30]]);
    expect(lines[0]!.slice(-2).map(([, y]) => y)).toEqual([
      expect.closeTo(borders[0]!, 1),
      expect.closeTo(borders[1]!, 1),
    ]);
    expect(dotted[0]).toHaveLength(4);
  });

  test('a logarithm has no slope to zero: the line goes to the place of zero at its step', () => {
    const { lines, xOf, borders } = parts([[10, 1, 0, 0, 1]]);
    const [, place] = [lines[0]!.find(([x]) => x === xOf(1)), lines[0]!.find(([x]) => x === xOf(2))];
    expect(place![1]).toBeGreaterThan(borders[0]!);
    expect(lines[0]!.at(-1)).toEqual([xOf(4), expect.closeTo(parts([[10, 1, 0, 0, 1]]).borders[0]!, 1)]);
  });

  test('no two lie on each other in a margin, nor does what is read off at a step', () => {
    const { axis, dotted } = parts([power(0.7, 200), power(0.7, 200), power(0.5, 200)]);
    const rows = dotted.map(([point]) => point![1]);
    expect(new Set(rows).size).toBe(3);
    rows.forEach((row, i) => expect(yOf(plot, axis, 1e-20, rowOf(i, 3))).toBeCloseTo(row!, 1));
  });

  test('what is on the scale has neither dots nor signs', () => {
    const { dotted, signs } = parts([power(0.9, 100), power(1.01, 100)]);
    expect([dotted, signs]).toEqual([[], []]);
  });

  test('one that is beyond in all of the steps that are shown has its sign at their beginning', () => {
    const series = Float64Array.from(power(0.7, 200));
    const other = Float64Array.from(power(0.99, 200));
    const scale = stepScale(200, 'linear', [150, 200]);
    const axis = fitAxis([series.subarray(150), other.subarray(150)], 'log', false);
    expect(yOf(plot, axis, series[180]!, 0.5)).toBeGreaterThan(
      plot.top + (1 - axis.toScale[0]) * plot.height,
    );
    const pen = createSvgPen({ measure: () => 0, encode: () => '' });
    const look = { color: '#123456', dash: 0, marker: 'circle' } as const;
    drawLines(pen, [{ look, values: series, diverged: false, limit: null }], plot, axis, scale, 'light', 1);
    const [, sign = ''] = /<path([^>]*fill="#123456"[^>]*)>/.exec(pen.content()) ?? [];
    expect(sign).toMatch(/M16\.5 /);
  });
});

test.each([
  ['log(x)%2By^2', 'linear'],
  ['x^2%2Bx*y', 'linear'],
  ['x*y', 'linear'],
  ['x^3%2By^2', 'linear'],
  ['sin(x)%2By', 'linear'],
])('%s at its start, where the losses cross zero, is charted on a %s axis that says so', (formula, kind) => {
  const { axis, note } = scenesChart(`f=${formula}&v=2`);
  expect([axis.kind, note]).toEqual([kind, 'linear, as values are below zero']);
});

test.each(['loss=saddle', 'f=x^2-y^2&start=1,0.001&opt=sgd(lr:0.1)&steps=200'])(
  '%s falls without bound, on a signed logarithm that says so',
  (fragment) => {
    const { axis, note } = scenesChart(fragment);
    expect(axis.kind).toBe('symlog');
    expect(note).toMatch(/^signed log, linear to ±/);
  },
);

function scenesChart(fragment: string) {
  const { scene } = readFragment(fragment);
  const { derived } = createApp({ scene, clock: manualClock(), systemTheme: 'light' });
  const ground = baselineOf(derived.loss, derived.critical, 0);
  const charted = derived.runs.map((view) =>
    chartRun(view, computeSeries('loss', view.run, ground), 'loss', scene.steps),
  );
  const scale = stepScale(scene.steps, 'linear', null);
  const axis = fitCharted(charted, 'loss', 'log', ground, scale);
  return { axis, note: noteOf(axis, charted, 'loss', ground, scale, 'log') };
}

test('it is interrupted where a rate of zero has no limit', () => {
  const points = dashedLine('sgd(lr:0.125,schedule:cosine(floor:0))');
  expect(points.map(([x]) => x)).toEqual([20, 120, 220, 320]);
});

test.each([
  ['ackley', 'of those that are known'],
  ['rastrigin', ''],
])('on %s the distance to the nearest minimum says whether all are known', (id, note) => {
  const entry = lossById(id) ?? expect.unreachable();
  const ground = baselineOf(entry.loss, criticalOf(entry, entry.loss, null, entry.minimaComplete, false), 0);
  const { charted, axis, scale } = chartOf('sgd(lr:0.125)', 'distance');
  expect(noteOf(axis, charted, 'distance', ground, scale, 'log')).toBe(note);
  expect(noteOf(axis, charted, 'loss', ground, scale, 'log')).toBe('');
});
