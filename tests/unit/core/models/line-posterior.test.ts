import { expect, test } from 'vitest';
import { createModel } from '../../../../src/core/models/registry.ts';
import '../../../../src/core/optimizers/all.ts';
import '../../../../src/core/run/long-runs.ts';
import { runChains } from '../../../../src/core/run/chains.ts';

const options = { likelihood: 'line', deviation: 15 } as const;
const model = createModel('posterior', options);

/** The normal distribution that the conjugate prior gives, by sums over the rows as they are. */
function exactly() {
  const { inputs, targets } = model.train;
  const n = targets.length;
  const [mx, my] = [inputs, targets].map((values) => values.reduce((sum, value) => sum + value, 0) / n) as [
    number,
    number,
  ];
  let [sxx, sxy] = [0, 0];
  targets.forEach((y, row) => {
    sxx += (inputs[row]! - mx) ** 2;
    sxy += (inputs[row]! - mx) * (y - my);
  });
  // About the means the intercept and the slope are independent.
  const [pa, pb] = [n / 15 ** 2 + 1 / 10 ** 2, sxx / 15 ** 2 + 1 / 20 ** 2];
  return { mx, my, mean: [0, sxy / 15 ** 2 / pb], precision: [pa, pb] } as const;
}

test('the loss is -log of likelihood times prior, with its derivatives', () => {
  const { inputs, targets } = model.train;
  const { mx, my, mean, precision } = exactly();
  const log = (a: number, b: number) =>
    targets.reduce((sum, y, row) => sum - (y - my - a - b * (inputs[row]! - mx)) ** 2 / (2 * 225), 0) -
    a ** 2 / 200 -
    b ** 2 / 800;
  for (const [a, b] of [
    [0, 0],
    [1.5, -2],
    [-4, 9],
  ] as const) {
    expect(model.loss.value([a, b])).toBeCloseTo(-log(a, b), 9);
    const [ga, gb] = model.loss.gradient([a, b]);
    expect(ga).toBeCloseTo((log(a - 1e-4, b) - log(a + 1e-4, b)) / 2e-4, 6);
    expect(gb).toBeCloseTo((log(a, b - 1e-4) - log(a, b + 1e-4)) / 2e-4, 6);
  }
  const [aa, ab, , bb] = model.loss.hessian([0, 0]);
  expect([aa, bb]).toEqual([expect.closeTo(precision[0], 12), expect.closeTo(precision[1], 12)]);
  expect(ab).toBeCloseTo(0, 12);
  expect(Math.hypot(...model.loss.gradient(mean))).toBeLessThan(1e-12);
  expect([...model.outputs([2, 3], [mx + 1])]).toEqual([expect.closeTo(my + 5, 12)]);
});

test('a table of one number and a target takes the place of the sales, any other is refused in a sentence', () => {
  const table = (columns: readonly string[]) => ({
    columns,
    inputs: new Float64Array(4 * columns.length).map((_, i) => i),
    targets: Float64Array.of(1, 2, 4, 3),
  });
  expect(createModel('posterior', options, table(['t'])).loss.dimension).toBe(2);
  expect(() => createModel('posterior', options, table(['t', 'u']))).toThrow('A line takes one number');
});

const chains = (steps: number, lr: number) =>
  runChains({ loss: model.loss, optimizer: { id: 'sgld', lr, temperature: 1 }, steps, seed: 1 }, (seed) =>
    model.initial(seed),
  )!;

test('SGLD samples it: mean and variance within what its effective size allows, and that is as theory has it', () => {
  const { mean, precision } = exactly();
  const lr = 0.2;
  const { draws, facts } = chains(20_000, lr);
  for (const i of [0, 1] as const) {
    const all = draws[i]!.flatMap((chain) => [...chain]);
    const average = all.reduce((sum, x) => sum + x, 0) / all.length;
    const variance = all.reduce((sum, x) => sum + (x - average) ** 2, 0) / all.length;
    const { size, rHat } = facts[i]!;
    // Steps of a length widen it, exactly so much.
    const wanted = 1 / (precision[i] * (1 - (lr * precision[i]) / 2));
    expect(Math.abs(average - mean[i])).toBeLessThan(3.5 * Math.sqrt(wanted / size));
    expect(Math.abs(variance / wanted - 1)).toBeLessThan(3.5 * Math.sqrt(2 / size));
    expect(rHat).toBeLessThan(1.01);
    // Along an eigenvector it is an autoregression with 1 - eta lambda.
    const rho = 1 - lr * precision[i];
    expect(Math.abs(size / ((all.length * (1 - rho)) / (1 + rho)) - 1)).toBeLessThan(0.15);
  }
});

test('chains that are too short to forget where they began are told', () => {
  const { facts } = chains(60, 0.02);
  expect(Math.max(...facts.map((one) => one!.rHat))).toBeGreaterThan(1.2);
});

test('the draws are the second halves of four runs, and there are none where one ends early', () => {
  const { draws, facts } = chains(101, 0.1);
  expect(draws.map((of) => of.map(({ length }) => length))).toEqual([
    [51, 51, 51, 51],
    [51, 51, 51, 51],
  ]);
  expect(facts[0]!.draws).toBe(4 * 50);
  const diverging = { loss: model.loss, optimizer: { id: 'sgld', lr: 100 }, steps: 5000 };
  expect(runChains(diverging, (seed) => model.initial(seed))).toBeNull();
});
