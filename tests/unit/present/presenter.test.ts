import { describe, expect, it } from 'vitest';
import type { Talk } from '../../../src/core/talk/talk.ts';
import { writeTalk } from '../../../src/core/talk/file.ts';
import { newScene } from '../../../src/core/talk/talk.ts';
import { readMessage, type PresentationReport } from '../../../src/present/channel.ts';
import { presenterAddress } from '../../../src/present/companion.ts';
import { createIdle, IDLE } from '../../../src/present/idle.ts';
import { elapsed } from '../../../src/present/presenter/view.ts';
import { isSession, newSession } from '../../../src/present/session.ts';
import { manualTimer } from './manual-timer.ts';

const session = newSession();
const talk: Talk = {
  version: 1,
  title: 'One',
  scenes: [{ ...newScene, id: 'a', title: 'A', notes: 'Say it.' }],
};
const report: PresentationReport = {
  at: 3,
  veil: 'white',
  typed: '12',
  since: 1e12,
  ahead: { kind: 'stage', stage: 1, of: 4 },
  scene: 'loss=booth&opt=sgd,lr:0.02',
  step: 7,
};

describe('messages between the windows', () => {
  it.each([
    { kind: 'hello' },
    { kind: 'left' },
    { kind: 'act', command: 'next' },
    { kind: 'act', command: '7' },
    { kind: 'report', report },
  ] as const)('$kind arrives as it was sent', (message) => {
    expect(readMessage(structuredClone({ ...message, session }), session)).toEqual(message);
  });

  it('a talk arrives with its notes and ids', () => {
    const sent = structuredClone({ kind: 'talk', talk: writeTalk(talk, true), session });
    expect(readMessage(sent, session)).toEqual({ kind: 'talk', talk });
  });

  it('those of another presentation are not heard', () => {
    expect(readMessage({ kind: 'hello', session: newSession() }, session)).toBeNull();
    expect(readMessage({ kind: 'hello' }, session)).toBeNull();
  });

  it.each([
    ['a command that only a window has', { kind: 'act', command: 'leave' }],
    ['a command that is none', { kind: 'act', command: 'constructor' }],
    ['a scene that no talk can have', { kind: 'report', report: { ...report, at: 1000 } }],
    ['half a scene', { kind: 'report', report: { ...report, at: 0.5 } }],
    ['a time that is none', { kind: 'report', report: { ...report, since: Number.NaN } }],
    ['words for digits', { kind: 'report', report: { ...report, typed: 'twelve' } }],
    ['nothing ahead', { kind: 'report', report: { ...report, ahead: { kind: 'stage' } } }],
    ['a picture that is none', { kind: 'report', report: { ...report, scene: 12 } }],
    ['a picture without end', { kind: 'report', report: { ...report, scene: 'x'.repeat(40_001) } }],
    ['a step that no run has', { kind: 'report', report: { ...report, step: 100_001 } }],
    ['a talk without scenes', { kind: 'talk', talk: {} }],
  ])('%s is not taken', (_, message) => {
    expect(readMessage({ ...message, session }, session)).toBeNull();
  });

  it('a veil of another colour is none', () => {
    const odd = { kind: 'report', report: { ...report, veil: 'pink' }, session };
    expect(readMessage(odd, session)).toEqual({ kind: 'report', report: { ...report, veil: null } });
  });
});

describe('a session', () => {
  it('has a name of its own that an address can carry', () => {
    const names = Array.from({ length: 200 }, newSession);
    expect(new Set(names).size).toBe(200);
    expect(names.every(isSession)).toBe(true);
    expect(isSession('../../evil')).toBe(false);
  });

  it.each([
    [
      'https://example.org/fall-line/?present=to-adam#loss=booth',
      'https://example.org/fall-line/?presenter=abc',
    ],
    ['file:///media/stick/fall-line.html#talk=xyz', 'file:///media/stick/fall-line.html?presenter=abc'],
  ])('opens the presenter’s window of %s', (page, address) => {
    expect(presenterAddress(page, 'abc')).toBe(address);
  });
});

describe('the time of a talk', () => {
  it.each([
    [0, '0:00'],
    [7_999, '0:07'],
    [725_000, '12:05'],
    [3_723_000, '1:02:03'],
    [-5_000, '0:00'],
  ])('%d ms is %s', (milliseconds, shown) => {
    expect(elapsed(milliseconds)).toBe(shown);
  });
});

describe('the cursor', () => {
  it('goes when nothing has moved for three seconds, and comes back with the first movement', () => {
    const timer = manualTimer();
    const told: boolean[] = [];
    const idle = createIdle(timer.wait, (still) => told.push(still));
    timer.pass(IDLE - 1);
    idle.moved();
    timer.pass(IDLE - 1);
    expect(told).toEqual([]);
    timer.pass(1);
    expect(told).toEqual([true]);
    idle.moved();
    expect(told).toEqual([true, false]);
    timer.pass(IDLE);
    idle.dispose();
    expect(told).toEqual([true, false, true, false]);
    expect(timer.pending).toBe(0);
  });
});
