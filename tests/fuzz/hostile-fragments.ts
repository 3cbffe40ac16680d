import fc from 'fast-check';
import { keys } from '../../src/core/scene/schema.ts';
import { writeFragment } from '../../src/core/scene/url.ts';
import { anyScene } from './model-scenes.ts';

const hostile = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'NaN',
  'Infinity',
  '-Infinity',
  '1e308',
  '1e999',
  '-0',
  '5e-324',
  '<img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  '%',
  '%E0%A4%A',
  '%00',
  '\u0000',
  '\uD800',
  '\u202E',
  '((((((((',
  ')',
  ',',
  ':',
  '&',
  '=',
  '#',
  'none',
  'null',
  'undefined',
  '[]',
  '{}',
] as const;

const names = keys.map(({ key }) => key);

export const anyText = fc.oneof(
  fc.constantFrom(...hostile),
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.double().map(String),
  fc.integer().map(String),
);

const anyCall = fc
  .tuple(
    fc.constantFrom(
      'adam',
      'sgd',
      'lbfgs',
      'top',
      'perspective',
      'adamm',
      'step',
      'moons',
      'sales',
      'tail',
      '__proto__',
    ),
    fc.array(
      fc.tuple(
        fc.constantFrom(
          'lr',
          'beta1',
          'amsgrad',
          'schedule',
          'off',
          'zoom',
          'every',
          'average',
          'averageFrom',
          'units',
          'run',
          '__proto__',
          'constructor',
        ),
        anyText,
      ),
      { maxLength: 6 },
    ),
  )
  .map(([name, items]) => `${name}(${items.map(([key, value]) => `${key}:${value}`).join(',')})`);

const anyPairs = fc
  .array(fc.tuple(fc.oneof(fc.constantFrom(...names), anyText), fc.oneof(anyText, anyCall)), {
    maxLength: 12,
  })
  .map((pairs) => pairs.map(([key, value]) => `${key}=${value}`).join('&'));

/** A good link with some of its characters replaced, dropped, doubled, or hostile text put in. */
const mutated = fc
  .tuple(
    anyScene.map((document) =>
      writeFragment({ ...document, steps: Math.min(document.steps, 300) }, document.playhead),
    ),
    fc.array(fc.tuple(fc.nat(), fc.nat({ max: 3 }), anyText), { minLength: 1, maxLength: 6 }),
  )
  .map(([link, changes]) =>
    changes.reduce((text, [place, kind, insertion]) => {
      const at = text.length === 0 ? 0 : place % text.length;
      if (kind === 0) return text.slice(0, at) + text.slice(at + 1);
      if (kind === 1) return text.slice(0, at) + insertion + text.slice(at);
      if (kind === 2) return text.slice(0, at) + insertion + text.slice(at + insertion.length);
      return text.slice(0, at) + text.slice(Math.max(0, at - 8));
    }, link),
  );

/** Links: of good and bad parts, good ones that were mutilated, and noise. */
export const anyFragment = fc.oneof(anyPairs, mutated, fc.string({ unit: 'binary', maxLength: 300 }));
