import { describe, expect, test } from 'vitest';
import { answerNow } from '../../../src/app/answer-now.ts';
import { createApp } from '../../../src/app/create-app.ts';
import { readFragment } from '../../../src/core/scene/url.ts';
import { manualClock } from './manual-clock.ts';

const runs = 'loss=booth&start=-7,6&opt=sgd(lr:0.02)&opt=adam(lr:0.3)&steps=80';

function open(fragment: string) {
  const { scene, playhead } = readFragment(fragment);
  const clock = manualClock();
  const app = createApp({ scene, playhead, clock, systemTheme: 'light' });
  app.setResolution(33);
  return { app, clock };
}

describe('while a question is open', () => {
  test('runs have not begun, whatever is done', () => {
    const { app } = open(`${runs}&step=30&ask=end,run:1,step:40`);
    const isHidden = () => {
      expect(app.state).toMatchObject({ playhead: { step: 0, playing: false }, selected: -1, stage: null });
      expect(app.derived.runs).toHaveLength(2);
      for (const { run, leftAt } of app.derived.runs) {
        expect([run.steps, run.positions.length, run.losses.length, run.end, leftAt]).toEqual([
          0,
          2,
          1,
          null,
          null,
        ]);
        expect([run.rates(), run.effectiveRates(0)]).toEqual([Float64Array.of(NaN), Float64Array.of(NaN)]);
      }
    };
    isHidden();
    for (const act of [
      () => app.play(),
      () => app.seek(50),
      () => app.stepBy(3),
      () => app.select(1),
      () => app.setStage(0),
      () => app.setStart([1, 1]),
      () => app.undo(),
      () => app.setValue(0, 'lr', 0.001),
      () => app.guess({ form: 'place', at: [1, 2] }),
    ]) {
      act();
      isHidden();
    }
    expect(app.state.scene.optimizers[0]?.values['lr']).toBe(0.001);
  });

  test('that a run leaves the map is not told before it is shown', () => {
    const { app } = open(`loss=booth&start=-7,6&opt=sgd(lr:0.3)&steps=20&ask=end,run:1,step:20`);
    expect(app.derived.runs[0]?.leftAt).toBeNull();
    app.guess({ form: 'place', at: [1, 2] });
    app.lock();
    expect(app.derived.runs[0]?.leftAt).toBe(1);
  });

  test('the same runs are the same: a pointer’s move draws nothing anew', () => {
    const { app } = open(`${runs}&ask=lowest`);
    const before = app.derived.runs;
    app.hover([1, 2]);
    expect(app.derived.runs).toBe(before);
  });
});

describe('a guess that is locked', () => {
  test('shows the runs, holds, and lasts while the same is asked', () => {
    const { app } = open(`${runs}&ask=end,run:1,step:40`);
    const guess = { form: 'place', at: [1, 2] } as const;
    app.guess(guess);
    app.lock();
    expect(app.state).toMatchObject({ asked: { guess, isLocked: true }, selected: 1 });
    expect(app.derived.runs.map(({ run }) => run.steps)).toEqual([80, 80]);
    app.guess(null);
    app.setValue(0, 'lr', 0.001);
    expect(app.state.asked).toEqual({ guess, isLocked: true });
    app.edit((scene) => ({ ...scene, ask: { ...scene.ask!, step: 41 } }));
    expect(app.state.asked).toEqual({ guess: null, isLocked: false });
    expect(app.derived.runs[0]?.run.steps).toBe(0);
  });

  test.each([
    ['asked again', 'askAgain'],
    ['put back', 'reset'],
  ] as const)('is given up when it is %s', (_, act) => {
    const { app } = open(`${runs}&ask=end,run:1,step:40`);
    app.guess({ form: 'place', at: [1, 2] });
    app.lock();
    app.seek(20);
    app[act]();
    expect(app.state).toMatchObject({ asked: { guess: null, isLocked: false }, playhead: { step: 0 } });
  });

  test('and so is that of another scene, with the same question', () => {
    const { app } = open(`${runs}&ask=lowest`);
    app.lock();
    const { scene, playhead } = readFragment(`${runs}&ask=lowest`);
    app.load(scene, playhead);
    expect(app.state.asked.isLocked).toBe(false);
  });

  test('is played to the step that is asked for, and no further', () => {
    const { app, clock } = open(`${runs}&ask=end,run:1,step:40`);
    answerNow(app, false);
    expect(app.state.playhead).toMatchObject({ step: 0, playing: true });
    for (let i = 0; i < 200; i++) clock.tick(20);
    expect(app.state.playhead).toMatchObject({ step: 40, playing: false });
  });

  test.each([
    ['in calm', `${runs}&ask=end,run:1,step:40`, true, 40],
    ['where it would take long', `${runs}&speed=2&ask=end,run:1,step:40`, false, 40],
    ['beyond the end', `${runs}&ask=loss,run:1,step:500`, true, 80],
    ['of a first step', `${runs}&ask=length,run:1`, true, 1],
  ])('is shown at once %s', (_, link, isCalm, step) => {
    const { app } = open(link);
    answerNow(app, isCalm);
    expect(app.state.playhead).toMatchObject({ step, playing: false });
  });
});

test('a goal hides nothing', () => {
  const { app } = open(`${runs}&step=30&ask=reach,run:0,goal:0.1`);
  expect(app.state.playhead.step).toBe(30);
  expect(app.derived.runs[0]?.run.steps).toBe(80);
});
