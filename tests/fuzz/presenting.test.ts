import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readMessage } from '../../src/present/channel.ts';
import { readMemory } from '../../src/present/memory.ts';

const SEED = 20_261_121;
const RUNS = 4000;
const session = 'abcdefgh01234567';

const nasty = fc.constantFrom<unknown>(
  '__proto__',
  '<img src=x onerror=alert(1)>',
  'x'.repeat(5000),
  Number.NaN,
  Infinity,
  -1,
  0.5,
  1e9,
  null,
  undefined,
  true,
  1n,
  Symbol.iterator,
  () => 1,
  new Map([['at', 1]]),
  Object.create({ kind: 'hello', session }),
  session,
);
const anything = fc.oneof(nasty, fc.anything());
/** Objects that are right in parts. */
const nearly = (members: Readonly<Record<string, fc.Arbitrary<unknown>>>) =>
  fc.oneof(
    { weight: 8, arbitrary: fc.record(members, { requiredKeys: [] }) },
    { weight: 1, arbitrary: anything },
  );
const or = (...right: readonly unknown[]) =>
  fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...right) }, anything);
const talk = nearly({
  version: or(1),
  talk: or('A talk'),
  scenes: fc.oneof(
    fc.array(nearly({ id: or('a', 'b'), title: or('A'), scene: or('loss=booth', 'loss=nothing&steps=x') })),
    anything,
  ),
});
const message = nearly({
  session: or(session),
  kind: or('hello', 'left', 'act', 'talk', 'report'),
  command: or('next', 'leave', 'constructor', '7'),
  talk,
  report: nearly({
    at: or(0, 3, 199, 200),
    veil: or(null, 'black'),
    typed: or('', '12', '1234'),
    since: or(1e12),
    scene: or('loss=booth', 'loss=nothing&steps=x', 'x'.repeat(40_001)),
    step: or(0, 7, 100_001),
    ahead: nearly({ kind: or('play', 'scene', 'stage'), stage: or(0, 1), of: or(3) }),
  }),
});

test(`a message of any kind is restored or refused, and never throws (seed ${SEED})`, () => {
  const kinds = new Set<string>();
  fc.assert(
    fc.property(message, (given) => {
      const read = readMessage(given, session);
      if (!read) return;
      kinds.add(read.kind);
      // What was taken once is taken again as it is: nothing of it is only half right.
      if (read.kind === 'report' || read.kind === 'act')
        expect(readMessage({ ...read, session }, session)).toEqual(read);
    }),
    { seed: SEED, numRuns: RUNS },
  );
  expect([...kinds].toSorted(), 'every kind was met').toEqual(['act', 'hello', 'left', 'report', 'talk']);
});

test(`what a tab remembers is restored or refused, and never throws (seed ${SEED})`, () => {
  let restored = 0;
  const memory = nearly({
    session: or(session),
    at: or('a', 'gone'),
    since: or(1e12),
    talk,
    home: or('', 'loss=booth&step=5', 'loss=%%%'),
    left: nearly({ a: or('loss=booth&opt=sgd(lr:0.1)'), b: or('nonsense') }),
  });
  fc.assert(
    fc.property(memory, (given) => {
      const read = readMemory(given);
      if (!read) return;
      restored++;
      expect(read.talk.scenes.length).toBeGreaterThan(0);
      for (const { scene, playhead } of [read.home, ...read.left.values()])
        expect(playhead.step).toBeLessThanOrEqual(scene.steps);
    }),
    { seed: SEED, numRuns: RUNS },
  );
  expect(restored).toBeGreaterThan(20);
});
