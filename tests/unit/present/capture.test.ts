import { afterEach, beforeAll, expect, test } from 'vitest';
import { openModels } from '../../../src/core/scene/models.ts';
import { defaultScene } from '../../../src/core/scene/defaults.ts';
import { capture, summary } from '../../../src/present/editor/capture.ts';
import { appOn, closeApps } from '../app/models/model-app.ts';

beforeAll(openModels);
afterEach(closeApps);

test('a scene on a model is told by its name, and has beside it what the parameters do', () => {
  const { app } = appOn('moons', {}, (scene) => ({ ...scene, steps: 5 }));
  const scene = capture(app, 'Two moons', 'a');
  expect(scene.beside).toEqual(['step']);
  expect(summary(scene)).toMatch(/^Moons, a network · /);

  app.load(defaultScene(), app.state.playhead);
  const ofFormula = capture(app, 'A valley', 'b');
  expect(ofFormula.beside).toEqual(['map', 'chart']);
  expect(summary(ofFormula)).not.toContain('Moons');
});
