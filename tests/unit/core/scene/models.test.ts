import { beforeAll, describe, expect, test } from 'vitest';
import { models } from '../../../../src/core/index.ts';
import { defaultScene } from '../../../../src/core/scene/defaults.ts';
import { onModel, onSurface } from '../../../../src/core/scene/follow.ts';
import { defaultPlayhead } from '../../../../src/core/scene/limits.ts';
import { modelIds, openModelDoor } from '../../../../src/core/scene/model-door.ts';
import { modelOf, openModels } from '../../../../src/core/scene/models.ts';
import { restoreScene, writeDocument } from '../../../../src/core/scene/restore.ts';
import { readFragment, writeFragment } from '../../../../src/core/scene/url.ts';
import { giveDigitsHere } from '../../../tools/digits.ts';

// Other files of this worker may have opened it.
beforeAll(() => openModelDoor(null));

test('before the code of models is there, a document keeps what it says of one', () => {
  const { scene, problems } = readFragment('#model=xor,units:999,activation:relu&v=2');
  expect(problems).toEqual([]);
  expect(scene.model).toEqual({ id: 'xor', options: { units: 999, activation: 'relu' } });
  expect(writeFragment(scene, defaultPlayhead)).toMatch(/^model=xor,units:999,activation:relu&/);
});

describe('with the code of models', () => {
  beforeAll(() => {
    openModels();
    giveDigitsHere();
  });

  test('every model of the registry can be named, in one order', () => {
    expect([...modelIds].toSorted()).toEqual(models.map(({ id }) => id).toSorted());
  });

  test.each(modelIds.map((id) => ({ id })))('$id comes back from its link and its file', ({ id }) => {
    const scene = onModel(defaultScene(), { id, options: {} });
    const entry = models.find((row) => row.id === id)!;
    expect(Object.keys(scene.model!.options)).toEqual(entry.options.map(({ key }) => key));
    const link = writeFragment(scene, defaultPlayhead);
    expect(link).toMatch(new RegExp(`^model=${id}&`));
    expect(link).not.toMatch(/loss=|start=|domain=/);
    expect(readFragment(link)).toEqual({ scene, playhead: defaultPlayhead, problems: [] });
    const file: unknown = JSON.parse(JSON.stringify(writeDocument(scene, defaultPlayhead)));
    expect(restoreScene(file)).toEqual({ scene, playhead: defaultPlayhead, problems: [] });
    const rates = scene.optimizers.map(({ values }) => Number(values['lr']));
    for (const rate of rates) expect(rate).toBeGreaterThan(0);
  });

  test.each(
    models.flatMap((entry) =>
      entry.options.map((option) => ({
        id: entry.id,
        key: option.key,
        value:
          option.kind === 'number'
            ? option.max
            : option.kind === 'switch'
              ? !option.default
              : option.kind === 'formula'
                ? 'max(x, -(y)) + atan2(y, x)'
                : option.choices.at(-1)!,
      })),
    ),
  )('$id: $key $value is in the link', ({ id, key, value }) => {
    const scene = onModel(defaultScene(), { id, options: { [key]: value } });
    expect(scene.model?.options[key]).toBe(value);
    expect(readFragment(writeFragment(scene, defaultPlayhead)).scene).toEqual(scene);
  });

  test.each([
    ['model=spirals', /^model must be one of digits, .*; the nearest is "spiral"\.$/],
    ['model=moons,units:0', /^units must be a whole number from 1 to 64, not 0\.$/],
    ['model=moons,units:8.5', /^units must be a whole number/],
    ['model=moons,units:Infinity', /^units must be a whole number/],
    ['model=moons,activation:sin', /^activation must be one of tanh, relu/],
    ['model=moons,hidden:3', /^Moons has no option "hidden"/],
    ['model=digits,units:65', /^units must be a whole number from 1 to 64, not 65\.$/],
    ['model=digits,hiddenLayers:3', /^hiddenLayers must be a whole number from 0 to 2, not 3\.$/],
    ['model=digits,hiddenLayers:-1', /^hiddenLayers must be a whole number from 0 to 2, not -1\.$/],
    ['model=digits,batchSize:2001', /^batchSize must be a whole number from 0 to 2000, not 2001\.$/],
    ['model=digits,batchSize:0.5', /^batchSize must be a whole number/],
    ['model=digits,weightDecay:-1', /^weightDecay must be a number from 0 to 1, not -1\.$/],
    ['model=digits,weightDecay:NaN', /^weightDecay must be a number/],
    ['model=digits,activation:softsign', /^activation must be one of tanh, relu/],
    ['model=digits,objective:hinge', /^objective must be one of cross-entropy, squared error/],
    ['model=digits,initial:huge', /^initial must be one of he, glorot/],
    ['model=digits,points:5', /^Handwritten digits has no option "points"/],
    ['model=logistic,units:3', /has no option "units"/],
    ['model=sales,season:2', /^season must be true or false/],
    ['model=xor&loss=rosenbrock', /^loss is not used, because there is a model\.$/],
    ['model=xor&start=1,2', /^start is not used: a model begins/],
    ['plane=flat', /^plane must be one of auto, ends/],
    ['plane=random,seed:-1', /^seed of plane must be a whole number/],
    ['plane=parameters,first:0,second:x', /^second of plane must be a whole number/],
    ['plane=hessian,run:16', /^run of plane must be a whole number from 0 to 15, not 16\.$/],
    ['plane=step,run:Adam', /^run of plane must be a whole number/],
    ['plane=hesian', /the nearest is "hessian"/],
    ['plane=parameters,third:1', /^"third" is not known here/],
    ['model=(', /^model must be one of/],
  ])('%s is told in a sentence, and the rest is kept', (link, sentence) => {
    const { scene, problems } = readFragment(`#${link}&steps=40&v=2`);
    expect(problems.map(({ message }) => message)).toEqual([expect.stringMatching(sentence)]);
    expect(scene.steps).toBe(40);
    if (scene.model) expect(modelOf(scene.model).loss.dimension).toBeGreaterThan(0);
  });

  test.each([
    [null],
    [7],
    [[]],
    [{}],
    [{ id: 'xor', options: 3 }],
    [{ id: 'xor', options: { units: { valueOf: 'x' } } }],
    [{ id: 'xor', options: { ['__proto__']: 1, constructor: 2 } }],
    [{ id: 'toString' }],
    [{ id: 'xor', options: Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`k${i}`, i])) }],
    [{ id: 'xor', options: { ['x'.repeat(100_000)]: 'y'.repeat(100_000) } }],
  ])('a file with %j as its model is a whole scene', (model) => {
    const { scene, problems } = restoreScene({ version: 1, model, plane: model });
    if (scene.model) expect(modelOf(scene.model).id).toBe('xor');
    expect(JSON.stringify(problems).length).toBeLessThan(10_000);
    expect(readFragment(writeFragment(scene, defaultPlayhead)).scene).toEqual(scene);
  });

  test.each([
    [{ kind: 'auto', run: null, seed: 1, axes: [0, 1] }, null],
    [{ kind: 'ends', run: null, seed: 1, axes: [0, 1] }, 'plane=ends'],
    [{ kind: 'random', run: null, seed: 5, axes: [0, 1] }, 'plane=random,seed:5'],
    [{ kind: 'parameters', run: null, seed: 1, axes: [4, 7] }, 'plane=parameters,first:4,second:7'],
    [{ kind: 'hessian', run: null, seed: 1, axes: [0, 1] }, 'plane=hessian'],
    [{ kind: 'step', run: 3, seed: 1, axes: [0, 1] }, 'plane=step,run:3'],
    [{ kind: 'principal', run: 0, seed: 1, axes: [0, 1] }, 'plane=principal,run:0'],
    [{ kind: 'random', run: 2, seed: 7, axes: [0, 1] }, 'plane=random,run:2,seed:7'],
    [{ kind: 'parameters', run: 1, seed: 1, axes: [4, 7] }, 'plane=parameters,run:1,first:4,second:7'],
  ] as const)('the plane %j is in the link', (plane, text) => {
    const scene = { ...onModel(defaultScene(), { id: 'moons', options: {} }), plane };
    const link = writeFragment(scene, defaultPlayhead);
    if (text) expect(link).toContain(text);
    else expect(link).not.toContain('plane');
    expect(readFragment(link).scene.plane).toEqual(plane);
  });

  test('a surface takes its place again, with what it suggests', () => {
    const before = onSurface(defaultScene(), { loss: 'custom', formula: 'x^2 + 3y^2' });
    const there = onModel(before, { id: 'sales', options: {} });
    expect(onSurface(there, { loss: 'custom', formula: 'x^2 + 3y^2' })).toEqual(before);
  });

  test('a rectangle that is set is kept, whatever the model suggests', () => {
    const { scene, problems } = readFragment('#model=xor&domain=-1,1,-2,2&v=2');
    expect(problems).toEqual([]);
    expect(scene.suggested).toEqual(['start', 'heightScale']);
    expect(writeFragment(scene, defaultPlayhead)).toContain('domain=-1,1,-2,2');
  });
});
