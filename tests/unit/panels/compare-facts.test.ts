import { describe, expect, test } from 'vitest';
import { createApp } from '../../../src/app/create-app.ts';
import { defaultScene } from '../../../src/core/scene/defaults.ts';
import { readFragment } from '../../../src/core/scene/url.ts';
import { factsOf } from '../../../src/panels/compare/facts.ts';
import { manualClock } from '../app/manual-clock.ts';

function start() {
  const app = createApp({ scene: defaultScene(), clock: manualClock(), systemTheme: 'light' });
  app.setResolution(33);
  return { app, facts: () => factsOf(app.state.scene, app.derived) };
}

describe('what the strip says', () => {
  test('start, noise and steps are equal; each learning rate stands with its optimizer', () => {
    const { app, facts } = start();
    app.setValue(3, 'lr', 3.2e-7);
    expect(facts().equal).toEqual(['start', 'no noise']);
    expect(facts().length).toBe('200 steps');
    expect(facts().rates[0]).toBe('SGD 0.004');
    expect(facts().rates[3]).toBe('Adam 3.2e−7');
    expect(facts().oneRate).toBeNull();
    app.edit((scene) => ({ ...scene, noise: 0.2, seed: 9, steps: 40 }));
    expect(facts().equal).toEqual(['start', 'noise draws (seed 9)']);
    expect(facts().length).toBe('40 steps');
  });

  test.each([
    ['opt=sgd(lr:0.11)&opt=sgd(lr:0.1)', ['SGD lr 0.11', 'SGD lr 0.1']],
    ['opt=sgd(lr:0.11)&opt=sgd(lr:0.1)&opt=adam(lr:0.1)', ['SGD lr 0.11', 'SGD lr 0.1', 'Adam 0.1']],
    ['opt=momentum(lr:0.1,momentum:0.5)&opt=momentum(lr:0.2,momentum:0.9)', null],
    ['opt=sgd(lr:0.3)&opt=momentum(lr:0.3)', ['SGD 0.3', 'Momentum 0.3']],
    ['opt=sgd(lr:2)&opt=sgd(lr:2)', ['SGD 2', 'SGD 2 2']],
    ['opt=sgd(lr:0.11)&opt=sgd(lr:0.1,name:mine)', ['SGD 0.11', 'mine 0.1']],
    ['opt=sgd(lr:0.11)&opt=adam(lr:0.1,name:mine%20lr%200.1)', ['SGD 0.11', 'mine lr 0.1']],
    ['opt=sgd(lr:0.11)&opt=adam(lr:0.1,name:mine%20lr%200.11)', ['SGD 0.11', 'mine lr 0.11 0.1']],
  ])('a rate that a label has already is not said again: %s', (fragment, expected) => {
    const { scene, problems } = readFragment(`f=x^2%2B10*y^2&steps=20&${fragment}`);
    expect(problems).toEqual([]);
    const { derived } = createApp({ scene, clock: manualClock(), systemTheme: 'light' });
    const { rates } = factsOf(scene, derived);
    if (expected) expect(rates).toEqual(expected);
    for (const said of rates) {
      const numbers = said.match(/(?<=lr )\S+(?= |$)/g) ?? [];
      for (const number of numbers) expect(said.split(` ${number}`).length - 1, said).toBe(1);
    }
  });

  test('of a run that ends early the length is what it has at most', () => {
    const { app, facts } = start();
    app.setValue(0, 'lr', 1e6);
    expect(app.derived.runs[0]!.run.end).not.toBeNull();
    expect(facts().length).toBe('at most 200 steps');
  });

  test('one rate for all is said once; one optimizer alone shares it with nobody', () => {
    const { app, facts } = start();
    for (const i of [0, 1, 2, 3]) app.setValue(i, 'lr', 0.05);
    expect(facts().oneRate).toBe(0.05);
    app.edit((scene) => ({ ...scene, optimizers: scene.optimizers.slice(0, 1) }));
    expect(facts().oneRate).toBeNull();
    expect(facts().rates).toEqual(['SGD 0.05']);
  });

  test('where a rule asks for more than one gradient a step, what is not the budget is told for each', () => {
    const { app, facts } = start();
    app.edit((scene) => ({ ...scene, optimizers: scene.optimizers.slice(0, 1), steps: 9 }));
    expect(facts().hasCosts).toBe(false);
    app.addOptimizer('newton');
    expect(facts()).toMatchObject({
      hasCosts: true,
      length: '9 steps',
      different: ['evaluations: Newton 18, others 9'],
    });
    app.edit((scene) => ({ ...scene, budget: 'evaluations' }));
    expect(facts()).toMatchObject({ length: '9 evaluations', different: ['steps: Newton 4, others 9'] });
  });

  test('schedules are equal or not once some learning rate is not constant', () => {
    const { app, facts } = start();
    const schedule = { kind: 'cosine' } as const;
    app.setOptimizer(0, (setting) => ({ ...setting, schedule }));
    expect(facts().different).toEqual(['learning-rate schedule']);
    for (const i of [1, 2, 3]) app.setOptimizer(i, (setting) => ({ ...setting, schedule }));
    expect(facts().different).toEqual([]);
    expect(facts().equal).toContain('learning-rate schedule');
  });

  test('two runs of one rule tell in what they differ beside the rate', () => {
    const { app, facts } = start();
    app.duplicateOptimizer(3);
    expect(facts().different).toEqual([]);
    app.setValue(4, 'beta1', 0.5);
    app.setValue(4, 'lr', 0.5);
    expect(facts().different).toHaveLength(1);
    app.setOptimizer(4, (setting) => ({ ...setting, on: false }));
    expect(facts().different).toEqual([]);
  });
});
