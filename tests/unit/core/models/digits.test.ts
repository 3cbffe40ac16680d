import { describe, expect, test } from 'vitest';
import { createModel, giveDigits, recordRun } from '../../../../src/core/index.ts';
import { drawnDigit } from '../../../../src/core/models/drawn-digit.ts';
import { PIXELS, packPictures, unpackPictures } from '../../../../src/core/models/digits-code.ts';
import { drawn } from './strokes.ts';
import { giveDigitsHere, packDigits } from '../../../tools/digits.ts';
import { uniformStream } from '../../../../src/core/math/random.ts';

/** Pictures of levels drawn at random, as sparse as `share` says. */
function pictures(count: number, share: number, draw: number): Uint8Array {
  const uniform = new Float64Array(2 * count * PIXELS);
  uniformStream(draw, 'pictures')(0, uniform);
  return Uint8Array.from({ length: count * PIXELS }, (_, i) =>
    uniform[2 * i]! < share ? Math.floor(16 * uniform[2 * i + 1]!) : 0,
  );
}

describe('pictures packed', () => {
  test.each([
    ['blank', pictures(3, 0, 1)],
    ['full', new Uint8Array(2 * PIXELS).fill(15)],
    ['noise', pictures(20, 1, 2)],
    ['sparse noise', pictures(20, 0.1, 3)],
    ['none', new Uint8Array(0)],
    ['one pixel at the end', new Uint8Array(PIXELS).fill(7, PIXELS - 1)],
  ])('%s: come back', (_name, own) => {
    const packed = packPictures(own.slice());
    expect(unpackPictures(packed, own.length / PIXELS)).toEqual(own);
  });

  test('what is blank takes next to nothing', () => {
    expect(packPictures(new Uint8Array(100 * PIXELS)).length).toBeLessThan(120);
  });
});

describe('the data', () => {
  const packed = packDigits();

  test('is less than 70 kB, and as many of each digit', () => {
    expect(packed.length).toBeLessThan(70_000);
    giveDigitsHere();
    const { train, test: held } = createModel('digits');
    for (const [table, rows] of [
      [train, 2000],
      [held!, 500],
    ] as const) {
      expect(table.targets).toHaveLength(rows);
      expect(table.inputs).toHaveLength(rows * PIXELS);
      expect(
        table.inputs.every((x) => Math.abs(15 * x - Math.round(15 * x)) < 1e-12 && x >= 0 && x <= 1),
      ).toBe(true);
      for (let digit = 0; digit < 10; digit++) {
        expect(table.targets.filter((target) => target === digit)).toHaveLength(rows / 10);
      }
    }
  });

  test.each([
    ['nothing', new Uint8Array(0)],
    ['half', packed.slice(0, packed.length >> 1)],
    ['a changed byte', packed.map((byte, i) => (i === 5000 ? byte ^ 1 : byte))],
    ['another sum', packed.map((byte, i) => (i === 0 ? byte ^ 1 : byte))],
    ['something else', new Uint8Array(1000).fill(7)],
  ])('%s is refused', (_name, bytes) => {
    expect(() => giveDigits(bytes)).toThrow('The data of the digits is not whole.');
  });
});

const adam = { id: 'adam', lr: 0.01 };

test('is read after a hundred steps of minibatches', () => {
  const model = createModel('digits');
  const { loss } = model;
  const run = recordRun({ loss, start: model.initial(1), optimizer: adam, steps: 100, seed: 1 });
  const end = run.positions.subarray(100 * loss.dimension);
  expect(model.accuracy(end, model.test!)).toBeGreaterThan(0.85);
  expect(run.losses[100]).toBe(loss.value(end));
  const { inputs } = model.test!;
  expect(model.outputs(end, inputs)).toEqual(model.outputs(end, inputs.slice()));
  // An 8 of two circles is nobody's.
  const read = drawn.map((strokes) => {
    const shares = model.outputs(end, drawnDigit(strokes, 0.3));
    return shares.indexOf(Math.max(...shares));
  });
  expect(read.filter((digit, is) => digit === is).length).toBeGreaterThanOrEqual(8);
});

describe('a drawing', () => {
  const four = drawn[4]!;
  const near = (a: Float64Array, b: Float64Array) =>
    a.reduce((most, x, i) => Math.max(most, Math.abs(x - b[i]!)), 0);

  test('is the same wherever and however large it is drawn', () => {
    const moved = four.map((stroke) => stroke.map((x, i) => 2 * x + (i % 2 === 0 ? 7 : -3)));
    expect(near(drawnDigit(four, 0.3), drawnDigit(moved, 0.3))).toBeLessThanOrEqual(1 / 15 + 1e-12);
  });

  test('has its centre of mass in the middle, in 16 levels', () => {
    for (const strokes of drawn) {
      const pixels = drawnDigit(strokes, 0.3);
      let [mass, x, y] = [0, 0, 0];
      pixels.forEach((ink, at) => {
        mass += ink;
        x += ink * ((at % 14) + 0.5);
        y += ink * (Math.floor(at / 14) + 0.5);
        expect(Math.abs(15 * ink - Math.round(15 * ink))).toBeLessThan(1e-12);
      });
      expect(Math.abs(x / mass - 7)).toBeLessThan(0.15);
      expect(Math.abs(y / mass - 7)).toBeLessThan(0.15);
    }
  });

  test.each([
    ['nothing', [], 0],
    ['no points', [[]], 0],
    ['a dot', [[0.5, 0.5]], 9],
    [
      'the same dot often',
      [
        [0.2, 0.9, 0.2, 0.9],
        [0.2, 0.9],
      ],
      9,
    ],
  ])('%s stays what it is', (_name, strokes, most) => {
    const pixels = drawnDigit(strokes, 0.3);
    expect(pixels.every(Number.isFinite)).toBe(true);
    const count = pixels.filter((ink) => ink > 0).length;
    expect(count > 0).toBe(most > 0);
    expect(count).toBeLessThanOrEqual(most);
  });
});

test('a table of another width is no table of digits', () => {
  const table = { columns: ['a'], inputs: Float64Array.of(1), targets: Float64Array.of(0) };
  expect(() => createModel('digits', {}, table)).toThrow('A digit must be 196 pixels, not 1.');
});

test('weights that overflow end the run with a reason', () => {
  const model = createModel('digits', { batchSize: 8, hiddenLayers: 0, objective: 'squared error' });
  const run = recordRun({
    loss: model.loss,
    start: model.initial(1),
    optimizer: { id: 'sgd', lr: 1e4 },
    steps: 80,
  });
  expect(run.divergedAt).not.toBeNull();
  expect(run.end?.reason).toBe('overflow');
});
