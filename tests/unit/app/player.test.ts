import { describe, expect, test } from 'vitest';
import { createPlayer } from '../../../src/app/player.ts';
import type { Playhead } from '../../../src/app/state.ts';

const start: Playhead = { step: 0, playing: true, speed: 30, loop: false };

/** Plays for `seconds` at a display's refresh rate and returns the playhead. */
function play(from: Playhead, last: number, hertz: number, seconds: number): Playhead {
  const player = createPlayer();
  player.restart(from.step, 0);
  let playhead = from;
  for (let i = 1; i <= hertz * seconds; i++) {
    if (!playhead.playing) break;
    playhead = player.advance(playhead, last, (1000 * i) / hertz);
  }
  return playhead;
}

describe('the player', () => {
  test.each([24, 60, 120, 144])('runs no faster on a display of %i Hz', (hertz) => {
    const { step } = play(start, 1000, hertz, 4);
    expect(step).toBeGreaterThanOrEqual(119);
    expect(step).toBeLessThanOrEqual(120);
  });

  test('at 1000 steps a second passes many steps in a frame', () => {
    expect(play({ ...start, speed: 1000 }, 100_000, 60, 2).step).toBeGreaterThanOrEqual(1999);
  });

  test('at one step a second returns the same playhead while the step stays', () => {
    const player = createPlayer();
    player.restart(0, 0);
    const playhead = { ...start, speed: 1 };
    expect(player.advance(playhead, 10, 200)).toBe(playhead);
  });

  test('stops at the last step', () => {
    expect(play(start, 20, 60, 5)).toMatchObject({ step: 20, playing: false });
  });

  test('in a loop shows the last step and starts again', () => {
    const seen = new Set<number>();
    const player = createPlayer();
    player.restart(0, 0);
    let playhead: Playhead = { ...start, speed: 10, loop: true };
    for (let i = 1; i <= 120; i++) {
      playhead = player.advance(playhead, 4, i * 20);
      seen.add(playhead.step);
    }
    expect([...seen].toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4]);
    expect(playhead.playing).toBe(true);
  });

  test('of a minute in a hidden tab a quarter of a second counts', () => {
    const player = createPlayer();
    player.restart(5, 0);
    expect(player.advance({ ...start, step: 5, speed: 4 }, 1000, 60_000).step).toBe(6);
  });

  test('where a picture takes half a second it still plays', () => {
    expect(play(start, 20, 2, 60)).toMatchObject({ step: 20, playing: false });
  });
});
