import { expect, test } from 'vitest';
import { createApp } from '../../../src/app/create-app.ts';
import { playsByItself } from '../../../src/app/own-start.ts';
import { defaultScene } from '../../../src/core/scene/defaults.ts';
import { manualClock } from './manual-clock.ts';

const open = () => {
  const app = createApp({ scene: defaultScene(), clock: manualClock(), systemTheme: 'light' });
  return { app, playhead: app.state.playhead };
};

test('the page’s own first scene plays by itself, but where a link was opened or motion is unwelcome', () => {
  const { app, playhead } = open();
  expect(playsByItself('', playhead, app.state, false)).toBe(true);
  expect(playsByItself('', playhead, app.state, true)).toBe(false);
  expect(playsByItself('#loss=bowl', playhead, app.state, false)).toBe(false);
});

test.each(['step', 'seek', 'play and stop', 'speed'] as const)(
  'it does not play on under whoever was quicker: %s',
  (what) => {
    const { app, playhead } = open();
    if (what === 'step') app.stepBy(1);
    else if (what === 'seek') app.seek(7);
    else if (what === 'speed') app.setPlayhead({ speed: 3 });
    else {
      app.play();
      app.pause();
    }
    expect(playsByItself('', playhead, app.state, false)).toBe(false);
  },
);
