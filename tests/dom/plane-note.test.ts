import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { openModels } from '../../src/core/scene/models.ts';
import { createPlaneNote } from '../../src/panels/models/plane-note.ts';
import { html } from '../../src/ui/dom.ts';
import { appOn, closeApps } from '../unit/app/models/model-app.ts';

vi.setConfig({ testTimeout: 30_000 });
beforeAll(openModels);
afterEach(closeApps);

test('the place of a surface that is still to come is marked, and of a model alone', async () => {
  const root = html('div', {}, html('div', { class: 'stage-frame' }));
  const { app, clock, whole } = appOn('xor', { points: 4 }, (scene) => ({ ...scene, steps: 5 }));
  app.mount(createPlaneNote(root, app));
  clock.tick(16);
  const note = root.querySelector('.plane-note')!;
  expect(root.hasAttribute('data-unseen')).toBe(true);
  expect(note.textContent).toContain('Recording the first steps');
  await whole();
  expect(root.hasAttribute('data-unseen')).toBe(false);
  expect(note.textContent).toContain('through the last points of SGD');
  app.setLoss('booth');
  clock.tick(16);
  expect(root.hasAttribute('data-unseen')).toBe(false);
});
