import { afterEach, describe, expect, test, vi } from 'vitest';
import { createApp } from '../../../src/app/create-app.ts';
import type { Frame } from '../../../src/app/state.ts';
import { criticalLayer } from '../../../src/charts/map/critical.ts';
import type { MapLayer } from '../../../src/charts/map/layer.ts';
import { projection } from '../../../src/charts/map/projection.ts';
import { createLineArrows, overlay } from '../../../src/charts/overlays/lines.overlay.ts';
import { mapLayers } from '../../../src/charts/overlays/overlays.ts';
import { fieldLines } from '../../../src/core/geometry/field-lines.ts';
import { readFragment } from '../../../src/core/scene/url.ts';
import { createSvgPen } from '../../../src/export/svg/svg-pen.ts';
import { manualClock } from '../app/manual-clock.ts';

const { scene, playhead } = readFragment('loss=himmelblau&opt=sgd(lr:0.01)&steps=400&overlays=lines');
const app = createApp({ scene, playhead, clock: manualClock(), systemTheme: 'light' });
app.setResolution(17);
const place = projection(scene.domain, 480, 360);
const lines = fieldLines(app.derived.loss, place.domain, place.sides);

function frameAt(step: number): Frame {
  app.seek(step);
  return { state: app.state, derived: app.derived };
}

/** What a layer draws of a step, as an SVG. */
function drawn(layer: MapLayer, step: number): string {
  const pen = createSvgPen({ measure: () => 0, encode: () => '' });
  const frame = frameAt(step);
  layer.draw(pen, layer.shows(frame)!, frame, place);
  return pen.content();
}

/** Where the arrows' tips are, in the order of the lines: each is where three strokes end. */
function tips(layer: MapLayer, step: number): [x: number, y: number][] {
  const path = /d="([^"]+)"/.exec(drawn(layer, step))![1]!;
  const ends = [...path.matchAll(/L([-\d.]+)[ ,]([-\d.]+)/g)].map(
    ([, x, y]) => [Number(x), Number(y)] as const,
  );
  return ends.filter((_, k) => k % 3 === 0).map(([x, y]) => [x, y]);
}

describe('the arrows of the field lines', () => {
  const arrows = createLineArrows(() => false);

  test('stand in the middle of their lines at step 0', () => {
    const at = tips(arrows, 0);
    expect(at).toHaveLength(lines.length);
    for (const [i, points] of lines.entries()) {
      const middle = 2 * Math.floor(points.length / 4);
      expect(at[i]![0]).toBeCloseTo(points[middle]! * 480, 1);
      expect(at[i]![1]).toBeCloseTo((1 - points[middle + 1]!) * 360, 1);
    }
  });

  test('go along with the steps, two pixels of 480 in each, and back with them', () => {
    const [before, after] = [tips(arrows, 10), tips(arrows, 11)];
    const gone = before.map(([x, y], i) => Math.hypot(after[i]![0] - x, after[i]![1] - y));
    // What has come to the end of its line is at its beginning again.
    const going = gone.filter((pixels) => pixels < 3);
    expect(going.length).toBeGreaterThan(0.8 * lines.length);
    for (const pixels of going) expect(pixels).toBeCloseTo(2, 0);
    expect(tips(arrows, 10)).toEqual(before);
  });

  test('fall on a surface: they go the way of the negative gradient', () => {
    const { loss } = app.derived;
    const height = ([x, y]: [number, number]) => loss.value(place.toDomain(x, y));
    const [before, after] = [tips(arrows, 0), tips(arrows, 1)];
    for (const [i, point] of before.entries()) expect(height(after[i]!)).toBeLessThan(height(point));
  });

  test('stay where they are where no motion is wanted', () => {
    const still = createLineArrows(() => true);
    expect(drawn(still, 37)).toBe(drawn(arrows, 0));
    expect(drawn(arrows, 37)).not.toBe(drawn(arrows, 0));
  });

  test('are drawn with the paths alone: the lines under them are of no step', () => {
    expect(arrows.sheet).toBe('paths');
    expect(overlay.shows(frameAt(3))).toBe(overlay.shows(frameAt(200)));
    expect(drawn(overlay, 3)).toBe(drawn(overlay, 200));
  });

  test('lie on a map over the lines and under the signs of the critical points, and stay for those who want it', () => {
    const shown = mapLayers.filter((layer) => layer.shows(frameAt(0)) !== null);
    expect(shown.map(({ sheet }) => sheet)).toEqual(['ground', 'paths', 'paths']);
    expect(shown[2]).toBe(criticalLayer);
    for (const matches of [true, false]) {
      vi.stubGlobal('matchMedia', () => ({ matches }));
      expect(drawn(shown[1]!, 37) === drawn(shown[1]!, 0)).toBe(matches);
    }
    app.setView({ overlays: { ...app.state.scene.view.overlays, lines: false } });
    expect(mapLayers.filter((layer) => layer.shows(frameAt(0)) !== null)).toEqual([criticalLayer]);
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
});
