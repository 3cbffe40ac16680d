import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { homeCamera } from '../../../src/core/scene/defaults.ts';
import {
  even,
  type FilmSettings,
  frameCount,
  joinEqual,
  planFilm,
  shownSteps,
} from '../../../src/export/film/plan.ts';

const settings: FilmSettings = {
  from: 0,
  to: 10,
  stepsPerSecond: 10,
  framesPerSecond: 30,
  hold: 0,
  turn: 0,
};
const stepsOf = (change: Partial<FilmSettings>) =>
  planFilm({ ...settings, ...change }, homeCamera).frames.map(({ step }) => step);

describe('the plan of a film', () => {
  test('shows every step for as long, and the last one too', () => {
    expect(stepsOf({ to: 3 })).toEqual([0, 0, 0, 1, 1, 1, 2, 2, 2, 3]);
    expect(stepsOf({ from: 5, to: 5 })).toEqual([5]);
  });

  test('skips steps that are too fast for it, but never the last', () => {
    expect(stepsOf({ to: 10, stepsPerSecond: 100 })).toEqual([0, 3, 6, 10]);
    expect(stepsOf({ to: 10, stepsPerSecond: 1000 })).toEqual([0, 10]);
  });

  test.each([
    [
      { to: 10, stepsPerSecond: 100 },
      { shown: 4, of: 11 },
    ],
    [
      { from: 5, to: 25, stepsPerSecond: 60, hold: 1 },
      { shown: 11, of: 21 },
    ],
    [
      { to: 10, stepsPerSecond: 30 },
      { shown: 11, of: 11 },
    ],
    [
      { from: 7, to: 7 },
      { shown: 1, of: 1 },
    ],
  ])('says how many steps it shows: %j', (change, expected) => {
    expect(shownSteps(planFilm({ ...settings, ...change }, homeCamera))).toEqual(expected);
  });

  test('loses no step to rounding where steps fall on frames', () => {
    for (const framesPerSecond of [12, 24, 25, 30, 60]) {
      const steps = stepsOf({ to: 1000, framesPerSecond, stepsPerSecond: framesPerSecond });
      expect(steps).toEqual(Array.from({ length: 1001 }, (_, step) => step));
    }
  });

  test('stands still at both ends', () => {
    const steps = stepsOf({ to: 2, stepsPerSecond: 30, hold: 0.1 });
    expect(steps).toEqual([0, 0, 0, 0, 1, 2, 2, 2]);
  });

  test('runs forward whichever end is named first', () => {
    expect(stepsOf({ from: 4, to: 2, stepsPerSecond: 30 })).toEqual([2, 3, 4]);
  });

  test('its times follow each other without a gap and end with the film', () => {
    const { frames, seconds } = planFilm({ ...settings, hold: 1, to: 99 }, homeCamera);
    frames.forEach(({ timestamp, duration }, i) => {
      expect(timestamp).toBe(Math.round((i * 1e6) / 30));
      expect(timestamp + duration).toBe(frames[i + 1]?.timestamp ?? seconds * 1e6);
    });
    expect(frames).toHaveLength(seconds * 30);
  });

  test('the camera turns by as much as was asked for, gently at both ends', () => {
    const { frames } = planFilm({ ...settings, turn: 90 }, homeCamera);
    const turns = frames.map(({ camera }) => ((camera.azimuth - homeCamera.azimuth) * 180) / Math.PI);
    expect(turns[0]).toBe(0);
    expect(turns.at(-1)).toBeCloseTo(90, 9);
    expect(turns[Math.floor(turns.length / 2)]).toBeCloseTo(45, 9);
    const strides = turns.slice(1).map((turn, i) => turn - turns[i]!);
    expect(Math.min(...strides)).toBeGreaterThan(0);
    expect(Math.max(...strides)).toBeGreaterThan(5 * strides[0]!);
    expect(strides[0]).toBeCloseTo(strides.at(-1)!, 9);
    expect(frames.every(({ camera }) => camera.elevation === homeCamera.elevation)).toBe(true);
  });

  test('seed 5: any plan counts its frames, never goes back, and begins and ends where it should', () => {
    const whole = (min: number, max: number) => fc.integer({ min, max });
    fc.assert(
      fc.property(
        whole(0, 300),
        whole(0, 300),
        whole(1, 1000),
        whole(1, 60),
        fc.double({ min: 0, max: 3, noNaN: true }),
        (from, to, stepsPerSecond, framesPerSecond, hold) => {
          const given = { from, to, stepsPerSecond, framesPerSecond, hold, turn: 0 };
          const { frames } = planFilm(given, homeCamera);
          const steps = frames.map(({ step }) => step);
          expect(steps).toHaveLength(frameCount(given));
          expect(steps[0]).toBe(Math.min(from, to));
          expect(steps.at(-1)).toBe(Math.max(from, to));
          expect(steps.every((step, i) => Number.isInteger(step) && step >= (steps[i - 1] ?? 0))).toBe(true);
        },
      ),
      { seed: 5, numRuns: 200 },
    );
  });
});

test('equal frames become one that lasts as long', () => {
  const plan = planFilm({ ...settings, to: 3, hold: 1 }, homeCamera);
  const joined = joinEqual(plan.frames);
  expect(joined.map(({ step }) => step)).toEqual([0, 1, 2, 3]);
  expect(joined.reduce((sum, { duration }) => sum + duration, 0)).toBe(plan.seconds * 1e6);
  expect(joined.map(({ timestamp }) => timestamp)).toEqual([0, 1_100_000, 1_200_000, 1_300_000]);
  const turning = planFilm({ ...settings, to: 3, turn: 10 }, homeCamera);
  expect(joinEqual(turning.frames)).toEqual(turning.frames);
});

test('sides become even and stay near what was asked for', () => {
  expect([1, 2, 3, 719, 720, 1081].map(even)).toEqual([2, 2, 4, 720, 720, 1082]);
});
