import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readFormula } from '../../../src/core/expression/formula.ts';
import { optimizers } from '../../../src/core/optimizers/registry.ts';
import type { HyperparameterValues } from '../../../src/core/optimizers/types.ts';
import { newOptimizer } from '../../../src/core/scene/defaults.ts';
import { defaultDocument, documentOfFormula } from '../../../src/core/scene/document.ts';
import type { Scene } from '../../../src/core/scene/scene.ts';
import { readFragment } from '../../../src/core/scene/url.ts';
import { numpy, torch } from '../../../src/export/code/dialect.ts';
import { gradientFunction, lossFunction } from '../../../src/export/code/formula.ts';
import { pythonFloat, pythonNumber, pythonString, remark } from '../../../src/export/code/python.ts';
import { numpyScript, torchScript } from '../../../src/export/code/script.ts';
import { optimizerFunction } from '../../../src/export/code/optimizer-function.ts';
import { torchOptimizer } from '../../../src/export/code/torch-optim.ts';
import { ExportError } from '../../../src/export/export-error.ts';
import { sourceOf } from '../../reference/script-scenes.ts';

/** What generated Python says. That it runs and is right: tests/reference/python.test.ts, tests/fuzz/python.test.ts. */

describe('a formula', () => {
  const returned = (text: string, dialect = numpy) =>
    lossFunction(readFormula(text), dialect)
      .lines.slice(3)
      .map((line) => line.trim())
      .join(' ');

  test.each([
    ['(1-x)^2 + 100(y-x^2)^2', 'return (1 - x)**2 + 100*(y - x**2)**2'],
    ['x^3 + y^4 + x^-2', 'return x**2*x + (y**2)**2 + 1/x**2'],
    ['2pi x/3 - e^y', 'return 2*np.pi*x/3 - np.exp(y)'],
    ['max(x, 1) + sigmoid(y)', 'return np.maximum(x, 1.0) + sigmoid(y)'],
    ['log2(x) + cbrt(y) + floor(x)', 'return np.log2(x) + np.cbrt(y) + np.floor(x)'],
    ['relu(x) + softplus(y)', 'return relu(x) + softplus(y)'],
    ['\\frac12 x² + |y|', 'return 1/2*x**2 + np.abs(y)'],
    ['mod(x, 2)', 'return x - 2*np.floor(x/2)'],
    ['x < 0 ? -x : x', 'u1 = -x if x < 0.0 else x return u1'],
    ['where(0 < x and not y >= 1, x, 2)', 'u1 = x if 0.0 < x and not y >= 1.0 else 2.0 return u1'],
    ['erf(x) + normcdf(y)', 'return erf(x) + normcdf(y)'],
    ['max(x, y, 1)', 'return np.maximum(np.maximum(x, y), 1.0)'],
    ['x + (-8)^(1/3)', 'return x + float("nan")'],
    ['x/0 + 1/0', 'return x/0 + float("inf")'],
    ['5', 'return 5.0'],
  ])('%s is NumPy as one would write it', (text, python) => {
    expect(returned(text)).toBe(python);
  });

  test.each([
    ['max(x, 0.1)', 'return torch.maximum(x, torch.tensor(0.1))'],
    ['cbrt(x) + relu(y) + softplus(x)', 'return cbrt(x) + torch.relu(y) + softplus(x)'],
    ['atan2(y, 2) + asin(x)', 'return torch.atan2(y, torch.tensor(2.0)) + torch.asin(x)'],
    ['erf(x) + normcdf(y)', 'return torch.erf(x) + normcdf(y)'],
    ['5', 'return 5 + 0*x'],
  ])('%s is PyTorch that has a gradient', (text, python) => {
    expect(returned(text, torch)).toBe(python);
  });

  test('its derivatives name what they share, and branch where the page does', () => {
    expect(gradientFunction(readFormula('(1-x)^2 + 100(y-x^2)^2')).lines.slice(3)).toEqual([
      '    u1 = y - x**2',
      '    return np.array([-2*(1 - x) - 400*(u1*x), 200*u1])',
    ]);
    expect(gradientFunction(readFormula('max(x, y)')).lines.join('\n')).toContain(
      'np.where(x > y, 1.0, np.where(y > x, 0.0, 0.5))',
    );
  });
});

describe('numbers and text', () => {
  test.each([
    [1e-8, '1e-8'],
    [1e21, '1e+21'],
    [2 ** 31, '2147483648.0'],
    [-3, '-3'],
    [-0, '-0.0'],
    [Infinity, 'float("inf")'],
  ])('%s is %s', (value, text) => {
    expect(pythonNumber(value)).toBe(text);
  });

  test('what must be a float is one', () => {
    expect([1, -0, 0.5, 1e-7, 1e300, NaN].map(pythonFloat)).toEqual([
      '1.0',
      '-0.0',
      '0.5',
      '1e-7',
      '1e+300',
      'float("nan")',
    ]);
  });

  test('no text ends a comment, a docstring or a string', () => {
    for (const text of ['a"""b', "'''", 'a\\', 'a\nimport os', 'a\r\u2028b\u0000', '"']) {
      expect(remark(text)).not.toMatch(/["\\\n\r\u2028\p{Cc}]/u);
      expect(pythonString(text)).toMatch(/^"[^"\\\n\r]*"$/);
    }
  });

  test('nothing of a link gets out of its comment', () => {
    const source = { ...sourceOf(defaultDocument()), link: 'https://example.org/\nimport os\r"""#x' };
    for (const script of [numpyScript(source), torchScript(source)]) {
      expect(script).toContain("# https://example.org/ import os '''#x\n");
      expect(script).not.toMatch(/^import os/m);
    }
  });
});

describe("PyTorch's own optimizers", () => {
  interface Reference {
    readonly trajectories: readonly {
      readonly option_set: string;
      readonly optimizer: string;
      readonly options: Readonly<Record<string, number | boolean | readonly number[]>>;
    }[];
  }
  const { trajectories } = JSON.parse(
    readFileSync(new URL('../../reference/public.json', import.meta.url), 'utf8'),
  ) as Reference;
  const sets = [...new Map(trajectories.map((one) => [one.option_set, one])).values()];
  const pairs: Readonly<Record<string, readonly string[]>> = {
    betas: ['beta1', 'beta2'],
    etas: ['etaMinus', 'etaPlus'],
    step_sizes: ['stepMin', 'stepMax'],
  };

  // What another version computes otherwise is written out.
  const own = sets.filter(({ optimizer }) => optimizer !== 'NAdam');
  test.each(own.map((one) => [one.option_set, one] as const))(
    '%s has the options that it ran with',
    (_, one) => {
      const values: HyperparameterValues = Object.fromEntries(
        Object.entries(one.options).flatMap(([key, value]) =>
          typeof value === 'object'
            ? pairs[key]!.map((name, i) => [name, value[i]!])
            : [[key.replaceAll(/_(\w)/g, (__, letter: string) => letter.toUpperCase()), value]],
        ),
      );
      const text = torchOptimizer(one.optimizer.toLowerCase(), values, 'p')!;
      expect(text).toMatch(new RegExp(`^torch\\.optim\\.${one.optimizer}\\(p, lr=`));
      const given = new Map(
        [...text.matchAll(/(\w+)=(\([^)]*\)|[^,)]+)/g)].map(([, key, value]) => [
          key!,
          JSON.parse(value!.toLowerCase().replace('(', '[').replace(')', ']')) as unknown,
        ]),
      );
      for (const [key, value] of Object.entries(one.options)) {
        const isOff = value === 0 || value === false;
        expect([key, given.get(key)]).toEqual([key, isOff && !given.has(key) ? undefined : value]);
      }
      for (const key of given.keys()) expect(Object.keys(one.options)).toContain(key);
    },
  );

  test('AdamW always says its decay, whose default is not zero', () => {
    const { values } = newOptimizer('adamw', null, { weightDecay: 0 });
    expect(torchOptimizer('adamw', values, 'p')).toContain('weight_decay=0.0');
  });

  test('what PyTorch refuses is written out', () => {
    const ahead = { momentum: 0.9, nesterov: true };
    const { values } = newOptimizer('nesterov', null, { ...ahead, dampening: 0.5 });
    expect(torchOptimizer('nesterov', values, 'p')).toBeNull();
    expect(torchOptimizer('nesterov', { ...values, momentum: 0 }, 'p')).not.toContain('nesterov');
    expect(torchOptimizer('lion', newOptimizer('lion', null).values, 'p')).toBeNull();
  });

  test('what PyTorch 1.13 computes otherwise is written out, the product of momenta once', () => {
    const script = torchScript(
      sourceOf({ ...documentOfFormula('x^2 + y^2'), optimizers: [newOptimizer('nadam', null)] }),
    );
    expect(script).not.toContain('torch.optim.');
    const body = script.slice(script.indexOf('def nadam('), script.indexOf('def main'));
    expect(body.match(/mu_product = .*/g)).toEqual(['mu_product = 1.0', 'mu_product = mu_product*mu']);
    expect(body).toContain('m_hat = mu_next*m/(1 - mu_product*mu_next) + (1 - mu)*g/(1 - mu_product)');
  });

  test('a script says which PyTorch it found, and ends where that is older than those it was run with', () => {
    const script = torchScript(sourceOf({ ...documentOfFormula('x^2 + y^2'), optimizers: [] }));
    expect(script).toContain('and PyTorch 1.13 or newer.');
    const check = script.split('\n').filter((line) => /__version__|sys\.exit/.test(line));
    expect(check).toEqual([
      'print("PyTorch", torch.__version__, file=sys.stderr)',
      'if [int(part) for part in torch.__version__.split(".")[:2]] < [1, 13]:',
      '    sys.exit("This script needs PyTorch 1.13 or newer.")',
    ]);
    expect(script.indexOf('sys.exit')).toBeLessThan(script.indexOf('START ='));
    expect(numpyScript(sourceOf({ ...documentOfFormula('x'), optimizers: [] }))).not.toContain('__version__');
  });

  test.each(optimizers.filter(({ rule }) => rule.search).map((entry) => [entry.id, entry] as const))(
    '%s searches: under a name without a form in Python it is refused',
    (_, entry) => {
      const unknown = { ...entry, id: 'unknown' };
      const context = { dialect: numpy, hasNoise: false, budget: 'steps' } as const;
      expect(() => optimizerFunction(unknown, newOptimizer(entry.id, null), context)).toThrow(ExportError);
      expect(() => optimizerFunction(entry, newOptimizer(entry.id, null), context)).not.toThrow();
    },
  );
});

describe('a script', () => {
  const scene: Scene = { ...documentOfFormula('x^2 + y^2'), optimizers: [] };

  test.each(optimizers.map(({ id }) => id))('%s: its function reads every hyperparameter that acts', (id) => {
    const script = numpyScript(sourceOf({ ...scene, optimizers: [newOptimizer(id, null)] }));
    const call = new RegExp(`: ${id.replaceAll('-', '_')}\\((.*)\\),`).exec(script)![1]!;
    const keys = [...call.matchAll(/(\w+)=/g)].map(([, key]) => key!);
    expect(keys.length).toBeGreaterThan(0);
    const body = script.slice(script.indexOf(`def ${id.replaceAll('-', '_')}(`), script.indexOf('def main'));
    for (const key of keys) expect(body.split('\n').slice(1).join('\n')).toMatch(new RegExp(`\\b${key}\\b`));
  });

  test('two optimizers of one rule share its function, unless other lines act', () => {
    const script = numpyScript(
      sourceOf({
        ...scene,
        optimizers: [
          newOptimizer('adam', null),
          newOptimizer('adam', null, { lr: 0.3 }),
          newOptimizer('adam', null, { amsgrad: true }),
        ],
      }),
    );
    expect(script.match(/^def adam\w*/gm)).toEqual(['def adam', 'def adam_2']);
    expect(script).toContain('"Adam 2": adam(lr=0.3,');
    expect(script).toContain('"Adam 3": adam_2(');
  });

  test('what is off is left out, and what is not used is not defined', () => {
    const optimizers = [newOptimizer('sgd', null), { ...newOptimizer('adam', null), on: false }];
    // The link names every optimizer.
    const script = numpyScript(sourceOf({ ...scene, optimizers })).replace(/https:\S+/, '');
    expect(script).not.toMatch(/adam\b.*:|beta1/);
    expect(script.match(/^def (\w+)/gm)).toEqual(['def f', 'def gradient', 'def sgd', 'def main']);
  });
});

describe('a loss of one variable', () => {
  const scriptOf = (link: string, make: typeof numpyScript) => {
    const { scene } = readFragment(link);
    return make(sourceOf(scene));
  };
  const link =
    'f=w^4-3w&curve=on&opt=newton&opt=adam&noise=0.1&noiseKind=heavy&noiseScaling=proportional&start=1.5,0';

  test('is of one number in NumPy, with its derivatives and its noise', () => {
    const script = scriptOf(link, numpyScript);
    expect(script).toContain('f(w) = w^4 - 3*w');
    expect(script).toContain('START = np.array([1.5])');
    expect(script).toContain('(w,) = theta');
    expect(script).toContain('"""The derivative of the loss by w."""');
    expect(script).toContain('NOISE*abs(g[0])*np.array(z)');
    expect(script).toContain('for i in (0,)]');
    expect(script).toContain('print("optimizer", "step", "w", "loss", sep="\\t")');
    expect(script).toMatch(/def hessian\(theta\):[^]*return np\.array\(\[\[12\*w\*\*2\]\]\)/);
  });

  test('and in PyTorch', () => {
    const script = scriptOf(link, torchScript);
    expect(script).toContain('START = torch.tensor([1.5])');
    expect(script).toContain('(w,) = theta');
  });
});

test('names of a rule of one’s own that Python would write alike stay apart, and none hides what a script uses', () => {
  const rule = [
    'mHat=0.1',
    'm_hat=0.2',
    'with=0.5',
    'np=0.3',
    'squareSum=0.1',
    'total=total+mHat*gradient',
    'g=m_hat*gradient+with*total+np+squareSum',
    'theta=theta-g',
  ].join(';');
  const { scene } = readFragment(`#loss=bowl&steps=3&budget=evaluations&opt=custom,rule:${rule}`);
  const text = numpyScript(sourceOf(scene));
  const [, parameters = ''] = /def custom\w*\((.*)\):/.exec(text) ?? [];
  const names = parameters.split(', ');
  expect(names).toContain('m_hat');
  expect(names).toContain('m_hat_');
  expect(names).toContain('with_');
  expect(names).toContain('np_');
  expect(new Set(names).size).toBe(names.length);
  expect(text).toContain('total = total + m_hat*g');
  expect(text).toContain('theta = theta - g_');
});

test('a rule that tells its variables apart says so in Python', () => {
  const rule = 'a=0.1;b=2;layer(0)=index;theta=theta-where(layer==0,a,b)*gradient';
  const { scene, problems } = readFragment(`loss=bowl&opt=custom,rule:${rule}&steps=5`);
  expect(problems).toEqual([]);
  expect(numpyScript(sourceOf(scene))).toContain('layer = np.arange(2.0)');
  expect(torchScript(sourceOf(scene))).toContain('layer = torch.arange(2.0)');
});
