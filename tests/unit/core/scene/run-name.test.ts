import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultScene, newOptimizer } from '../../../../src/core/scene/defaults.ts';
import { defaultPlayhead } from '../../../../src/core/scene/limits.ts';
import { restoreScene, writeDocument } from '../../../../src/core/scene/restore.ts';
import { cleanName, MAX_NAME } from '../../../../src/core/scene/clean-name.ts';
import { colorNames } from '../../../../src/core/scene/scene.ts';
import { readFragment, writeFragment } from '../../../../src/core/scene/url.ts';
import { patchScene } from '../../../../src/embed/patch.ts';

const named = (name: string) => ({
  ...defaultScene(),
  optimizers: [{ ...newOptimizer('momentum', null, { lr: 0.018 }), name, color: 'blue' as const }],
});
const throughLink = (name: string) => readFragment(writeFragment(named(name), defaultPlayhead));
const firstOf = (fragment: string) => {
  const { scene, problems } = readFragment(fragment);
  return { setting: scene.optimizers[0]!, problems };
};

describe('a name and a colour in a link', () => {
  it('are read, and written as short as they can be', () => {
    const { setting, problems } = firstOf('loss=bowl&opt=momentum(lr:0.018,name:heavy,color:blue)');
    expect(problems).toEqual([]);
    expect(setting).toMatchObject({ id: 'momentum', name: 'heavy', color: 'blue', values: { lr: 0.018 } });
    expect(writeFragment(named('heavy'), defaultPlayhead)).toContain(
      'opt=momentum,lr:0.018,name:heavy,color:blue',
    );
    expect(writeFragment(named('a, b'), defaultPlayhead)).toContain('name:a%252C%20b');
  });

  it.each(colorNames)('%s is a colour', (color) => {
    expect(firstOf(`loss=bowl&opt=sgd(color:${color})`)).toMatchObject({ setting: { color }, problems: [] });
  });

  it.each([
    'heavy ball',
    'a, b',
    'f(x), g(y)',
    ')',
    '((',
    '%2C',
    '100 %',
    '%25%29',
    'lr:1',
    'a&b=c#d',
    'none',
    'off',
    '<img src=x onerror=alert(1)>',
    '"quoted" \'names\' `too`',
    '\\frac{1}{2}',
    '=1+1',
    '+',
    'été 🎈 μ₁',
    'שלום',
    'x'.repeat(MAX_NAME),
    '🎈'.repeat(MAX_NAME),
  ])('%s survives link, file and patch', (name) => {
    const { scene, problems } = throughLink(name);
    expect(problems).toEqual([]);
    expect(scene.optimizers).toEqual(named(name).optimizers);
    expect(
      restoreScene(JSON.parse(JSON.stringify(writeDocument(named(name), defaultPlayhead)))),
    ).toMatchObject({
      scene: { optimizers: named(name).optimizers },
      problems: [],
    });
    const patched = patchScene(named(''), 'optimizers.0.name', name);
    expect(patched).toMatchObject({ scene: { optimizers: [{ name }] }, problems: [] });
  });

  it('any name survives a link', () => {
    const name = fc
      .oneof(
        fc
          .array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength: 60 })
          .map((codes) => String.fromCodePoint(...codes)),
        fc.string({ unit: fc.constantFrom('%', '(', ')', ',', ':', '&', '=', '#', '2', 'C', '8', ' ', '+') }),
      )
      .map(cleanName)
      .filter((clean) => Array.from(clean).length <= MAX_NAME);
    fc.assert(
      fc.property(name, (given) => {
        const { scene, problems } = throughLink(given);
        expect(problems).toEqual([]);
        expect(scene.optimizers[0]!.name).toBe(given);
      }),
      { seed: 9, numRuns: 60 },
    );
  });

  it('are in no link that has none', () => {
    const { scene, playhead } = readFragment('loss=booth&opt=adam(lr:0.2)');
    expect(writeFragment(scene, playhead)).toBe('loss=booth&opt=adam,lr:0.2');
    expect(scene.optimizers[0]).toMatchObject({ name: '', color: null });
  });
});

describe('what is no name or colour', () => {
  it.each([
    ['line\nbreak\tand tab', 'line break and tab'],
    ['\u202egnp.exe\u2066', 'gnp.exe'],
    ['\u0000\u001b[31mred', '[31mred'],
    ['\ud800half', 'half'],
    ['\u200c\u200d', ''],
    ['  ', ''],
    ['a\u2028b', 'a b'],
    ['a \u200e b', 'a b'],
  ])('%j is read as %j', (given, expected) => {
    expect(cleanName(given)).toBe(expected);
    expect(cleanName(expected)).toBe(expected);
  });

  it.each([['x'.repeat(MAX_NAME + 1)], [7], [{}], [true], [['a']], ['x'.repeat(100_000)]])(
    '%j is left out, with a sentence',
    (name) => {
      const { scene, problems } = restoreScene({ ...named(''), optimizers: [{ id: 'sgd', name }] });
      expect(scene.optimizers[0]!.name).toBe('');
      expect(problems).toHaveLength(1);
      expect(problems[0]).toMatchObject({ where: 'optimizers.0.name' });
      expect(problems[0]!.message).toMatch(/^name of SGD must be a text of at most 40 characters, not /);
    },
  );

  it.each(['red', '#ff0000', '', 'bleu', 'javascript:alert(1)', '__proto__'])(
    'colour %j is left out',
    (color) => {
      const { scene, problems } = restoreScene({ ...named(''), optimizers: [{ id: 'sgd', color }] });
      expect(scene.optimizers[0]!.color).toBeNull();
      expect(problems[0]!.message).toMatch(/^color of SGD must be one of vermillion, /);
    },
  );
});
