import { describe, expect, test } from 'vitest';
import { explainStep, stageBy, toggleStep } from '../../../src/app/anatomy.ts';
import { createApp } from '../../../src/app/create-app.ts';
import { createArrowPointer, createShownMarks } from '../../../src/app/shown-marks.ts';
import { defaultScene } from '../../../src/core/scene/defaults.ts';
import { manualClock } from './manual-clock.ts';

/** The first scene, in which Adam is selected, whose step has four stages. */
function start() {
  const clock = manualClock();
  const app = createApp({ scene: defaultScene(), clock, systemTheme: 'light' });
  app.setResolution(33);
  const at = () => [app.state.playhead.step, app.state.stage];
  return { app, clock, at };
}

describe('an opened step', () => {
  test('is gone through stage by stage, on into the next step and back', () => {
    const { app, at } = start();
    app.seek(3);
    toggleStep(app);
    expect(at()).toEqual([3, 0]);
    for (let k = 0; k < 3; k++) stageBy(app, 1);
    expect(at()).toEqual([3, 3]);
    stageBy(app, 1);
    expect(at()).toEqual([4, 0]);
    stageBy(app, -1);
    expect(at()).toEqual([3, 3]);
    toggleStep(app);
    stageBy(app, 1);
    expect(at()).toEqual([4, null]);
  });

  test('stays at the first stage of all and at the last', () => {
    const { app, at } = start();
    toggleStep(app);
    stageBy(app, -1);
    expect(at()).toEqual([0, 0]);
    app.seek(app.state.scene.steps);
    app.setStage(3);
    stageBy(app, 1);
    expect(at()).toEqual([app.state.scene.steps, 3]);
  });

  test('pauses, and is closed by playing', () => {
    const { app, at } = start();
    app.play();
    toggleStep(app);
    expect(app.state.playhead.playing).toBe(false);
    app.play();
    expect(at()).toEqual([0, null]);
  });
});

test('the step is taken apart once for all views', () => {
  const { app } = start();
  app.seek(12);
  const first = explainStep(app.state, app.derived);
  expect(explainStep(app.state, app.derived)).toBe(first);
  app.setValue(3, 'lr', 0.1);
  expect(explainStep(app.state, app.derived)).not.toBe(first);
});

test('a diverged run has no step from there on', () => {
  const { app } = start();
  app.select(0);
  app.setValue(0, 'lr', 5);
  const divergedAt = app.derived.runs[0]!.run.divergedAt!;
  app.seek(divergedAt - 1);
  expect(explainStep(app.state, app.derived)).not.toBeNull();
  app.seek(divergedAt);
  expect(explainStep(app.state, app.derived)).toBeNull();
});

describe('the marks shown', () => {
  test('are those of the stages so far; the newest grow from nothing', () => {
    const { app, clock } = start();
    app.seek(5);
    let now = 0;
    const shownOf = createShownMarks(
      app,
      () => now,
      () => false,
    );
    const shown = () => shownOf({ state: app.state, derived: app.derived });
    const closed = shown()!.marks.map(({ mark }) => mark.key);
    expect(closed).toContain('update');
    app.setStage(0);
    const growing = shown()!.marks;
    expect(growing.map(({ mark }) => mark.key)).toEqual(['gradient', 'plain', 'plain:landing']);
    expect(growing[0]!.x).toBe(0);
    now = 1000;
    clock.tick(16);
    const grown = shown()!.marks[0]!;
    const { marks } = explainStep(app.state, app.derived)!;
    expect(grown.x).toBeCloseTo(marks.factor * marks.marks[0]!.x, 12);
    expect(shown()).toBe(shown());
  });

  test('rest while time runs, but for what is pointed at', () => {
    const { app } = start();
    const shownOf = createShownMarks(
      app,
      () => 0,
      () => true,
    );
    const shown = () => shownOf({ state: app.state, derived: app.derived });
    app.play();
    expect(shown()).toBeNull();
    app.light('gradient');
    expect(shown()!.marks.map(({ mark }) => mark.key)).toEqual(['gradient']);
  });

  test('light up under the pointer, on stage and map', () => {
    const { app, clock } = start();
    app.mount(createArrowPointer(app));
    app.seek(5);
    const { marks } = explainStep(app.state, app.derived)!;
    const gradient = marks.marks[0]!;
    app.hover([
      marks.from[0] + 0.97 * marks.factor * gradient.x,
      marks.from[1] + 0.97 * marks.factor * gradient.y,
    ]);
    clock.tick(16);
    expect(app.state.lit).toBe('gradient');
    app.hover(null);
    clock.tick(16);
    expect(app.state.lit).toBeNull();
  });
});
