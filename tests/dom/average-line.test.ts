import { expect, test } from 'vitest';
import { createAverageLine } from '../../src/panels/step/average-line.ts';
import { createMathSetter } from '../../src/panels/step/math.ts';

test.each([
  [0, '(t + 1)'],
  [1, '(t)'],
  [2, '(t - 1)'],
  [40, '(t - 39)'],
])('the mean of the steps from %i on is over %s of them', (from, count) => {
  const line = createAverageLine(createMathSetter());
  line.draw({ kind: 'tail', decay: 0, from });
  expect(line.element.textContent).toContain(`(theta - average)/${count}`);
});
