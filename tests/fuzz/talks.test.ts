import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTalkLink, writeTalkLink } from '../../src/app/talks/link.ts';
import * as edits from '../../src/core/talk/edits.ts';
import { readTalkFile, writeTalk, writeTalkFile } from '../../src/core/talk/file.ts';
import { talkLimits } from '../../src/core/talk/limits.ts';
import { mergeTalks } from '../../src/core/talk/merge.ts';
import { restoreTalk, type RestoredTalk } from '../../src/core/talk/restore.ts';
import { type CaptionNode, captionTree } from '../../src/present/caption-tree.ts';
import { talkPanels } from '../../src/core/scene/panels.ts';
import { newScene, type Talk } from '../../src/core/talk/talk.ts';

const seed = 51_107;

const word = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    '<script>alert(1)</script>',
    '$\\frac{1}{2}$',
    '__proto__',
    'loss=bowl&opt=sgd',
    '#x',
    '\uD800',
  ),
);
const near = fc.oneof(
  word,
  fc.integer(),
  fc.constant(null),
  fc.array(word, { maxLength: 4 }),
  fc.dictionary(word, word),
);
const rawScene = fc.record(
  {
    id: fc.oneof(fc.constantFrom('a', 'b', 's1', 's2'), near),
    title: near,
    caption: near,
    notes: near,
    scene: near,
    enter: fc.oneof(
      fc.constantFrom('still', 'play', 'wait', 'play 0 60', 'play 3', 'play 9 1', 'play 0 9999999'),
      near,
    ),
    next: fc.oneof(fc.constantFrom('scene', 'stages'), near),
    beside: fc.oneof(fc.array(fc.oneof(fc.constantFrom(...talkPanels), near), { maxLength: 7 }), near),
  },
  { requiredKeys: [] },
);
const rawTalk = fc.record(
  {
    version: fc.oneof(fc.constant(1), near),
    talk: near,
    scenes: fc.array(fc.oneof(rawScene, near), { maxLength: 8 }),
  },
  { requiredKeys: [] },
);
const anyTalk = rawTalk.map((raw): Talk => restoreTalk(raw).talk);

/** What must be true of a talk whatever it came from. */
function expectValid({ talk, problems }: RestoredTalk): void {
  expect(problems.length).toBeLessThanOrEqual(21);
  for (const { message } of problems) expect(message).toMatch(/^[^\n]{1,1000}\.$/);
  expect(talk.scenes.length).toBeLessThanOrEqual(talkLimits.scenes);
  expect(new Set(talk.scenes.map(({ id }) => id)).size).toBe(talk.scenes.length);
  for (const scene of talk.scenes) {
    expect(Object.keys(scene).toSorted()).toEqual(['id', ...Object.keys(newScene)].toSorted());
    for (const name of ['title', 'caption', 'notes', 'scene'] as const) {
      expect(scene[name].length).toBeLessThanOrEqual(talkLimits[name]);
    }
    expect(scene.title).not.toMatch(/[\p{Cc}\p{Surrogate}]/u);
    if (scene.enter.kind === 'range') expect(scene.enter.from).toBeLessThan(scene.enter.to);
  }
  // Restoring what was restored changes nothing and finds nothing wrong.
  expect(restoreTalk(writeTalk(talk, true))).toEqual({ talk, problems: [] });
}

const anyEdit: fc.Arbitrary<(talk: Talk) => Talk> = fc
  .tuple(fc.nat(6), fc.nat(9), fc.nat(9), word)
  .map(([kind, at, to, text]) => (talk) => {
    const id = talk.scenes[at % Math.max(1, talk.scenes.length)]?.id ?? 'none';
    const acts = [
      () => edits.addScene(talk, { ...newScene, id: `n${to}`, title: text }, id),
      () => edits.moveScene(talk, id, to),
      () => edits.duplicateScene(talk, id, `c${to}`),
      () => edits.deleteScene(talk, id),
      () => edits.editScene(talk, id, { title: text, notes: text }),
      () => edits.recaptureScene(talk, id, 'loss=booth'),
      () => edits.renameTalk(talk, text),
    ];
    return acts[kind]!();
  });
const someEdits = fc.array(anyEdit, { maxLength: 6 });
const after = (talk: Talk, changes: readonly ((talk: Talk) => Talk)[]) =>
  changes.reduce((each, change) => change(each), talk);

describe(`talks, seed ${seed}`, () => {
  test('anything at all becomes a valid talk', () => {
    fc.assert(
      fc.property(fc.oneof(rawTalk, fc.anything({ withNullPrototype: true }), fc.jsonValue()), (input) => {
        expectValid(restoreTalk(input));
      }),
      { seed, numRuns: 4_000 },
    );
    expect(({} as Record<string, unknown>)['talk']).toBeUndefined();
  });

  test('any text is a talk or none', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          fc.string(),
          rawTalk.map((raw) => JSON.stringify(raw)),
        ),
        (text) => {
          const read = readTalkFile(text);
          if (read) expectValid(read);
        },
      ),
      { seed, numRuns: 2_500 },
    );
  });

  test('talk -> file -> talk is the identity, but for the ids', () => {
    fc.assert(
      fc.property(anyTalk, (talk) => {
        const read = readTalkFile(writeTalkFile(talk).text);
        expect(read?.problems).toEqual([]);
        expect(read && writeTalk(read.talk, false)).toEqual(writeTalk(talk, false));
      }),
      { seed, numRuns: 2_000 },
    );
  });

  test('talk -> link -> talk is the identity, but for the ids', async () => {
    await fc.assert(
      fc.asyncProperty(anyTalk, async (talk) => {
        const read = await readTalkLink(await writeTalkLink(talk));
        expect(read && writeTalk(read.talk, false)).toEqual(writeTalk(talk, false));
      }),
      { seed, numRuns: 300 },
    );
  });

  test('any fragment is a talk or none', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.base64String()), async (text) => {
        const read = await readTalkLink(`talk=${text}`);
        if (read) expectValid(read);
      }),
      { seed, numRuns: 500 },
    );
  });

  test('any caption is made of the elements that a caption can have, its links harmless', () => {
    const tags = 'p h3 em strong br hr blockquote ul ol li code pre span a'.split(' ');
    const expectHarmless = (part: CaptionNode): void => {
      if (typeof part === 'string' || 'tex' in part) return;
      expect(tags).toContain(part.tag);
      const { href = 'https://none', ...attributes } = part.attributes;
      expect(String(href)).toMatch(/^(https?|mailto):/i);
      expect(['start', 'target', 'rel']).toEqual(expect.arrayContaining(Object.keys(attributes)));
      part.children.forEach(expectHarmless);
    };
    const piece = fc.oneof(
      fc.constantFrom(
        '*',
        '**',
        '_',
        '`',
        '$',
        '$$',
        '> ',
        '- ',
        '1. ',
        '# ',
        '[',
        '](',
        ')',
        '!',
        '<',
        '>',
        '\n',
        '  \n',
      ),
      fc.constantFrom(
        'javascript:',
        'https://a.b',
        'data:text/html,',
        '<script>',
        '<a href=x>',
        '&lt;',
        '\\',
        '{',
        '}',
      ),
      word,
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        captionTree(pieces.join('')).forEach(expectHarmless);
      }),
      { seed, numRuns: 2_000 },
    );
  });

  test('edits in any order leave a valid talk', () => {
    fc.assert(
      fc.property(anyTalk, someEdits, (talk, changes) => {
        expectValid({ talk: after(talk, changes), problems: [] });
      }),
      { seed, numRuns: 2_000 },
    );
  });

  test('merging gives a valid talk that has every scene of either side which the other has not deleted', () => {
    fc.assert(
      fc.property(anyTalk, someEdits, someEdits, (talk, ours, others) => {
        const [mine, theirs] = [after(talk, ours), after(talk, others)];
        const merged = mergeTalks(talk, mine, theirs);
        expectValid({ talk: merged, problems: [] });
        const has = ({ scenes }: Talk, id: string) => scenes.some((scene) => scene.id === id);
        for (const { id } of mine.scenes)
          if (has(theirs, id) || !has(talk, id)) expect(has(merged, id)).toBe(true);
        for (const { id } of theirs.scenes) if (!has(talk, id)) expect(has(merged, id)).toBe(true);
        expect(mergeTalks(talk, mine, merged)).toEqual(merged);
        expect(mergeTalks(mine, talk, mine)).toEqual(talk);
      }),
      { seed, numRuns: 2_500 },
    );
  });
});
