import type { Box } from '../../../src/ui/box.ts';
import { describe, expect, it } from 'vitest';
import { type AxisText, isFree } from '../../../src/ui/axes.ts';
import { compileFormula } from '../../../src/core/expression/compile.ts';
import { sampleGrid } from '../../../src/core/geometry/grid.ts';
import { createSurface } from '../../../src/core/geometry/surface.ts';
import type { Domain, HeightScaleKind, Scales, Surface } from '../../../src/core/geometry/types.ts';
import type { Camera } from '../../../src/core/scene/scene.ts';
import { layOutAxes } from '../../../src/view3d/axes.ts';
import { BLOCK_BASE, blockHeight } from '../../../src/view3d/block.ts';
import { aim, createLens, type Lens, projectWorld } from '../../../src/view3d/lens.ts';
import { textWidth } from '../core/geometry/text-width.ts';

const home: Camera = { projection: 'perspective', azimuth: -0.42, elevation: 0.92, zoom: 1, target: [0, 0] };
const measure = (text: string) => textWidth(text);

function surfaceOn(
  domain: Domain,
  kind: HeightScaleKind = 'linear',
  scales: Scales = 'auto',
  formula = 'x^2 + y^2',
): Surface {
  return createSurface(sampleGrid(compileFormula(formula), domain, 17, 17), kind, scales);
}

function layOut(
  surface: Surface,
  camera: Partial<Camera> = {},
  [width, height]: readonly [number, number] = [680, 630],
  covers: readonly Box[] = [],
  type = 12,
) {
  const lens = createLens();
  aim(lens, { ...home, ...camera }, width, height, surface.sides, type);
  return { lens, ...layOutAxes(lens, surface, (text) => (measure(text) * type) / 12, covers) };
}

const words = (texts: readonly AxisText[]) => texts.map(({ text }) => text);
const namesOf = (texts: readonly AxisText[]) =>
  words(texts.filter(({ isName }) => isName)).map((name) => name[0]);

/** The corners of the block, as high as it can be, on the screen. */
function corners(lens: Lens): [number, number][] {
  const out = new Float64Array(3);
  const all: [number, number][] = [];
  for (const x of [-0.5, 0.5])
    for (const z of [-0.5, 0.5])
      for (const y of [BLOCK_BASE, blockHeight(lens.sides)]) {
        projectWorld(lens, Float64Array.of(x * lens.sides[0], y, z * lens.sides[1]), out);
        all.push([out[0]!, out[1]!]);
      }
  return all;
}

/** By how much a box lies in the outline of points: the least distance in which a straight line parts them, negated. */
function outlineOf(points: readonly (readonly [number, number])[]): (box: Box) => number {
  const ways = points.flatMap(([ax, ay]) =>
    points.map(([bx, by]) => {
      const length = Math.hypot(bx - ax, by - ay) || 1;
      const [dx, dy] = [(by - ay) / length, (ax - bx) / length];
      return { dx, dy, far: Math.max(...points.map(([x, y]) => x * dx + y * dy)) };
    }),
  );
  return ({ x, y, width, height }) => {
    let apart = -Infinity;
    for (const { dx, dy, far } of ways)
      apart = Math.max(apart, Math.min(x * dx, (x + width) * dx) + Math.min(y * dy, (y + height) * dy) - far);
    return -apart;
  };
}

const sizes = [
  [680, 630],
  [390, 290],
  [360, 240],
  [1100, 420],
  [300, 700],
] as const;
const domains: readonly [string, Domain, Scales][] = [
  ['a square', [-5, 5, -5, 5], 'auto'],
  ['20 x 4', [-10, 10, -2, 2], 'auto'],
  ['1 x 10, filled', [0, 1, 0, 10], 'auto'],
  ['1 x 10, equal', [0, 1, 0, 10], 'equal'],
  ['1 x 1000', [0, 1, -500, 500], 'auto'],
  ['far and small', [1e6, 1e6 + 1e-3, -2e-7, 2e-7], 'fill'],
  ['large', [-3e9, 4e9, -1e9, 1e9], 'auto'],
];

describe('the axes of the stage', () => {
  it.each(domains)(
    'of %s: no word touches another, leaves the frame or lies on the block',
    (_, domain, scales) => {
      const surface = surfaceOn(domain, 'log', scales);
      const faults: string[] = [];
      for (const size of sizes)
        for (const projection of ['perspective', 'orthographic', 'top'] as const)
          for (let k = 0; k < 24; k++)
            for (const elevation of [0.06, 0.6, 1.3]) {
              const azimuth = (k * Math.PI) / 12;
              const { texts, lens } = layOut(surface, { projection, azimuth, elevation }, size);
              const at = `${size.join(' x ')} ${projection} ${azimuth.toFixed(2)} ${elevation}`;
              const within = outlineOf(corners(lens));
              texts.forEach((box, i) => {
                if (!isFree(box, texts.slice(0, i), 1)) faults.push(`${at}: ${box.text} touches`);
                const { x, y, width, height } = box;
                if (x < 0 || y < 0 || x + width > size[0] || y + height > size[1])
                  faults.push(`${at}: ${box.text} leaves`);
                const isNote = box.text.length > 9 && !box.isName;
                if (!isNote && within(box) > 1) faults.push(`${at}: ${box.text} on the block`);
              });
            }
      expect(faults).toEqual([]);
    },
    30_000,
  );

  it.each(sizes)('name x, y and f, with numbers at each, from every side in %i x %i', (...size) => {
    const surface = surfaceOn([-5, 5, -5, 5], 'log');
    for (let k = 0; k < 12; k++) {
      const { texts } = layOut(surface, { azimuth: (k * Math.PI) / 6 + 0.1, elevation: 0.6 }, size);
      expect(namesOf(texts), `azimuth ${k}`).toEqual(['x', 'y', 'f']);
      expect(texts.length).toBeGreaterThanOrEqual(7);
    }
  });

  it('say how the heights are scaled where they are not linear, also from above', () => {
    for (const [kind, word] of [
      ['log', 'f, log'],
      ['rank', 'f, rank'],
      ['linear', 'f'],
    ] as const) {
      expect(words(layOut(surfaceOn([-5, 5, -5, 5], kind)).texts)).toContain(word);
    }
    const above = { projection: 'top' } as const;
    expect(words(layOut(surfaceOn([-5, 5, -5, 5], 'log'), above).texts)).toContain('heights: log');
    expect(words(layOut(surfaceOn([-5, 5, -5, 5]), above).texts).join()).not.toContain('heights');
  });

  it('name long heights beside the block or over it, not across it, where the frame is near', () => {
    const { texts, lens } = layOut(
      surfaceOn([-5, 5, -5, 5], 'log', 'auto', '2.3 + (x^2 + y^2)/1e6'),
      {},
      [580, 520],
    );
    const name = texts.find(({ text, isName }) => isName && text.startsWith('f'))!;
    expect(name.text).toBe('f − 2.3, log');
    const corner = Math.min(...corners(lens).map(([x]) => x));
    expect(name.width).toBeGreaterThan(corner);
    expect(name.x).toBeGreaterThanOrEqual(0);
    expect(outlineOf(corners(lens))(name)).toBeLessThanOrEqual(1);
  });

  it('say that x and y have different scales where they have', () => {
    const different = 'x and y at different scales';
    expect(words(layOut(surfaceOn([0, 1, 0, 10])).texts)).toContain(different);
    expect(words(layOut(surfaceOn([0, 1, 0, 3], 'linear', 'fill')).texts)).toContain(different);
    expect(words(layOut(surfaceOn([0, 1, 0, 3])).texts)).not.toContain(different);
  });

  it.each(sizes)('have names and numbers on both axes from above in %i x %i', (...size) => {
    const { texts } = layOut(surfaceOn([-5, 5, -5, 5]), { projection: 'top' }, size);
    expect(namesOf(texts)).toEqual(['x', 'y']);
    const numbers = texts.filter(({ isName }) => !isName);
    const [left, low] = [Math.min(...numbers.map(({ x }) => x)), Math.max(...numbers.map(({ y }) => y))];
    expect(numbers.filter(({ x }) => x < left + 20).length).toBeGreaterThanOrEqual(2);
    expect(numbers.filter(({ y }) => y === low).length).toBeGreaterThanOrEqual(2);
  });

  it('tell a bowl seen from near from the same seen from afar', () => {
    const near = words(layOut(surfaceOn([-2.67, 2.67, -2.67, 2.67])).texts);
    const far = words(layOut(surfaceOn([-13.5, 13.5, -13.5, 13.5])).texts);
    expect(near).toContain('2');
    expect(far).toContain('10');
    expect(near).not.toEqual(far);
  });

  it('keep clear of what lies over the stage', () => {
    const legend = { x: 8, y: 8, width: 330, height: 420 };
    for (let k = 0; k < 24; k++) {
      const { texts } = layOut(
        surfaceOn([-5, 5, -5, 5]),
        { azimuth: (k * Math.PI) / 12 },
        [680, 630],
        [legend],
      );
      expect(texts.filter((box) => !isFree(box, [legend], 0))).toEqual([]);
    }
  });

  it('show the part of an axis that is in the frame, with numbers of its own', () => {
    const surface = surfaceOn([-5, 5, -5, 5]);
    const above = { projection: 'top', zoom: 5, target: [-0.5, -0.5] } as const;
    const { texts } = layOut(surface, above);
    const numbers = words(texts.filter(({ isName }) => !isName));
    expect(numbers).toContain('\u22124.8');
    expect(numbers).not.toContain('4');
  });

  it('stand at their values', () => {
    const surface = surfaceOn([-10, 10, -2, 2]);
    const { lens, lines } = layOut(surface, { projection: 'orthographic', azimuth: 0.3 });
    const out = new Float64Array(3);
    // The first line is the x axis, the second its first tick, at -10.
    projectWorld(lens, Float64Array.of(-0.5, BLOCK_BASE, 0.1), out);
    expect(lines[4]).toBeCloseTo(out[0]!, 6);
    expect(lines[5]).toBeCloseTo(out[1]!, 6);
  });

  it('have larger type in a larger figure', () => {
    const plain = layOut(surfaceOn([-5, 5, -5, 5]));
    const large = layOut(surfaceOn([-5, 5, -5, 5]), {}, [1360, 1260], [], 24);
    expect(words(large.texts)).toEqual(words(plain.texts));
    expect(large.texts[0]!.height).toBeCloseTo(2 * plain.texts[0]!.height, 9);
  });
});
