import { expect, test } from 'vitest';
import { createGates } from '../../../../src/app/lessons/gates.ts';
import type { ShownPart } from '../../../../src/app/lessons/showing.ts';
import { readFragment } from '../../../../src/core/scene/url.ts';

const BOWL = 'loss=bowl&opt=sgd(lr:0.01)&steps=40';
const ASKS = `${BOWL}&ask=lowest,step:20`;
const fragments = [
  BOWL,
  ASKS,
  ASKS,
  `${BOWL}&step=3`,
  `${BOWL}&ask=loss,run:0,step:9`,
  `${BOWL}&ask=reach,goal:1`,
  BOWL,
];
const gatesOf = (list: readonly string[]) =>
  createGates(
    list.map(
      (fragment, i): ShownPart => ({
        id: `p${i}`,
        enter: 'still',
        fragment,
        restored: readFragment(fragment),
        isWhole: true,
      }),
    ),
  );

test('a lesson is open down to its first question that is not answered; a challenge closes nothing', () => {
  const gates = gatesOf(fragments);
  expect([gates.last, gates.isClosing(1), gates.isClosing(4)]).toEqual([1, true, false]);
  expect(gates.answer(BOWL)).toBe(false);
  expect(gates.last).toBe(1);
  expect(gates.answer(ASKS)).toBe(true);
  expect(gates.answer(ASKS)).toBe(false);
  expect([gates.last, gates.isClosing(4)]).toEqual([4, true]);
  expect(gates.answer(fragments[4]!)).toBe(true);
  expect(gates.last).toBe(6);
  expect(fragments.some((_, part) => gates.isClosing(part))).toBe(false);
});

test('a link to a part leads past the questions above it, and not past its own', () => {
  const gates = gatesOf(fragments);
  gates.openTo(3);
  expect(gates.last).toBe(4);
  gates.openTo(1);
  expect(gates.last).toBe(4);
  gates.openTo(4);
  expect(gates.last).toBe(4);
  gates.openTo(5);
  expect(gates.last).toBe(6);
  gatesOf(fragments).openTo(-1);
  expect(gatesOf([BOWL]).last).toBe(0);
});
