import { describe, expect, test } from 'vitest';
import { FormulaError } from '../../../../src/core/expression/formula-error.ts';
import { soleVariable } from '../../../../src/core/expression/sole-variable.ts';
import { becomesCurve, isOneVariable, withCurve } from '../../../../src/core/scene/curve.ts';
import { defaultScene } from '../../../../src/core/scene/defaults.ts';
import { writeDocument, restoreScene } from '../../../../src/core/scene/restore.ts';
import { lossIn } from '../../../../src/core/scene/compiled.ts';
import { defaultPlayhead } from '../../../../src/core/scene/limits.ts';
import { readFragment, writeFragment } from '../../../../src/core/scene/url.ts';

test.each([
  ['x^2', 'x'],
  ['y^2 + 1', 'y'],
  ['w^4 - 3w', 'w'],
  ['a = 2; a x^2', 'x'],
  ['f(t) = t^2', 't'],
  ['sin(x) + cos(x)', 'x'],
  ['x^2 + y^2', null],
  ['f(x, y) = x^2', null],
  ['u^2 + v', null],
  ['3', null],
  ['pi', null],
])('%s depends on %s', (text, expected) => {
  expect(soleVariable(text)).toBe(expected);
});

test('what is no formula depends on nothing, and says where it is none', () => {
  expect(() => soleVariable('theta ~ 1')).toThrow(FormulaError);
});

describe('a link', () => {
  test.each(['f=x^2', 'f=x^2&opt=sgd(lr:0.1)', 'f=y^2&v=2', 'f=sin(x)&start=1,1'])(
    'of a formula of one variable, %s, keeps its trough',
    (link) => {
      const { scene, problems } = readFragment(link);
      expect(problems).toEqual([]);
      expect(scene.curve).toBe(false);
      expect(lossIn(scene).dimension).toBe(2);
    },
  );

  test.each(['f=x^2&curve=on', 'f=w^4-3w&curve=on&opt=adam', 'f=sin(y)&curve=on&domain=-6,6,-1,1&start=2,0'])(
    '%s is a curve, and is written as it was read',
    (link) => {
      const { scene, playhead, problems } = readFragment(link);
      expect(problems).toEqual([]);
      expect(lossIn(scene).dimension).toBe(1);
      const written = writeFragment(scene, playhead);
      expect(written).toContain('curve=on');
      expect(readFragment(written)).toEqual({ scene, playhead, problems: [] });
      expect(restoreScene(writeDocument(scene, playhead)).scene).toEqual(scene);
    },
  );

  test.each(['f=x^2%2By^2&curve=on', 'loss=rosenbrock&curve=on', 'model=moons&curve=on', 'f=3&curve=on'])(
    '%s says why it is none',
    (link) => {
      const { scene, problems } = readFragment(link);
      expect(scene.curve).toBe(false);
      expect(problems.map(({ message }) => message)).toContain(
        'curve is not used, because only a formula of one variable is a curve.',
      );
    },
  );

  test('may give a start by one number and a range by two', () => {
    const of = (link: string) => readFragment(`f=x^2&curve=on&${link}`);
    expect(of('start=1.8').problems).toEqual([]);
    expect(of('start=1.8')).toEqual(of('start=1.8,0'));
    expect(of('start=1.8&domain=-3,2')).toEqual(of('start=1.8,0&domain=-3,2,-2,2'));
    const document = { formula: 'x^2', curve: true, suggested: [] };
    expect(restoreScene({ ...document, start: 1.8 })).toEqual(restoreScene({ ...document, start: [1.8, 0] }));
    for (const [link, named] of [
      ['start=high', 'start must be two numbers'],
      ['domain=2,-3', 'domain must be four numbers'],
      ['start=1,2,3', 'start must be two numbers'],
    ]) {
      expect(of(link!).problems[0]?.message).toContain(named);
    }
    expect(readFragment('f=x^2&start=1.8').problems).toHaveLength(1);
  });

  test('with something else for curve is a trough and says so', () => {
    const { scene, problems } = readFragment('f=x^2&curve=maybe');
    expect(scene.curve).toBe(false);
    expect(problems[0]?.message).toBe('curve must be on or off, not "maybe".');
  });
});

describe('a formula that is typed', () => {
  const on = (link: string) => readFragment(link).scene;
  test.each([
    ['loss=bowl', 'x^2', true],
    ['f=x*y', 'x^2', true],
    ['f=x^2', 'x^4', false],
    ['f=x^2&curve=on', 'x^4', true],
    ['f=x^2&curve=on', 'x^4 + y', false],
    ['model=moons', 'x^2', true],
  ])('over %s, %s: %s', (link, formula, expected) => {
    expect(becomesCurve(on(link), formula)).toBe(expected);
  });
});

describe('the switch', () => {
  test('turns one into the other and back, with the runs as they are', () => {
    const { scene } = readFragment('f=x^4-2x^2&v=2');
    const curve = withCurve(scene, true);
    expect(curve).toMatchObject({ curve: true, start: scene.start, domain: scene.domain });
    expect(curve.optimizers.map(({ values }) => values)).toEqual(
      scene.optimizers.map(({ values }) => values),
    );
    // What a curve would not have suggested is set, and says so in its link.
    const written = writeFragment(curve, defaultPlayhead);
    expect(written).toContain('start=-1.4');
    expect(readFragment(written).scene).toEqual(curve);
    const again = withCurve(curve, false);
    expect(writeFragment(again, defaultPlayhead)).not.toContain('curve');
    expect(again).toMatchObject({
      start: scene.start,
      domain: scene.domain,
      optimizers: scene.optimizers.map(({ values }) => ({ values })),
    });
    expect(withCurve(curve, true)).toBe(curve);
  });

  test('of the second variable takes along the axis that is its own', () => {
    const { scene } = readFragment('f=y^2&domain=-1,1,-3,5&start=0.5,4&v=2');
    const curve = withCurve(scene, true);
    expect(curve).toMatchObject({ domain: [-3, 5, -1, 1], start: [4, 0.5], curve: true });
    expect(withCurve(curve, false)).toMatchObject({ domain: [-1, 1, -3, 5], start: [0.5, 4] });
  });

  test('does nothing to what is no formula of one variable', () => {
    const scene = defaultScene();
    expect(isOneVariable(scene)).toBe(false);
    expect(withCurve(scene, true)).toBe(scene);
  });
});

describe('what a curve suggests', () => {
  test.each([
    'x^2',
    '(x-7)^2',
    'x^4 - 3x^2',
    'abs(x)',
    'log(x)^2',
    'exp(x)',
    'sqrt(x)',
    'sin(x)',
    '1e9x^2',
    '1/x',
    'x',
    '1e-9 x^2',
    'floor(x)',
  ])('of %s is a place on it from which every rule goes down', (formula) => {
    const { scene } = readFragment(`f=${encodeURIComponent(formula)}&curve=on`);
    const loss = lossIn(scene);
    const [x0, x1] = scene.domain;
    expect(scene.start[0]).toBeGreaterThanOrEqual(x0);
    expect(scene.start[0]).toBeLessThanOrEqual(x1);
    expect(loss.value([scene.start[0]])).not.toBeNaN();
    expect(scene.view.heightScale).toBe('linear');
    for (const { values } of scene.optimizers) expect(values['lr']).toBeGreaterThan(0);
    expect(writeFragment(scene, defaultPlayhead)).toMatch(/^f=.*&curve=on&opt=sgd/);
  });
});
