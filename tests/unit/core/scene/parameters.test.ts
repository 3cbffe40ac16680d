import { describe, expect, test } from 'vitest';
import {
  bodyOf,
  completed,
  parametersOf,
  withParameter,
} from '../../../../src/core/expression/parameters.ts';
import { documentOfFormula } from '../../../../src/core/scene/document.ts';
import { defaultPlayhead } from '../../../../src/core/scene/limits.ts';
import { bodyIn, parametersIn, withParameterValue } from '../../../../src/core/scene/parameters.ts';
import { restoreScene } from '../../../../src/core/scene/restore.ts';
import { readFragment, writeFragment } from '../../../../src/core/scene/url.ts';
import { patchScene } from '../../../../src/embed/patch.ts';

const usual = { value: 1, min: -5, max: 5 };

describe('the text of a formula', () => {
  test.each([
    ['x^2 + y^2', 'x^2 + y^2'],
    ['a x^2', 'a = 1; a x^2'],
    ['ax^2 + by', 'a = 1; b = 1; ax^2 + by'],
    ['a = 3; a x + b', 'a = 3; b = 1; a x + b'],
    ['f(u, v) = λ u v', 'lambda = 1; f(u, v) = λ u v'],
    ['a_1 x', 'a1 = 1; a_1 x'],
  ])('%s is completed to %s', (text, whole) => {
    expect(completed(text)).toBe(whole);
    expect(completed(whole)).toBe(whole);
    expect(bodyOf(whole)).toBe(text.replace('a = 3; ', ''));
  });

  test('names keep the values that they had', () => {
    const before = [{ name: 'b', value: 7, min: 0, max: 9 }];
    expect(completed('a x + b y', before)).toBe('a = 1; b = 7 from 0 to 9; a x + b y');
  });

  test('a slider has the ends that are written, or the usual ones, and reaches its value', () => {
    expect(parametersOf('a = 2; b = 0.5 from 0 to 1; c = -20; d = pi/2; a x + b y + c + d')).toEqual([
      { name: 'a', ...usual, value: 2 },
      { name: 'b', value: 0.5, min: 0, max: 1 },
      { name: 'c', value: -20, min: -20, max: 5 },
      { name: 'd', ...usual, value: Math.PI / 2 },
    ]);
  });

  test('a value is changed in its place', () => {
    const text = 'a = 2; b = 0.5 from 0 to 1; a x + b y';
    expect(withParameter(text, { name: 'a', ...usual, value: -3 })).toBe(
      'a = -3; b = 0.5 from 0 to 1; a x + b y',
    );
    expect(withParameter(text, { name: 'b', value: 4, min: 0, max: 4 })).toBe(
      'a = 2; b = 4 from 0 to 4; a x + b y',
    );
    expect(withParameter(text, { name: 'q', ...usual })).toBe(text);
  });
});

describe('a scene with parameters', () => {
  const { scene } = readFragment('#f=a x^2 + b y^2&opt=adam');

  test('has them from a link that gives no values, and its own link brings them back', () => {
    expect(scene.formula).toBe('a = 1; b = 1; a x^2 + b y^2');
    const moved = withParameterValue(scene, 'b', 2.5)!;
    const again = readFragment(writeFragment(moved, defaultPlayhead));
    expect(again.problems).toEqual([]);
    expect(again.scene).toEqual(moved);
    expect(parametersIn(again.scene)).toEqual([
      { name: 'a', ...usual },
      { name: 'b', ...usual, value: 2.5 },
    ]);
    expect(bodyIn(again.scene)).toBe('a x^2 + b y^2');
  });

  test('leaves what was suggested where it is when one is moved', () => {
    const document = documentOfFormula('a = 1; a x^2 + y^2');
    const moved = withParameterValue(document, 'a', 40)!;
    expect(moved).toMatchObject({
      formula: 'a = 40; a x^2 + y^2',
      domain: document.domain,
      start: document.start,
      suggested: [],
    });
    expect(moved.optimizers.map(({ values }) => values)).toEqual(
      document.optimizers.map(({ values }) => values),
    );
    const { playhead: _, ...plain } = moved;
    expect(restoreScene(plain)).toMatchObject({ scene: plain, problems: [] });
  });

  test.each([Number.NaN, Infinity, 1e7])('takes no %d', (value) => {
    expect(withParameterValue(scene, 'a', value)).toBeNull();
    expect(patchScene(scene, 'parameters.a', value)?.problems).toHaveLength(1);
  });

  test('may be patched by name', () => {
    expect(patchScene(scene, 'parameters.a', 3)?.scene.formula).toBe('a = 3; b = 1; a x^2 + b y^2');
    expect(patchScene(scene, 'parameters.a', '3')).toMatchObject({
      scene,
      problems: [{ where: 'parameters.a' }],
    });
    expect(patchScene(scene, 'parameters.q', 3)).toBeNull();
    expect(patchScene(scene, 'formula', 'k x')?.scene.formula).toBe('k = 1; k x');
  });

  test('of the catalog has none', () => {
    const catalog = readFragment('#loss=bowl').scene;
    expect(parametersIn(catalog)).toEqual([]);
    expect(withParameterValue(catalog, 'a', 1)).toBeNull();
  });
});
