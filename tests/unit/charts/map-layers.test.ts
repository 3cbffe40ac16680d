import { describe, expect, test, vi } from 'vitest';
import { createApp } from '../../../src/app/create-app.ts';
import type { Frame } from '../../../src/app/state.ts';
import { drawMapFigure } from '../../../src/charts/figures/map.ts';
import type { MapLayer } from '../../../src/charts/map/layer.ts';
import { readFragment } from '../../../src/core/scene/url.ts';
import { createSvgPen } from '../../../src/export/svg/svg-pen.ts';
import { manualClock } from '../app/manual-clock.ts';

function frameOf(fragment: string): Frame {
  const { scene, playhead, problems } = readFragment(`loss=himmelblau&steps=20&step=4&${fragment}`);
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join(' '));
  const app = createApp({ scene, playhead, clock: manualClock(), systemTheme: 'light' });
  app.setResolution(17);
  return app;
}

const plain = frameOf('opt=sgd(lr:0.01)');
/** One frame with each of the layers that come late, by the layer. */
const late = {
  taylor: frameOf('opt=sgd(lr:0.01)&overlays=taylor'),
  eigenvectors: frameOf('opt=sgd(lr:0.01)&overlays=eigenvectors'),
  flow: frameOf('opt=sgd(lr:0.01)&overlays=flow'),
  field: frameOf('opt=sgd(lr:0.01)&overlays=field'),
  regions: frameOf('opt=sgd(lr:0.01)&map=curvature'),
  simplex: frameOf('opt=nelder-mead'),
  cloud: frameOf('opt=sgd(lr:0.01)&noise=8'),
};

/** The map of a frame as an SVG. */
function figureOf(frame: Frame): string {
  const pen = createSvgPen({ measure: (text) => 6 * text.length, encode: () => '' });
  const options = { labels: false, axes: false, vector: true, font: 'Inter, sans-serif' };
  drawMapFigure(pen, frame, { x: 0, y: 0, width: 320, height: 240 }, options);
  return pen.content();
}

test.each(Object.entries(late))('a figure, which waits for nothing, has the %s', (_name, frame) => {
  const { entry } = plain.derived.runs[0]!;
  const runs = frame.derived.runs.map((view) => ({ ...view, entry }));
  const without = {
    state: { ...frame.state, scene: plain.state.scene },
    derived: { ...frame.derived, runs },
  };
  expect(figureOf(frame).length).toBeGreaterThan(figureOf(without).length + 200);
});

describe('a map on the page', () => {
  /** As before anything has come: what has come once is there for every map. */
  async function fresh(loaded: () => void) {
    vi.resetModules();
    const { createMapLayers } = await import('../../../src/charts/map/layers.ts');
    return {
      layers: createMapLayers(loaded),
      /** Settles after the code has come to those who have asked for it: who asks later is told later. */
      come: () => new Promise<void>((told) => void createMapLayers(told).of(late.flow)),
    };
  }
  const names = (list: readonly MapLayer[], frame: Frame) =>
    list.filter((layer) => layer.shows(frame) !== null).length;

  test('asks for nothing as long as a scene has nothing of it', async () => {
    const loaded = vi.fn();
    const { layers, come } = await fresh(loaded);
    const before = layers.of(plain);
    expect(layers.of(plain)).toBe(before);
    expect(names(before, plain)).toBe(1);
    await come();
    expect(loaded).not.toHaveBeenCalled();
  });

  test.each(Object.entries(late))(
    'has the %s as soon as its code has come, and is drawn for it',
    async (_name, frame) => {
      const loaded = vi.fn();
      const { layers, come } = await fresh(loaded);
      expect(names(layers.of(frame), frame)).toBe(1);
      await come();
      expect(loaded).toHaveBeenCalledTimes(1);
      expect(names(layers.of(frame), frame)).toBe(2);
      expect(layers.of(frame)).toBe(layers.of(plain));
    },
  );

  test('that is gone when it comes is not drawn', async () => {
    const loaded = vi.fn();
    const { layers, come } = await fresh(loaded);
    layers.of(late.flow);
    layers.dispose();
    await come();
    expect(loaded).not.toHaveBeenCalled();
  });
});
