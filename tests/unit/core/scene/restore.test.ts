import { describe, expect, test } from 'vitest';
import { defaultScene, entryOf, newOptimizer } from '../../../../src/core/scene/defaults.ts';
import { defaultDocument, documentOf, documentOfFormula } from '../../../../src/core/scene/document.ts';
import { defaultPlayhead, MAX_FILE_LENGTH } from '../../../../src/core/scene/limits.ts';
import { readFile, writeFile } from '../../../../src/core/scene/file.ts';
import { migrate } from '../../../../src/core/scene/migrations.ts';
import { restoreScene } from '../../../../src/core/scene/restore.ts';

describe('documents from outside', () => {
  test.each([null, 3, 'x', [], [[]], true, Symbol('s'), () => 1])(
    '%o is no document: the first scene',
    (input) => {
      const { scene, playhead, problems } = restoreScene(input);
      expect(scene).toEqual(defaultScene());
      expect(playhead).toEqual(defaultPlayhead);
      expect(problems).toHaveLength(1);
    },
  );

  test('members of the wrong type are replaced and named, the others taken', () => {
    const { scene, problems } = restoreScene({
      ...defaultDocument(),
      start: { 0: 1, 1: 2 },
      domain: [0, Number.NaN, 0, 1],
      steps: '50',
      seed: 5,
      optimizers: [{ id: 'adam', values: { lr: '0.1', beta1: 0.5 } }, 7, { id: ['adam'] }],
      view: { camera: { zoom: Number.NaN, azimuth: 1 }, theme: 'dark', overlays: [] },
      playhead: 4,
    });
    expect(problems.map(({ where }) => where)).toEqual([
      'playhead',
      'domain',
      'start',
      'optimizers.0.values.lr',
      'optimizers.1',
      'optimizers.2',
      'steps',
      'view.camera.zoom',
      'view.overlays',
    ]);
    expect(scene).toMatchObject({ seed: 5, steps: 200, start: entryOf('himmelblau')?.start });
    expect(scene.view).toMatchObject({ theme: 'dark', camera: { azimuth: 1, zoom: 1 } });
    expect(scene.optimizers.map(({ id, values }) => [id, values['lr'], values['beta1']])).toEqual([
      ['adam', 0.22, 0.5],
    ]);
  });

  test('own and inherited members of prototypes count for nothing', () => {
    const input: unknown = JSON.parse(
      '{"version":1,"loss":"bowl","__proto__":{"steps":7},"constructor":{"prototype":{"polluted":1}},' +
        '"optimizers":[{"id":"adam","__proto__":{"on":false},"values":{"__proto__":{"lr":9}}}]}',
    );
    const { scene } = restoreScene(input);
    expect(scene.steps).toBe(200);
    expect(scene.optimizers).toEqual([newOptimizer('adam', null)]);
    expect(restoreScene(Object.create({ loss: 'bowl', steps: 7 })).scene).toEqual(defaultScene());
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  test('a formula needs no more than itself; a surface of the catalog keeps its own', () => {
    const { scene: own, playhead } = restoreScene({ formula: 'x^2 + y^4' });
    expect(documentOf(own, playhead)).toEqual(documentOfFormula('x^2 + y^4'));
    const { scene, problems } = restoreScene({ loss: 'bowl', formula: 'x' });
    expect(scene.loss).toBe('bowl');
    expect(problems.map(({ where }) => where)).toEqual(['formula']);
  });
});

describe('files', () => {
  const playhead = { step: 3, speed: 7, loop: true };

  test('are called by what is in them, and read back', () => {
    const { name, text } = writeFile(defaultScene(), playhead);
    expect(name).toBe('fall-line-himmelblau-sgd-momentum-rmsprop-adam.json');
    expect(readFile(text)).toEqual({ scene: defaultScene(), playhead, problems: [] });
    const own = { ...defaultScene(), loss: 'custom', formula: '../x^2 + "3" y', optimizers: [] };
    expect(writeFile(own, playhead).name).toBe('fall-line-x-2-3-y.json');
  });

  test('negative zero is kept', () => {
    const { text } = writeFile({ ...defaultScene(), start: [-0, 0] }, playhead);
    expect(readFile(text)?.scene.start.map((value) => Object.is(value, -0))).toEqual([true, false]);
  });

  test.each(['', 'x', '{}', '[]', 'null', '{"name":"fall-line","version":"0.1.0"}', '{"loss":"bowl"}'])(
    '%j is no scene',
    (text) => expect(readFile(text)).toBeNull(),
  );

  test('deep nesting and ten megabytes are refused quickly', () => {
    const began = performance.now();
    const deep = (open: string, close: string) =>
      `{"version":1,"loss":"bowl","view":${open.repeat(90_000)}1${close.repeat(90_000)}}`;
    expect(readFile(deep('[', ']'))?.problems).toHaveLength(1);
    expect(readFile(deep('{"view":', '}'))?.scene.loss).toBe('bowl');
    const large = `{"version":1,"loss":"bowl","formula":"${'x+'.repeat(5e6)}x"}`;
    expect(large.length).toBeGreaterThan(MAX_FILE_LENGTH);
    expect(readFile(large)).toBeNull();
    expect(
      readFile(`{"version":1,"loss":"bowl","optimizers":[${'{"id":1},'.repeat(1e5)}1]}`)?.problems,
    ).toHaveLength(18);
    expect(performance.now() - began).toBeLessThan(1500);
  });
});

test('migrations run from the version of a document to the present one, each once', () => {
  const steps = [
    (document: object) => ({ ...document, two: true }),
    (document: object) => ({ ...document, three: true }),
  ];
  expect(migrate({ a: 1 }, 1, steps)).toEqual({ a: 1, two: true, three: true });
  expect(migrate({ a: 1 }, 2, steps)).toEqual({ a: 1, three: true });
  expect(migrate({ a: 1 }, 3, steps)).toEqual({ a: 1 });
});
