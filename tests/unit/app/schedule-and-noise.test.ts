import { describe, expect, test } from 'vitest';
import { createApp } from '../../../src/app/create-app.ts';
import { gradientCloud, simplexAt } from '../../../src/app/step-data.ts';
import { newSchedule } from '../../../src/core/run/schedule.ts';
import { defaultScene } from '../../../src/core/scene/defaults.ts';
import { manualClock } from './manual-clock.ts';

function start() {
  const app = createApp({ scene: defaultScene(), clock: manualClock(), systemTheme: 'light' });
  app.setResolution(33);
  return app;
}

const pathsOf = (app: ReturnType<typeof start>) => app.derived.runs.map(({ run }) => run.positions.join());

describe('a schedule', () => {
  test('records its own optimizer again and no other', () => {
    const app = start();
    const before = app.derived.runs;
    app.setOptimizer(3, (setting) => ({ ...setting, schedule: newSchedule('cosine') }));
    const after = app.derived.runs;
    expect(after.slice(0, 3)).toEqual(before.slice(0, 3));
    for (const i of [0, 1, 2]) expect(after[i]?.run).toBe(before[i]?.run);
    expect(after[3]?.run.positions).not.toEqual(before[3]?.run.positions);
    expect(after[3]?.run.updateFrom(100)['lr']).toBeCloseTo(0.11, 12);
  });

  test('tells a duplicate from what it was made of', () => {
    const app = start();
    app.duplicateOptimizer(3);
    app.setOptimizer(4, (setting) => ({ ...setting, schedule: newSchedule('inverse') }));
    const runs = app.derived.runs.map(({ run }) => run);
    expect(runs[4]?.positions).not.toEqual(runs[3]?.positions);
    app.setValue(0, 'lr', 0.001);
    expect(app.derived.runs.slice(1).map(({ run }) => run)).toEqual(runs.slice(1));
  });

  test('is taken back in one go with the gesture that set it', () => {
    const app = start();
    app.setOptimizer(3, (setting) => ({ ...setting, schedule: newSchedule('exponential') }));
    for (const factor of [0.95, 0.96, 0.97]) {
      app.setOptimizer(3, (setting) => ({ ...setting, schedule: { kind: 'exponential', factor } }), 'drag');
    }
    app.undo();
    expect(app.state.scene.optimizers[3]?.schedule).toEqual({ kind: 'exponential', factor: 0.98 });
  });
});

describe('noise', () => {
  test('its kind and scaling move every run', () => {
    const app = start();
    app.edit((scene) => ({ ...scene, noise: 0.3 }));
    const plain = pathsOf(app);
    app.edit((scene) => ({ ...scene, noiseKind: 'heavy' }));
    const heavy = pathsOf(app);
    app.edit((scene) => ({ ...scene, noiseScaling: 'proportional' }));
    const proportional = pathsOf(app);
    for (const i of plain.keys()) {
      expect(new Set([plain[i], heavy[i], proportional[i]]).size).toBe(3);
    }
  });

  test('has a cloud while the step rests, and none without noise', () => {
    const app = start();
    expect(gradientCloud(app.state, app.derived)).toBeNull();
    app.edit((scene) => ({ ...scene, noise: 2 }));
    const cloud = gradientCloud(app.state, app.derived);
    expect(cloud?.tips.length).toBeGreaterThan(100);
    expect(gradientCloud(app.state, app.derived)).toBe(cloud);
    app.play();
    expect(gradientCloud(app.state, app.derived)).toBeNull();
  });
});

test('a simplex is there from the first step on, with the position for its best vertex', () => {
  const app = start();
  app.addOptimizer('nelder-mead');
  const view = app.derived.runs.at(-1)!;
  expect(simplexAt(view, 0)).toBeNull();
  for (const step of [1, 5, 1000]) {
    const at = Math.min(step, view.run.steps);
    expect(simplexAt(view, step)?.slice(0, 2)).toEqual(view.run.positions.slice(2 * at, 2 * at + 2));
  }
  expect(simplexAt(app.derived.runs[0]!, 5)).toBeNull();
});
