import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { MAX_TALK_LINK, readTalkLink, writeTalkLink } from '../../../../src/app/talks/link.ts';
import { bundledTalks } from '../../../../src/present/talks/index.ts';
import { talkOf } from '../../core/talk/talks.ts';

const linkOf = (text: string) => `talk=${deflateRawSync(text).toString('base64url')}`;

describe('a talk as a link', () => {
  test.each(bundledTalks)('$title fits, and comes back', async ({ load }) => {
    const talk = await load();
    const fragment = await writeTalkLink(talk);
    expect(fragment).toMatch(/^talk=[\w-]+$/);
    expect(fragment.length).toBeLessThan(MAX_TALK_LINK);
    const read = await readTalkLink(`#${fragment}`);
    expect(read?.problems).toEqual([]);
    const expected = { ...talk, scenes: talk.scenes.map((scene, i) => ({ ...scene, id: `s${i + 1}` })) };
    expect(read?.talk).toEqual(expected);
    expect(await readTalkLink(fragment)).toEqual(read);
  });

  test.each([
    '',
    '#loss=bowl',
    'talk=',
    'talk=%%%',
    'talk=AAAA',
    'talk=ÄÖ',
    linkOf('hello'),
    linkOf('{"version":1,"loss":"bowl"}'),
    linkOf('{"version":1,"talk":"T","scenes":[{}]}').slice(0, -4),
  ])('what is none is none: %s', async (fragment) => {
    expect(await readTalkLink(fragment)).toBeNull();
  });

  test('one that would fill the memory is given up', async () => {
    const talk = (blanks: number) => linkOf(`{"version":1,"talk":"T","scenes":[]${' '.repeat(blanks)}}`);
    expect((await readTalkLink(talk(3_000_000)))?.talk.title).toBe('T');
    const bomb = talk(40_000_000);
    expect(bomb.length).toBeLessThan(100_000);
    expect(await readTalkLink(bomb)).toBeNull();
    expect(await readTalkLink(talk(0).padEnd(100_001, 'A'))).toBeNull();
  });

  test('comes back through what programs and sentences do to it', async () => {
    const fragment = linkOf('{"version":1,"talk":"Through the ravine and back","scenes":[]}');
    const half = fragment.length / 2;
    for (const damaged of [
      `${fragment}).`,
      `${fragment}\u201d`,
      `${fragment}?utm_source=chat`,
      `${fragment}&utm_source=chat`,
      `${fragment} `,
      `${fragment.slice(0, half)}%0A${fragment.slice(half)}`,
      `${fragment.slice(0, half)}\u200b${fragment.slice(half)}`,
      encodeURIComponent(fragment),
      encodeURIComponent(encodeURIComponent(fragment)),
    ]) {
      expect((await readTalkLink(`#${damaged}`))?.talk.title).toBe('Through the ravine and back');
    }
  });

  test('an empty title and any characters survive', async () => {
    const talk = talkOf('a', '∇f → 0 😀 <b>&amp;');
    expect((await readTalkLink(await writeTalkLink(talk)))?.talk.title).toBe(talk.title);
  });
});
