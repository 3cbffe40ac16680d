import { expect, test } from 'vitest';
import { createApp } from '../../../src/app/create-app.ts';
import { defaultScene } from '../../../src/core/scene/defaults.ts';
import { createGate } from '../../../src/embed/gate.ts';
import { manualClock } from '../app/manual-clock.ts';

test('out of sight nothing is drawn and playing stands still; back in sight it goes on from there', () => {
  const clock = manualClock();
  const gate = createGate(clock);
  const app = createApp({ scene: defaultScene(), clock: gate, systemTheme: 'light' });
  app.setResolution(17);
  let frames = 0;
  app.mount({ draw: () => void frames++, dispose: () => {} });
  app.setPlayhead({ speed: 10 });
  app.play();
  expect(clock.tick(16)).toBe(false);
  expect(frames).toBe(0);

  gate.set(true);
  for (let i = 0; i < 20; i++) clock.tick(50);
  expect(app.state.playhead).toMatchObject({ step: 10, playing: true });
  const drawn = frames;

  gate.set(false);
  expect(clock.tick(60_000)).toBe(false);
  expect(frames).toBe(drawn);
  expect(gate.now()).toBe(gate.now());

  gate.set(true);
  clock.tick(100);
  expect(app.state.playhead.step).toBe(11);
});

test('a cancelled request is given to nobody', () => {
  const clock = manualClock();
  const gate = createGate(clock);
  const handles = [gate.request(() => expect.unreachable()), gate.request(() => expect.unreachable())];
  gate.cancel(handles[0]!);
  gate.set(true);
  gate.cancel(handles[1]!);
  expect(clock.tick(16)).toBe(false);
});

test('a range is played again and again, both ends included', () => {
  const clock = manualClock();
  const app = createApp({ scene: defaultScene(), clock, systemTheme: 'light' });
  app.setResolution(17);
  app.setPlayhead({ speed: 100, loop: true, range: [20, 24] });
  app.seek(90);
  app.play();
  const seen = new Set<number>();
  for (let i = 0; i < 40; i++) {
    clock.tick(10);
    seen.add(app.state.playhead.step);
  }
  expect(seen).toEqual(new Set([20, 21, 22, 23, 24]));
});
