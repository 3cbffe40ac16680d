import { describe, expect, it } from 'vitest';
import { explainStep } from '../../../src/app/anatomy.ts';
import { createApp } from '../../../src/app/create-app.ts';
import { defaultScene } from '../../../src/core/scene/defaults.ts';
import { newScene, type Talk, type TalkScene } from '../../../src/core/talk/talk.ts';
import type { TalkCommand } from '../../../src/present/commands.ts';
import { createController } from '../../../src/present/controller.ts';
import { manualClock } from '../app/manual-clock.ts';
import { manualTimer } from './manual-timer.ts';

const GLIDE = 700;

const made = (id: string, of: Partial<TalkScene>): TalkScene => ({
  ...newScene,
  id,
  title: `Title of ${id}`,
  scene: 'loss=himmelblau&opt=sgd(lr:0.01)&steps=100',
  ...of,
});
const talk: Talk = {
  version: 1,
  title: 'All kinds',
  scenes: [
    made('still', { scene: 'loss=booth&domain=-9,9,-8,8&opt=sgd(lr:0.04)&steps=40&step=7' }),
    made('play', {
      enter: { kind: 'play' },
      scene: 'loss=booth&domain=-9,9,-8,8&opt=adam(lr:0.1)&steps=30&step=12&speed=10',
    }),
    made('range', { enter: { kind: 'range', from: 20, to: 60 } }),
    made('wait', { enter: { kind: 'wait' }, scene: 'loss=himmelblau&opt=sgd(lr:0.01)&steps=50&step=5' }),
    made('stages', { next: 'stages', scene: 'loss=himmelblau&opt=adam(lr:0.1)&steps=50&step=3' }),
    made('last', {}),
  ],
};

function given(from = 0, glide = 0) {
  const clock = manualClock();
  const app = createApp({ scene: defaultScene(), clock, systemTheme: 'light' });
  const timer = manualTimer();
  let glides = 0;
  let now = 5000;
  const controller = createController({
    app,
    talk,
    from,
    glide() {
      glides++;
      return glide;
    },
    timer: timer.wait,
    now: () => now,
  });
  return {
    app,
    clock,
    timer,
    controller,
    do(...commands: readonly TalkCommand[]) {
      for (const command of commands) controller.act(command);
    },
    get at() {
      return talk.scenes[controller.state.at]!.id;
    },
    get glides() {
      return glides;
    },
    /** Lets the app play to the end. */
    playOut() {
      for (let n = 0; n < 200 && app.state.playhead.playing; n++) clock.tick(200);
    },
    later(milliseconds: number) {
      now += milliseconds;
    },
  };
}

describe('entering a scene', () => {
  it('shows the step of a still one', () => {
    const { app } = given();
    expect(app.state.playhead).toMatchObject({ step: 7, playing: false });
    expect(app.state.scene.loss).toBe('booth');
  });

  it('plays all of another one from its first step', () => {
    const room = given();
    room.do('next');
    expect(room.app.state.playhead).toMatchObject({ step: 0, playing: true, speed: 10 });
    room.playOut();
    expect(room.app.state.playhead).toMatchObject({ step: 30, playing: false });
  });

  it('plays from one step to another and stays there', () => {
    const room = given(2);
    expect(room.app.state.playhead).toMatchObject({ step: 20, playing: true });
    room.playOut();
    expect(room.app.state.playhead).toMatchObject({ step: 60, playing: false });
    room.do('play');
    room.playOut();
    expect(room.app.state.playhead.step, 'the range is played once').toBe(100);
  });

  it('waits for the key that plays it, and goes on with the next', () => {
    const room = given(3);
    expect(room.app.state.playhead).toMatchObject({ step: 5, playing: false });
    expect(room.controller.ahead).toEqual({ kind: 'play' });
    room.do('next');
    expect([room.at, room.app.state.playhead.playing]).toEqual(['wait', true]);
    expect(room.controller.ahead).toEqual({ kind: 'scene' });
    room.do('next');
    expect(room.at).toBe('stages');
  });

  it('goes to the next thing at once while it plays', () => {
    const room = given(1);
    room.do('next');
    expect(room.at).toBe('range');
  });

  it('plays when the glide is over and not before', () => {
    const room = given(0, GLIDE);
    room.do('next');
    expect(room.app.state.playhead).toMatchObject({ step: 0, playing: false });
    room.timer.pass(GLIDE);
    expect(room.app.state.playhead.playing).toBe(true);
  });

  it('does not play a scene that was left during the glide, but when it is seen again', () => {
    const room = given(0, GLIDE);
    room.do('next', 'back');
    expect(room.timer.pending).toBe(0);
    room.timer.pass(GLIDE);
    expect([room.at, room.app.state.playhead.playing]).toEqual(['still', false]);
    room.do('next');
    room.timer.pass(GLIDE);
    expect([room.at, room.app.state.playhead.playing]).toEqual(['play', true]);
  });
});

describe('the next thing and back', () => {
  it('walks the stages of the step, then the scenes; back likewise', () => {
    const room = given(4);
    const { stages } = explainStep(room.app.state, room.app.derived)!.anatomy;
    expect(stages.length).toBeGreaterThan(2);
    for (let stage = 0; stage < stages.length; stage++) {
      expect(room.controller.ahead).toEqual({ kind: 'stage', stage, of: stages.length });
      room.do('next');
      expect([room.at, room.app.state.stage]).toEqual(['stages', stage]);
    }
    room.do('next');
    expect([room.at, room.app.state.stage]).toEqual(['last', null]);
    room.do('back');
    expect([room.at, room.app.state.stage], 'as it was left').toEqual(['stages', stages.length - 1]);
    for (let stage = stages.length - 2; stage >= 0; stage--) {
      room.do('back');
      expect(room.app.state.stage).toBe(stage);
    }
    room.do('back');
    expect([room.at, room.app.state.stage]).toEqual(['stages', null]);
    room.do('back');
    expect(room.at).toBe('wait');
  });

  it('stays at both ends', () => {
    const room = given();
    room.do('back');
    expect([room.at, room.glides]).toEqual(['still', 0]);
    room.do('last');
    expect(room.controller.ahead).toEqual({ kind: 'end' });
    room.do('next');
    expect([room.at, room.glides]).toEqual(['last', 1]);
    room.do('first');
    expect(room.at).toBe('still');
  });

  it('goes to the scene whose number is typed', () => {
    const room = given();
    room.do('0', '5');
    expect(room.controller.state.typed).toBe('05');
    room.do('enter');
    expect([room.at, room.controller.state.typed]).toEqual(['stages', '']);
    room.do('6', '9', 'erase', 'enter');
    expect(room.at).toBe('last');
    room.do('9', '9', 'enter');
    expect(room.at, 'there is no such scene').toBe('last');
    room.do('2', 'back');
    expect([room.at, room.controller.state.typed], 'any other key forgets it').toEqual(['stages', '']);
    room.do('6', 'lift');
    expect([room.at, room.controller.state.typed]).toEqual(['stages', '']);
    room.do('first', 'enter');
    expect(room.at, 'nothing typed: it goes on').toBe('play');
  });
});

describe('black and white', () => {
  it.each(['black', 'white'] as const)('%s is lifted by the next key, which does nothing else', (veil) => {
    const room = given();
    room.do(veil);
    expect(room.controller.state.veil).toBe(veil);
    room.do('next');
    expect([room.at, room.controller.state.veil]).toEqual(['still', null]);
    room.do(veil, 'restartTime');
    expect(room.controller.state.veil, 'the clock is not the room’s').toBe(veil);
  });
});

describe('what if', () => {
  it('keeps what was changed in a scene until it is reset', () => {
    const room = given();
    room.app.setValue(0, 'lr', 0.06);
    room.app.seek(21);
    room.do('next', 'next', 'back', 'back');
    expect(room.app.state.scene.optimizers[0]!.values['lr']).toBe(0.06);
    expect(room.app.state.playhead.step).toBe(21);
    room.do('reset');
    expect(room.app.state.scene.optimizers[0]!.values['lr']).toBe(0.04);
    expect(room.app.state.playhead.step).toBe(7);
    expect(room.app.canUndo).toBe(false);
  });

  it('takes back what was done in this scene alone', () => {
    const room = given();
    room.app.setValue(0, 'lr', 0.06);
    room.do('next');
    expect(room.app.canUndo).toBe(false);
    room.do('undo', 'back', 'undo');
    expect(room.app.state.scene.optimizers[0]!.values['lr']).toBe(0.04);
    room.do('redo');
    expect(room.app.state.scene.optimizers[0]!.values['lr']).toBe(0.06);
  });

  it('plays a scene again after its reset', () => {
    const room = given(1);
    room.playOut();
    room.do('reset');
    expect(room.app.state.playhead).toMatchObject({ step: 0, playing: true });
  });
});

describe('colours', () => {
  it('go through all four, for every scene, and undo does not bring the old ones back', () => {
    const room = given();
    room.app.setValue(0, 'lr', 0.06);
    const seen = [0, 1, 2, 3].map(() => {
      room.do('theme');
      return room.app.state.palette;
    });
    expect(seen).toEqual(['dark', 'projector light', 'projector dark', 'light']);
    room.do('theme', 'undo');
    expect(room.app.state.theme).toBe('dark');
    room.do('next');
    expect(room.app.state.theme).toBe('dark');
  });
});

describe('leaving', () => {
  it('gives the page back with what it could undo', () => {
    const clock = manualClock();
    const app = createApp({ scene: defaultScene(), clock, systemTheme: 'light' });
    app.setStart([1, 1]);
    app.setFormula('x +');
    app.seek(17);
    const before = app.state;
    const timer = manualTimer();
    const controller = createController({
      app,
      talk,
      from: 0,
      glide: () => GLIDE,
      timer: timer.wait,
      now: () => 0,
    });
    controller.act('next');
    app.setStart([2, 2]);
    controller.leave();
    timer.pass(GLIDE);
    expect(app.state.scene).toBe(before.scene);
    expect(app.state.playhead).toEqual(before.playhead);
    expect(app.state.draft).toEqual(before.draft);
    expect(app.state.selected).toBe(before.selected);
    app.undo();
    expect(app.state.scene.start).toEqual(defaultScene().start);
    expect(app.canUndo).toBe(false);
  });

  it('goes on playing where the page played', () => {
    const app = createApp({ scene: defaultScene(), clock: manualClock(), systemTheme: 'light' });
    app.play();
    const controller = createController({
      app,
      talk,
      from: 0,
      glide: () => 0,
      timer: manualTimer().wait,
      now: () => 0,
    });
    expect(app.state.playhead.playing).toBe(false);
    controller.leave();
    expect(app.state.playhead.playing).toBe(true);
  });
});

it('says when it began, and begins its time anew', () => {
  const room = given();
  expect(room.controller.state.since).toBe(5000);
  room.later(60_000);
  room.do('next');
  expect(room.controller.state.since).toBe(5000);
  room.do('restartTime');
  expect(room.controller.state.since).toBe(65_000);
});

it('goes on where it was cut off', () => {
  const before = given(0);
  before.app.setValue(0, 'lr', 0.06);
  before.do('next');
  const app = createApp({ scene: defaultScene(), clock: manualClock(), systemTheme: 'light' });
  const controller = createController({
    app,
    talk,
    from: 1,
    glide: () => 0,
    timer: manualTimer().wait,
    now: () => 9000,
    left: before.controller.left,
    since: 5000,
  });
  expect(controller.state).toMatchObject({ at: 1, since: 5000 });
  controller.act('back');
  expect(app.state.scene.optimizers[0]!.values['lr']).toBe(0.06);
});

it('two scenes on the same domain share it, so that the same surface is drawn', () => {
  const room = given();
  const { surface } = room.app.derived;
  room.do('next');
  expect(room.app.derived.surface).toBe(surface);
});
