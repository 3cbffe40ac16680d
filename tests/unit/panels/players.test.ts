import { expect, test } from 'vitest';
import { createModel, recordRun } from '../../../src/core/index.ts';
import type { Game } from '../../../src/core/models/players-loss.ts';
import { distanceWords, turning } from '../../../src/panels/models/players/view.ts';
import { frameOf } from '../../../src/panels/models/players/draw.ts';

/** What is said of plain steps of two players at a step. */
function wordsAt(options: Readonly<Record<string, string>>, lr: number, step: number): string {
  const model = createModel('two-players', options);
  const start = [3, 4];
  const run = recordRun({ loss: model.loss, start, optimizer: { id: 'sgd', lr }, steps: 100 });
  const at = (k: number) => run.positions.slice(2 * k, 2 * k + 2);
  const own = { label: 'SGD', color: '', isSelected: true, parameters: at(step), before: [] };
  const selected = { index: 0, run, setting: { values: { lr } } };
  const seen = { own, selected, step, view: { at: (_run: number, k: number) => at(k) } };
  const task = { game: model.loss as Game, rest: [0, 0] as const };
  return distanceWords(task, seen as unknown as Parameters<typeof distanceWords>[1]);
}

test('how far out plain steps have come, and what each of them does, is said as it is', () => {
  // 5 from 0 at first; each step by the root of 1.01.
  expect(wordsAt({}, 0.1, 0)).toContain('SGD is 5.000 from (0, 0)');
  const out = wordsAt({}, 0.1, 100);
  expect(out).toContain((5 * 1.01 ** 50).toFixed(3));
  expect(out).toContain(`${(1.01 ** 50).toFixed(2)} times as far as at the start, a factor of 1.0050 a step`);
  expect(out).toContain('both at once, multiply the distance by 1.0050 each in the long run: they go out.');
  expect(wordsAt({ moves: 'alternating' }, 0.1, 50)).toContain('in turns, multiply the distance by 1');
  expect(wordsAt({ moves: 'alternating' }, 0.1, 50)).toContain('they go around for ever.');
  const calm = { min: 'x^2/2 + x*y', max: 'x*y - y^2/2' };
  expect(wordsAt(calm, 0.5, 2)).toContain('0.500 times as far as at the start');
  expect(wordsAt(calm, 0.5, 2)).toContain('they come to it.');
});

test('small steps go out as well, and a small field turns as a large one does', () => {
  // The root of 1 + 1e-10.
  const out = wordsAt({}, 1e-5, 0);
  expect(out).toContain('they go out.');
  expect(Number(/distance by ([\d.]+) each/.exec(out)![1])).toBeCloseTo(1 + 5e-11, 15);
  expect(wordsAt({ moves: 'alternating' }, 1e-5, 0)).toContain('they go around for ever.');

  const fieldOf = (min: string, max: string) =>
    turning(createModel('two-players', { min, max }).loss as Game, [0.3, -0.7]);
  expect(fieldOf('1e-13*x*y', '1e-13*x*y')).toContain('its curl is 2e\u221213');
  expect(fieldOf('1e9*x*y', '1e9*x*y')).toContain('neither gathers nor spreads');
  // What is a gradient but for rounding does not turn, at any size.
  expect(fieldOf('1e15*(x^2 + 0.3*x*y)', '-1e15*(0.1*x*y + 0.2*x*y + y^2)')).toContain('does not turn');
});

test('a turn is drawn round: both axes have one scale', () => {
  const size = { width: 346, height: 228 };
  const [[x0, x1], [y0, y1]] = frameOf(
    [
      [-5, 0],
      [5, 1],
      [0, Number.NaN],
    ],
    size,
  );
  expect((x1 - x0) / (size.width - 46)).toBeCloseTo((y1 - y0) / (size.height - 28), 12);
  expect(x0).toBeLessThan(-5);
  expect(y1).toBeGreaterThan(1);
});
