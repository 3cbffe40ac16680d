import { namesOf } from '../../src/app/run-names.ts';
import { lossIn } from '../../src/core/scene/compiled.ts';
import { functions } from '../../src/core/expression/functions.ts';
import { losses } from '../../src/core/losses/catalog.ts';
import type { LossEntry } from '../../src/core/losses/types.ts';
import { optimizerById, optimizers, ruleOf } from '../../src/core/optimizers/registry.ts';
import type { HyperparameterValues } from '../../src/core/optimizers/types.ts';
import { limitEvaluations } from '../../src/core/run/limit.ts';
import { recordRun } from '../../src/core/run/record.ts';
import { newSchedule, type Schedule, schedules } from '../../src/core/run/schedule.ts';
import { newOptimizer } from '../../src/core/scene/defaults.ts';
import { defaultDocument, documentOfFormula, documentOn } from '../../src/core/scene/document.ts';
import { recordOptionsOf } from '../../src/core/scene/record-options.ts';
import { restoreScene } from '../../src/core/scene/restore.ts';
import type { OptimizerSetting, Scene } from '../../src/core/scene/scene.ts';
import { suggestionsOf, suggestionsOfEntry } from '../../src/core/scene/suggest.ts';
import { typedSetting } from '../../src/core/scene/typed-setting.ts';
import { readFragment, writeFragment } from '../../src/core/scene/url.ts';
import type { ExportRun, ExportSource } from '../../src/export/source.ts';
import { standardAverage } from '../../src/core/run/average.ts';

/** What data and code are made of, for a scene. */
export function sourceOf(given: Scene): ExportSource {
  const { scene, playhead } = restoreScene(given);
  const loss = lossIn(scene);
  const naming = namesOf(scene.optimizers);
  const runs = scene.optimizers.flatMap((setting, i): ExportRun[] => {
    const entry = ruleOf(setting)!;
    if (!setting.on) return [];
    const nth = scene.optimizers.slice(0, i + 1).filter(({ id }) => id === setting.id).length;
    const whole = recordRun({ ...recordOptionsOf(scene, setting), loss });
    const run = scene.budget === 'evaluations' ? limitEvaluations(whole, scene.steps) : whole;
    const label = nth > 1 ? `${entry.name} ${nth}` : entry.name;
    return [{ index: i, setting, entry, label, naming: naming[i]!, run }];
  });
  return {
    scene,
    playhead,
    loss,
    runs,
    link: `https://example.org/fall-line/#${writeFragment(scene, playhead)}`,
  };
}

const constant: Schedule = { kind: 'constant' };

function setting(
  id: string,
  loss: LossEntry | null,
  values: HyperparameterValues = {},
  schedule = constant,
): OptimizerSetting {
  return { ...newOptimizer(id, loss && suggestionsOfEntry(loss), values), schedule };
}

function on(
  id: string,
  optimizersOf: (loss: LossEntry) => OptimizerSetting[],
  rest: Partial<Scene> = {},
): Scene {
  const entry = losses.find((row) => row.id === id)!;
  return { ...documentOn(id), steps: 60, ...rest, optimizers: optimizersOf(entry) };
}

function custom(formula: string, start: readonly [number, number], ids = ['sgd', 'adam', 'newton']): Scene {
  const document = documentOfFormula(formula);
  const suggestions = suggestionsOfEntry({ ...document, heightScale: 'linear', lr: 0.02 });
  return { ...document, start, steps: 30, optimizers: ids.map((id) => newOptimizer(id, suggestions)) };
}

const ids = optimizers.map(({ id }) => id);

/** Every surface with five rules, so that every rule meets five surfaces or more. */
const crossed = losses.map(({ id }, i): [string, Scene] => [
  `on ${id}`,
  on(id, (loss) =>
    Array.from({ length: 5 }, (_, k) => setting(ids[(5 * i + k + (i >> 2)) % ids.length]!, loss)),
  ),
]);

const everyRule = (loss: LossEntry) => ids.map((id) => setting(id, loss));

/** The rules of later years: their scripts are kept for NumPy. */
const later = ids.slice(ids.indexOf('nelder-mead') + 1);

/** What is zero by default, given. */
const UNUSUAL: Readonly<Record<string, number>> = {
  beta3Warmup: 20,
  alphaWarmup: 10,
  warmupSteps: 7,
  growthRate: 1.5,
  maxGradNorm: 5,
  beta3: 0.98,
  momentum: 0.5,
};

/** Values that bring in lines which the defaults leave out. */
const unusual = on('himmelblau', (loss) => [
  setting('sgd', loss, { lr: 0.004, weightDecay: 0.1 }),
  setting('sgd', loss, { lr: 0.004, momentum: 0.5, dampening: 0.25, nesterov: true }),
  setting('momentum', loss, { lr: 0.002, dampening: 0.5 }),
  setting('nesterov', loss, { lr: 0.002, momentum: 0 }),
  setting('rmsprop', loss, { lr: 0.02, centered: true, momentum: 0.8, weightDecay: 0.05 }),
  setting('adam', loss, { amsgrad: true, weightDecay: 0.3 }),
  setting('adam', loss, { lr: 0.05, beta1: 0.5 }),
  setting('adam', loss, { lr: 0.02, beta1: 0 }),
  setting('adamw', loss, { amsgrad: true, weightDecay: 0 }),
  setting('adagrad', loss, { lrDecay: 0.1, initialAccumulatorValue: 0.5 }),
  setting('radam', loss, { beta2: 0.5 }),
  setting('qhm', loss, { nu: 0, weightDecay: 0.1 }),
  setting('lion', loss, { weightDecay: 0.2 }),
  setting('lbfgs', loss, { historySize: 2.9 }),
  setting('lbfgs', loss, { historySize: 0 }),
  setting('torch-lbfgs', loss, { historySize: 2.9, lineSearchFn: true }),
  setting('torch-lbfgs', loss, { lr: 0.1, historySize: 1 }),
  setting('newton', loss, { lr: 0.5, damping: 30 }),
  setting('rprop', loss, { etaMinus: 0.3, etaPlus: 1.5, stepMin: 0.01, stepMax: 0.4 }),
]);

/** The same of the rules of later years: their switches turned, and what is off by default set. */
const laterUnusual = on('himmelblau', (loss) =>
  later.map((id) => {
    const { hyperparameters } = optimizerById(id)!;
    const turned = hyperparameters.flatMap(({ key, default: standard }): [string, number | boolean][] => {
      if (typeof standard === 'boolean') return [[key, !standard]];
      return standard === 0 ? [[key, UNUSUAL[key] ?? 0.1]] : [];
    });
    return setting(id, loss, { lr: 0.01, ...Object.fromEntries(turned) });
  }),
);

/** Rules of one's own: from papers, and with names that Python has for itself. */
const typed = [
  `lr = 0.05
v(0) = 1e-6
m(0) = 1e-6
m = 0.9*m + 0.1*gradient
v = v - 0.001*sign(v - gradient^2)*gradient^2
theta = theta - lr*(m/(1 - 0.9^t))/(sqrt(v/(1 - 0.999^t)) + 1e-3)`,
  `lr = 0.002
rho = 0.05
gradient = grad(theta + rho*gradient/(norm(gradient) + 1e-12))
theta = theta - lr*gradient`,
  `is = 0.002
class = 0.5 in [0, 1]
g = class*g + is*gradient
np = norm(g)
lambda = 0.001
eta = where(mod(t, 3) == 0, max(g), np)
f = value(theta - g)
theta = where(f < loss and eta < 1e3, theta - g, theta - 0.1*g/(1 + np)) - lambda theta`,
  `k = 4
start(0) = theta
h = where(mod(t, k) == 1, hessianDiagonal(theta), h)
far = norm(theta - start)
theta = theta - 0.1*gradient/max(abs(h), 10) - 1e-4*hvp(theta, gradient)*(1 + far)/100`,
].map((text, i) => ({ ...typedSetting(text)!, name: `own ${i}` }));

/** The same with the knobs turned that any rule has. */
const typedTurned = typed.map((one) => {
  const turned = { clipValue: 3, clipNorm: 2, clipAdaptive: 0.5, l2Decay: 0.1, decoupledDecay: 0.2 };
  const own = Object.entries(turned).filter(([key]) => key in one.values);
  return { ...one, values: { ...one.values, ...Object.fromEntries(own) } };
});

/** Rules of one's own with a function of numbers and of vectors each, beside what has no value in the first steps. */
const ofFunctions = [...functions.keys()].map((name) => {
  const call = (a: string) => `${name}(${functions.get(name)!.arity === 2 ? `${a}, 0.3` : a})`;
  return [
    `functions of numbers and vectors: ${name}`,
    on('bowl', () =>
      [
        `c = 0.7\nu = ${call('c*t/9')}`,
        `u = ${call('0.1*gradient')}`,
        `c = 0\nu = ${call('c/(t - 1)')} + 1/c`,
      ].map((lines, i) => ({
        ...typedSetting(`${lines}\ntheta = theta - 0.01*u*gradient`)!,
        name: `own ${i}`,
      })),
    ),
  ] as const;
});

const scheduled = schedules.map(({ kind }): [string, Scene] => [
  `schedule ${kind}`,
  on('rosenbrock', (loss) =>
    ['sgd', 'adagrad', 'radam', 'rprop', 'lion', 'armijo', 'lbfgs', 'nelder-mead'].map((id) =>
      setting(id, loss, {}, kind === 'warmupCosine' ? { kind, warmup: 10, floor: 0.1 } : newSchedule(kind)),
    ),
  ),
]);

const noisy = (['gaussian', 'heavy'] as const).flatMap((noiseKind) =>
  (['constant', 'proportional'] as const).map((noiseScaling): [string, Scene] => [
    `noise ${noiseKind} ${noiseScaling}`,
    on('booth', everyRule, { noise: 0.3, noiseKind, noiseScaling, seed: 4_000_000_000, steps: 40 }),
  ]),
);

/** Every rule, and those of one's own, on a curve. */
const curves = (['gaussian', 'heavy'] as const).map((noiseKind): [string, Scene] => {
  const { scene } = readFragment(
    `#f=w^4-3w&curve=on&start=1.3,0&steps=30&seed=7&noiseKind=${noiseKind}&noiseScaling=proportional`,
  );
  const isNoisy = noiseKind === 'heavy';
  const optimizers = ids.map((id) => newOptimizer(id, suggestionsOf(scene)));
  return [
    `a curve, with noise ${isNoisy}`,
    {
      ...scene,
      noise: isNoisy ? 0.2 : 0,
      budget: isNoisy ? 'evaluations' : 'steps',
      optimizers: [...optimizers, ...typed],
    },
  ];
});

/** Scenes whose scripts are run, by name. */
export const scriptScenes: readonly (readonly [string, Scene])[] = [
  ...crossed,
  ...scheduled,
  ...noisy,
  ['unusual values', unusual],
  ['unusual values of later rules', laterUnusual],
  ["rules of one's own", on('rosenbrock', () => typed)],
  [
    "rules of one's own with noise and a schedule",
    on('himmelblau', () => typed.map((one) => ({ ...one, schedule: newSchedule('cosine') })), {
      noise: 0.1,
      seed: 5,
    }),
  ],
  [
    "rules of one's own that are clipped and decay",
    on('himmelblau', () => typedTurned, { noise: 0.1, seed: 6 }),
  ],
  ...ofFunctions,
  ...curves,
  [
    'averages',
    on('himmelblau', (loss) => [
      { ...setting('sgd', loss), average: { ...standardAverage, decay: 0.8 } },
      { ...setting('adam', loss), average: { ...standardAverage, kind: 'tail', from: 20 } },
      { ...typed[0]!, average: { ...standardAverage, kind: 'tail' } },
    ]),
  ],
  ['a budget of evaluations', on('beale', everyRule, { budget: 'evaluations', steps: 70 })],
  [
    'later rules with a budget of evaluations, noise and a schedule',
    on(
      'beale',
      (loss) =>
        [...later.slice(-20), 'torch-lbfgs'].map((id, i) =>
          setting(
            id,
            loss,
            id === 'torch-lbfgs' && i === 20 ? { lineSearchFn: true } : {},
            newSchedule('warmupCosine'),
          ),
        ),
      { budget: 'evaluations', steps: 50, noise: 0.05, seed: 9 },
    ),
  ],
  [
    'runs that diverge',
    on(
      'rosenbrock',
      (loss) => [
        setting('sgd', loss, { lr: 0.1 }),
        setting('adagrad', loss, {}, { kind: 'exponential', factor: 2 }),
        setting('adam', loss),
      ],
      { steps: 1200 },
    ),
  ],
  ['a start without a value', custom('log(x) + y^2', [-1, 0.5])],
  ['a singular Hessian', custom('x + y^2', [0.5, 0.5])],
  [
    'clamps',
    custom(
      '-sqrt(max(0, 4 - x^2 - y^2)) + 0.1x^2 + asin(min(1, max(-1, y))) + log(max(x, 3)) + max(-y, 0)^1.5',
      [2.5, 0.5],
      ['sgd', 'adam'],
    ),
  ],
  ['no optimizer', custom('x^2 + y^2', [1, 1], [])],
  ['kinks', custom('abs(x) + max(x, y) + min(2x, y) + 0.1 sign(y) + abs(y)^3', [0, 0], ids)],
  [
    'every function',
    custom(
      'sin(x)cos(y) + tan(0.3x) + asin(0.1x) + acos(0.1y) + atan(x y) + atan2(y, 3 + x) + sinh(0.2x) + cosh(y) + tanh(x)' +
        ' + exp(-x^2) + log(4 + x^2) + ln(4 + y^2) + log10(5 + x) + sqrt(1 + y^2) + sigmoid(-3x) + pow(2 + x^2, y)' +
        ' + 2^x + e^-y + x^-2 + (x - y)^3 + (y - 2x)^7/1000 + pi*x - 7/3*sqrt(2)*y + max(x, 0.3) - min(-0.2, y)',
      [0.6, -0.4],
      ids,
    ),
  ],
  [
    'constants that Python reads otherwise',
    custom('x^2 + y^2/3 - 1/3 + 2^2^2^0 + 10^20*1e-21x + max(3, -1/0) + 9007199254740993 - 2^53', [1, 1]),
  ],
  ['a root that is not real', custom('x + (-8)^(1/3)', [1, 1])],
  ['a constant', custom('5', [1, 1], ids)],
];

const everyFunction = scriptScenes.find(([name]) => name === 'every function')![1];

/** Rates that the surface suggests otherwise than when the scripts were run. */
const KEPT_RATES: Readonly<Record<string, number>> = { sgd: 0.01, momentum: 0.001, rmsprop: 0.2, adam: 0.2 };

/** Scenes whose scripts are kept, with what they printed: small, and together all that a script can hold. */
export const keptScenes: readonly (readonly [string, Scene])[] = [
  ['first-visit', { ...defaultDocument(), steps: 25 }],
  [
    'every-rule',
    on(
      'himmelblau',
      (loss) =>
        everyRule(loss)
          .filter(({ id }) => !later.includes(id))
          .map((one) => {
            const lr = KEPT_RATES[one.id];
            return lr === undefined ? one : setting(one.id, loss, { lr });
          }),
      { budget: 'evaluations', steps: 24, start: [-0.5, -0.8] },
    ),
  ],
  [
    'later-rules',
    on('himmelblau', (loss) => later.map((id) => setting(id, loss)), { steps: 24, start: [-0.5, -0.8] }),
  ],
  [
    'noise-and-schedules',
    on(
      'plateau',
      (loss) =>
        schedules.map(({ kind }, i) =>
          setting(['sgd', 'adam', 'lion', 'armijo'][i % 4]!, loss, {}, newSchedule(kind)),
        ),
      { noise: 0.2, noiseKind: 'heavy', noiseScaling: 'proportional', seed: 7, steps: 15 },
    ),
  ],
  [
    'every-function',
    {
      ...everyFunction,
      steps: 10,
      optimizers: everyFunction.optimizers.filter(({ id }) => /^(sgd|newton)$/.test(id)),
    },
  ],
];
