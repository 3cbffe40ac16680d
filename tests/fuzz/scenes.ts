import fc from 'fast-check';
import { type Ask, askKinds, hasGoal, hasStep, isAsked, isOfOneRun } from '../../src/core/ask/ask.ts';
import { losses } from '../../src/core/losses/catalog.ts';
import { noiseKinds, noiseScalings } from '../../src/core/math/noise.ts';
import { optimizers } from '../../src/core/optimizers/all.ts';
import { readTypedRule } from '../../src/core/optimizers/registry.ts';
import type { Hyperparameter } from '../../src/core/optimizers/types.ts';
import { standardAverage } from '../../src/core/run/average.ts';
import { swarmColours, swarmsOnMap, swarmStarts } from '../../src/core/run/swarm-looks.ts';
import { schedules } from '../../src/core/run/schedule.ts';
import { askLimits } from '../../src/core/scene/ask-kind.ts';
import { isOneVariable } from '../../src/core/scene/curve.ts';
import { defaultScene } from '../../src/core/scene/defaults.ts';
import { followSuggestions } from '../../src/core/scene/follow.ts';
import { type SceneDocument, type ScenePlayhead } from '../../src/core/scene/document.ts';
import { isInterval, limits, stepsAllowed, isDomain } from '../../src/core/scene/limits.ts';
import { type OverlayId, overlayIds } from '../../src/core/scene/overlays.ts';
import { chosenSeconds, raceSearches, raceSpreads, raceTrials } from '../../src/core/scene/race.ts';
import { quantityIds } from '../../src/core/scene/quantities.ts';
import { cleanName, MAX_NAME } from '../../src/core/scene/clean-name.ts';
import { tidied } from '../../src/core/scene/rule-text.ts';
import {
  colorNames,
  followers,
  type ModelSetting,
  type OptimizerSetting,
  type Scene,
  type SettingAxis,
  settingQuantities,
} from '../../src/core/scene/scene.ts';
import { followingKeys } from '../../src/core/scene/suggest.ts';

const plain = { noNullPrototype: true } as const;

/** One of these, each as often. They are made once: in a `chain` that takes longer than what they give. */
function oneOf<T>(all: readonly fc.Arbitrary<T>[]): fc.Arbitrary<T> {
  return fc.nat({ max: all.length - 1 }).chain((i) => all[i]!);
}

/** Some of what follows a surface. A formula's suggestions take as long as some runs: most scenes have none. */
function marks<T>(all: readonly T[]): fc.Arbitrary<T[]> {
  return fc.oneof(
    { weight: 30, arbitrary: fc.constant<T[]>([]) },
    { weight: 1, arbitrary: fc.subarray([...all]) },
  );
}

/** Any number of a range, its ends, and both zeros where it has them. */
export function within(min: number, max: number): fc.Arbitrary<number> {
  const [low, high] = [Math.max(min, -1e308), Math.min(max, 1e308)];
  const ends = [low, high, 0, -0].filter((value) => value >= low && value <= high);
  return fc.oneof(fc.double({ min: low, max: high, noNaN: true }), fc.constantFrom(...ends));
}

function hardValue(row: Hyperparameter): fc.Arbitrary<number | boolean> {
  if (row.kind === 'boolean') return fc.boolean();
  return fc.oneof(
    fc.constant(row.default),
    fc.double({ min: row.min, max: row.max, noNaN: true }),
    within(row.hardMin, row.hardMax),
  );
}

const schedule: fc.Arbitrary<OptimizerSetting['schedule']> = oneOf(
  schedules.map(({ kind, parameters }) =>
    fc
      .record(
        Object.fromEntries(
          parameters.map(({ key, whole, hardMin, hardMax, default: standard }) => [
            key,
            fc.oneof(
              fc.constant(standard),
              whole
                ? fc.integer({ min: hardMin, max: Math.min(hardMax, 2 ** 31 - 1) })
                : within(hardMin, hardMax),
            ),
          ]),
        ),
        plain,
      )
      .map((values) => ({ ...values, kind })),
  ),
);

/** As links keep it: what a kind does not use is at its default. Most runs have none. */
const average: fc.Arbitrary<OptimizerSetting['average']> = fc.oneof(
  { weight: 6, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: within(0, 1).map((decay) => ({ ...standardAverage, decay })) },
  {
    weight: 1,
    arbitrary: fc
      .nat({ max: limits.steps })
      .map((from) => ({ ...standardAverage, kind: 'tail' as const, from })),
  },
);

/** Names that a user may give: anything that survives cleaning, most of them hostile to links and markup. */
const name = fc
  .oneof(
    fc.constant(''),
    fc.string({ maxLength: 30 }),
    fc
      .array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength: 30 })
      .map((codes) => String.fromCodePoint(...codes)),
    fc.string({ unit: fc.constantFrom(...Array.from('%(),:&=#?<>"\'`|\\ $')), maxLength: 40 }),
    fc.constantFrom(
      'a, (b)',
      '%2C',
      '<img src=x onerror=alert(1)>',
      'none',
      'off',
      'lr:1',
      '=1+1',
      'é\u0301 🎈',
    ),
  )
  .map(cleanName)
  .filter((clean) => Array.from(clean).length <= MAX_NAME);

/** Rules of one's own, with signs that links, markup and sentences take for theirs. */
const texts = [
  'theta = theta - 0.01*gradient',
  'lr = 0.02 in [1e-5, 1] log\nm = 0.9*m + 0.1*gradient\ntheta = theta - lr*(m/(1 - 0.9^t))',
  'lr = 0.1\n# plain, and (slow): <b>&amp\ntheta = theta - lr*where(norm(gradient) > 1 and t < 9, gradient/norm(gradient), gradient)',
  'step_size = -0.5 in [-2, 2]\nv(0) = theta\nv = |v| + gradient²\ntheta = theta + step_size*sign(gradient)/(1 + √v)',
  'average = 0.5 in [0, 1]\naveragefrom = 3\ntheta = theta - average*gradient/averagefrom',
  'k = 3\ntheta  =  theta-0.001*grad( theta - 0.1*gradient )*mod(t, k)',
].map(tidied);
const rules = [
  ...optimizers.map((entry) => ({ entry, typed: {} })),
  ...texts.map((rule) => ({ entry: readTypedRule(rule).entry!, typed: { rule } })),
];

const setting: fc.Arbitrary<OptimizerSetting> = oneOf(
  rules.map(({ entry, typed }) =>
    fc
      .record(
        {
          id: fc.constant(entry.id),
          ...Object.fromEntries(Object.entries(typed).map(([key, rule]) => [key, fc.constant(rule)])),
          on: fc.boolean(),
          values: fc.record(
            Object.fromEntries(entry.hyperparameters.map((row) => [row.key, hardValue(row)])),
            plain,
          ),
          suggested: marks(followingKeys(entry)),
          schedule,
          average,
          name,
          color: fc.constantFrom(null, ...colorNames),
        },
        plain,
      )
      .map(({ average: own, ...made }) => (own ? { ...made, average: own } : made)),
  ),
);

const coordinate = fc.oneof(
  fc.double({ min: -10, max: 10, noNaN: true }),
  within(-limits.coordinate, limits.coordinate),
);

const domain = fc
  .tuple(coordinate, coordinate, coordinate, coordinate)
  .map(([a, b, c, d]) => [Math.min(a, b), Math.max(a, b), Math.min(c, d), Math.max(c, d)] as const)
  .filter(isDomain);

const formulas = [
  'x^2+3y^2',
  '(1-x)^2 + 100(y-x^2)^2',
  'sin(3 x) * cos(2y) / (1 + x^2) - 1e-3 x y',
  'x\u00b7y \u2212 2',
  '  max(x, y)\t',
  'atan2(y,x)**2',
  'x^4 - 3x^2 + x',
  '(y-1)^2 + 0.3sin(9y)',
  'w^2 log(w)',
  'a = 2; abs(a t - 1)',
  Array.from({ length: 120 }, (_, i) => `abs(${i}x+y)`).join(' + '),
];

const catalog: readonly Pick<Scene, 'loss' | 'formula'>[] = losses.map(({ id, formula }) => ({
  loss: id,
  formula,
}));
const typedSurfaces = formulas.map((formula) => ({ loss: 'custom', formula }));

const settingAxis = (...keys: readonly string[]): fc.Arbitrary<SettingAxis | null> =>
  fc.option(
    fc
      .record(
        {
          key: fc.constantFrom(...keys),
          range: fc.option(fc.tuple(coordinate, coordinate).filter(([from, to]) => isInterval(from, to))),
          scale: fc.constantFrom(null, 'linear' as const, 'log' as const),
        },
        plain,
      )
      .filter(({ range, scale }) => scale !== 'log' || range === null || range[0] > 0),
  );

const settingMap: fc.Arbitrary<Scene['view']['settingMap']> = fc.option(
  fc.record(
    {
      shows: fc.constantFrom(...settingQuantities),
      tolerance: within(1e-100, 1e100),
      x: settingAxis('lr', 'beta1', 'weightDecay', 'startX'),
      y: settingAxis('momentum', 'beta2', 'noise', 'startY'),
    },
    plain,
  ),
);

const swarm: fc.Arbitrary<Scene['view']['swarm']> = fc.option(
  fc.record(
    {
      starts: fc.constantFrom(...swarmStarts),
      count: fc.integer({ min: limits.swarm[0], max: limits.swarm[1] }),
      spread: within(1e-6, 1),
      colour: fc.constantFrom(...swarmColours),
      map: fc.constantFrom(...swarmsOnMap),
    },
    plain,
  ),
);

const race: fc.Arbitrary<Scene['view']['race']> = fc.option(
  fc.record(
    {
      trials: fc.constantFrom(...raceTrials),
      search: fc.constantFrom(...raceSearches),
      spread: fc.constantFrom(...raceSpreads),
      second: fc
        .array(fc.constantFrom('', 'lr', 'momentum', 'beta2', 'true', 'e1', 'none'), {
          maxLength: limits.optimizers,
        })
        .map(chosenSeconds),
    },
    plain,
  ),
);

const view: fc.Arbitrary<Scene['view']> = fc.record(
  {
    heightScale: fc.constantFrom('linear', 'log', 'rank'),
    scales: fc.constantFrom('auto', 'equal', 'fill'),
    camera: fc.record(
      {
        projection: fc.constantFrom('perspective', 'orthographic', 'top'),
        azimuth: within(-Math.PI, Math.PI),
        elevation: within(0, Math.PI / 2),
        zoom: within(0.5, 20),
        target: fc.tuple(within(-0.5, 0.5), within(-0.5, 0.5)),
      },
      plain,
    ),
    future: fc.boolean(),
    minima: fc.boolean(),
    layout: fc.constantFrom('one', 'multiples'),
    theme: fc.constantFrom('auto', 'light', 'dark'),
    overlays: fc.record(
      Object.fromEntries(overlayIds.map((id) => [id, fc.boolean()])) as Record<
        OverlayId,
        fc.Arbitrary<boolean>
      >,
      plain,
    ),
    gradient: fc.boolean(),
    magnify: fc.integer({ min: 0, max: limits.magnify }),
    map: fc.record({ curvature: fc.boolean(), labels: fc.boolean() }, plain),
    chart: fc.constantFrom(...quantityIds),
    chartScale: fc.constantFrom('log', 'linear'),
    chartSteps: fc.constantFrom('log', 'linear'),
    chartRange: fc.oneof(
      fc.constant(null),
      fc
        .uniqueArray(fc.nat({ max: limits.steps }), { minLength: 2, maxLength: 2 })
        .map(([a = 0, b = 1]): [number, number] => [Math.min(a, b), Math.max(a, b)]),
    ),
    settingMap,
    swarm,
    race,
  },
  plain,
);

const playhead: fc.Arbitrary<ScenePlayhead> = fc.record(
  {
    step: fc.nat({ max: limits.steps }),
    speed: within(1, 1000),
    loop: fc.boolean(),
  },
  plain,
);

const ofRun = fc.option(fc.nat({ max: limits.optimizers - 1 }));

const words = (max: number) =>
  fc
    .array(fc.constantFrom('Where', 'to?', '$\\eta$', '**so**', '\n', '&', 'x:1,', '.', '在'), {
      maxLength: 9,
    })
    .map((parts) => {
      const said = parts.join(' ').trim();
      return said.length > max ? '' : said;
    });

/** As links keep it: what a kind does not use is at its default. */
const ask: fc.Arbitrary<Ask | null> = fc.oneof(
  fc.constant(null),
  fc
    .record({
      kind: fc.constantFrom(...askKinds),
      run: fc.integer({ min: 0, max: limits.optimizers - 1 }),
      step: fc.integer({ min: 1, max: limits.steps }),
      goal: fc.double({ min: -1e100, max: 1e100, noNaN: true }).map((goal) => goal + 0),
      question: words(askLimits.question),
      explanation: words(askLimits.explanation),
      sure: fc.boolean(),
    })
    .map(({ sure, ...made }) => ({
      ...made,
      ...(sure && { sure: true as const }),
      run: isOfOneRun(made.kind) ? made.run : 0,
      step: hasStep(made.kind) ? made.step : 50,
      goal: hasGoal(made.kind) ? made.goal : 0.01,
    })),
);

/** As links keep it: what a kind does not use is at its default. */
const plane: fc.Arbitrary<Scene['plane']> = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(
        'auto' as const,
        'ends' as const,
        'principal' as const,
        'hessian' as const,
        'step' as const,
      ),
      ofRun,
    )
    .map(([kind, run]) => ({ kind, run, seed: 1, axes: [0, 1] as const })),
  fc
    .tuple(fc.nat(), ofRun)
    .map(([seed, run]) => ({ kind: 'random' as const, run, seed, axes: [0, 1] as const })),
  fc
    .tuple(fc.tuple(fc.nat({ max: 999_999 }), fc.nat({ max: 999_999 })), ofRun)
    .map(([axes, run]) => ({ kind: 'parameters' as const, run, seed: 1, axes })),
);

/** What a document has whatever its surface. */
const common = {
  version: fc.constant(1 as const),
  plane,
  noise: within(0, limits.noise),
  noiseKind: fc.constantFrom(...noiseKinds),
  noiseScaling: fc.constantFrom(...noiseScalings),
  seed: fc.integer({ min: 0, max: limits.seed }),
  steps: fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: limits.steps })),
  budget: fc.constantFrom('steps' as const, 'evaluations' as const),
  ask,
  optimizers: fc.array(setting, { maxLength: limits.optimizers, size: 'medium' }),
  view,
  playhead,
};

/** With all that is named as suggested at the suggestion, no more steps than its work allows, and no question that a model has not. */
function consistent(made: SceneDocument): SceneDocument {
  const document = followSuggestions(made);
  const steps = Math.min(document.steps, stepsAllowed(document));
  const asks = document.ask === null || isAsked(document.ask.kind, document);
  return {
    ...document,
    steps,
    ask: asks ? document.ask : null,
    playhead: { ...document.playhead, step: Math.min(document.playhead.step, steps) },
  };
}

function documentOn(ground: Pick<Scene, 'loss' | 'formula'>): fc.Arbitrary<SceneDocument> {
  const row = losses.find(({ id }) => id === ground.loss);
  return fc
    .record(
      {
        ...common,
        loss: fc.constant(ground.loss),
        formula: fc.constant(ground.formula),
        curve: fc.boolean(),
        model: fc.constant(null),
        suggested: marks(followers),
        base: row ? fc.constant(null) : fc.oneof(fc.constant(null), domain),
        domain: row ? fc.oneof(fc.constant(row.domain), domain) : domain,
        start: row
          ? fc.oneof(fc.constant(row.start), fc.tuple(coordinate, coordinate))
          : fc.tuple(coordinate, coordinate),
      },
      plain,
    )
    .map((made) =>
      // Only a formula of one variable is a curve; what is named as suggested is at the suggestion.
      consistent({
        ...made,
        curve: made.curve && isOneVariable(made),
        base: made.suggested.includes('domain') ? null : made.base,
      }),
    );
}

/** Any document of a surface or a curve that the page can show: every member in its whole range. */
export const anyDocument: fc.Arbitrary<SceneDocument> = fc.oneof(
  oneOf(catalog.map(documentOn)),
  oneOf(typedSurfaces.map(documentOn)),
);

/** Any document of one of such models, whose place on its plane is set or the standard one until its runs are known. */
export function documentsOn(models: fc.Arbitrary<ModelSetting>): fc.Arbitrary<SceneDocument> {
  const { loss, formula, domain: standard, start } = defaultScene();
  return fc
    .record({ ...common, model: models, set: domain, marked: fc.subarray([...followers]) }, plain)
    .map(({ set, marked, ...made }) =>
      consistent({
        ...made,
        loss,
        formula,
        curve: false,
        base: null,
        start,
        suggested: followers.filter((name) => name === 'start' || marked.includes(name)),
        domain: marked.includes('domain') ? standard : set,
      }),
    );
}
