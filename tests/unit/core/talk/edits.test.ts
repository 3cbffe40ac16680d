import { describe, expect, test } from 'vitest';
import {
  addScene,
  deleteScene,
  duplicateScene,
  editScene,
  isEmpty,
  isSameTalk,
  moveScene,
  recaptureScene,
  renameTalk,
} from '../../../../src/core/talk/edits.ts';
import { talkLimits } from '../../../../src/core/talk/limits.ts';
import { mergeTalks } from '../../../../src/core/talk/merge.ts';
import { emptyTalk } from '../../../../src/core/talk/talk.ts';
import { idsOf, sceneOf, talkOf } from './talks.ts';

const talk = talkOf('a b c');

describe('edits of a talk', () => {
  test('add a scene at the end, or behind another', () => {
    expect(idsOf(addScene(talk, sceneOf('d')))).toBe('a b c d');
    expect(idsOf(addScene(talk, sceneOf('d'), 'a'))).toBe('a d b c');
    expect(idsOf(addScene(talk, sceneOf('d'), 'gone'))).toBe('a b c d');
    expect(idsOf(addScene(talk, sceneOf('b')))).toBe('a b c s4');
    const full = talkOf(Array.from({ length: talkLimits.scenes }, (_, i) => `x${i}`).join(' '));
    expect(addScene(full, sceneOf('d'))).toBe(full);
  });

  test('move a scene, at most to the ends', () => {
    expect(idsOf(moveScene(talk, 'a', 1))).toBe('b a c');
    expect(idsOf(moveScene(talk, 'c', 0))).toBe('c a b');
    expect(idsOf(moveScene(talk, 'a', 99))).toBe('b c a');
    expect(idsOf(moveScene(talk, 'c', -5))).toBe('c a b');
    for (const same of [moveScene(talk, 'b', 1), moveScene(talk, 'gone', 0), moveScene(talk, 'a', NaN)]) {
      expect(same).toBe(talk);
    }
  });

  test('duplicate, delete, change, capture anew, rename', () => {
    const copied = duplicateScene(talk, 'b', 'copy');
    expect(idsOf(copied)).toBe('a b copy c');
    expect(copied.scenes[2]).toEqual({ ...talk.scenes[1], id: 'copy' });
    expect(idsOf(deleteScene(talk, 'b'))).toBe('a c');
    expect(editScene(talk, 'b', { title: 'B', notes: 'n' }).scenes[1]).toEqual(
      sceneOf('b', { title: 'B', notes: 'n' }),
    );
    expect(recaptureScene(talk, 'b', 'loss=booth').scenes[1]).toEqual(sceneOf('b', { scene: 'loss=booth' }));
    expect(renameTalk(talk, 'Other\n').title).toBe('Other ');
  });

  test('leave the talk as it is where there is nothing to do', () => {
    expect(duplicateScene(talk, 'gone', 'copy')).toBe(talk);
    expect(deleteScene(talk, 'gone')).toBe(talk);
    expect(editScene(talk, 'gone', { title: 'x' })).toBe(talk);
    expect(editScene(talk, 'a', { title: 'a', beside: ['map', 'chart'] })).toBe(talk);
    expect(renameTalk(talk, 'A talk')).toBe(talk);
  });

  test('keep a talk as outside data may be', () => {
    const long = editScene(talk, 'a', {
      title: 'x'.repeat(999),
      caption: 'x'.repeat(9_999),
      notes: 'x'.repeat(99_999),
      beside: ['chart', 'map', 'map'],
    }).scenes[0];
    expect(long?.title).toHaveLength(talkLimits.title);
    expect(long?.caption).toHaveLength(talkLimits.caption);
    expect(long?.notes).toHaveLength(talkLimits.notes);
    expect(long?.beside).toEqual(['map', 'chart']);
  });

  test('tell same from other', () => {
    expect(isSameTalk(talk, structuredClone(talk))).toBe(true);
    for (const change of [
      { title: 'x' },
      { caption: 'x' },
      { notes: 'x' },
      { scene: 'x' },
      { enter: { kind: 'play' } as const },
      { next: 'stages' as const },
      { beside: [] },
    ]) {
      expect(isSameTalk(talk, editScene(talk, 'b', change))).toBe(false);
    }
    const range = (to: number) => editScene(talk, 'b', { enter: { kind: 'range', from: 0, to } });
    expect(isSameTalk(range(5), range(6))).toBe(false);
    expect(isSameTalk(talk, moveScene(talk, 'a', 1))).toBe(false);
    expect(isSameTalk(talk, renameTalk(talk, 'x'))).toBe(false);
    expect(isEmpty(emptyTalk)).toBe(true);
    expect(isEmpty({ ...emptyTalk, title: ' ' })).toBe(true);
    expect(isEmpty({ ...emptyTalk, title: 'x' })).toBe(false);
    expect(isEmpty(talk)).toBe(false);
  });
});

describe('merging two changes of a talk', () => {
  const title = (id: string, text: string) => editScene(talk, id, { title: text });

  test('is the one change where there is no other', () => {
    const after = title('b', 'B');
    expect(mergeTalks(talk, after, structuredClone(talk))).toBe(after);
    expect(mergeTalks(talk, structuredClone(talk), after)).toEqual(after);
  });

  test('keeps both', () => {
    const mine = moveScene(editScene(renameTalk(talk, 'Mine'), 'a', { title: 'A' }), 'c', 0);
    const theirs = addScene(editScene(talk, 'a', { notes: 'theirs' }), sceneOf('d'), 'b');
    expect(mergeTalks(talk, mine, theirs)).toEqual({
      version: 1,
      title: 'Mine',
      scenes: [sceneOf('c'), sceneOf('a', { title: 'A', notes: 'theirs' }), sceneOf('b'), sceneOf('d')],
    });
    expect(idsOf(mergeTalks(talk, addScene(talk, sceneOf('e'), 'a'), theirs))).toBe('a e b d c');
    expect(idsOf(mergeTalks(talk, addScene(talk, sceneOf('e'), 'a'), moveScene(talk, 'c', 0)))).toBe(
      'c a e b',
    );
  });

  test('the later one wins where both say something of one thing', () => {
    expect(mergeTalks(talk, title('a', 'mine'), title('a', 'theirs')).scenes[0]?.title).toBe('mine');
    expect(mergeTalks(talk, renameTalk(talk, 'mine'), renameTalk(talk, 'theirs')).title).toBe('mine');
  });

  test('a scene that one deletes and the other changes stays', () => {
    expect(idsOf(mergeTalks(talk, title('b', 'B'), deleteScene(talk, 'b')))).toBe('a b c');
    expect(idsOf(mergeTalks(talk, deleteScene(talk, 'b'), title('a', 'A')))).toBe('a c');
    expect(idsOf(mergeTalks(talk, title('a', 'A'), deleteScene(talk, 'b')))).toBe('a c');
  });

  test('done twice it changes nothing more', () => {
    const mine = addScene(title('a', 'A'), sceneOf('d'), 'a');
    const once = mergeTalks(talk, mine, deleteScene(talk, 'c'));
    expect(mergeTalks(talk, mine, once)).toEqual(once);
  });
});
