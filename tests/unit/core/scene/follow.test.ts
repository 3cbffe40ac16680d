import { describe, expect, test } from 'vitest';
import { losses, recordRun } from '../../../../src/core/index.ts';
import { optimizers } from '../../../../src/core/optimizers/registry.ts';
import { compiled } from '../../../../src/core/scene/compiled.ts';
import { defaultScene, newOptimizer } from '../../../../src/core/scene/defaults.ts';
import { defaultDocument, documentOfFormula, documentOn } from '../../../../src/core/scene/document.ts';
import { readFile, writeFile } from '../../../../src/core/scene/file.ts';
import { onSurface, settle, suggestAgain, suggestValueAgain } from '../../../../src/core/scene/follow.ts';
import { defaultPlayhead } from '../../../../src/core/scene/limits.ts';
import { recordOptionsOf } from '../../../../src/core/scene/record-options.ts';
import { restoreScene, writeDocument } from '../../../../src/core/scene/restore.ts';
import { followers, type Scene } from '../../../../src/core/scene/scene.ts';
import { shareOf } from '../../../../src/core/scene/rates.ts';
import { followingKeys, suggestionsOf } from '../../../../src/core/scene/suggest.ts';
import { readFragment, writeFragment } from '../../../../src/core/scene/url.ts';

const first = defaultScene();
/** The first scene with a rule of each kind that a surface suggests other values for. */
const kinds = new Map(
  optimizers.map((rule) => [`${followingKeys(rule).join()} ${rule.stepScale} ${shareOf(rule)}`, rule]),
);
const everyKind: Scene = {
  ...first,
  optimizers: [...kinds.values()].map(({ id }) => newOptimizer(id, suggestionsOf(first))),
};

function surfaceOf({ loss, formula }: Pick<Scene, 'loss' | 'formula'>): Pick<Scene, 'loss' | 'formula'> {
  return { loss, formula };
}

const rows = losses.map(({ id, formula }) => ({ loss: id, formula }));
const own = ['x^2+y^2', '1e5*(x^2+y^2)', 'log(x)+y^2', '(1-x)^2+100(y-x^2)^2'].map((formula) => ({
  loss: 'custom',
  formula,
}));
const surfaces = [...rows, ...own];

function linked(scene: Scene): Scene {
  const { scene: read, problems } = readFragment(writeFragment(scene, defaultPlayhead));
  expect(problems).toEqual([]);
  return read;
}

describe('a suggestion is the same by every route', () => {
  test.each(surfaces)('by way of $formula', (there) => {
    for (const surface of surfaces) {
      expect(onSurface(onSurface(everyKind, there), surface)).toEqual(onSurface(everyKind, surface));
    }
  });

  test.each(rows)('$loss chosen, linked to, in a file and in a message', (surface) => {
    const chosen = onSurface(first, surface);
    const { playhead: _, ...document } = documentOn(surface.loss);
    expect(chosen).toEqual(document);
    expect(readFragment(`#loss=${surface.loss}`).scene).toEqual(chosen);
    expect(linked(chosen)).toEqual(chosen);
    expect(readFile(writeFile(chosen, defaultPlayhead).text)?.scene).toEqual(chosen);
    expect(restoreScene({ loss: surface.loss }).scene).toEqual(chosen);
    expect(chosen.suggested).toEqual(followers);
  });

  test.each(own)('$formula typed over every surface is its link', (surface) => {
    const { scene } = readFragment(`#f=${encodeURIComponent(surface.formula)}`);
    for (const before of surfaces) expect(onSurface(onSurface(first, before), surface)).toEqual(scene);
    expect(linked(scene)).toEqual(scene);
    expect(readFile(writeFile(scene, defaultPlayhead).text)?.scene).toEqual(scene);
    expect(restoreScene(structuredClone(writeDocument(scene, defaultPlayhead))).scene).toEqual(scene);
  });

  test('back on the first surface, the first scene is there again', () => {
    for (const surface of surfaces)
      expect(onSurface(onSurface(first, surface), surfaceOf(first))).toEqual(first);
    expect(writeFragment(onSurface(onSurface(first, surfaces[5]!), surfaceOf(first)), defaultPlayhead)).toBe(
      '',
    );
  });
});

/** The first scene with something set as an edit sets it. */
function edited(change: (scene: Scene) => Scene): Scene {
  return settle(change(first), first);
}

const withRate = (lr: number) => (scene: Scene) => ({
  ...scene,
  optimizers: scene.optimizers.map((setting, i) =>
    i === 2 ? { ...setting, values: { ...setting.values, lr } } : setting,
  ),
});

const sets: readonly [what: string, change: (scene: Scene) => Scene, read: (scene: Scene) => unknown][] = [
  ['domain', (scene) => ({ ...scene, domain: [-1, 2, 0.5, 3] }), ({ domain }) => domain],
  ['start', (scene) => ({ ...scene, start: [0.25, -0.5] }), ({ start }) => start],
  [
    'height scale',
    (scene) => ({ ...scene, view: { ...scene.view, heightScale: 'rank' } }),
    ({ view }) => view.heightScale,
  ],
  ['learning rate', withRate(0.123), ({ optimizers: all }) => all[2]?.values['lr']],
];

describe.each(sets)('a set %s', (_, change, read) => {
  const scene = edited(change);

  test('stays on every surface, in links and in files', () => {
    for (const surface of surfaces) {
      const moved = onSurface(scene, surface);
      expect(read(moved)).toEqual(read(scene));
      expect(linked(moved)).toEqual(moved);
      expect(readFile(writeFile(moved, defaultPlayhead).text)?.scene).toEqual(moved);
    }
  });

  test('does not keep the rest from following', () => {
    const there = onSurface(first, rows[5]!);
    const moved = onSurface(scene, rows[5]!);
    const different = sets.filter(
      ([, , other]) => JSON.stringify(other(moved)) !== JSON.stringify(other(there)),
    );
    expect(different.map(([name]) => name)).toEqual([_]);
  });

  test('is suggested again when that is asked for', () => {
    const moved = onSurface(scene, rows[5]!);
    const again = followers.reduce<Scene>((now, name) => suggestAgain(now, name), moved);
    expect(suggestValueAgain(again, 2, 'lr')).toEqual(onSurface(first, rows[5]!));
  });
});

test('what a link writes is set, though it be what is suggested', () => {
  const { scene } = readFragment('#loss=booth&start=-8,6&opt=sgd(lr:0.05)&opt=adam&v=2');
  expect(scene.suggested).toEqual(['domain', 'heightScale']);
  expect(scene.optimizers.map(({ suggested }) => suggested)).toEqual([[], ['lr']]);
  expect(onSurface(scene, surfaceOf(first))).toMatchObject({
    start: [-8, 6],
    optimizers: [{ values: { lr: 0.05 } }, { values: { lr: 0.22 } }],
  });
});

describe('a formula seen elsewhere', () => {
  const typed = onSurface(first, own[0]!);
  const zoomed = settle<Scene>({ ...typed, domain: [-1, 1, -1, 1] }, typed);

  test('keeps its start and its rates, and the link says where they come from', () => {
    expect(zoomed).toEqual({
      ...typed,
      domain: [-1, 1, -1, 1],
      base: [-2, 2, -2, 2],
      suggested: ['start', 'heightScale'],
    });
    expect(linked(zoomed)).toEqual(zoomed);
    const farther = settle<Scene>({ ...zoomed, domain: [-9, 9, -9, 9] }, zoomed);
    expect(farther.base).toEqual([-2, 2, -2, 2]);
    expect(suggestAgain(farther, 'domain')).toEqual(typed);
    expect(settle<Scene>({ ...farther, domain: [-2, 2, -2, 2] }, farther).base).toBeNull();
  });

  test('another formula takes its suggestions from what is seen', () => {
    const other = onSurface(zoomed, own[1]!);
    expect(other).toEqual(readFragment(`#f=${own[1]!.formula}&domain=-1,1,-1,1`).scene);
  });
});

/** Formulas that a student types, and some that nobody should. */
const formulas = [
  'x^2+y^2',
  'x^2+3y^2',
  'x^2',
  'y^4',
  'x^2+100y^2',
  '0.001x^2+1000y^2',
  'x^2-y^2',
  'x*y',
  'x+y',
  'x^3-3x*y^2',
  'abs(x)+abs(y)',
  'sqrt(x^2+y^2)',
  'max(x,y)',
  'x^2+x*y+y^2',
  '(x+y)^2',
  '(x-30)^2+(y+20)^2',
  '(x^2+y-11)^2+(x+y^2-7)^2',
  '(1-x)^2+100(y-x^2)^2',
  'sin(x)*cos(y)',
  'sin(3x)+cos(5y)+0.1x^2+0.1y^2',
  'exp(x+y)',
  'exp(x)+exp(-x)+y^2',
  'exp(-x^2-y^2)',
  '-exp(-x^2-y^2)',
  'log(x^2+y^2+1)',
  'log(x)+y^2',
  'x*log(x)+y^2',
  'sqrt(x)+sqrt(y)',
  'asin(x)+y^2',
  'log(1-x^2-y^2)',
  '1/(x^2+y^2)',
  'x^2*y^2',
  'x^10+y^10',
  '1e300*(x^2+y^2)',
  '1e-300*(x^2+y^2)',
  '1e6x^2+y^2',
  'sigmoid(20x)+0.01y^2',
  '5',
  '0*x+log(-1)',
  'atan2(y,x)',
  'x^2+y^2+1e6',
  'tan(x)+y^2',
];
/** Where nothing can go down: flat, undefined, or too small for the epsilon in the denominator. */
const hopeless = ['5', '0*x+log(-1)'];
const tiny = ['1e300*(x^2+y^2)', '1e-300*(x^2+y^2)'];

describe.each(formulas)('the suggestions of %s', (formula) => {
  const scene = documentOfFormula(formula);
  const loss = compiled(formula);

  test('are finite, inside, and the same again', () => {
    const [x0, x1, y0, y1] = scene.domain;
    const [x, y] = scene.start;
    expect([...scene.domain, x, y].every(Number.isFinite)).toBe(true);
    expect(x > x0 && x < x1 && y > y0 && y < y1).toBe(true);
    if (formula !== '0*x+log(-1)') expect(loss.value(scene.start)).toSatisfy(Number.isFinite);
    for (const rule of optimizers) {
      for (const key of followingKeys(rule)) {
        const { values } = newOptimizer(rule.id, suggestionsOf(scene));
        expect(values[key]).toSatisfy((value: number) => Number.isFinite(value) && value > 0);
      }
    }
  });

  test.each(['sgd', 'momentum', 'rmsprop', 'adam'])('%s goes down and does not diverge', (id) => {
    const setting = scene.optimizers.find((one) => one.id === id)!;
    const run = recordRun({ ...recordOptionsOf(scene, setting), loss });
    if (hopeless.includes(formula)) return expect(run.losses[run.steps]).toEqual(run.losses[0]);
    expect(run.divergedAt).toBeNull();
    const end = run.losses[run.steps]!;
    if (tiny.includes(formula) && (id === 'rmsprop' || id === 'adam'))
      return expect(end).toBeLessThanOrEqual(run.losses[0]!);
    return expect(end).toBeLessThan(run.losses[0]!);
  });
});

test('plain gradient descent looks well on the simplest bowl', () => {
  const scene = documentOfFormula('x^2+y^2');
  expect(scene.view.heightScale).toBe('linear');
  for (const setting of scene.optimizers) {
    const { losses: along } = recordRun({
      ...recordOptionsOf(scene, setting),
      loss: compiled(scene.formula),
    });
    // There within the run, and not at once.
    expect(along[10]! / along[0]!).toBeGreaterThan(1e-3);
    expect(along[199]! / along[0]!).toBeLessThan(1e-6);
  }
});

test.each(losses)(
  '$id shows descents of its own: none diverges, none leaves but a saddle, one gets far',
  (row) => {
    const document = documentOn(row.id);
    const [x0, x1, y0, y1] = row.domain;
    const runs = document.optimizers.map((setting) =>
      recordRun({ ...recordOptionsOf(document, setting), loss: row.loss }),
    );
    for (const run of runs) {
      expect(run.divergedAt).toBeNull();
      // A saddle has no bottom: leaving it is what is to be seen.
      if (row.family === 'saddle') continue;
      for (let i = 0; i < run.positions.length; i += 2) {
        const [x, y] = [run.positions[i]!, run.positions[i + 1]!];
        expect(x >= x0 && x <= x1 && y >= y0 && y <= y1).toBe(true);
      }
    }
    const lowest = Math.min(...row.minima.map(({ value }) => value));
    const top = row.loss.value(row.start);
    const best = Math.min(...runs.map((run) => run.losses[run.steps]!));
    if (row.minima.length === 0) expect(best).toBeLessThan(-1);
    else expect((best - lowest) / (top - lowest)).toBeLessThan(0.6);
  },
);

/** What the catalog suggested when links said nothing of it: domain, start, height scale. */
const catalogThen = [
  ['rosenbrock', [-2, 2, -1, 3], [-1.2, 1], 'log'],
  ['beale', [-4.5, 4.5, -4.5, 4.5], [1, 1.5], 'log'],
  ['ravine', [-4, 4, -2.5, 2.5], [-3.2, 1.8], 'log'],
  ['bowl', [-10, 10, -2, 2], [-9, 1.5], 'linear'],
  ['rotated-bowl', [-5, 5, -5, 5], [-4.5, -2.5], 'linear'],
  ['booth', [-10, 10, -10, 10], [-8, 6], 'linear'],
  ['matyas', [-10, 10, -10, 10], [-8, 3], 'linear'],
  ['himmelblau', [-5, 5, -5, 5], [-0.5, -0.8], 'log'],
  ['three-hump-camel', [-2.5, 2.5, -2.5, 2.5], [-2, -1.5], 'log'],
  ['six-hump-camel', [-2, 2, -1, 1], [-1.1, 0.1], 'linear'],
  ['goldstein-price', [-2, 2, -2, 2], [-1, 0.5], 'log'],
  ['styblinski-tang', [-5, 5, -5, 5], [0.3, 4.2], 'linear'],
  ['mccormick', [-1.5, 4, -3, 4], [0, 3.5], 'linear'],
  ['rastrigin', [-5.12, 5.12, -5.12, 5.12], [2.6, -1.6], 'linear'],
  ['ackley', [-5, 5, -5, 5], [2.6, 1.8], 'linear'],
  ['levy-13', [-10, 10, -10, 10], [-6, 7.2], 'linear'],
  ['ripples', [-5, 5, -5, 5], [-4.2, 3.6], 'linear'],
  ['saddle', [-2, 2, -2, 2], [-1.6, 0.001], 'linear'],
  ['monkey-saddle', [-1.5, 1.5, -1.5, 1.5], [1.2, 0.01], 'linear'],
  ['plateau', [-4, 4, -3, 3], [3, 2], 'linear'],
  ['easom', [-1, 7, -1, 7], [1.9, 4.1], 'linear'],
  ['logistic-regression', [-5, 5, -5, 5], [-4, -3], 'linear'],
  ['arm', [-Math.PI, Math.PI, -Math.PI, Math.PI], [2.6, 0.6], 'linear'],
] as const;

describe('what was written before suggestions were told from settings', () => {
  test('a link keeps its rates, starts and heights', () => {
    const { scene } = readFragment('#loss=himmelblau&opt=sgd&opt=adam');
    expect(scene.start).toEqual([-0.5, -0.8]);
    expect(scene.optimizers.map(({ values }) => values['lr'])).toEqual([0.01, 0.1]);
    const { scene: formula } = readFragment('#f=(1-x)^2+100(y-x^2)^2&opt=sgd');
    expect(formula).toMatchObject({ domain: [-2, 2, -2, 2], view: { heightScale: 'linear' } });
    expect(formula.start[0]).toBeCloseTo(-0.8);
    for (const read of [scene, formula]) expect(linked(read)).toEqual(read);
  });

  // Where the catalog suggests something else today, `unmarked.ts` says what it was.
  test.each(catalogThen)(
    'a link to %s keeps what the catalog suggested',
    (id, domain, start, heightScale) => {
      const { scene } = readFragment(`#loss=${id}&opt=sgd(lr:1)`);
      expect(scene).toMatchObject({ domain, start, view: { heightScale } });
    },
  );

  test('a file: a number at the suggestion is suggested, another is set', () => {
    const { scene, playhead } = readFragment('#loss=booth');
    const { suggested: _, base: __, ...old } = writeDocument(scene, playhead);
    const written = {
      ...old,
      start: [1, 2],
      optimizers: old.optimizers.map(({ suggested: ___, ...setting }, i) =>
        i === 0 ? { ...setting, values: { ...setting.values, lr: 0.5 } } : setting,
      ),
    };
    const read = readFile(JSON.stringify(written))!;
    expect(read.problems).toEqual([]);
    expect(read.scene).toMatchObject({ start: [1, 2], suggested: ['domain', 'heightScale'] });
    expect(read.scene.optimizers.map(({ values }) => values['lr'])).toEqual([0.5, 0.005, 0.2, 0.2]);
    expect(read.scene.optimizers.map(({ suggested }) => suggested)).toEqual([[], ['lr'], ['lr'], ['lr']]);
  });

  test('a number in a file counts for more than a name', () => {
    const text = writeFile(defaultDocument(), defaultPlayhead).text;
    const changed = text.replace('-0.75', '-0.5').replace('"lr": 0.22', '"lr": 0.3');
    const { scene } = readFile(changed)!;
    expect(scene).toMatchObject({ start: [-0.4, -0.5], suggested: ['domain', 'heightScale'] });
    expect(scene.optimizers[3]).toMatchObject({ values: { lr: 0.3 }, suggested: [] });
  });
});

test.each([
  ['x^2-y^2', undefined, [-0.8, 0.8]],
  ['x^2+3y^2', [-3, 3, -3, 3], [-1.2, 1.2]],
  ['x^2+3y^2', [-0.1, 0.2, 1e6, 1e6 + 3], [-0.01, 1000002.1]],
  ['x^2+3y^2', [-3e-8, 3e-8, -7e20, 7e20], [-1.2e-8, 2.8e20]],
] as const)('the start that %s on %j suggests is written in few digits', (formula, domain, start) => {
  const link = `f=${encodeURIComponent(formula)}${domain ? `&domain=${domain.join()}` : ''}&v=2`;
  expect(readFragment(link).scene.start).toEqual(start);
  expect(readFragment(`${link.replace('&v=2', '')}&opt=sgd(lr:0.1)`).scene.start).toEqual(start);
});
