import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkScenes } from '../../../../src/core/talk/check.ts';
import { readTalkFile, writeTalk, writeTalkFile } from '../../../../src/core/talk/file.ts';
import { MAX_TALK_FILE_LENGTH, talkLimits } from '../../../../src/core/talk/limits.ts';
import { restoreTalk } from '../../../../src/core/talk/restore.ts';
import { emptyTalk, newScene, type Talk } from '../../../../src/core/talk/talk.ts';
import { bundledTalks } from '../../../../src/present/talks/index.ts';
import { sceneOf } from './talks.ts';

const messages = (input: unknown) => restoreTalk(input).problems.map(({ message }) => message);
const firstScene = (scene: unknown) => restoreTalk({ version: 1, talk: 'T', scenes: [scene] }).talk.scenes[0];

const talk: Talk = {
  version: 1,
  title: 'When it blows up',
  scenes: [
    sceneOf('a', {
      caption: 'Beyond $2/\\lambda$',
      notes: 'one\ntwo',
      enter: { kind: 'range', from: 0, to: 60 },
    }),
    sceneOf('b', { next: 'stages', beside: ['step', 'curvature'], enter: { kind: 'wait' } }),
    sceneOf('c', { enter: { kind: 'play' }, beside: [] }),
  ],
};

describe('a talk as a file', () => {
  test('is readable, and leaves out what is as usual', () => {
    const { name, text } = writeTalkFile(talk);
    expect(name).toBe('fall-line-talk-when-it-blows-up.json');
    expect(JSON.parse(text)).toEqual({
      version: 1,
      talk: 'When it blows up',
      scenes: [
        {
          title: 'a',
          caption: 'Beyond $2/\\lambda$',
          notes: 'one\ntwo',
          scene: 'loss=bowl&opt=sgd',
          enter: 'play 0 60',
        },
        {
          title: 'b',
          scene: 'loss=bowl&opt=sgd',
          enter: 'wait',
          next: 'stages',
          beside: ['step', 'curvature'],
        },
        { title: 'c', scene: 'loss=bowl&opt=sgd', enter: 'play', beside: [] },
      ],
    });
  });

  test('comes back the same but for the ids, which are new', () => {
    const read = readTalkFile(writeTalkFile(talk).text);
    expect(read?.problems).toEqual([]);
    expect(read?.talk.scenes.map(({ id }) => id)).toEqual(['s1', 's2', 's3']);
    expect(read?.talk).toEqual({
      ...talk,
      scenes: talk.scenes.map((scene, i) => ({ ...scene, id: `s${i + 1}` })),
    });
  });

  test('keeps the ids between the windows of a page', () => {
    expect(restoreTalk(structuredClone(writeTalk(talk, true)))).toEqual({ talk, problems: [] });
  });

  test.each(['', 'hello', '[]', '{"version":1}', '{"version":1,"loss":"bowl"}', '['.repeat(100_000)])(
    'is told from what is none: %.20s',
    (text) => {
      expect(readTalkFile(text)).toBeNull();
    },
  );

  test('is not read beyond its longest length', () => {
    const { text } = writeTalkFile(talk);
    expect(readTalkFile(text.padEnd(MAX_TALK_FILE_LENGTH))?.problems).toEqual([]);
    expect(readTalkFile(text.padEnd(MAX_TALK_FILE_LENGTH + 1))).toBeNull();
  });

  test('the largest talk can be read again', () => {
    const all = (length: number, part: string) => part.repeat(length / part.length);
    const scene = {
      title: all(talkLimits.title, '"'),
      caption: all(talkLimits.caption, '\\'),
      notes: all(talkLimits.notes, '\n'),
      scene: all(talkLimits.scene, '"'),
    };
    const { talk: largest, problems } = restoreTalk({
      version: 1,
      talk: '',
      scenes: Array.from({ length: talkLimits.scenes }, () => scene),
    });
    expect(problems).toEqual([]);
    const { text } = writeTalkFile(largest);
    expect(text.length).toBeGreaterThan(20_000_000);
    expect(readTalkFile(text)).toEqual({ talk: largest, problems: [] });
  });

  test.each([
    ['Überall → ∇f', 'fall-line-talk-uberall-f.json'],
    ['', 'fall-line-talk.json'],
    ['../../etc/passwd\u0000', 'fall-line-talk-etc-passwd.json'],
    ['學習率', 'fall-line-talk-學習率.json'],
  ])('is called after its title: %s', (title, name) => {
    expect(writeTalkFile({ ...talk, title }).name).toBe(name);
  });
});

describe('restoring a talk', () => {
  test.each([null, 5, 'talk', [], undefined, () => {}])('takes %s for an empty talk and says so', (input) => {
    expect(restoreTalk(input)).toEqual({
      talk: emptyTalk,
      problems: [{ where: '', message: 'This is not a talk of Fall Line.' }],
    });
  });

  test('every bad part costs only itself, and is named', () => {
    const { talk: restored, problems } = restoreTalk({
      version: 1,
      talk: 7,
      scenes: [
        null,
        { title: 'kept', caption: 3, notes: {}, scene: [], enter: 'dance', next: 'x', beside: ['map', 'tv'] },
        { title: 'whole', id: '<b>', enter: 'play 9 3', beside: 'map' },
      ],
      more: 1,
    });
    expect(restored).toEqual({
      version: 1,
      title: '',
      scenes: [
        { ...newScene, id: 's1', title: 'kept', beside: ['map'] },
        { ...newScene, id: 's2', title: 'whole' },
      ],
    });
    expect(problems.map(({ where, message }) => `${where}: ${message}`)).toEqual([
      'more: The talk: "more" is not known here.',
      'talk: The talk: talk must be text, not 7.',
      'scenes.0: Scene 1 must be an object, not nothing; it is left out.',
      'scenes.1.caption: Scene 2: caption must be text, not 3.',
      'scenes.1.notes: Scene 2: notes must be text, not an object.',
      "scenes.1.scene: Scene 2: scene must be a scene's link, not a list.",
      'scenes.1.enter: Scene 2: enter must be still, play, wait, or play with two steps, the first one smaller, not "dance".',
      'scenes.1.next: Scene 2: next must be scene or stages, not "x".',
      'scenes.1.beside: Scene 2: beside must be a list of map, chart, step, results, curvature, settings, not "tv".',
      'scenes.2.id: Scene 3: id must be some letters, digits and hyphens, not "<b>".',
      'scenes.2.enter: Scene 3: enter must be still, play, wait, or play with two steps, the first one smaller, not "play 9 3".',
      'scenes.2.beside: Scene 3: beside must be a list of map, chart, step, results, curvature, settings, not "map".',
    ]);
  });

  test('gives every scene an id of its own', () => {
    const { talk: restored } = restoreTalk({
      version: 1,
      scenes: [{ id: 's2' }, { id: 's2' }, {}, { id: 'x' }, { id: 's3' }],
    });
    const ids = restored.scenes.map(({ id }) => id);
    expect(new Set(ids).size).toBe(5);
    expect(ids[0]).toBe('s2');
    expect(ids[3]).toBe('x');
  });

  test('takes so many scenes and characters and no more', () => {
    expect(messages({ version: 1, scenes: Array.from({ length: 201 }, () => ({})) })).toEqual([
      'There are 201 scenes; the first 200 are taken.',
    ]);
    const long = 'a'.repeat(50_000);
    const scene = firstScene({ title: long, caption: long, notes: long, scene: long });
    expect(scene).toMatchObject({
      title: 'a'.repeat(talkLimits.title),
      caption: 'a'.repeat(talkLimits.caption),
      notes: 'a'.repeat(talkLimits.notes),
      scene: '',
    });
  });

  test('takes titles as one line, without control characters or torn ones', () => {
    expect(firstScene({ title: 'a\nb\u0000c\u2028d', notes: 'a\r\nb\u0007\tc' })).toMatchObject({
      title: 'a b c d',
      notes: 'a\nb\tc',
    });
    expect(firstScene({ title: '\uD83D' })?.title).toBe('\uFFFD');
    expect(firstScene({ title: `${'a'.repeat(talkLimits.title - 1)}😀` })?.title).toBe(
      'a'.repeat(talkLimits.title - 1),
    );
  });

  test('takes a whole link for a scene', () => {
    expect(firstScene({ scene: 'https://example.org/x/#loss=bowl&step=3' })?.scene).toBe('loss=bowl&step=3');
  });

  test('puts the panels beside the stage into the order of the page, each once', () => {
    expect(firstScene({ beside: ['chart', 'map', 'chart'] })?.beside).toEqual(['map', 'chart']);
  });

  test('knows what panels were called once', () => {
    const { talk, problems } = restoreTalk({ version: 1, scenes: [{ beside: ['loss', 'map', 'chart'] }] });
    expect(talk.scenes[0]?.beside).toEqual(['map', 'chart']);
    expect(problems).toEqual([]);
  });

  test('follows no prototype', () => {
    const polluted: unknown = JSON.parse('{"__proto__":{"talk":"evil","scenes":[{}]},"version":1}');
    expect(restoreTalk(polluted).talk).toEqual(emptyTalk);
    expect(restoreTalk(Object.create({ talk: 'lent', scenes: [{}] })).talk).toEqual(emptyTalk);
    expect(Object.hasOwn(Object.prototype, 'talk')).toBe(false);
  });

  test('says of a newer version that it is one', () => {
    expect(messages({ version: 9, talk: '', scenes: [] })[0]).toContain('newer Fall Line (version 9)');
    expect(messages({ version: 'x', talk: '', scenes: [] })).toEqual([
      'version must be a whole number of at least 1, not "x".',
    ]);
  });
});

describe('the talk in the README', () => {
  test('is one, and every scene is understood', () => {
    const readme = readFileSync(new URL('../../../../README.md', import.meta.url), 'utf8');
    const text = /## Talks.*?```json\n(.*?)```/s.exec(readme)?.[1] ?? '';
    const read = readTalkFile(text);
    expect(read?.problems).toEqual([]);
    expect(read && checkScenes(read.talk)).toEqual([]);
    expect(read?.talk.scenes[0]).toMatchObject({ enter: { kind: 'range', from: 0, to: 40 }, next: 'stages' });
  });
});

describe('the talks that come with the page', () => {
  test.each(bundledTalks)('$title is whole, and every scene is understood', async ({ title, load }) => {
    const bundled = await load();
    expect(bundled.title).toBe(title);
    expect(restoreTalk(writeTalk(bundled, true))).toEqual({ talk: bundled, problems: [] });
    expect(checkScenes(bundled)).toEqual([]);
  });

  test('what is wrong in a scene is said with its number', () => {
    const wrong = { ...talk, scenes: [sceneOf('a'), sceneOf('b', { scene: 'loss=bowl&steps=many' })] };
    expect(checkScenes(wrong)).toHaveLength(1);
    expect(checkScenes(wrong)[0]).toMatchObject({
      where: 'scenes.1.scene.steps',
      message: expect.stringMatching(/^Scene 2: steps must be /),
    });
  });
});
