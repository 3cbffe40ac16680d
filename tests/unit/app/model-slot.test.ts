import { describe, expect, test, vi } from 'vitest';
import { createModelSlot } from '../../../src/app/model-slot.ts';
import { createApp } from '../../../src/app/create-app.ts';
import { defaultScene } from '../../../src/core/scene/defaults.ts';
import { onModel } from '../../../src/core/scene/follow.ts';
import { manualClock } from './manual-clock.ts';

const plain = defaultScene();
const model = onModel(plain, { id: 'sales', options: {} });

describe('an app without what shows models', () => {
  test('asks for it once, when a scene first has one, and goes on showing what it showed', () => {
    const clock = manualClock();
    const loadModels = vi.fn();
    const app = createApp({ scene: plain, clock, systemTheme: 'light', loadModels });
    app.setResolution(17);
    app.mount({ draw: () => {}, dispose: () => {} });
    clock.tick(16);
    const { surface } = app.derived;
    expect(loadModels).not.toHaveBeenCalled();
    app.edit(() => model);
    clock.tick(16);
    app.invalidate();
    clock.tick(16);
    expect(loadModels).toHaveBeenCalledTimes(1);
    expect(app.derived.surface).toBe(surface);
    app.dispose();
  });

  test('plays to any step and draws a state as it is', () => {
    const slot = createModelSlot(null, undefined);
    const app = createApp({ scene: model, clock: manualClock(), systemTheme: 'light' });
    expect(slot.follow(app.state)).toBe(model);
    expect(slot.ready(model)).toBe(Infinity);
    expect(slot.derive(app.state)).toBeNull();
    expect(slot.shown(app.state)).toBe(app.state);
    app.dispose();
  });
});
