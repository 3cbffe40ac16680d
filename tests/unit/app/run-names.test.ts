import { describe, expect, it } from 'vitest';
import { namesOf, sceneLine, shortest } from '../../../src/app/run-names.ts';
import { optimizers } from '../../../src/core/optimizers/registry.ts';
import { readFragment } from '../../../src/core/scene/url.ts';

const sceneOf = (fragment: string) => {
  const { scene, problems } = readFragment(fragment);
  expect(problems).toEqual([]);
  return scene;
};
/** The rows of a legend: name, parts and rate, as they are read. */
const rows = (...opts: string[]) =>
  namesOf(sceneOf(`loss=bowl${opts.map((opt) => `&opt=${opt}`).join('')}`).optimizers).map(
    ({ name, parts, rate }) => [name, ...parts, ...(rate === null ? [] : [`lr ${rate}`])].join(' · '),
  );
const labels = (...opts: string[]) =>
  namesOf(sceneOf(`loss=bowl${opts.map((opt) => `&opt=${opt}`).join('')}`).optimizers).map(
    ({ label }) => label,
  );

describe('a row says what distinguishes its run', () => {
  it.each([
    [
      'three momenta',
      [
        'momentum(lr:0.018,momentum:0.5)',
        'momentum(lr:0.018,momentum:0.8)',
        'momentum(lr:0.018,momentum:0.95)',
      ],
      ['Momentum · μ 0.5 · lr 0.018', 'Momentum · μ 0.8 · lr 0.018', 'Momentum · μ 0.95 · lr 0.018'],
    ],
    [
      'which of its points is drawn',
      ['schedulefree-sgd(lr:0.004)', 'schedulefree-adamw(lr:0.2)'],
      ['Schedule-Free SGD · average x · lr 0.004', 'Schedule-Free AdamW · average x · lr 0.2'],
    ],
    ['a rule as it comes', ['sgd(lr:0.004)', 'adam(lr:0.22)'], ['SGD · lr 0.004', 'Adam · lr 0.22']],
    ['SGD with momentum', ['sgd(lr:0.004,momentum:0.9)'], ['SGD · μ 0.9 · lr 0.004']],
    [
      'a momentum that another run lacks',
      ['sgd(momentum:0.9,lr:0.02)', 'sgd(lr:0.02)'],
      ['SGD · μ 0.9 · lr 0.02', 'SGD · μ 0 · lr 0.02'],
    ],
    ['what does not act is not said', ['sgd(dampening:0.5,nesterov)'], ['SGD · lr 0.01']],
    [
      'weight decay and a switch, each where it acts',
      ['adam(lr:0.1,weightDecay:0.01,amsgrad)', 'adamw(lr:0.1)'],
      ['Adam · λ 0.01 · AMSGrad · lr 0.1', 'AdamW · lr 0.1'],
    ],
    [
      'a switch that is off where the rule has it on',
      ['nesterov(lr:0.1,nesterov:false)'],
      ['Nesterov · Nesterov off · lr 0.1'],
    ],
    [
      'a switch in which two differ',
      ['rmsprop(lr:0.02,centered)', 'rmsprop(lr:0.02)'],
      ['RMSprop · Centered · lr 0.02', 'RMSprop · Centered off · lr 0.02'],
    ],
    [
      'a schedule',
      ['sgd(lr:0.1,schedule:cosine)', 'adam(lr:0.1,schedule:step(every:20,factor:0.5))'],
      ['SGD · cosine · lr 0.1', 'Adam · step every 20 · lr 0.1'],
    ],
    [
      'a schedule that another run of the rule lacks',
      ['sgd(lr:0.1,schedule:cosine)', 'sgd(lr:0.1)'],
      ['SGD · cosine · lr 0.1', 'SGD · constant · lr 0.1'],
    ],
    [
      'differences from siblings before those from defaults, shortest first',
      ['adam(beta1:0.95,beta2:0.99,eps:1e-4,lr:1)', 'adam(beta1:0.5,beta2:0.99,eps:1e-5,lr:1)'],
      ['Adam · β₁ 0.95 · ε 0.0001 · β₂ 0.99 · lr 1', 'Adam · β₁ 0.5 · ε 0.00001 · β₂ 0.99 · lr 1'],
    ],
    ['a rule without a rate', ['nelder-mead(size:0.5)', 'newton(lr:1)'], ['Nelder-Mead', 'Newton · lr 1']],
    [
      'a rate that differs in the last digit',
      ['sgd(lr:0.1000001)', 'adam(lr:0.1)', 'sgd(lr:0.3333333333333333)'],
      ['SGD · lr 0.1000001', 'Adam · lr 0.1', 'SGD · lr 0.3333'],
    ],
    ['nothing but a number', ['sgd(lr:0.1)', 'sgd(lr:0.1)'], ['SGD · lr 0.1', 'SGD 2 · lr 0.1']],
    [
      'a number only where nothing else tells',
      ['momentum(momentum:0.5)', 'momentum(momentum:0.8)', 'momentum(momentum:0.8)'],
      ['Momentum · μ 0.5 · lr 0.01', 'Momentum · μ 0.8 · lr 0.01', 'Momentum 2 · μ 0.8 · lr 0.01'],
    ],
    [
      'a name of its own',
      ['momentum(momentum:0.95,name:heavy ball)', 'momentum'],
      ['heavy ball · μ 0.95 · lr 0.01', 'Momentum · μ 0.9 · lr 0.01'],
    ],
    [
      'a name that is another rule’s',
      ['sgd(lr:0.1,name:Adam)', 'adam(lr:0.1)'],
      ['Adam · lr 0.1', 'Adam 2 · lr 0.1'],
    ],
  ])('%s', (_, opts, expected) => {
    expect(rows(...opts)).toEqual(expected);
  });
});

describe('a label stands alone', () => {
  it.each([
    ['alone, by its name', ['momentum(momentum:0.5)'], ['Momentum']],
    ['by what tells it', ['momentum(momentum:0.5)', 'momentum'], ['Momentum μ 0.5', 'Momentum μ 0.9']],
    ['by its rate', ['sgd(lr:0.1)', 'sgd(lr:0.01)'], ['SGD lr 0.1', 'SGD lr 0.01']],
    [
      'by no more than tells it',
      ['momentum(momentum:0.9,lr:0.1)', 'momentum(momentum:0.9,lr:0.02)', 'momentum(momentum:0.5,lr:0.1)'],
      ['Momentum μ 0.9 lr 0.1', 'Momentum lr 0.02', 'Momentum μ 0.5'],
    ],
    [
      'by nothing that is alike',
      [
        'adam(lr:1,beta1:0.5,beta2:0.9)',
        'adam(lr:1,beta1:0.5,beta2:0.99)',
        'adam(lr:1,beta1:0.8,beta2:0.99)',
      ],
      ['Adam β₂ 0.9', 'Adam β₁ 0.5 β₂ 0.99', 'Adam β₁ 0.8'],
    ],
    ['by its own name', ['sgd(name:a)', 'sgd(name:b)', 'sgd'], ['a', 'b', 'SGD']],
    ['by its number', ['sgd(name:a)', 'sgd(name:a)', 'sgd(name:a 2)'], ['a', 'a 3', 'a 2']],
    ['also when it is off', ['sgd(lr:0.1)', 'sgd(lr:0.2,off)'], ['SGD lr 0.1', 'SGD lr 0.2']],
  ])('%s', (_, opts, expected) => {
    expect(labels(...opts)).toEqual(expected);
  });

  it.each(optimizers.map(({ id }) => id))('sixteen of %s have sixteen', (id) => {
    expect(new Set(labels(...Array.from({ length: 16 }, () => id))).size).toBe(16);
    const hyperparameters = optimizers.find((entry) => entry.id === id)!.hyperparameters;
    const row = hyperparameters.find(({ kind }) => kind === 'number')!;
    const values = Array.from({ length: 16 }, (_, i) => row.min + ((row.max - row.min) * (i + 1)) / 17);
    expect(new Set(labels(...values.map((value) => `${id}(${row.key}:${value})`))).size).toBe(16);
  });

  it('says everything in full, with every digit', () => {
    const [first] = namesOf(
      sceneOf('loss=bowl&opt=momentum(lr:0.3333333333333333,momentum:0.95,schedule:cosine(floor:0.1))')
        .optimizers,
    );
    expect(first!.full).toBe(
      'Momentum, learning rate 0.3333333333333333, momentum 0.95, schedule cosine lowest share 0.1',
    );
  });
});

describe('a number', () => {
  it.each([
    [0.1, [], '0.1'],
    [0.018, [], '0.018'],
    [1e-7, [], '1e−7'],
    [-2.5, [], '−2.5'],
    [1e21, [], '1e21'],
    [Math.PI, [], '3.142'],
    [Math.PI, [3.14159], '3.141593'],
    [0.1000001, [0.1], '0.1000001'],
    [0.30000000000000004, [0.3], '0.30000000000000004'],
  ])('%s beside %s is %s', (value, others, expected) => {
    expect(shortest(value, others)).toBe(expected);
  });
});

describe('the scene’s line', () => {
  it.each([
    ['', ''],
    ['&seed=4', ''],
    ['&noise=12', 'noise σ 12, seed 1'],
    ['&noise=12&noiseKind=heavy&seed=4', 'noise σ 12, heavy-tailed, seed 4'],
    ['&noise=0.5&noiseScaling=proportional', 'noise σ 0.5 of the gradient, seed 1'],
    ['&steps=300&budget=evaluations', '300 evaluations each'],
    ['&noise=1&budget=evaluations&steps=50', 'noise σ 1, seed 1, 50 evaluations each'],
  ])('%s: "%s"', (fragment, expected) => {
    expect(sceneLine(sceneOf(`loss=bowl${fragment}`))).toBe(expected);
  });
});
