import { expect, test } from 'vitest';
import { createPlayer } from '../../../src/app/player.ts';
import { defaultPlayhead } from '../../../src/core/scene/limits.ts';
import { preparedFragments } from '../../../src/panels/models/prepared.ts';
import { lossComesFrom } from '../../../src/present/talks/loss-comes-from.ts';

const MOST = 10_000;

/** Milliseconds of the page's clock, a frame of a 60 Hz display after another, until playing has come to the last step. */
function played(fragment: string): number {
  // That they are links without a fault is held where their words are.
  const link = new URLSearchParams(fragment);
  const steps = Number(link.get('steps'));
  const speed = Number(link.get('speed') ?? defaultPlayhead.speed);
  const opens = Number(link.get('step') ?? defaultPlayhead.step);
  const player = createPlayer();
  // At its end, play begins anew.
  const from = opens >= steps ? 0 : opens;
  player.restart(from, 0);
  let now = { ...defaultPlayhead, speed, step: from, playing: true };
  for (let frame = 1; ; frame++) {
    const at = (frame * 1000) / 60;
    now = player.advance(now, steps, at);
    if (now.step === steps || at > 10 * MOST) return at;
  }
}

const prepared = Object.entries(preparedFragments).flatMap(([id, fragments]) =>
  fragments.map((scene, i) => ({ id: `${id} ${i}`, scene })),
);

test.each([...prepared, ...lossComesFrom.scenes])(
  '$id: its last step, and with it all that its words speak of, is played within ten seconds',
  ({ scene }) => {
    expect(played(scene)).toBeLessThanOrEqual(MOST);
  },
);
