import { describe, expect, it } from 'vitest';
import { cellsAcross, coarseStride } from '../../../src/view3d/coarse-grid.ts';
import { createDetail } from '../../../src/view3d/detail.ts';

/** A movement under the hand, one picture after another, each of which takes so many milliseconds. */
function move(detail: ReturnType<typeof createDetail>, since: number, pictures: readonly number[]) {
  let now = since;
  const coarse = pictures.map((took) => {
    detail.follow(now, 0, true, false, true);
    now += took;
    return detail.isCoarse;
  });
  detail.follow(now, 0, false, false, false);
  return { coarse, now };
}

describe('the detail of a picture', () => {
  it('stays in full where no picture takes long', () => {
    const { coarse } = move(createDetail(), 0, [16, 16, 39, 16, 40, 16]);
    expect(coarse).not.toContain(true);
  });

  /**
   * Frames of 16 ms of a movement under the hand, and which of them are coarse: a picture is done some time after it was
   * drawn, and some time after the one before it.
   */
  function frames(after: number, apart: number, coarseApart = apart): boolean[] {
    const detail = createDetail();
    const ends: number[] = [];
    let end = 0;
    const coarse: boolean[] = [];
    for (let now = 0; now < 1600; now += 16) {
      while (ends.length > 0 && ends[0]! <= now) ends.shift();
      detail.follow(now, ends.length, true, false, true);
      end = Math.max(now + after, end + (detail.isCoarse ? coarseApart : apart));
      if (detail.timesNext) ends.push(end);
      coarse.push(detail.isCoarse);
    }
    return coarse;
  }

  it.each([60, 90, 150, 400])(
    'is coarse where the browser asks for frames and each picture takes %i ms',
    (took) => {
      const coarse = frames(took, took);
      // Known by two that were not done after 40 ms.
      expect(coarse.indexOf(true)).toBeGreaterThanOrEqual(6);
      expect(coarse.indexOf(true)).toBeLessThanOrEqual(12);
      expect(coarse.slice(coarse.indexOf(true))).not.toContain(false);
    },
  );

  it.each([30, 50, 60, 75])(
    'stays in full where they follow each other in time, each done after %i ms',
    (after) => {
      expect(frames(after, 16)).not.toContain(true);
    },
  );

  it('stays in full where two at a time are done, each in time', () => {
    const detail = createDetail();
    for (let now = 0; now < 1000; now += 28) {
      detail.follow(now, now % 56 === 0 ? 0 : 1, true, false, true);
      expect(detail.isCoarse).toBe(false);
    }
  });

  it('is full again in the movement that something else has held up, and where that was wrong ever more seldom', () => {
    const held = createDetail();
    const hitch = move(held, 0, [200, 200, ...Array<number>(30).fill(16)]).coarse;
    expect(hitch.indexOf(true)).toBe(2);
    expect(hitch.indexOf(false, 2)).toBe(14);
    expect(hitch.slice(14)).not.toContain(true);

    // Quick where it is coarse alone.
    const slow = createDetail();
    const runs: number[] = [];
    let now = 0;
    for (let i = 0, before = false; i < 400; i++) {
      slow.follow(now, 0, true, false, true);
      now += slow.isCoarse ? 16 : 90;
      if (slow.isCoarse) runs[runs.length - 1] = (runs.at(-1) ?? 0) + 1;
      else if (before || i === 0) runs.push(0);
      before = slow.isCoarse;
    }
    expect(runs.slice(0, 4)).toEqual([12, 24, 48, 96]);
  });

  it('does not take those in full for coarse ones that are quick, when they are done all at once', () => {
    const detail = createDetail();
    for (const [now, underWay] of [
      [0, 0],
      [16, 1],
      [32, 2],
      [48, 3],
      [64, 4],
      [80, 4],
      [96, 4],
    ] as const)
      detail.follow(now, underWay, true, false, true);
    expect(detail.isCoarse).toBe(true);
    for (const now of [100, 300, 316]) detail.follow(now, 0, false, false, false);
    expect(move(detail, 2000, [50, 50]).coarse).toEqual([true, true]);
  });

  it('learns how long the coarse ones take from these alone', () => {
    const detail = createDetail();
    for (const now of [0, 16, 32, 48, 64, 80, 96])
      detail.follow(now, Math.min(now / 16, 4), true, false, true);
    expect(detail.isCoarse).toBe(true);
    // Those in full are done late, the coarse ones quickly after them.
    for (const [now, underWay] of [
      [400, 0],
      [416, 0],
      [432, 0],
    ] as const)
      detail.follow(now, underWay, true, false, true);
    for (const now of [448, 700, 716]) detail.follow(now, 0, false, false, false);
    expect(move(detail, 2000, [16, 16, 16]).coarse).toEqual([false, false, false]);
  });

  it('asks for frames until it is known how long the last picture took', () => {
    const detail = createDetail();
    detail.follow(0, 0, true, false, false);
    detail.follow(16, 1, false, false, false);
    expect(detail.wantsFrame).toBe(true);
    detail.follow(32, 0, false, false, false);
    expect(detail.wantsFrame).toBe(false);
  });

  it('is not taken away by one picture that was held up', () => {
    const { coarse } = move(createDetail(), 0, [16, 300, 16, 16, 250, 16]);
    expect(coarse).not.toContain(true);
  });

  it('is coarse from the third picture on where two took long, however quick the coarse ones are', () => {
    const { coarse } = move(createDetail(), 0, [180, 180, 12, 12, 60]);
    expect(coarse).toEqual([false, false, true, true, true]);
  });

  it('is full again after a rest of less than 200 ms, once, and then asks for no frame', () => {
    const detail = createDetail();
    let { now } = move(detail, 0, [180, 180, 50]);
    const rested = now - 50;
    const drawn: number[] = [];
    let frames = 0;
    while (detail.wantsFrame) {
      if (detail.follow(now, 0, false, false, false)) drawn.push(now - rested);
      now += 16;
      expect(++frames).toBeLessThan(20);
    }
    expect(drawn).toHaveLength(1);
    expect(drawn[0]).toBeGreaterThanOrEqual(100);
    expect(drawn[0]).toBeLessThan(200);
    expect(detail.isCoarse).toBe(false);
    expect(detail.follow(now + 5000, 0, false, false, false)).toBe(false);
  });

  it('stays coarse while the stage is held, without a frame, and is full again soon after it is let go', () => {
    const detail = createDetail();
    const { now } = move(detail, 0, [180, 180, 50]);
    expect(detail.follow(now + 400, 0, false, false, true)).toBe(false);
    expect(detail.isCoarse).toBe(true);
    expect(detail.wantsFrame).toBe(false);
    expect(detail.follow(now + 1000, 0, false, false, false)).toBe(true);
    expect(detail.isCoarse).toBe(false);
  });

  it('is coarse at once in the next movement of a slow machine, and tried in full on one that has become quick', () => {
    const slow = createDetail();
    move(slow, 0, [180, 180, 50, 50]);
    slow.follow(1000, 0, false, false, false);
    expect(move(slow, 2000, [50, 50]).coarse).toEqual([true, true]);

    const quick = createDetail();
    move(quick, 0, [180, 180, 16, 16]);
    quick.follow(1000, 0, false, false, false);
    expect(move(quick, 2000, [16, 16, 16]).coarse).toEqual([false, false, false]);
  });

  it('stays coarse between pictures of which the next is on its way, a second at most', () => {
    const begun = () => {
      const detail = createDetail();
      move(detail, 0, [180, 180, 50]);
      detail.follow(1000, 0, false, false, false);
      detail.follow(2000, 0, true, true, false);
      expect(detail.isCoarse).toBe(true);
      return detail;
    };
    const last = begun();
    for (const now of [2016, 2400, 2984]) expect(last.follow(now, 0, false, true, false)).toBe(false);
    expect(last.wantsFrame).toBe(true);
    last.follow(2990, 0, true, true, false);
    expect(last.isCoarse).toBe(true);
    last.follow(3016, 0, false, false, false);
    expect(last.follow(3106, 0, false, false, false)).toBe(true);

    const late = begun();
    for (const now of [2016, 2990]) expect(late.follow(now, 0, false, true, false)).toBe(false);
    expect(late.follow(3006, 0, false, true, false)).toBe(true);
  });

  it('is full for a single movement that is over with one picture', () => {
    const detail = createDetail();
    move(detail, 0, [180, 180, 50]);
    detail.follow(1000, 0, false, false, false);
    detail.follow(2000, 0, true, false, false);
    expect(detail.isCoarse).toBe(false);
    // A held key.
    detail.follow(2050, 0, true, false, false);
    expect(detail.isCoarse).toBe(true);
  });
});

describe('the coarse mesh', () => {
  it.each([
    [2, 2, 1, 1],
    [97, 97, 1, 96],
    [161, 161, 2, 80],
    [257, 257, 3, 86],
    [385, 385, 4, 96],
    [513, 129, 6, 86],
    [513, 513, 6, 86],
  ])('of %i x %i points takes every %i. and has %i cells', (nx, ny, stride, cells) => {
    expect(coarseStride(nx, ny)).toBe(stride);
    expect(cellsAcross(nx, stride)).toBe(cells);
    // The last cell ends at the last point and is not empty.
    expect((cells - 1) * stride).toBeLessThan(nx - 1);
    expect(cells * stride).toBeGreaterThanOrEqual(nx - 1);
  });
});
