import { describe, expect, test } from 'vitest';
import { optimizers } from '../../../../src/core/optimizers/all.ts';
import { defaultValues } from '../../../../src/core/optimizers/registry.ts';
import { printRule } from '../../../../src/core/optimizers/typed/print.ts';
import { defaultScene } from '../../../../src/core/scene/defaults.ts';
import { defaultPlayhead, limits, stepsAllowed } from '../../../../src/core/scene/limits.ts';
import { restoreScene, writeDocument } from '../../../../src/core/scene/restore.ts';
import type { OptimizerSetting } from '../../../../src/core/scene/scene.ts';
import { typedSetting, withRuleText } from '../../../../src/core/scene/typed-setting.ts';
import { readFragment, writeFragment } from '../../../../src/core/scene/url.ts';
import { patchScene } from '../../../../src/embed/patch.ts';

const ADAM = `lr = 0.02 in [1e-5, 1] log
beta1 = 0.9 in [0, 1]
beta2 = 0.999 in [0, 1]
eps = 1e-8
m = beta1*m + (1 - beta1)*gradient
v = beta2*v + (1 - beta2)*gradient^2
theta = theta - lr*(m/(1 - beta1^t))/(sqrt(v/(1 - beta2^t)) + eps)`;

const sceneWith = (...settings: OptimizerSetting[]) => ({ ...defaultScene(), optimizers: settings });
/** Every rule that steps by its gradient has these beside what its text declares. */
const knobsOff = { clipValue: 0, clipNorm: 0, clipAdaptive: 0, l2Decay: 0, decoupledDecay: 0 };
const linkOf = (setting: OptimizerSetting) => writeFragment(sceneWith(setting), defaultPlayhead);
const settingIn = (fragment: string) => readFragment(fragment).scene.optimizers[0]!;

describe('a rule of one’s own in a link', () => {
  test('is there as it is written, without its blanks', () => {
    const fragment = linkOf({
      ...typedSetting(ADAM)!,
      name: 'Mine',
      values: { lr: 0.05, beta1: 0.9, beta2: 0.999, eps: 1e-8 },
    });
    expect(decodeURIComponent(fragment)).toBe(
      'loss=himmelblau&opt=custom,lr:0.05,name:Mine,rule:lr=0.02in[1e-5,1]log;beta1=0.9in[0,1];beta2=0.999in[0,1];eps=1e-8;' +
        'm=beta1*m+(1-beta1)*gradient;v=beta2*v+(1-beta2)*gradient^2;theta=theta-lr*(m/(1-beta1^t))/(sqrt(v/(1-beta2^t))+eps)&v=2',
    );
    expect(settingIn(fragment)).toMatchObject({
      id: 'custom',
      rule: ADAM,
      name: 'Mine',
      values: { lr: 0.05 },
    });
  });

  test('of every rule of the registry has fewer than 2,000 characters, and comes back', () => {
    const settings = optimizers.flatMap((entry) => {
      const text = printRule(entry, defaultValues(entry));
      return text === null ? [] : [typedSetting(text)!];
    });
    for (const setting of settings) expect(linkOf(setting).length, setting.rule).toBeLessThan(1900);
    for (let i = 0; i < settings.length; i += limits.optimizers) {
      const some = settings.slice(i, i + limits.optimizers);
      const { scene, problems } = readFragment(writeFragment(sceneWith(...some), defaultPlayhead));
      expect(problems).toEqual([]);
      expect(scene.optimizers).toEqual(some);
    }
  });

  test('has what it is clipped to and how it decays, beside it', () => {
    const turned = { clipNorm: 0.5, l2Decay: 0.1, decoupledDecay: 0.2 };
    const own = typedSetting('lr = 0.1\ntheta = theta - lr*gradient')!;
    const setting = { ...own, values: { ...own.values, ...turned } };
    const fragment = linkOf(setting);
    expect(decodeURIComponent(fragment)).toContain(
      'opt=custom,clipNorm:0.5,l2Decay:0.1,decoupledDecay:0.2,rule:lr=0.1;',
    );
    expect(settingIn(fragment)).toEqual(setting);
    // Another text leaves them; one that calls something else so takes its own.
    expect(withRuleText(setting, 'lr = 0.1\nmu = 0.9\ntheta = theta - lr*mu*gradient')!.values).toMatchObject(
      turned,
    );
    const other = withRuleText(setting, 'lr = 0.1\nclipNorm = 2\ntheta = theta - lr*gradient/clipNorm')!;
    expect(other.values['clipNorm']).toBe(2);
  });

  test.each([
    ['by hand, with blanks', 'f=x^2+y^2&opt=custom,rule:lr = 0.1; theta = theta - lr*gradient'],
    ['by hand, without', 'f=x^2+y^2&opt=custom,rule:lr=0.1;theta=theta-lr*gradient'],
    ['with its values before it', 'f=x^2+y^2&opt=custom,LR:0.1,rule:lr=0.1;theta=theta-lr*gradient'],
    ['encoded twice', 'f=x%255E2+y%255E2&opt=custom,rule:lr%253D0.1%253Btheta%253Dtheta-lr%252Agradient'],
    ['at the end of a sentence', 'f=x^2+y^2&opt=custom,rule:lr=0.1;theta=theta-lr*gradient.'],
  ])('is read %s', (_, fragment) => {
    const setting = settingIn(fragment);
    expect(setting.rule).toBe('lr = 0.1\ntheta = theta - lr*gradient');
    expect(setting.values).toEqual({ lr: 0.1, ...knobsOff });
  });

  test.each(['average', 'averageDecay', 'averagefrom', 'average_decay', 'decay', 'from_'])(
    'may have a parameter %s, and an average beside it',
    (name) => {
      const own = typedSetting(`${name} = 0.9\ntheta = theta - ${name}*gradient`)!;
      const set = { ...own, values: { ...own.values, [name]: 0.5 } };
      for (const setting of [
        set,
        { ...set, average: { kind: 'exponential', decay: 0.25, from: 0 } as const },
        { ...set, average: { kind: 'tail', decay: 0.95, from: 7 } as const },
      ]) {
        const { scene, problems } = readFragment(linkOf(setting));
        expect(problems).toEqual([]);
        expect(scene.optimizers).toEqual([setting]);
      }
    },
  );

  test.each([
    ['opt=custom,rule:theta=theta-lr*gradient', /The rule cannot be used: line 1: "lr" is not declared/],
    ['opt=custom,rule:', /cannot be used: line 1: The rule is empty/],
    ['opt=custom', /No optimizer is called "custom"/],
    [`opt=custom,rule:${'m=m+1;'.repeat(1000)}theta=theta`, /at most 4000 characters/],
    ['opt=custom,beta:3,rule:lr=0.1;theta=theta-lr*gradient', /Own rule has no "beta"; it has lr/],
    ['opt=custom,lr:1e999,rule:lr=0.1;theta=theta-lr*gradient', /lr of Own rule/],
    ['opt=custom,rule:constructor=1;theta=theta-constructor', /meaning of its own/],
    ['opt=custom,rule:theta=theta-eval(1)', /Unknown function "eval"/],
    ['opt=adam,rule:theta=theta', /Adam has no "rule"/],
  ])('%s is refused by a sentence, the rest is kept', (opt, message) => {
    const { scene, problems } = readFragment(`loss=bowl&${opt}&opt=sgd,lr:0.02`);
    expect(problems.map((problem) => problem.message).join(' ')).toMatch(message);
    expect(scene.loss).toBe('bowl');
    expect(scene.optimizers.at(-1)).toMatchObject({ id: 'sgd', values: { lr: 0.02 } });
  });
});

describe('a rule of one’s own in a document', () => {
  const setting = typedSetting(ADAM)!;
  const document = writeDocument(sceneWith(setting), defaultPlayhead);

  test('comes back from a file', () => {
    const { scene, problems } = restoreScene(JSON.parse(JSON.stringify(document)));
    expect(problems).toEqual([]);
    expect(scene.optimizers).toEqual([setting]);
  });

  test.each([1, null, {}, ['lr = 1'], '', 'theta', 'theta = theta - __proto__', 'a'.repeat(5000)])(
    'is refused where it is %j',
    (rule) => {
      const { scene, problems } = restoreScene({ ...document, optimizers: [{ ...setting, rule }] });
      expect(problems[0]!.where).toBe('optimizers.0.rule');
      expect(scene.optimizers.every(({ rule: text }) => text === undefined)).toBe(true);
    },
  );

  test('keeps values that are declared as before, and takes those that are declared anew', () => {
    const moved = { ...setting, values: { ...setting.values, lr: 0.5, beta1: 0.5 } };
    const edited = withRuleText(moved, ADAM.replace('0.9 in', '0.8 in').replace('eps = 1e-8', 'eps = 1e-6'))!;
    expect(edited.values).toEqual({ lr: 0.5, beta1: 0.8, beta2: 0.999, eps: 1e-6, ...knobsOff });
    expect(withRuleText(moved, 'theta = ')).toBeNull();
  });

  test('can be patched; what is no rule leaves the last good one', () => {
    const scene = sceneWith(setting);
    const short = 'lr = 0.3\ntheta = theta - lr*gradient';
    const { scene: changed, problems } = patchScene(scene, 'optimizers.0.rule', short)!;
    expect(problems).toEqual([]);
    expect(changed.optimizers[0]).toMatchObject({ rule: short, values: { lr: 0.3 } });
    const refused = patchScene(scene, 'optimizers.0.rule', 'theta = theta - lr*')!;
    expect(refused.problems[0]!.message).toMatch(/The rule cannot be used/);
    expect(refused.scene).toBe(scene);
    expect(patchScene(scene, 'optimizers.0.beta1', 0.5)!.scene.optimizers[0]!.values['beta1']).toBe(0.5);
    expect(patchScene(scene, 'optimizers.0.gamma', 0.5)).toBeNull();
  });

  test('allows fewer steps the more it asks of the loss', () => {
    const formula = 'x+'.repeat(1900) + 'y';
    const steps = (...settings: OptimizerSetting[]) => stepsAllowed({ formula, optimizers: settings });
    const asking = typedSetting(`theta = theta - 0.1*grad(theta - grad(theta + grad(theta)))`)!;
    const plain = typedSetting('theta = theta - 0.1*gradient')!;
    expect(steps(asking)).toBeLessThan(steps(plain) / 2);
    expect(steps(plain)).toBeLessThanOrEqual(limits.steps);
  });
});
