import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { openModels } from '../../src/core/scene/models.ts';
import { createModelPicture } from '../../src/panels/models/picture.ts';
import { models } from '../../src/text/en/models.ts';
import { createSlot } from '../../src/ui/panel.ts';
import { appOn, closeApps } from '../unit/app/models/model-app.ts';

vi.setConfig({ testTimeout: 30_000 });
beforeAll(openModels);
afterEach(closeApps);

test('of a data point its own gradient is told, and at the last step that no update leaves it', async () => {
  const { app, clock, there } = appOn('sales', {}, (scene) => ({ ...scene, steps: 10 }));
  const { section, slot } = createSlot('model', 'Model');
  document.body.append(section);
  app.mount(createModelPicture(slot, app));
  await there();
  const saidAt = (step: number) => {
    app.seek(step);
    clock.tick(16);
    return section.querySelector('.model-row')!.textContent;
  };
  expect(saidAt(3)).toBe('');
  app.pick(2);
  expect(saidAt(3)).toMatch(/^Data point 3, whose value is [\d.]+: its own gradient is [\d.e]+ long/);
  expect(saidAt(10)).toBe(models.step.ended);
  section.remove();
});
