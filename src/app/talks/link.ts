import '../../text/en/talk-faults.ts';
import { decodeText } from '../../core/scene/link-text.ts';
import { readTalkFile, writeTalk } from '../../core/talk/file.ts';
import type { RestoredTalk } from '../../core/talk/restore.ts';
import type { Talk } from '../../core/talk/talk.ts';
import { isTalkLink, TALK_PREFIX } from './prefix.ts';

/*
 * A talk in a link's fragment: "talk=", then its JSON, compressed (deflate, RFC 1951) and written with the alphabet
 * for addresses (base64url, RFC 4648, without padding).
 */

/** Longer fragments are not given to anybody: programs cut them. */
export const MAX_TALK_LINK = 8_000;
/** Longer fragments are not read. */
const MAX_READ = 100_000;
/** Bytes of JSON that a fragment may unfold to. */
const MAX_UNFOLDED = 4_000_000;

/**
 * The talk as a fragment without "#", of whatever length.
 *
 * @throws TypeError where the browser cannot compress
 */
export async function writeTalkLink(talk: Talk): Promise<string> {
  const json = new TextEncoder().encode(JSON.stringify(writeTalk(talk, false)));
  const packed = await collect(new Blob([json]).stream().pipeThrough(new CompressionStream('deflate-raw')));
  const text = btoa(Array.from(packed, (byte) => String.fromCharCode(byte)).join(''));
  return TALK_PREFIX + text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** The talk that a fragment stands for, with or without "#"; null when it is none, or one that cannot be read. */
export async function readTalkLink(fragment: string): Promise<RestoredTalk | null> {
  if (!isTalkLink(fragment) || fragment.length > MAX_READ) return null;
  try {
    const base64 = lettersOf(fragment).replaceAll('-', '+').replaceAll('_', '/');
    const packed = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    return readTalkFile(new TextDecoder().decode(await collect(stream)));
  } catch {
    return null;
  }
}

/** The letters of a talk, without what programs and sentences have put between and behind them. */
function lettersOf(fragment: string): string {
  let text = fragment;
  while (text.includes('%')) {
    const decoded = decodeText(text);
    if (decoded === text) break;
    text = decoded;
  }
  const behind = text.slice(text.indexOf('=') + 1).replaceAll(/[\s\p{Cf}]/gu, '');
  return /^[\w-]*/.exec(behind)?.[0] ?? '';
}

/** All bytes of a stream; it is given up when there are too many. */
async function collect(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const reader = stream.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > MAX_UNFOLDED) {
      await reader.cancel();
      throw new RangeError('The talk is too long.');
    }
    parts.push(value);
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
