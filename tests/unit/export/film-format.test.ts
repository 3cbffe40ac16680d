import { describe, expect, test } from 'vitest';
import { candidates } from '../../../src/export/film/format.ts';
import { delays, spread } from '../../../src/export/film/gif.ts';
import { planFilm } from '../../../src/export/film/plan.ts';
import { homeCamera } from '../../../src/core/scene/defaults.ts';

const codecs = (width: number, height: number, framesPerSecond: number) =>
  candidates({ width, height, framesPerSecond }, 'auto').map(({ config }) => config.codec);

describe('formats of a video', () => {
  test('H.264 first, at the lowest level that holds the size and the rate', () => {
    expect(codecs(1280, 720, 30)[0]).toBe('avc1.64001f');
    expect(codecs(1920, 1080, 30)[0]).toBe('avc1.640028');
    expect(codecs(1920, 1080, 60)[0]).toBe('avc1.64002a');
    expect(codecs(3840, 2160, 30)[0]).toBe('avc1.640033');
    expect(codecs(1280, 720, 30)).toContain('vp09.00.31.08');
    expect(codecs(1920, 1080, 60)).toContain('vp09.00.41.08');
  });

  test('what no level of H.264 holds is left to the others', () => {
    expect(codecs(3840, 3840, 60).some((codec) => codec.startsWith('avc'))).toBe(false);
    expect(codecs(3840, 3840, 60).at(-1)).toBe('vp8');
  });

  test('WebM where it is asked for, and everything at a fixed rate or quantizer in software', () => {
    const shape = { width: 640, height: 360, framesPerSecond: 25 };
    expect(candidates(shape, 'webm').map(({ container }) => container)).toEqual(['webm', 'webm', 'webm']);
    for (const { config } of candidates(shape, 'auto')) {
      expect(config).toMatchObject({ width: 640, height: 360, framerate: 25, latencyMode: 'quality' });
      expect(config.hardwareAcceleration).toBe('prefer-software');
      expect(['constant', 'quantizer']).toContain(config.bitrateMode);
    }
  });
});

describe('frames of an animated picture', () => {
  test('their delays in hundredths add up to the film, whatever the rate', () => {
    const settings = { from: 0, to: 36, stepsPerSecond: 12, framesPerSecond: 12, hold: 0, turn: 0 };
    const plan = planFilm(settings, homeCamera);
    const lasting = delays(plan.frames);
    expect(new Set(lasting)).toEqual(new Set([8, 9]));
    expect(lasting.reduce((sum, delay) => sum + delay, 0)).toBe(Math.round(plan.seconds * 100));
  });

  test('samples are spread from the first to the last', () => {
    expect(spread(3, 8)).toEqual([0, 1, 2]);
    expect(spread(101, 5)).toEqual([0, 25, 50, 75, 100]);
    expect(spread(0, 4)).toEqual([]);
  });
});
