import { describe, expect, test } from 'vitest';
import { defaultScene, newOptimizer } from '../../../../src/core/scene/defaults.ts';
import { defaultPlayhead } from '../../../../src/core/scene/limits.ts';
import { optimizers } from '../../../../src/core/optimizers/registry.ts';
import { suggestionsOf } from '../../../../src/core/scene/suggest.ts';
import { readFragment, writeFragment } from '../../../../src/core/scene/url.ts';

function problemsOf(link: string): string[] {
  return readFragment(link).problems.map(({ where, message }) => `${where}: ${message}`);
}

describe('links', () => {
  test('the empty one is the scene that the page opens on', () => {
    for (const link of ['', '#', '&&']) {
      expect(readFragment(link)).toEqual({ scene: defaultScene(), playhead: defaultPlayhead, problems: [] });
    }
    expect(writeFragment(defaultScene(), defaultPlayhead)).toBe('');
  });

  test('are read as people write them', () => {
    const link =
      '#loss=himmelblau&start=-0.4,-0.75&opt=adam(lr:0.22)&opt=sgd(lr:0.004,momentum:0.9)&steps=300&step=34';
    const { scene, playhead, problems } = readFragment(link);
    expect(problems).toEqual([]);
    expect(scene.start).toEqual([-0.4, -0.75]);
    expect(scene.optimizers.map(({ id, values }) => [id, values['lr'], values['momentum']])).toEqual([
      ['adam', 0.22, undefined],
      ['sgd', 0.004, 0.9],
    ]);
    expect([scene.steps, playhead.step]).toEqual([300, 34]);
    const written =
      'loss=himmelblau&start=-0.4,-0.75&opt=adam,lr:0.22&opt=sgd,lr:0.004,momentum:0.9&steps=300&step=34';
    expect(writeFragment(scene, playhead)).toBe(written);
    expect(readFragment(written)).toEqual({ scene, playhead, problems });
  });

  test('a formula stays readable; what would break a link in a text is encoded', () => {
    const link = 'f=x^2+3y^2&domain=-3,3,-3,3&opt=sgd(lr:0.1)';
    const { scene, playhead } = readFragment(link);
    expect(scene).toMatchObject({ loss: 'custom', formula: 'x^2+3y^2', domain: [-3, 3, -3, 3] });
    expect(writeFragment(scene, playhead)).toBe('f=x%5E2+3y%5E2&domain=-3,3,-3,3&opt=sgd,lr:0.1');
    expect(writeFragment({ ...scene, formula: '(x^2) + y\u00b7y' }, playhead)).toContain(
      'f=%28x%5E2%29%20+%20y%C2%B7y&',
    );
    expect(readFragment(`#${encodeURIComponent('f')}=${encodeURIComponent('x^2 + y^2')}`).scene.formula).toBe(
      'x^2 + y^2',
    );
  });

  test('a rate that is set is written, a suggested one is not', () => {
    const scene = {
      ...defaultScene(),
      optimizers: [
        newOptimizer('adam', null),
        newOptimizer('adam', null, { lr: 3 }),
        newOptimizer('adam', suggestionsOf(defaultScene())),
      ],
    };
    expect(writeFragment(scene, defaultPlayhead)).toBe(
      'loss=himmelblau&opt=adam,lr:0.1&opt=adam,lr:3&opt=adam&v=2',
    );
  });

  test.each([0.1 + 0.2, 1e-320, 5e-324, 1.7976931348623157e90, -0, 123456789.12345679])(
    'the number %d comes back to the bit',
    (value) => {
      const scene = { ...defaultScene(), start: [value, -value] as const };
      const read = readFragment(writeFragment(scene, defaultPlayhead));
      expect(Object.is(read.scene.start[0], value)).toBe(true);
      expect(Object.is(read.scene.start[1], -value)).toBe(true);
    },
  );

  test('a typical one is short, and any that one would set up stays under 2000 characters', () => {
    const scene = defaultScene();
    const turned = {
      ...scene.view.camera,
      azimuth: 0.123456789012345,
      elevation: 0.98765432109876,
      zoom: 1.3456789012345,
    };
    const typical = {
      ...scene,
      start: [1.2345678901234, -0.9876543210987] as const,
      view: { ...scene.view, camera: turned },
    };
    expect(writeFragment(typical, { ...defaultPlayhead, step: 34 }).length).toBeLessThan(300);
    const rich = {
      ...typical,
      loss: 'custom',
      formula: 'sin(x) + '.repeat(60) + 'x^2 + y^2',
      optimizers: optimizers.slice(0, 16).map(({ id }) => newOptimizer(id, null, { lr: 0.1234567890123456 })),
    };
    expect(writeFragment(rich, defaultPlayhead).length).toBeLessThan(2000);
  });
});

describe('a mistake costs only itself', () => {
  test.each([
    ['steps=abc', 'steps: steps must be a whole number from 1 to 100000, not "abc".'],
    ['steps=1e9', 'steps: steps must be a whole number from 1 to 100000, not 1000000000.'],
    ['steps=10&steps=20', 'steps: steps is there more than once; the last one counts.'],
    ['step=500', 'playhead.step: step 500 is beyond the last step, 200.'],
    ['start=NaN,1', 'start: start must be two numbers from -1e100 to 1e100, not "NaN", 1.'],
    ['start=1', 'start: start must be two numbers from -1e100 to 1e100, not 1.'],
    ['start=1e308,0', 'start: start must be two numbers from -1e100 to 1e100, not 1e+308, 0.'],
    ['noise=-1', 'noise: noise must be a number from 0 to 1000000, not -1.'],
    ['noise=1e999', 'noise: noise must be a number from 0 to 1000000, not Infinity.'],
    ['seed=0.5', 'seed: seed must be a whole number from 0 to 4294967295, not 0.5.'],
    [
      'domain=1,0,0,1',
      'domain: domain must be four numbers x0, x1, y0, y1 from -1e100 to 1e100, x0 below x1 and y0 below y1 by more than 1e-12 of them, not 1, 0, 0, 1.',
    ],
    ['colour=red', 'colour: "colour" is not known here.'],
    ['__proto__=1', '__proto__: "__proto__" is not known here.'],
    ['future=maybe', 'view.future: future must be on or off, not "maybe".'],
    ['overlays=flow,glow', 'view.overlays.glow: "glow" is not known here; the nearest is "flow".'],
    [
      'camera=fisheye',
      'view.camera.projection: projection of the camera must be one of perspective, orthographic, top, not "fisheye".',
    ],
    ['opt=sgd&opt=adamm(lr:0.1)', 'optimizers.1: No optimizer is called "adamm"; the nearest is "adam".'],
    [
      'opt=sgd&opt=adam(lr:0.1',
      'optimizers: opt arrived damaged as "adam(lr:0.1" and was read as "adam,lr:0.1".',
    ],
    ['opt=adam(lr:high)', 'optimizers.0.values.lr: lr of Adam must be a number of at least 0, not "high".'],
    [
      'opt=adam(momentum:0.9)',
      'optimizers.0.values.momentum: Adam has no "momentum"; it has lr, beta1, beta2, eps, weightDecay, amsgrad, clipValue, clipNorm, clipAdaptive, decoupledDecay.',
    ],
    [
      'opt=adam(__proto__:1)',
      'optimizers.0.values.__proto__: Adam has no "__proto__"; it has lr, beta1, beta2, eps, weightDecay, amsgrad, clipValue, clipNorm, clipAdaptive, decoupledDecay.',
    ],
    [
      'opt=sgd(schedule:step(every:1.5))',
      'optimizers.0.schedule.every: every of the schedule step must be a whole number from 1 to 1000000000, not 1.5.',
    ],
    ['f=x^2%20+%20foo', 'formula: The formula cannot be used: Unknown name "foo".'],
    [
      'v=9',
      'version: This scene comes from a newer Fall Line (version 9); what is not known here is left out.',
    ],
  ])('%s', (link, problem) => {
    expect(problemsOf(`speed=60&${link}`)).toEqual([problem]);
    expect(readFragment(`speed=60&${link}`).playhead.speed).toBe(60);
  });

  test('a switch of a rule is on or off, true or false, or a state by the name that other code has for it', () => {
    const valueOf = (item: string, key: string) => {
      const { scene, problems } = readFragment(`opt=${item}`);
      expect(problems).toEqual([]);
      return scene.optimizers[0]!.values[key];
    };
    for (const [state, value] of [
      ['on', true],
      ['true', true],
      ['off', false],
      ['false', false],
    ] as const) {
      expect(valueOf(`adam(amsgrad:${state})`, 'amsgrad')).toBe(value);
      expect(valueOf(`nesterov,nesterov:${state}`, 'nesterov')).toBe(value);
    }
    expect(valueOf('torch-lbfgs,lineSearchFn:strong_wolfe', 'lineSearchFn')).toBe(true);
    expect(valueOf('torch-lbfgs,lineSearchFn:none', 'lineSearchFn')).toBe(false);
    expect(problemsOf('opt=torch-lbfgs,lineSearchFn:armijo')).toEqual([
      'optimizers.0.values.lineSearchFn: lineSearchFn of PyTorch L-BFGS must be on or off, not "armijo".',
    ]);
  });

  test('a wrong optimizer leaves the others, a seventeenth is left out', () => {
    const { scene } = readFragment('loss=bowl&opt=adam(lr:0.1)&opt=nonsense&opt=sgd');
    expect(scene.optimizers.map(({ id }) => id)).toEqual(['adam', 'sgd']);
    expect(problemsOf(Array(40).fill('opt=sgd').join('&'))).toEqual([
      'optimizers: There are 40 optimizers; the first 16 are taken.',
    ]);
  });

  test('runs that would take minutes are shortened', () => {
    const long = `f=${'sin(x)+'.repeat(400)}y&steps=100000`;
    expect(problemsOf(`${long}&opt=sgd`)).toEqual([]);
    expect(problemsOf(long + '&opt=sgd'.repeat(16))).toEqual([
      'steps: steps is 8862 instead of 100000: with this formula and as many optimizers, more would take too long.',
    ]);
    expect(problemsOf(`loss=bowl&steps=100000${'&opt=sgd'.repeat(16)}`)).toEqual([]);
  });

  test('markup is quoted as text, cut short, and without characters that hide or turn round others', () => {
    expect(problemsOf('loss=<img src=x onerror=alert(1)>')[0]).toContain(
      'not "<img src=x onerror=alert(1)>".',
    );
    expect(problemsOf(`theme=a\u202Eb${'c'.repeat(99)}`)[0]).toMatch(/not "a\uFFFDbc{34}\.\.\."\.$/);
  });

  test('megabytes are refused at once', () => {
    for (const piece of ['a', '&', '(', 'opt=adam(', 'f=', '%41', '9', 'opt=sgd&']) {
      const { scene, problems } = readFragment(piece.repeat(1_000_000));
      expect(scene).toEqual(defaultScene());
      // One sentence, about the length: nothing of it was read.
      expect(problems).toEqual([expect.objectContaining({ message: expect.stringMatching(/long/) })]);
      // As long as a link may be: the time that a test has is far more than it takes.
      readFragment(piece.repeat(39_000 / piece.length));
    }
  });
});
