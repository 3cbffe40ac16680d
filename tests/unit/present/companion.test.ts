import { afterEach, expect, it } from 'vitest';
import { createApp } from '../../../src/app/create-app.ts';
import { defaultScene } from '../../../src/core/scene/defaults.ts';
import { readFragment } from '../../../src/core/scene/url.ts';
import { newScene, type Talk } from '../../../src/core/talk/talk.ts';
import { type Message, openChannel } from '../../../src/present/channel.ts';
import { createCompanion } from '../../../src/present/companion.ts';
import { createController } from '../../../src/present/controller.ts';
import { newSession } from '../../../src/present/session.ts';
import { manualClock } from '../app/manual-clock.ts';
import { manualTimer } from './manual-timer.ts';

const talk: Talk = {
  version: 1,
  title: 'Two',
  scenes: ['a', 'b'].map((id) => ({ ...newScene, id, scene: 'loss=booth&opt=sgd(lr:0.04)&steps=40&step=7' })),
};

const ends: (() => void)[] = [];
afterEach(() => ends.splice(0).forEach((end) => end()));

function given() {
  const app = createApp({ scene: defaultScene(), clock: manualClock(), systemTheme: 'light' });
  const timer = manualTimer();
  const controller = createController({
    app,
    talk,
    from: 0,
    glide: () => 0,
    timer: timer.wait,
    now: () => 5000,
  });
  const session = newSession();
  const heard: Message[] = [];
  const other = openChannel(session, (message) => heard.push(message));
  const companion = createCompanion(session, controller, app, timer.wait);
  ends.push(() => {
    companion.dispose();
    other?.close();
  });
  const reports = () => heard.flatMap((message) => (message.kind === 'report' ? [message.report] : []));
  /** Talks that are told: one when the companion begins, and one for each that says hello. */
  let talks = 1;
  /** Messages come in order: with the answer to a last one, a talk and a report behind it, all before it are there. */
  const told = async () => {
    talks++;
    const kinds = () => heard.map(({ kind }) => kind);
    other?.send({ kind: 'hello' });
    await expect
      .poll(
        () =>
          kinds().filter((kind) => kind === 'talk').length === talks &&
          kinds().lastIndexOf('report') > kinds().lastIndexOf('talk'),
      )
      .toBe(true);
    return reports().slice(0, -1);
  };
  return { app, timer, controller, companion, told };
}

it('the presenter is told what the room sees: scene, step and what a key does', async () => {
  const { companion, told } = given();
  companion.report();
  const [report] = await told();
  expect(report).toMatchObject({ at: 0, step: 7, ahead: { kind: 'scene' } });
  expect(readFragment(report!.scene).scene.optimizers[0]?.values['lr']).toBe(0.04);
});

it('steps and camera are told a few times a second, and the last of them always', async () => {
  const { app, companion, timer, told } = given();
  for (let step = 8; step <= 20; step++) {
    app.seek(step);
    companion.report();
  }
  app.setView({ camera: { ...app.state.scene.view.camera, azimuth: 1 } }, 'camera');
  companion.report();
  timer.pass(250);
  timer.pass(250);
  expect((await told()).map(({ step }) => step)).toEqual([7, 20]);
});

it('a key is told at once', async () => {
  const { app, companion, controller, told } = given();
  app.seek(9);
  controller.act('black');
  companion.report();
  expect((await told()).map(({ veil, step }) => [veil, step])).toEqual([
    [null, 7],
    ['black', 9],
  ]);
});
