import { expect, test } from 'vitest';
import { falseClaims } from '../../../../src/core/claims/check.ts';
import type { ByHand, Check, Reading } from '../../../../src/core/claims/claims.ts';
import { answered } from '../../../../src/core/claims/world.ts';
import { openModels } from '../../../../src/core/scene/models.ts';

const at = (
  quantity: 'loss' | 'sharpness' | 'flatness' | 'slope' | 'move' | 'x' | 'evaluations',
  step: number,
) => ({ quantity, run: 1, step }) as const;
const equal = (left: Reading, right: Reading): Check => ({ left, is: '=', right, within: 1e-12 });

function faults(scene: string, checks: readonly Check[], after?: ByHand): readonly string[] {
  const claim = after ? { says: 'so', after, checks } : { says: 'so', checks };
  return falseClaims([{ id: 'one', scene, claims: [claim] }]);
}

test('of one variable both curvatures are the second derivative, and the slope is a length', () => {
  const scene = 'f=2x^2&curve=on&start=-3,0&opt=sgd(lr:0.1)&steps=2';
  expect(
    faults(scene, [
      equal(at('sharpness', 0), 4),
      equal(at('flatness', 1), 4),
      equal(at('slope', 0), 12),
      equal(at('move', 0), 1.2),
      equal({ of: 'gradientX', at: [-3] }, -12),
      equal({ of: 'gradientY', at: [-3] }, 0),
    ]),
  ).toEqual([]);
  // A place of two coordinates is none of a curve.
  expect(faults(scene, [equal({ of: 'value', at: [-3, 0] }, 18)])).toHaveLength(1);
});

test('an area is that under a curve, and a surface has none', () => {
  const area = (from: number, to: number) => ({ area: [from, to] }) as const;
  const scene = 'f=x^3-3x^2&curve=on&start=3,0&opt=sgd(lr:0.1)&steps=1';
  expect(faults(scene, [equal(area(0, 2), -4), equal(area(2, 0), 4), equal(area(1, 1), 0)])).toEqual([]);
  expect(faults('f=x^2+y^2&opt=sgd(lr:0.1)&steps=1', [equal(area(0, 1), 1 / 3)])).toHaveLength(1);
});

test('numbers are read at places, set against each other, and taken from within an update', () => {
  const scene = 'f=x^2+2y^2&start=1,1&opt=adam(lr:0.1)&steps=3';
  const value = { of: 'value', at: [2, 1] } as const;
  expect(
    faults(scene, [
      equal(value, 6),
      equal({ difference: [value, at('loss', 0)] }, 3),
      equal({ product: [value, 2, { size: -3 }] }, 36),
      equal({ of: 'slope', at: [3, 2] }, 10),
      equal({ part: 'm', run: 1, step: 0, component: 1 }, 0.4),
      equal({ part: 'mHat', run: 1, step: 0, component: 1 }, 4),
      equal(at('evaluations', 3), 3),
    ]),
  ).toEqual([]);
  expect(faults(scene, [equal({ part: 'nothing', run: 1, step: 0, component: 0 }, 0)])).toHaveLength(1);
});

test('a hand moves the start', () => {
  const scene = 'f=x^2+y^2&start=1,1&opt=sgd(lr:0.25)&steps=1';
  expect(faults(scene, [equal(at('x', 1), 2), equal(at('loss', 0), 20)], { start: [4, 2] })).toEqual([]);
});

test('a model’s runs begin at its weights', () => {
  openModels();
  const scene = 'model=xor,units:3&opt=sgd(lr:0.5)&steps=20';
  expect(faults(scene, [{ left: at('loss', 20), is: '<', right: at('loss', 0) }])).toEqual([]);
  expect(faults(scene, [{ left: at('loss', 20), is: '>', right: at('loss', 0) }])).toHaveLength(1);
  expect(faults(scene, [equal(at('sharpness', 0), 1)])).toHaveLength(1);
});

test('of a model the share is told of rows held back that are read right; of a formula there is none', () => {
  openModels();
  const right = { quantity: 'right', run: 1, step: 150 } as const;
  const moons = 'model=moons&opt=adam(lr:0.05)&steps=150';
  expect(faults(moons, [equal(right, 1)])).toEqual([]);
  expect(faults(moons, [equal({ ...right, step: 0 }, 0.26)])).toEqual([]);
  expect(faults('f=x^2+y^2&opt=sgd(lr:0.1)&steps=200', [equal(right, 1)])).toHaveLength(1);
});

test('what a scene asks is answered, after a hand has turned a knob', () => {
  const scene = 'f=x^2+y^2&start=1,1&opt=sgd(lr:0.01)&steps=10&ask=reach,run:0,step:10,goal:0.01';
  expect(answered(scene)).toMatchObject({ form: 'setting', isReached: false });
  expect(answered(scene, [{ run: 1, key: 'lr', value: 0.4 }])).toMatchObject({ isReached: true });
  expect(answered('f=x^2+y^2&start=1,1&opt=sgd(lr:0.01)&steps=10')).toBeNull();
  const hill = 'loss=himmelblau&start=3.1,2.1&opt=sgd(lr:0.004)&steps=20&ask=minimum,step:20';
  expect(answered(hill)).toEqual({ form: 'minimum', at: [3, 2] });
});

test('the gradient flow from the start is where its equation says', () => {
  const scene = 'f=x^2/2+2y^2&start=-3,2&opt=sgd(lr:0.1)&steps=1';
  const near = (left: Reading, right: number): Check => ({ left, is: '=', right, within: 1e-7 });
  expect(
    faults(scene, [
      near({ flow: 'x', time: 0.5 }, -3 * Math.exp(-0.5)),
      near({ flow: 'y', time: 0.5 }, 2 * Math.exp(-2)),
      near({ flow: 'value', time: 0.5 }, 4.5 * Math.exp(-1) + 8 * Math.exp(-4)),
    ]),
  ).toEqual([]);
  // From 1 on -x⁴ it is beyond every number at the time 1/8.
  const bursting = 'f=-x^4&curve=on&start=1,0&opt=sgd(lr:0.1)&steps=1';
  expect(faults(bursting, [near({ flow: 'x', time: 1 }, 0)])).toHaveLength(1);
  expect(
    faults('f=x^2&curve=on&start=1,0&opt=sgd(lr:0.1)&steps=1', [near({ flow: 'y', time: 1 }, 0)]),
  ).toHaveLength(1);
});

test('of a model it is told how many parameters there are, how many stay, and how far they are off a plane', () => {
  openModels();
  const scene = 'model=xor,units:3&opt=adagrad(lr:0.1)&opt=sgd(lr:0.5)&steps=20';
  const near = (left: Reading, right: number): Check => ({ left, is: '=', right, within: 1e-4 });
  const off = (run: number, step: number) => ({ onEnds: 'off', through: [1, 2], run, step }) as const;
  const foot = (run: number, step: number) => ({ onEnds: 'foot', through: [1, 2], run, step }) as const;
  const of = (
    quantity: 'rows' | 'rowsHeldBack' | 'parameters' | 'still' | 'fromStart' | 'loss' | 'slope',
    run: number,
    step: number,
  ) => ({ quantity, run, step }) as const;
  expect(
    faults(scene, [
      near(of('parameters', 1, 0), 13),
      near(of('rows', 1, 0), 100),
      near(of('rowsHeldBack', 1, 0), 50),
      near(of('still', 1, 0), 0),
      near(of('fromStart', 1, 1), 0.1 * Math.sqrt(13)),
      equal(of('fromStart', 2, 1), { product: [0.5, of('slope', 2, 0)] }),
      // The start and both ends lie on it: the loss at their feet is their own.
      { left: off(1, 0), is: '<', right: 1e-12 },
      { left: off(2, 20), is: '<', right: 1e-12 },
      { left: off(1, 10), is: '>', right: 1e-3 },
      { left: { difference: [foot(1, 20), of('loss', 1, 20)] }, is: '<', right: 1e-12 },
      { left: { explained: 1 }, is: '>', right: 0.5 },
      { left: { explained: 1 }, is: '<', right: 1 },
    ]),
  ).toEqual([]);
  expect(faults(scene, [near(of('still', 1, 20), 0), near(off(1, 21), 0)])).toHaveLength(2);
});
