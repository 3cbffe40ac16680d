import { expect, test } from 'vitest';
import { recordRun } from '../../../../src/core/index.ts';
import { liveNumber, liveNumberOf, liveNumberPattern } from '../../../../src/core/lesson/live-number.ts';
import { lossIn } from '../../../../src/core/scene/compiled.ts';
import { recordOptionsOf } from '../../../../src/core/scene/record-options.ts';
import { readFragment } from '../../../../src/core/scene/url.ts';

function sourceOf(fragment: string) {
  const { scene } = readFragment(fragment);
  const setting = scene.optimizers[0]!;
  const loss = lossIn(scene);
  return { run: recordRun({ ...recordOptionsOf(scene, setting), loss }), setting, loss, steps: scene.steps };
}

// On x² + y² gradient descent at 0.1 has 0.8 of its place left after each step.
test('numbers are those of the run at the step', () => {
  const source = sourceOf('f=x^2%2By^2&start=3,4&opt=sgd(lr:0.1)&steps=20');
  const at = (step: number) =>
    Object.fromEntries(
      (['loss', 'x', 'y', 'step', 'rate', 'gradient', 'move'] as const).map((name) => [
        name,
        liveNumber(name, source, step),
      ]),
    );
  const left = 0.8 ** 2;
  expect(at(2)['loss']).toBeCloseTo(25 * left ** 2, 12);
  expect(at(2)['x']).toBeCloseTo(3 * left, 12);
  expect(at(2)['y']).toBeCloseTo(4 * left, 12);
  expect(at(2)).toMatchObject({ step: 2, rate: 0.1 });
  expect(at(2)['gradient']).toBeCloseTo(10 * left, 12);
  expect(at(2)['move']).toBeCloseTo(1 * left, 12);
  expect(at(20)['move']).toBeNull();
});

test('there is no y on a curve, and a schedule is spread over all steps', () => {
  const curve = sourceOf('f=x^2&curve=on&start=3,0&opt=sgd(lr:0.1)&steps=20');
  expect(liveNumber('x', curve, 0)).toBe(3);
  expect(liveNumber('y', curve, 0)).toBeNull();
  expect(liveNumber('gradient', curve, 0)).toBe(6);
  const falling = sourceOf('f=x^2%2By^2&start=3,4&opt=sgd(lr:0.1,schedule:cosine)&steps=20');
  expect(liveNumber('rate', falling, 10)).toBeCloseTo(0.05, 12);
});

test('braces of a text are live numbers by their name', () => {
  const found = [...'{loss} {loss:2} {Loss} {x:0} {step}'.matchAll(liveNumberPattern)].map(liveNumberOf);
  expect(found).toEqual([
    { name: 'loss', run: 0 },
    { name: 'loss', run: 1 },
    null,
    null,
    { name: 'step', run: 0 },
  ]);
});
