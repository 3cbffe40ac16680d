import { expect, test } from 'vitest';
import { compileFormula, createModel, type Loss } from '../../../src/core/index.ts';
import { curlOn } from '../../../src/charts/overlays/curl.overlay.ts';
import { divergenceOn } from '../../../src/charts/overlays/divergence.overlay.ts';
import { signsOf } from '../../../src/charts/overlays/signed-field.ts';
import { projection } from '../../../src/charts/map/projection.ts';

const place = projection([-2, 2, -1, 1], 200, 100);

/** The integral of the field that is gone along around a small square, by its area: what a curl is. */
function circulation(loss: Loss, [x, y]: readonly [number, number], h = 1e-3): number {
  const along = (px: number, py: number, i: number) => -loss.gradient([px, py])[i]!;
  const sides = along(x, y - h, 0) + along(x + h, y, 1) - along(x, y + h, 0) - along(x - h, y, 1);
  return sides / (2 * h);
}

test('the curl at a pixel is what the field adds up to around it, and the divergence what leaves it', () => {
  const options = { min: 'x^2*y - y^3/3', max: 'sin(x)*y + x*y^2' };
  const { loss } = createModel('two-players', options);
  const [curl, divergence] = [curlOn(loss, place), divergenceOn(loss, place)];
  for (const [px, py] of [
    [10, 10],
    [77, 60],
    [150, 95],
  ] as const) {
    const at = place.toDomain(px, py);
    expect(curl(px, py)).toBeCloseTo(circulation(loss, at), 4);
    const h = 1e-3;
    const out =
      -loss.gradient([at[0] + h, at[1]])[0]! +
      loss.gradient([at[0] - h, at[1]])[0]! -
      loss.gradient([at[0], at[1] + h])[1]! +
      loss.gradient([at[0], at[1] - h])[1]!;
    expect(divergence(px, py)).toBeCloseTo(out / (2 * h), 4);
  }
});

test('of a gradient it is 0 to the bit everywhere', () => {
  const loss = compileFormula('(1-x)^2 + 100(y-x^2)^2 + sin(x*y)');
  const signs = signsOf(place, curlOn(loss, place));
  expect(signs).toHaveLength(50);
  for (const { value } of signs) expect(value).toBe(0);
});
