import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { looksOf } from '../../../src/app/looks.ts';
import { optimizers } from '../../../src/core/optimizers/registry.ts';
import { newOptimizer } from '../../../src/core/scene/defaults.ts';
import { type ColorName, colorNames } from '../../../src/core/scene/scene.ts';

const settings = (...ids: string[]) => ids.map((id) => newOptimizer(id, null));
const coloured = (id: string, color: ColorName | null) => ({ ...newOptimizer(id, null), color });
const said = ({ color, dash, marker }: ReturnType<typeof looksOf>[number]) => `${color} ${dash} ${marker}`;
const ids = optimizers.map(({ id }) => id);
const palettes = ['light', 'dark', 'projector light', 'projector dark'] as const;

describe('a rule keeps its own colour', () => {
  it('whatever is added before it', () => {
    const [, adam] = looksOf(settings('adagrad', 'adam'), 'light');
    expect(adam).toEqual({ color: '#0072b2', dash: 0, marker: 'circle' });
    const looks = looksOf(settings('radam', 'adam'), 'light');
    expect(looks[1]).toBe(adam);
  });

  it('among all rules together, in any order', () => {
    const first = ['sgd', 'momentum', 'rmsprop', 'adam', 'adamw', 'nesterov', 'adagrad', 'nadam'];
    const alone = new Map(first.map((id) => [id, looksOf(settings(id), 'light')[0]]));
    for (const order of [ids, ids.toReversed(), ids.toSorted()]) {
      const looks = looksOf(settings(...order.slice(0, 16)), 'light');
      for (const [i, id] of order.slice(0, 16).entries()) {
        if (alone.has(id)) expect([id, looks[i]]).toEqual([id, alone.get(id)]);
      }
    }
  });

  it('wherever the other rules stand in the scene', () => {
    const place = (order: string[], id: string) => looksOf(settings(...order), 'dark')[order.indexOf(id)];
    for (const id of ids) {
      const others = ids.filter((other) => other !== id).slice(0, 9);
      expect(place([id, ...others], id)).toEqual(place([...others, id], id));
    }
  });
});

describe('runs of one rule', () => {
  it('differ in colour, dash and marker', () => {
    const looks = looksOf(settings('adam', 'adam', 'adam', 'adam'), 'dark');
    expect(new Set(looks.map(({ color }) => color)).size).toBe(4);
    expect(looks.map(({ dash }) => dash)).toEqual([0, 1, 2, 3]);
    expect(new Set(looks.map(({ marker }) => marker)).size).toBe(4);
  });

  it('take no colour of the four that a talk goes through', () => {
    const main = new Set(looksOf(settings('sgd', 'momentum', 'rmsprop', 'adam'), 'light').map(said));
    for (const id of ['sgd', 'momentum', 'rmsprop', 'adam']) {
      const [, ...others] = looksOf(settings(id, id, id), 'light').map(said);
      expect(others.filter((look) => main.has(look))).toEqual([]);
    }
  });
});

describe('a colour of its own', () => {
  const blue = looksOf(settings('adam'), 'light')[0]!.color;

  it('is the one that was given', () => {
    const looks = looksOf([coloured('momentum', 'blue'), coloured('momentum', null)], 'light');
    expect(looks[0]).toEqual({ color: blue, dash: 0, marker: 'circle' });
    expect(looks[1]!.color).not.toBe(blue);
  });

  it('makes the rule that usually has it yield', () => {
    const looks = looksOf([coloured('adam', null), coloured('sgd', 'blue')], 'light');
    expect(looks[1]!.color).toBe(blue);
    expect(looks[0]!.color).not.toBe(blue);
  });

  it('given to sixteen runs leaves them sixteen looks', () => {
    const looks = looksOf(
      Array.from({ length: 16 }, () => coloured('adam', 'green')),
      'light',
    );
    expect(new Set(looks.map(said)).size).toBe(16);
    expect(new Set(looks.map(({ color }) => color)).size).toBe(1);
  });
});

describe('no two of up to sixteen runs look alike', () => {
  it.each([
    ['Lion beside SGD among fourteen', ids.slice(0, 15)],
    ['every window of sixteen rules', ids.slice(4)],
    ['sixteen of one rule', Array.from({ length: 16 }, () => 'momentum')],
    ['two rules, eight times each', Array.from({ length: 16 }, (_, i) => (i % 2 ? 'sgd' : 'lion'))],
  ])('%s', (_, order) => {
    for (const palette of palettes) {
      const looks = looksOf(settings(...order), palette);
      expect(new Set(looks.map(said)).size).toBe(order.length);
    }
  });

  it('in any scene, and those that share a colour differ by dash and marker while there are four of each', () => {
    const setting = fc
      .tuple(fc.constantFrom(...ids), fc.option(fc.constantFrom(...colorNames), { freq: 4 }))
      .map(([id, color]) => coloured(id, color));
    const scenes = fc.array(setting, { minLength: 1, maxLength: 16 });
    fc.assert(
      fc.property(scenes, fc.constantFrom(...palettes), (scene, palette) => {
        const looks = looksOf(scene, palette);
        expect(new Set(looks.map(said)).size).toBe(scene.length);
        for (const [i, look] of looks.entries()) {
          const same = looks.filter((other, j) => j !== i && other.color === look.color);
          if (same.length > 1) continue;
          expect(same.every(({ dash, marker }) => dash !== look.dash && marker !== look.marker)).toBe(true);
        }
      }),
      { seed: 9, numRuns: 500 },
    );
  });
});
