import { expect, test } from 'vitest';
import { whyFailed } from '../../../src/app/failure.ts';
import { failures } from '../../../src/text/en/failures.ts';

/** What Chromium, Firefox and Safari throw. */
test.each([
  new RangeError('Array buffer allocation failed'),
  new RangeError('Invalid typed array length: 1e15'),
  new RangeError('invalid array length'),
  new RangeError('WebAssembly.Memory(): could not allocate memory'),
  new Error('out of memory'),
  new Error('Out of memory'),
])('%s: there was no room', (thrown) => {
  expect(whyFailed(thrown)).toBe(failures.noRoom);
});

test('an array without room throws what is known here', () => {
  let thrown: unknown;
  try {
    new Float64Array(2 ** 50);
  } catch (error) {
    thrown = error;
  }
  expect(whyFailed(thrown)).toBe(failures.noRoom);
});

test.each([
  new Error('The script could not be loaded.'),
  new TypeError('a is undefined'),
  'gone',
  undefined,
  null,
])('of %s nothing is shown as it was thrown', (thrown) => {
  expect(whyFailed(thrown)).toBe(failures.broken);
});
