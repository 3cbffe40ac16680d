import { expect, test } from 'vitest';
import { compileFormula } from '../../../src/core/expression/compile.ts';
import { defaultValues, optimizerById } from '../../../src/core/optimizers/registry.ts';
import { anatomyOf } from '../../../src/core/run/anatomy.ts';
import { stepMarks } from '../../../src/core/run/arrows.ts';
import { recordRun } from '../../../src/core/run/record.ts';
import { spoken, stageSentence } from '../../../src/panels/step/step-sentences.ts';

test('numbers are spoken', () => {
  expect(spoken(-1.834)).toBe('minus 1.83');
  expect(spoken(3.2e-7)).toBe('3.2 times ten to the minus 7');
});

test('a stage is a sentence with its numbers', () => {
  const entry = optimizerById('sgd')!;
  const values = { ...defaultValues(entry), lr: 0.1 };
  const loss = compileFormula('x^2 + 10 y^2');
  const run = recordRun({ loss, optimizer: { ...values, id: 'sgd' }, start: [-3, 1], steps: 2 });
  const anatomy = anatomyOf(entry, values, run, 0, loss);
  const marks = stepMarks(anatomy);
  expect(stageSentence(anatomy, marks, 0)).toBe(
    'Stage 1 of 2, Gradient. Gradient: minus 6.00 along x, 20.0 along y. ' +
      'Arrow, gradient’s part: 0.600 along x, minus 2.00 along y. ' +
      'The gradient points uphill; its part of the step goes against it, down the fall line.',
  );
  // The equation's update is taken off, and the arrow is minus it.
  expect(stageSentence(anatomy, marks, 1)).toBe(
    'Stage 2 of 2, Step. Update: minus 0.600 along x, 2.00 along y. Position: x minus 2.40, y minus 1.00. ' +
      'Arrow, step taken: 0.600 along x, minus 2.00 along y. ' +
      'The update is taken off the position: the arrow of the step is minus the update.',
  );
});

test.each([
  ['sgd', 'goes against it, down the fall line.'],
  ['momentum', 'goes against it, down the fall line.'],
  ['rmsprop', 'goes downhill, but not straight down.'],
  ['adam', 'goes downhill, but not straight down.'],
])('%s: the gradient’s part of the step %s', (id, words) => {
  const entry = optimizerById(id)!;
  const values = defaultValues(entry);
  const loss = compileFormula('x^2 + 10 y^2');
  const run = recordRun({ loss, optimizer: { ...values, id }, start: [-3, 1], steps: 2 });
  const anatomy = anatomyOf(entry, values, run, 0, loss);
  expect(stageSentence(anatomy, stepMarks(anatomy), 0)).toContain(words);
});

test('of a gradient that is no part of the step only its direction is said', () => {
  const entry = optimizerById('newton')!;
  const values = defaultValues(entry);
  const loss = compileFormula('x^2 - 10 y^2');
  const run = recordRun({ loss, optimizer: { ...values, id: 'newton' }, start: [-0.3, 1], steps: 2 });
  const anatomy = anatomyOf(entry, values, run, 0, loss);
  // Newton's step goes uphill here.
  expect(stageSentence(anatomy, stepMarks(anatomy), 0)).toMatch(/The gradient points uphill\.$/);
});
