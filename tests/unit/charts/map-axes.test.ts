import { describe, expect, it } from 'vitest';
import { type Axes, isFree } from '../../../src/ui/axes.ts';
import { heightOf, layOutMap, layOutMapAxes, type Mapped } from '../../../src/charts/map/axes.ts';
import { traceContours } from '../../../src/charts/map/ground.ts';
import { projection } from '../../../src/charts/map/projection.ts';
import { compileFormula } from '../../../src/core/expression/compile.ts';
import { sampleGrid } from '../../../src/core/geometry/grid.ts';
import { isEqual, sidesOf } from '../../../src/core/geometry/sides.ts';
import { createSurface } from '../../../src/core/geometry/surface.ts';
import type { Domain, Scales } from '../../../src/core/geometry/types.ts';
import { losses } from '../../../src/core/losses/catalog.ts';
import { textWidth } from '../core/geometry/text-width.ts';

const measure = (text: string) => textWidth(text);
const mapped = (domain: Domain, scales: Scales = 'auto'): Mapped => ({
  grid: { domain },
  sides: sidesOf(domain, scales),
  equal: isEqual(domain, scales),
  variables: ['x', 'y'],
});
const texts = ({ texts: all }: Axes) => all.map(({ text }) => text);

/** Panels: beside the stage, on a slide, one of six on a phone, in an embed. */
const panels = [
  [295, 290],
  [260, 140],
  [185, 110],
  [600, 420],
  [120, 200],
] as const;

function laidOut(map: Mapped, width: number, height: number) {
  const plot = layOutMap(map, width, height, measure);
  const panel = { x: 0, y: 0, width, height };
  return { plot, axes: layOutMapAxes(map, plot, panel, measure) };
}

describe('the place of the domain on the panel', () => {
  it.each<[Domain, Scales]>([
    [[-5, 5, -5, 5], 'auto'],
    [[-10, 10, -2, 2], 'auto'],
    [[0, 1, 0, 5.9], 'auto'],
    [[0, 1, 0, 10], 'equal'],
    [[1e6, 1e6 + 1e-3, 0, 1e-3], 'auto'],
  ])('%j, %s: a unit of x is as long as one of y, whatever the panel', (domain, scales) => {
    const map = mapped(domain, scales);
    for (const [width, height] of panels) {
      const { plot } = laidOut(map, width, height);
      const [x0, x1, y0, y1] = domain;
      expect(plot.width / (x1 - x0) / (plot.height / (y1 - y0))).toBeCloseTo(1, 6);
      expect(plot.x).toBeGreaterThanOrEqual(0);
      expect(plot.x + plot.width).toBeLessThanOrEqual(width);
      expect(plot.y + plot.height).toBeLessThanOrEqual(height);
    }
  });

  it('fills the panel where it is asked to, and says so at the axes', () => {
    const map = mapped([-10, 10, -2, 2], 'fill');
    const { plot, axes } = laidOut(map, 295, 200);
    expect(plot.width).toBeGreaterThan(240);
    expect(plot.height).toBeGreaterThan(150);
    expect(texts(axes)).toContain('x and y at different scales');
    expect(texts(laidOut(mapped([-10, 10, -2, 2]), 295, 200).axes)).not.toContain(
      'x and y at different scales',
    );
    expect(texts(laidOut(mapped([0, 1, 0, 10]), 295, 200).axes)).toContain('x and y at different scales');
  });

  it.each([
    [[-5, 5, -5, 5], 283],
    [[-10, 10, -4, 4], 127],
    [[-10, 10, -2, 2], 100],
    [[0, 1, 0, 4], 290],
    [[0, 1, 0, 100], 195],
  ] as const)('the panel is as high as %j needs', (domain, height) => {
    const own = heightOf(mapped(domain), 295, 100, 290, measure);
    expect(Math.abs(own - height)).toBeLessThanOrEqual(8);
  });
});

describe('the axes of a map', () => {
  const domains: Domain[] = losses.map(({ domain }) => domain);
  for (let zoom = -9; zoom <= 4; zoom++)
    for (const [x, y] of [
      [0, 0],
      [1e6, -0.25],
      [-123.456, 98_765.4321],
    ] as const) {
      const side = 10 ** zoom * 2.67;
      if (side > 1e-11 * Math.max(1, Math.abs(x), Math.abs(y)))
        domains.push([x - side, x + side, y - side, y + side], [x, x + side, y, y + 5 * side]);
    }

  it.each(domains.map((domain) => ({ domain })))(
    '$domain: names, and numbers of which none touches another or leaves the panel',
    ({ domain }) => {
      for (const [width, height] of panels) {
        const { plot, axes } = laidOut(mapped(domain), width, height);
        const names = axes.texts.filter(({ isName }) => isName).map(({ text }) => text[0]);
        expect(names).toEqual(['x', 'y']);
        axes.texts.forEach((box, i) => {
          expect(isFree(box, axes.texts.slice(0, i), 1), box.text).toBe(true);
          expect(box.x, box.text).toBeGreaterThanOrEqual(-1);
          expect(box.x + box.width, box.text).toBeLessThanOrEqual(width + 1);
          expect(box.y + box.height, box.text).toBeLessThanOrEqual(height + 1);
          const onMap =
            box.x + box.width > plot.x + 1 &&
            box.x < plot.x + plot.width - 1 &&
            box.y + box.height > plot.y + 1 &&
            box.y < plot.y + plot.height - 1;
          expect(onMap, `${box.text} lies on the map`).toBe(false);
        });
        if (plot.width >= 100 && plot.height >= 80)
          expect(axes.texts.filter(({ isName }) => !isName).length).toBeGreaterThanOrEqual(3);
      }
    },
  );

  it('tells a bowl seen from near from the same seen from afar', () => {
    const near = laidOut(mapped([-2.67, 2.67, -2.67, 2.67]), 295, 290).axes;
    const far = laidOut(mapped([-13.5, 13.5, -13.5, 13.5]), 295, 290).axes;
    expect(texts(near)).toContain('\u22122');
    expect(texts(far)).toContain('10');
    expect(texts(near)).not.toEqual(texts(far));
  });
});

describe('arrows cross contour lines at right angles', () => {
  it.each([
    ['x^2 + y^2', [-5, 5, -5, 5]],
    ['0.5*(x^2 + 100*y^2)', [-10, 10, -4, 4]],
    ['0.5*(x^2 + 25*y^2)', [-10, 10, -2, 2]],
    ['(x^2 + y - 11)^2 + (x + y^2 - 7)^2', [-5, 5, -5, 5]],
    ['x*y', [-1, 2, -3, 3]],
    ['sin(x) + cos(2*y)', [-3, 3, 0, 2]],
    ['(1 - x)^2 + 4*(y - x^2)^2', [-2, 2, -1, 3]],
  ] as const)('%s', (formula, domain) => {
    const loss = compileFormula(formula);
    const n = 601;
    const surface = createSurface(sampleGrid(loss, domain, n, n), 'log');
    const plot = layOutMap(surface, 295, 290, measure);
    const place = projection(domain, plot.width, plot.height);
    const gradient = new Float64Array(2);
    /** Points of a line before and behind the middle: a single piece is as short as the grid. */
    const reach = 6;
    let seen = 0;
    let worst = 0;
    for (const { points } of traceContours(surface)) {
      for (let k = 2 * reach; k + 2 * reach < points.length; k += 2 * reach) {
        const at = (i: number) => [
          (points[i]! / (n - 1)) * place.width,
          place.height - (points[i + 1]! / (n - 1)) * place.height,
        ];
        const [ax, ay] = at(k - 2 * reach) as [number, number];
        const [bx, by] = at(k + 2 * reach) as [number, number];
        const [mx, my] = at(k) as [number, number];
        // Where a line bends in so short a piece its direction is none.
        const sag =
          Math.abs((mx - ax) * (by - ay) - (my - ay) * (bx - ax)) / Math.hypot(bx - ax, by - ay) ** 2;
        if (!(sag < 0.004)) continue;
        const from = place.toDomain(mx, my);
        loss.gradient(from, gradient);
        const size = Math.hypot(gradient[0]!, gradient[1]!);
        const step = (domain[1] - domain[0]) / 100 / size;
        const [tx, ty] = place.toPixel(from[0] - step * gradient[0]!, from[1] - step * gradient[1]!);
        const angle = Math.abs(Math.atan2(ty - my, tx - mx) - Math.atan2(by - ay, bx - ax)) * (180 / Math.PI);
        worst = Math.max(worst, Math.abs((angle % 180) - 90));
        seen++;
      }
    }
    expect(seen).toBeGreaterThan(300);
    expect(worst).toBeLessThan(0.5);
  });
});
