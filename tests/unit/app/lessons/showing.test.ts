import { describe, expect, test } from 'vitest';
import { createApp } from '../../../../src/app/create-app.ts';
import { askedLater } from '../../../../src/app/lessons/asked-later.ts';
import { createLessonShowing, type ShownPart } from '../../../../src/app/lessons/showing.ts';
import { type Part, scenesOf } from '../../../../src/core/lesson/lesson.ts';
import { emptyLesson } from '../../../../src/core/lesson/restore.ts';
import { readFragment } from '../../../../src/core/scene/url.ts';
import { manualClock } from '../manual-clock.ts';

const BOWL = 'loss=bowl&start=2,1&opt=sgd(lr:0.01)&opt=adam(lr:0.3)&steps=40';
const parts: readonly Part[] = [
  { id: 'a', text: 'a', scene: BOWL, enter: 'still' },
  { id: 'b', text: 'b', scene: '&step=12', enter: 'still' },
  { id: 'c', text: 'c', scene: '&camera=0.3,0.9', enter: { from: 3, to: 9 } },
  { id: 'd', text: 'd', scene: '', enter: 'still' },
  { id: 'e', text: 'e', scene: '&ask=lowest,step:20', enter: 'play' },
  { id: 'f', text: 'f', scene: '', enter: 'still' },
  { id: 'g', text: 'g', scene: '&ask=reach,run:0,goal:0.001,step:40', enter: 'still' },
  { id: 'h', text: 'h', scene: '&overlays=flow,taylor', enter: 'still' },
];

function open(isCalm = true) {
  const shown = scenesOf(parts).map((fragment, i): ShownPart => {
    const { scene, playhead } = readFragment(fragment);
    return {
      id: parts[i]!.id,
      enter: parts[i]!.enter,
      fragment,
      restored: { scene, playhead },
      isWhole: true,
    };
  });
  const clock = manualClock();
  const app = createApp({ scene: shown[0]!.restored.scene, clock, systemTheme: 'light' });
  app.setResolution(17);
  const showing = createLessonShowing(app, shown, () => isCalm);
  const go = (id: string) => showing.show(parts.findIndex((part) => part.id === id));
  const seen = () => {
    const { scene, playhead, asked } = app.state;
    return { scene, step: playhead.step, asked };
  };
  return { app, clock, go, seen };
}

describe('what the stage shows', () => {
  test('is of the part that is read, whichever way one has come to it', () => {
    const forward = open();
    const onward = parts.map(({ id }) => {
      forward.go(id);
      return forward.seen();
    });
    expect(onward.map(({ step }) => step)).toEqual([0, 12, 9, 9, 0, 0, 0, 0]);
    const back = open();
    const backward = parts.toReversed().map(({ id }) => {
      back.go(id);
      return back.seen();
    });
    expect(backward.toReversed()).toEqual(onward);
  });

  test('explains a step where the lesson draws something at its place, whatever was shown before', () => {
    const { app, go } = open();
    const selected = (id: string) => {
      go(id);
      return app.state.selected;
    };
    expect(['a', 'h', 'e', 'h', 'b'].map(selected)).toEqual([-1, 1, -1, 1, -1]);
  });

  test('plays where it is to play, from step to step', () => {
    const { app, clock, go } = open(false);
    go('c');
    expect(app.state.playhead).toMatchObject({ step: 3, playing: true, range: [3, 9] });
    for (let i = 0; i < 200 && app.state.playhead.playing; i++) clock.tick(16);
    expect(app.state.playhead.step).toBe(9);
  });

  test('is whole as soon as what its scene needs has come, and is left alone where it was', () => {
    const fragment = `${BOWL}&opt=newton`;
    // As where no rule of this name is loaded.
    let restored = readFragment(`${BOWL}&opt=none-of-this-name`);
    expect(restored.problems).toHaveLength(1);
    const { scene: bowl, playhead } = readFragment(BOWL);
    const shown: ShownPart[] = [
      { id: 'known', enter: 'still', fragment: BOWL, restored: { scene: bowl, playhead }, isWhole: true },
      {
        id: 'newton',
        enter: 'still',
        fragment,
        get restored() {
          return restored;
        },
        get isWhole() {
          return restored.problems.length === 0;
        },
      },
    ];
    const app = createApp({ scene: bowl, clock: manualClock(), systemTheme: 'light' });
    app.setResolution(17);
    const showing = createLessonShowing(app, shown, () => true);
    showing.show(1);
    const rules = () => app.state.scene.optimizers.map(({ id }) => id);
    expect(rules()).toEqual(['sgd', 'adam']);
    restored = readFragment(fragment);
    showing.renew();
    expect([showing.at, rules()]).toEqual([1, ['sgd', 'adam', 'newton']]);
    app.seek(7);
    showing.renew();
    expect(app.state.playhead.step).toBe(7);
  });

  test('keeps what was answered, and settings that were found', () => {
    const { app, go, seen } = open();
    go('e');
    app.guess({ form: 'run', index: 1 });
    app.lock();
    app.seek(20);
    const answered = seen();
    go('f');
    expect(seen()).toEqual(answered);
    go('a');
    expect(app.state.asked.isLocked).toBe(false);
    go('e');
    expect(seen()).toEqual(answered);
    go('g');
    app.setValue(0, 'lr', 0.5);
    go('a');
    go('g');
    expect(app.state.scene.optimizers[0]!.values['lr']).toBe(0.5);
  });
});

test('runs that are asked about below do not show what is to come', () => {
  const scenes = scenesOf(parts).map((fragment) => readFragment(fragment).scene);
  expect(askedLater({ ...emptyLesson, parts }, scenes)).toEqual([
    true,
    true,
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});

test('what was guessed and locked before a scene’s code has come stays with the scene that comes', () => {
  const fragment = `${BOWL}&ask=lowest,step:20`;
  const { scene, playhead } = readFragment(fragment);
  let isWhole = false;
  const part: ShownPart = {
    id: 'a',
    enter: 'still',
    fragment,
    get restored() {
      return { scene: isWhole ? scene : { ...scene, optimizers: scene.optimizers.slice(0, 1) }, playhead };
    },
    get isWhole() {
      return isWhole;
    },
  };
  for (const [guess, locks] of [
    [{ form: 'run', index: 0 }, false],
    [{ form: 'run', index: 0 }, true],
    [null, true],
    [null, false],
  ] as const) {
    isWhole = false;
    const app = createApp({ scene: part.restored.scene, clock: manualClock(), systemTheme: 'light' });
    const showing = createLessonShowing(app, [part], () => true);
    showing.show(0);
    app.guess(guess);
    if (locks) app.lock();
    isWhole = true;
    showing.renew();
    expect(app.state.scene).toEqual(scene);
    expect(app.state.asked).toEqual({ guess, isLocked: locks });
  }
});
