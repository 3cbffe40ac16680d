import { describe, expect, test } from 'vitest';
import { createApp } from '../../../src/app/create-app.ts';
import { currentPoint } from '../../../src/app/curvature.ts';
import { quadraticAt } from '../../../src/core/math/quadratic.ts';
import { openModels } from '../../../src/core/scene/models.ts';
import { readFragment } from '../../../src/core/scene/url.ts';
import { stableRateMark } from '../../../src/panels/curvature/rate-mark.ts';
import { stabilitySentence } from '../../../src/panels/curvature/readout.ts';
import { rateText } from '../../../src/app/reading.ts';
import { manualClock } from '../app/manual-clock.ts';
import { appOn, closeApps } from '../app/models/model-app.ts';

/** On x^2 + 2y^2 the greatest curvature is 4 everywhere: gradient descent is stable below a rate of 0.5. */
const bowl = 'f=x^2%2B2y^2&start=1,1&steps=4';

function at(step: number, optimizer: string, ground = bowl) {
  const { scene, playhead, problems } = readFragment(`${ground}&opt=${optimizer}&step=${step}`);
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join(' '));
  const { state, derived } = createApp({ scene, playhead, clock: manualClock(), systemTheme: 'light' });
  const frame = { state, derived };
  const [x, y] = currentPoint(frame);
  const view = derived.runs[0]!;
  return {
    ...stabilitySentence(quadraticAt(derived.loss, x, y), view, step, scene.steps),
    mark: stableRateMark(0)(frame),
    legend: rateText(view, step, scene.steps),
  };
}

test('no mark tells the largest stable rate while it is asked for', () => {
  const { scene } = readFragment(`${bowl}&opt=sgd(lr:0.1)&ask=stable,run:0`);
  const app = createApp({ scene, clock: manualClock(), systemTheme: 'light' });
  const mark = () => stableRateMark(0)({ state: app.state, derived: app.derived });
  expect(mark()).toBeNull();
  app.lock();
  expect(mark()?.value).toBe(0.5);
});

describe('a constant rate is told as it is set, at every step', () => {
  test.each([0, 3])('step %i', (step) => {
    expect(at(step, 'sgd(lr:0.45)')).toEqual({
      sentence:
        'SGD: learning rate 0.45 is within 2/λmax = 0.500, the largest that is stable for this curvature.',
      above: false,
      mark: {
        value: 0.5,
        exceeded: false,
        meaning: 'Largest stable rate at the current point: 2/λmax = 0.500',
      },
      legend: '0.45',
    });
    expect(at(step, 'sgd(lr:0.6)')).toMatchObject({
      sentence: expect.stringMatching(/^Learning rate 0\.6 is above 2\/λmax = 0\.500 here: /),
      above: true,
      mark: { value: 0.5, exceeded: true },
    });
  });
});

describe('a rate that halves at every step is compared with the limit as it is at the step shown', () => {
  const halving = 'sgd(lr:0.8,schedule:exponential(factor:0.5))';

  test('above it at the first', () => {
    const first = at(0, halving);
    expect(first).toMatchObject({ above: true, legend: '0.800' });
    expect(first.sentence).toMatch(
      /^Learning rate 0\.800, which the schedule gives at step 0, is above 2\/λmax = 0\.500 here: /,
    );
    expect(first.mark).toMatchObject({ value: 0.5, exceeded: true });
  });

  test('within it at the next, with the mark where the rate that is set would have to be', () => {
    expect(at(1, halving)).toEqual({
      sentence:
        'SGD: learning rate 0.400, which the schedule gives at step 1, is within 2/λmax = 0.500, the largest that is stable for this curvature.',
      above: false,
      mark: {
        value: 1,
        exceeded: false,
        meaning:
          'Largest stable rate at the current point: 2/λmax = 0.500. The schedule now gives 0.500 times the rate that is set, so the mark is at 1.00',
      },
      legend: '0.400',
    });
    expect(at(3, halving)).toMatchObject({ mark: { value: 4 }, legend: '0.100' });
  });
});

test('a rate of a warm-up that is stable yet, though the rate that is set is not', () => {
  const warming = 'sgd(lr:0.8,schedule:warmupCosine(warmup:2,floor:1))';
  expect(at(0, warming)).toMatchObject({ above: false, legend: '0.400', mark: { value: 1 } });
  expect(at(1, warming)).toMatchObject({ above: true, legend: '0.800', mark: { value: 0.5 } });
});

test('at a rate that has come to zero nothing moves, and there is no mark', () => {
  expect(at(4, 'sgd(lr:0.8,schedule:cosine(floor:0))')).toMatchObject({
    sentence: 'SGD: at a learning rate of zero no step is taken.',
    above: false,
    mark: null,
    legend: '0',
  });
});

test('a rule without a bound, and one without a learning rate', () => {
  const adam = at(2, 'adam(lr:0.2,schedule:exponential(factor:0.5))');
  expect(adam).toMatchObject({ above: false, mark: null, legend: '0.0500' });
  expect(adam.sentence).toBe('For Adam no bound on the learning rate follows from λmax alone.');
  expect(at(2, 'nelder-mead')).toMatchObject({ above: false, mark: null, legend: null });
});

describe('where a direction does not bend up', () => {
  const saddle = 'f=x^2-2y^2&start=1,1&steps=4';
  const dome = 'f=-x^2-2y^2&start=1,1&steps=4';
  const trough = 'f=2x^2%2By&start=1,1&steps=4';
  const plane = 'f=x-y&start=1,1&steps=4';
  const nowhere = 'f=log(x)%2By^2&start=-1,1&steps=4';

  test.each([
    [
      saddle,
      'sgd(lr:0.5)',
      /within 2\/λmax = 1\.00, the largest that is stable along the direction that bends up\. Along the other, which bends down, steps grow whatever the rate\.$/,
    ],
    [
      saddle,
      'sgd(lr:3)',
      /above 2\/λmax = 1\.00 here: .* Along the other, which bends down, steps grow whatever the rate\.$/,
    ],
    [saddle, 'momentum(lr:0.5)', /Along the other, which bends down, steps grow whatever the rate\.$/],
    [
      saddle,
      'sgd(lr:1)',
      /learning rate 1 is 2\/λmax = 1\.00: along the direction that bends up most, steps neither shrink nor grow\. Along the other/,
    ],
    [
      saddle,
      'sgd(lr:0.1,weightDecay:8)',
      /within 2\/\(λmax\+λ\) = 0\.200, the largest that is stable for this curvature\.$/,
    ],
    [
      dome,
      'nesterov(lr:0.1)',
      /^Nothing bends up here, so no learning rate is too large; along what bends down, steps grow whatever the rate\.$/,
    ],
    [
      trough,
      'sgd(lr:0.1)',
      /stable along the direction that bends up\. Along the other the curvature sets no limit\.$/,
    ],
    [plane, 'sgd(lr:0.1)', /^Nothing bends here, so the curvature sets no limit to the learning rate\.$/],
    [nowhere, 'sgd(lr:0.1)', /^$/],
  ])('%s, %s', (ground, optimizer, sentence) => {
    expect(at(0, optimizer, ground).sentence).toMatch(sentence);
  });

  test('the mark on the slider is of what bends up alone, and says so', () => {
    expect(at(0, 'sgd(lr:0.5)', saddle).mark?.meaning).toBe(
      'Largest stable rate along what bends up at the current point; along what bends down none is: 2/λmax = 1.00',
    );
    expect(at(0, 'sgd(lr:0.5)', trough).mark?.meaning).toBe(
      'Largest stable rate along what bends up at the current point: 2/λmax = 0.500',
    );
    for (const ground of [dome, plane, nowhere]) expect(at(0, 'sgd(lr:0.5)', ground).mark).toBeNull();
  });
});

test('of a model there is no mark: the curvatures on its plane are not those of all parameters', async () => {
  openModels();
  const { app, there } = appOn('sales', {}, (scene) => ({ ...scene, steps: 5 }));
  await there();
  expect(app.derived.runs[0]!.entry.stability).toBeDefined();
  expect(stableRateMark(0)(app)).toBeNull();
  closeApps();
});
