import { expect, test } from 'vitest';
import { createApp } from '../../../src/app/create-app.ts';
import { shownOfModels } from '../../../src/app/models/blank.ts';
import type { Frame } from '../../../src/app/state.ts';
import { readFragment } from '../../../src/core/scene/url.ts';
import { manualClock } from './manual-clock.ts';

const start = (link: string) => {
  const { scene, playhead } = readFragment(link);
  const clock = manualClock();
  const app = createApp({ scene, playhead, clock, systemTheme: 'light' });
  app.setResolution(17);
  let last: Frame | null = null;
  app.mount({ draw: (frame) => (last = frame), dispose() {} });
  const shown = () => {
    clock.tick(16);
    return last!.state;
  };
  return { app, shown };
};

test('the scene that is shown of a curve is another only when the scene is', () => {
  const { app, shown } = start('#f=x^2&curve=on&opt=sgd&overlays=tangent,taylor,field');
  const first = shown();
  expect(first.scene.view.overlays).toMatchObject({ taylor: true, tangent: true, field: false });
  app.hover([0.5, 0]);
  const pointed = shown();
  expect(pointed.hover).toEqual([0.5, 0]);
  expect(pointed.scene).toBe(first.scene);
  app.setStart([1, 0]);
  expect(shown().scene).not.toBe(first.scene);
});

test('and so is that of a model', () => {
  const { app } = start('#f=x^2%2By^2&opt=sgd&overlays=field');
  const shown = shownOfModels();
  const first = shown(app.state);
  expect(first.scene.view.overlays.field).toBe(false);
  app.hover([0.5, 0]);
  expect(shown(app.state).scene).toBe(first.scene);
  app.setView({ overlays: { ...app.state.scene.view.overlays, field: false } });
  expect(shown(app.state).scene).toBe(app.state.scene);
});
