import { expect, test } from 'vitest';
import { createApp } from '../../../src/app/create-app.ts';
import { criticalOf } from '../../../src/app/critical.ts';
import { chartRun, fitCharted, groundOf, linesOf, noteOf } from '../../../src/charts/charted.ts';
import { drawLines, type Plot, yOf } from '../../../src/charts/chart-lines.ts';
import { computeSeries } from '../../../src/charts/quantities.ts';
import { stepScale } from '../../../src/charts/step-scale.ts';
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
  const ground = groundOf(derived.loss, derived.critical, 0);
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
  drawLines(pen, linesOf(charted), plot, axis, scale, 'light', 1);
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

test('it is interrupted where a rate of zero has no limit', () => {
  const points = dashedLine('sgd(lr:0.125,schedule:cosine(floor:0))');
  expect(points.map(([x]) => x)).toEqual([20, 120, 220, 320]);
});

test.each([
  ['ackley', 'of those that are known'],
  ['rastrigin', ''],
])('on %s the distance to the nearest minimum says whether all are known', (id, note) => {
  const entry = lossById(id) ?? expect.unreachable();
  const ground = groundOf(entry.loss, criticalOf(entry, entry.loss, null, entry.minimaComplete, false), 0);
  const { charted, axis, scale } = chartOf('sgd(lr:0.125)', 'distance');
  expect(noteOf(axis, charted, 'distance', ground, scale)).toBe(note);
  expect(noteOf(axis, charted, 'loss', ground, scale)).toBe('');
});
