import { expect, test } from 'vitest';
import { endRows } from '../../../src/charts/starts/words.ts';

const place = { kind: 'minimum', at: [1, 2] } as const;

/** A map on which so many starts each come to places, the others to none. */
const rowsOf = (targets: readonly number[]) =>
  endRows({
    asked: { places: targets.map(() => place), request: { steps: 1, budget: 'steps' } },
    map: { basins: new Int16Array(1000) },
    counts: { targets, undecided: 1000 - targets.reduce((sum, count) => sum + count, 0), ended: 0 },
  });

test('of many places those of most starts are told one by one, the others together', () => {
  const { rows, more } = rowsOf([90, 90, 90, 5, 90, 90, 90, 90, 90]);
  expect(rows.map(({ name }) => name).join(' ')).toBe('A B C E F G H I undecided');
  expect(rows.at(-1)?.what).toBe('At none of these after 1 step');
  expect(more).toBe('1 more place: 0.5 %');
  expect(rowsOf([90, 90, 90, 5, 90, 90, 90, 90, 90, 7]).more).toBe('2 more places: 1.2 %');
  expect(rowsOf([90]).more).toBeNull();
});
