import { expect, test } from 'vitest';
import { paintSwarm, type SwarmLook } from '../../../../src/core/geometry/swarm-picture.ts';

const look: SwarmLook = {
  fine: 2,
  width: 40,
  height: 20,
  domain: [0, 4, 0, 2],
  colour: 'basin',
  places: [
    [0, 0],
    [4, 2],
  ],
  reach: [0.1, 0.1],
  hues: [7, 8],
  astray: 9,
  ramp: Uint32Array.from({ length: 65 }, (_, k) => 100 + k),
  relief: null,
};
const dots = (
  places: readonly number[],
  speeds: readonly number[],
  ends: readonly number[] | null = null,
) => ({
  positions: Float32Array.from(places),
  speeds: Float32Array.from(speeds),
  ends: ends && Float32Array.from(ends),
});
const pixelsOf = (bytes: Uint8ClampedArray) => new Uint32Array(bytes.buffer);
/** North up, of a domain of 4 by 2. */
const at = (x: number, y: number) => Math.floor((1 - y / 2) * 20) * 40 + Math.floor(x * 10);

test('a dot lies where its particle is, in the colour of its end; what has ended or is outside has none', () => {
  const pixels = pixelsOf(
    paintSwarm(
      dots(
        [1.05, 0.55, 3.05, 1.55, 2.05, 1.05, 3.55, 0.25, 4.5, 1],
        [1, 1, 1, -1, 1],
        [0.05, 0, 4, 1.95, 2, 2, 0, 0, 0, 0],
      ),
      look,
    ),
  );
  expect([pixels[at(1.05, 0.55)], pixels[at(3.05, 1.55)], pixels[at(2.05, 1.05)]]).toEqual([7, 8, 9]);
  expect(pixels.filter((one) => one !== 0)).toHaveLength(27);
  expect(pixels[at(3.55, 0.25)]).toBe(0);
});

test('before ends are known all are of no place; at the edge a dot stays whole', () => {
  const pixels = pixelsOf(paintSwarm(dots([0, 0, 4, 2], [1, 1]), look));
  expect([pixels[at(0, 0.05)], pixels[at(3.99, 1.99)]]).toEqual([9, 9]);
  expect(pixels.filter((one) => one !== 0)).toHaveLength(18);
});

test('by speed a tenth of a thousandth of the sides is the middle of the ramp; by height the root of it', () => {
  // |(1/4, 1/2)| times the step's length: 10^-5 is the ramp's first colour, 10^-1 its last.
  const sides = Math.hypot(1 / 4, 1 / 2);
  const speeds = [1e-7, 1e-5, 1e-3, 1e-1, 5].map((one) => one / sides);
  const places = speeds.flatMap((_, k) => [0.45 + 0.7 * k, 1]);
  const bySpeed = pixelsOf(paintSwarm(dots(places, speeds), { ...look, colour: 'speed' }));
  expect(speeds.map((_, k) => bySpeed[at(0.45 + 0.7 * k, 1)])).toEqual([100, 100, 132, 164, 164]);
  // A plane that rises from 0 in the west to 1 in the east.
  const relief = { nx: 2, ny: 2, heights: Float32Array.of(0, 1, 0, 1) };
  const byHeight = pixelsOf(paintSwarm(dots([1, 1, 4, 1], [1, 1]), { ...look, colour: 'loss', relief }));
  expect([byHeight[at(1, 1)], byHeight[at(3.99, 1)]]).toEqual([132, 164]);
});

test('many are drawn smaller', () => {
  const one = pixelsOf(paintSwarm(dots(Array(60_002).fill(1), Array(30_001).fill(1)), look));
  expect(one.filter((pixel) => pixel !== 0)).toHaveLength(4);
});
