import { afterEach, expect, test, vi } from 'vitest';
import { createApp } from '../../../src/app/create-app.ts';
import { projection } from '../../../src/charts/map/projection.ts';
import { overlay } from '../../../src/charts/overlays/starts.overlay.ts';
import { readFragment } from '../../../src/core/scene/url.ts';
import type { Pen } from '../../../src/ui/pen.ts';
import { manualClock } from '../app/manual-clock.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

test('under a map of starts contour lines are stroked once for a surface and a size, whatever is drawn beneath', () => {
  const context = { scale: vi.fn() };
  const canvas = { width: 0, height: 0, getContext: () => context };
  vi.stubGlobal('document', { createElement: () => canvas });
  const { scene } = readFragment('loss=booth&opt=sgd&steps=3&overlays=starts');
  const app = createApp({ scene, clock: manualClock(), systemTheme: 'light' });
  app.setResolution(17);
  const place = projection(scene.domain, 150.3, 100);
  const stroke = vi.fn();
  const drawImage = vi.fn();
  const pen = { drawImage } as unknown as Pen;
  const canvases = { ratio: 2 };
  const draw = (on = canvases) => {
    const frame = { state: app.state, derived: app.derived };
    overlay.keepLines!(stroke, frame, place, on)(pen);
  };
  draw();
  draw();
  expect(stroke.mock.calls).toEqual([[context]]);
  expect(context.scale).toHaveBeenCalledWith(2, 2);
  // Pixel by pixel.
  expect(drawImage.mock.calls).toEqual([
    [canvas, 0, 0, 150.5, 100],
    [canvas, 0, 0, 150.5, 100],
  ]);
  app.setValue(0, 'lr', 0.02);
  draw();
  expect(stroke).toHaveBeenCalledTimes(1);
  // Another map has its own, and neither takes the other's.
  draw({ ratio: 1 });
  draw();
  expect(stroke).toHaveBeenCalledTimes(2);
  app.setDomain([-3, 3, -3, 3]);
  draw();
  expect(stroke).toHaveBeenCalledTimes(3);
  app.setView({ overlays: { ...app.state.scene.view.overlays, starts: false } });
  draw();
  expect(stroke).toHaveBeenLastCalledWith(pen);
  expect(drawImage).toHaveBeenCalledTimes(6);
  app.dispose();
});
