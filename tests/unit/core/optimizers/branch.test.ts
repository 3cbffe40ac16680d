import { expect, test } from 'vitest';
import { optimizers } from '../../../../src/core/optimizers/registry.ts';

test('a branch says what its line asks', () => {
  let asked = 0;
  for (const { rule } of optimizers) {
    for (const { branch, when } of rule.lines) {
      if (!branch) continue;
      const { name, above, holds } = branch;
      for (const value of [above - 1, above, above + 1e-9, above + 1, Number.NaN]) {
        asked++;
        expect(when!({ [name]: value, t: 3 })).toBe(value > above === holds);
      }
    }
  }
  expect(asked).toBeGreaterThan(0);
});
