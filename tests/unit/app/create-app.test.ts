import { describe, expect, test } from 'vitest';
import { createApp, type RootApp } from '../../../src/app/create-app.ts';
import { situationOf } from '../../../src/app/situation.ts';
import type { AppView, Frame } from '../../../src/app/state.ts';
import { losses, recordRun } from '../../../src/core/index.ts';
import { defaultScene, entryOf } from '../../../src/core/scene/defaults.ts';
import { newRace } from '../../../src/core/scene/race.ts';
import { manualClock } from './manual-clock.ts';

function start() {
  const clock = manualClock();
  const app = createApp({ scene: defaultScene(), clock, systemTheme: 'light' });
  app.setResolution(33);
  const frames: Frame[] = [];
  app.mount({ draw: (frame) => void frames.push(frame), dispose: () => {} });
  clock.tick(16);
  return { app, clock, frames, last: () => frames.at(-1) as Frame };
}

describe('frames', () => {
  test('an idle page asks for none', () => {
    const { clock, frames } = start();
    expect(frames).toHaveLength(1);
    expect(clock.pending).toBe(0);
  });

  test('several edits before a picture make one frame', () => {
    const { app, clock, frames } = start();
    app.setValue(3, 'lr', 0.1);
    app.setValue(3, 'lr', 0.2);
    app.seek(7);
    expect(clock.pending).toBe(1);
    clock.tick(16);
    expect(frames).toHaveLength(2);
  });

  test('a slow playback draws only when the step changes, and stops asking at the end', () => {
    const { app, clock, frames } = start();
    app.edit((scene) => ({ ...scene, steps: 3 }));
    app.setPlayhead({ speed: 10 });
    app.play();
    let ticks = 0;
    while (clock.tick(10)) ticks += 1;
    expect(ticks).toBeGreaterThanOrEqual(30);
    expect(frames.length).toBeLessThan(8);
    expect(app.state.playhead).toMatchObject({ step: 3, playing: false });
  });
});

describe('a surface that is slow to sample', () => {
  test('is drawn coarse while its domain moves, and whole once it rests', () => {
    // Every look at this clock takes 30 ms.
    const clock = manualClock();
    const app = createApp({
      scene: defaultScene(),
      systemTheme: 'light',
      clock: {
        ...clock,
        now() {
          clock.advance(30);
          return clock.now();
        },
      },
    });
    app.setResolution(33);
    const sides: number[] = [];
    app.mount({ draw: ({ derived }) => void sides.push(derived.surface.grid.nx), dispose: () => {} });
    const frame = () => clock.tick(16);
    frame();
    for (const x of [4, 3, 2]) {
      app.setDomain([-x, x, -5, 5]);
      frame();
    }
    expect(sides).toEqual([33, 33, 17, 17]);
    expect(frame()).toBe(true);
    expect(sides.at(-1)).toBe(33);
    expect(frame()).toBe(false);
  });
});

describe('edits', () => {
  test('a changed learning rate records that run again, in the same frame, and no other; the step stays', () => {
    const { app, clock, last } = start();
    app.seek(50);
    clock.tick(16);
    const before = last();
    app.setValue(3, 'lr', 0.05);
    clock.tick(16);
    const { state, derived } = last();
    expect(state.playhead.step).toBe(50);
    expect(derived.surface).toBe(before.derived.surface);
    expect(derived.runs.map((view, i) => view === before.derived.runs[i])).toEqual([true, true, true, false]);
    const expected = recordRun({
      loss: derived.loss,
      optimizer: { id: 'adam', lr: 0.05 },
      start: state.scene.start,
      steps: state.scene.steps,
    });
    expect(derived.runs[3]?.run.positions).toEqual(expected.positions);
  });

  test('undo and redo give back document and runs', () => {
    const { app } = start();
    const { scene } = app.state;
    app.setStart([1, 1], 'drag');
    app.setStart([2, 2], 'drag');
    app.setValue(0, 'lr', 0.5);
    app.undo();
    expect(app.state.scene.start).toEqual([2, 2]);
    app.undo();
    expect(app.state.scene).toEqual(scene);
    app.redo();
    expect(app.state.scene.start).toEqual([2, 2]);
  });

  test('moving the camera is nothing to undo, and undo does not move it', () => {
    const { app } = start();
    app.setValue(0, 'lr', 0.5);
    const { camera } = app.state.scene.view;
    app.setView({ camera: { ...camera, zoom: 2 } }, 'camera');
    app.undo();
    expect(app.state.scene.view.camera.zoom).toBe(2);
    expect(app.state.scene.optimizers[0]?.values['lr']).not.toBe(0.5);
  });

  test('a wrong formula leaves the surface and says where it is wrong', () => {
    const { app } = start();
    const { surface } = app.derived;
    app.setFormula('x^2 + foo(y)');
    expect(app.derived.surface).toBe(surface);
    expect(app.state.draft).toMatchObject({
      text: 'x^2 + foo(y)',
      mistake: { start: 6, end: 9 },
    });
    app.setFormula('x^2 + y^2');
    expect(app.state.draft).toBeNull();
    expect(app.state.scene).toMatchObject({ loss: 'custom', formula: 'x^2 + y^2' });
    expect(app.derived.loss.value([3, 4])).toBe(25);
  });

  test.each([
    ['lr', Number.NaN],
    ['lr', Number.POSITIVE_INFINITY],
    ['lr', -1],
    ['beta1', 1.5],
    ['beta1', true],
    ['nonsense', 1],
    ['__proto__', 1],
  ])('refuses %s = %s', (key, value) => {
    const { app } = start();
    const before = app.state.scene;
    app.setValue(3, key, value);
    expect(app.state.scene).toBe(before);
  });

  test("another surface brings its start and scale; learning rates of one's own stay", () => {
    const { app } = start();
    app.setLoss('rosenbrock');
    const rosenbrock = entryOf('rosenbrock');
    if (!rosenbrock) throw new Error('a row is missing');
    expect(app.state.scene).toMatchObject({ start: rosenbrock.start, formula: rosenbrock.formula });
    app.addOptimizer('adam');
    const adams = () => app.state.scene.optimizers.slice(3).map(({ values }) => values['lr']);
    expect(adams()).toEqual([0.05, 0.05]);
    app.setValue(4, 'lr', 0.3);
    app.setLoss('booth');
    expect(adams()).toEqual([0.2, 0.3]);
  });

  test('the second Adam is called so and looks different', () => {
    const { app } = start();
    app.duplicateOptimizer(3);
    const [first, second] = app.derived.runs.slice(3);
    expect([first?.label, second?.label]).toEqual(['Adam', 'Adam 2']);
    expect(second?.look).not.toEqual(first?.look);
    app.removeOptimizer(4);
    expect(app.derived.runs).toHaveLength(4);
  });

  test('the plane of a run stays that run’s while others come and go, and is let go with it', () => {
    const { app } = start();
    const run = () => app.state.scene.plane.run;
    app.edit((scene) => ({ ...scene, plane: { ...scene.plane, run: 2 } }));
    app.removeOptimizer(0);
    expect(run()).toBe(1);
    app.duplicateOptimizer(0);
    expect(run()).toBe(2);
    app.removeOptimizer(3);
    expect(run()).toBe(2);
    app.removeOptimizer(2);
    expect(run()).toBe(null);
  });

  test('what a race tunes of an optimizer stays that one’s while others come and go', () => {
    const { app } = start();
    const second = () => app.state.scene.view.race?.second;
    app.setView({ race: { ...newRace, second: ['', 'momentum', '', 'beta2'] } });
    app.duplicateOptimizer(1);
    expect(second()).toEqual(['', 'momentum', 'momentum', '', 'beta2']);
    app.removeOptimizer(0);
    expect(second()).toEqual(['momentum', 'momentum', '', 'beta2']);
    app.removeOptimizer(3);
    expect(second()).toEqual(['momentum', 'momentum']);
    app.addOptimizer('adam');
    app.undo();
    app.undo();
    expect(second()).toEqual(['momentum', 'momentum', '', 'beta2']);
  });

  test('an optimizer that is off has no run', () => {
    const { app } = start();
    app.setOptimizer(1, (setting) => ({ ...setting, on: false }));
    expect(app.derived.runs.map(({ index }) => index)).toEqual([0, 2, 3]);
  });
});

describe('the selected optimizer', () => {
  // Four stand in the first scene; the places of the removed, of the selected, and of the selected afterwards.
  test.each([
    [0, 3, 2],
    [2, 3, 2],
    [0, 1, 0],
    [3, 3, 2],
    [1, 1, 1],
    [3, 0, 0],
    [2, 1, 1],
  ])('once number %i is removed, number %i is number %i', (removed, selected, then) => {
    const { app } = start();
    const mark = app.state.scene.optimizers[selected];
    app.select(selected);
    app.removeOptimizer(removed);
    expect(app.state.selected).toBe(then);
    if (removed !== selected) expect(app.state.scene.optimizers[then]).toBe(mark);
  });

  test('is none once all are removed, and the new one after that', () => {
    const { app } = start();
    for (let left = 4; left > 0; left--) app.removeOptimizer(0);
    expect(app.state.selected).toBe(-1);
    app.addOptimizer('adam');
    expect(app.state.selected).toBe(0);
  });

  test('is the copy where one is duplicated', () => {
    const { app } = start();
    app.duplicateOptimizer(1);
    expect(app.state.selected).toBe(2);
  });
});

describe('what is pointed at, opened or typed', () => {
  const busy = () => {
    const started = start();
    const { app } = started;
    app.setValue(0, 'lr', 0.5);
    app.setValue(0, 'lr', 0.25);
    app.undo();
    app.setStage(0);
    app.hover([1, 2]);
    app.light('gradient');
    app.typeFormula('x^2 + ');
    return started;
  };
  const { playhead, ...scene } = { ...defaultScene(), playhead: { step: 0, speed: 30, loop: false } };

  test('is nothing of another scene that is loaded', () => {
    const { app } = busy();
    app.load(scene, playhead);
    expect(app.state).toMatchObject({ hover: null, lit: null, stage: null, draft: null });
  });

  test('is nothing of another that is shown for a while', () => {
    const { app } = busy();
    app.exchange(() => situationOf(scene, playhead));
    expect(app.state).toMatchObject({ hover: null, lit: null, stage: null, draft: null });
  });

  test.each([
    ['undo', (app: RootApp) => app.undo()],
    ['redo', (app: RootApp) => app.redo()],
    ['reset', (app: RootApp) => app.reset()],
    ['another surface', (app: RootApp) => app.setLoss('booth')],
    ['another scene', (app: RootApp) => app.load(scene, playhead)],
  ])('a half-typed formula makes way for %s, and is kept aside', (_name, act) => {
    const { app, clock } = busy();
    act(app);
    const { formula } = app.state.scene;
    expect(app.state).toMatchObject({ draft: null, dropped: 'x^2 + ' });
    clock.advance(10_000);
    expect(app.state.draft).toBeNull();
    expect(app.state.scene.formula).toBe(formula);
  });

  test('redo brings the edit back and leaves nothing to redo', () => {
    const { app } = busy();
    app.redo();
    expect(app.state.scene.optimizers[0]?.values['lr']).toBe(0.25);
    expect(app.canRedo).toBe(false);
  });
});

test('where a run leaves the domain follows the domain, with the run as it was', () => {
  const { app } = start();
  const runs = () => app.derived.runs.map(({ run }) => run);
  const leftAt = () => app.derived.runs.map((view) => view.leftAt);
  const [before, inside] = [runs(), leftAt()];
  expect(inside).toEqual([null, null, null, null]);
  const [x, y] = app.state.scene.start;
  app.setDomain([x - 0.5, x + 0.5, y - 0.5, y + 0.5]);
  expect(leftAt().every((step) => step !== null && step > 0)).toBe(true);
  expect(runs().every((run, i) => run === before[i])).toBe(true);
  app.undo();
  expect(leftAt()).toEqual(inside);
});

describe('views', () => {
  test('each is disposed with the app, once, and drawn no more', () => {
    const { app, clock } = start();
    const calls: string[] = [];
    const view = (name: string): AppView => ({
      draw: () => void calls.push(`${name} drawn`),
      dispose: () => void calls.push(`${name} disposed`),
    });
    app.mount(view('first'));
    app.mount(view('second'));
    app.dispose();
    app.dispose();
    expect(calls).toEqual(['first disposed', 'second disposed']);
    app.seek(3);
    clock.tick(16);
    expect(calls).toHaveLength(2);
  });

  test('one that was taken off is left alone', () => {
    const { app, clock } = start();
    const calls: string[] = [];
    const takeOff = app.mount({
      draw: () => void calls.push('drawn'),
      dispose: () => void calls.push('disposed'),
    });
    takeOff();
    app.seek(3);
    clock.tick(16);
    app.dispose();
    expect(calls).toEqual([]);
  });
});

describe('every surface at its suggestions', () => {
  test.each(losses.map((entry) => [entry.id, entry] as const))('%s: SGD goes down', (id, entry) => {
    const { app } = start();
    app.edit((scene) => ({ ...scene, optimizers: [] }));
    app.setLoss(id);
    app.addOptimizer('sgd');
    const run = app.derived.runs[0]?.run;
    expect(run?.losses.at(-1)).toBeLessThan(entry.loss.value(entry.start));
    // A saddle has no bottom: whoever goes down it far enough is gone.
    if (entry.family !== 'saddle') expect(run?.divergedAt).toBeNull();
  });
});
