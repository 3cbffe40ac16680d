/**
 * Links that arrive damaged: what programs and people do to them on their way is undone, where only one reading makes
 * sense. What can be taken as it is stays; of other values the readings are tried, from the least change on, and the
 * first of those of which the most can be taken is theirs. A link that is whole never comes here.
 */
import { defaultDocument, type Problem, type SceneDocument } from './document.ts';
import { shown } from './kinds.ts';
import { decodeText, hasUnseen, withoutUnseen } from './link-text.ts';
import { matching } from './match-name.ts';
import { readingsOf } from './readings.ts';
import type { Key } from './schema.ts';
import { sceneSentences } from './scene-sentences.ts';

/** A key with its text, decoded. */
export type Pair = readonly [key: string, text: string];

/** Longer texts are not mended: the longest formula, and some signs. */
const MAX_TEXT = 4_100;
/** Values that are looked at, at most: a scene has some fifty. */
const MAX_MENDED = 60;

/** A key of links, as far as it is read. */
export type ReadKey = Pick<Key, 'key' | 'path' | 'parse' | 'restore'>;

export interface Mended {
  readonly pairs: readonly Pair[];
  /** What was done, a sentence each. */
  readonly notes: readonly Problem[];
}

/** The pairs of a fragment as they came; a key without "=" has an empty text. */
export function pairsOf(fragment: string): Pair[] {
  return fragment
    .split('&')
    .filter((pair) => pair.trim() !== '')
    .map((pair): Pair => {
      const equals = pair.indexOf('=');
      const key = decodeText(equals < 0 ? pair : pair.slice(0, equals)).trim();
      return [key, equals < 0 ? '' : decodeText(pair.slice(equals + 1))];
    });
}

/** The pairs as they were meant, with what was done to them. */
export function mend(fragment: string, keys: LinkKeys): Mended {
  const notes: Problem[] = [];
  const note = (where: string, message: string) => void notes.push({ where, message, mended: true });
  const mender = createMender(keys, note);
  const pairs: Pair[] = [];
  let tail = '';
  for (const [key, text] of visible(pairsOf(whole(fragment, note)), note)) {
    const name = matching(key, keys.names);
    if (name === undefined && (tail !== '' || trackers.test(key))) {
      tail += `${tail === '' ? '' : '&'}${key}=${text}`;
      continue;
    }
    const query = /\?[\w.~-]+=/.exec(text)?.index;
    const behind = query === undefined || mender.isSound(name ?? key, text) ? undefined : query;
    tail += text.slice(behind ?? text.length);
    pairs.push(...mender.mended(name ?? key, text.slice(0, behind)));
  }
  if (tail !== '') note('', sceneSentences.say('behind', shown(tail)));
  return { pairs, notes };
}

/**
 * Whether a fragment is damaged though all of it can be taken: something in it is not seen; a sentence's blank or full
 * stop is at its end; or a sign of a formula is still encoded, where its percent sign would be that of a remainder. In
 * a run's name, which most links with such a sign have it in, it is meant.
 */
export function isSuspect(fragment: string): boolean {
  return (
    hasUnseen(decodeText(fragment)) ||
    /(?:[\s.]|%20|%09|%C2%A0)$/i.test(fragment) ||
    /%(?:25)+(?:5E|28|29)/i.test(fragment.replaceAll(namesOfRuns, ''))
  );
}

/** As links are written. */
const namesOfRuns = /name(?::|%3A)[^,&]*/g;

/** The pairs without what is not seen, and without the end of a sentence behind them. */
function visible(pairs: readonly Pair[], note: Note): readonly Pair[] {
  const shortened = pairs.map(([key, text], i): Pair => {
    const seen = withoutUnseen(text);
    return [withoutUnseen(key), i === pairs.length - 1 ? seen.replace(/[\s.]+$/, '') : seen];
  });
  const same = pairs.every(([key, text], i) => key === shortened[i]?.[0] && text === shortened[i]?.[1]);
  if (!same) note('', sceneSentences.say('unseen'));
  return shortened;
}

/** What programs that count visitors put behind a link. */
const trackers = /^(?:utm_\w+|[a-z]*clid|mc_[a-z]id|igshid?|ref_src|si|sa)$/i;

type Note = (where: string, message: string) => void;

/** What editors and browsers put behind a link: the markup around it, a footnote's number, the text to scroll to. */
const markup =
  /(?:["'] *>|<\/?(?:a|b|br|i|p|li|td|div|span) *\/?>|:~:text=).*$|\|[^&=|()]+>$|(?<![a-z])\[\d+\]$/is;

/** The fragment with "&" and "=" where they were. */
function whole(fragment: string, note: Note): string {
  const head = /^(?:[^#=]*https?:[^#]*#)?(?:[\s#/?!<"'([\u2018\u201c]|%23)*/i.exec(fragment)?.[0] ?? '';
  // Mail breaks a line at "=", and an answer has ">" before each.
  let text = fragment.slice(head.length).replaceAll(/=?\r?\n[> ]*/g, '\n');
  if (head !== '') note('', sceneSentences.say('before', shown(head)));
  const [behind = ''] = markup.exec(text) ?? [];
  if (behind !== '') note('', sceneSentences.say('behind', shown(behind)));
  text = text.slice(0, text.length - behind.length);
  const before = text;
  for (let i = 0; i < 3 && !/^[^?&]*=/.test(text) && /%(?:25)*3D/i.test(text); i++) text = decodeText(text);
  if (text !== before) note('', sceneSentences.say('encodedWhole'));
  const split = text
    // As mail writes "=" where a line is not plain.
    .replaceAll(/=3D/g, /=(?!3D)/.test(text) ? '=3D' : '=')
    .replaceAll(/\\u0026|\uff06/gi, '&')
    .replaceAll('\uff1d', '=')
    .replaceAll(/&(?:amp;|#38;|#x26;|amp%3B)+/gi, '&');
  if (split !== text) note('', sceneSentences.say('joined'));
  return split;
}

/** The keys of links, and what finds one of them in a text. */
export interface LinkKeys {
  readonly byName: ReadonlyMap<string, ReadKey>;
  /** The longest first. */
  readonly names: readonly string[];
  readonly within: RegExp;
  readonly atFirst: RegExp;
}

/** Made once: it takes as long as to read a link. */
export function keysToMend(keys: readonly ReadKey[]): LinkKeys {
  const names = keys.map(({ key }) => key).toSorted((a, b) => b.length - a.length);
  return {
    byName: new Map(keys.map((key) => [key.key, key])),
    names,
    within: new RegExp(`(${names.join('|')})\\s*=`, 'i'),
    atFirst: new RegExp(`^[^\\p{L}\\p{N}]*(${names.join('|')})[\\s:]*(?=.)`, 'iu'),
  };
}

interface Mender {
  /** Whether a text can be taken as it is. */
  isSound(key: string, text: string): boolean;
  /** A pair as it was meant: several where what parted them is lost. */
  mended(key: string, text: string): Pair[];
}

function createMender({ byName, names, within, atFirst }: LinkKeys, note: Note): Mender {
  const standard = defaultDocument();
  let left = MAX_MENDED;

  const mended = (name: string, text: string): Pair[] => {
    const key = byName.get(name);
    if (!key) return text === '' ? withoutSign(name) : [[name, text]];
    if (left === 0 || text.length > MAX_TEXT) return [[name, text]];
    left -= 1;
    const lost = lossOf(key, text, standard);
    if (lost === 0) return [[name, text]];
    const next = within.exec(text);
    if (next && next.index > 0) {
      const first = text.slice(0, next.index).replace(/[\s&;#]+$/, '');
      if (bestOf(key, first, standard).lost < lost) {
        const sign = matching(next[1], names) ?? name;
        note(key.path.join('.'), sceneSentences.say('parted', sign));
        return [...mended(name, first), ...mended(sign, text.slice(next.index + next[0].length))];
      }
    }
    const best = bestOf(key, text, standard, lost).text;
    if (best !== text)
      note(key.path.join('.'), sceneSentences.say('mended', name, ending(text), ending(best)));
    return [[name, best]];
  };

  /** A pair whose "=" is lost, where its text can be told from its key. */
  const withoutSign = (text: string): Pair[] => {
    const found = text.length > MAX_TEXT ? null : atFirst.exec(text);
    const key = byName.get(matching(found?.[1], names) ?? '');
    const value = text.slice(found?.[0].length ?? 0);
    if (!key || bestOf(key, value, standard).lost > 0) return [[text, '']];
    note(
      key.path.join('.'),
      sceneSentences.say('mended', key.key, ending(text), ending(`${key.key}=${value}`)),
    );
    return mended(key.key, value);
  };

  const isSound = (name: string, text: string) => {
    const key = byName.get(name);
    return key !== undefined && text.length <= MAX_TEXT && lossOf(key, text, standard) === 0;
  };
  return { isSound, mended };
}

/** How much of a text cannot be taken: much for all of it, little for a part. */
function lossOf(key: ReadKey, text: string, document: SceneDocument): number {
  const path = key.path.join('.');
  let lost = key.key === 'f' && /%(?:25)*(?:5E|28|29)/i.test(text) ? 1 : 0;
  key.restore(document, key.parse([text]), (where) => {
    lost += where === path || where === `${path}.0` ? 100 : 1;
  });
  return lost;
}

/** The reading of which the most can be taken, and how much of it cannot; the text itself where none is better. */
function bestOf(
  key: ReadKey,
  text: string,
  document: SceneDocument,
  ofText = lossOf(key, text, document),
): { readonly text: string; readonly lost: number } {
  let best = { text, lost: ofText };
  for (const { text: reading, others } of readingsOf(key.key, text)) {
    if (best.lost === 0) break;
    const lost = lossOf(key, reading, document);
    if (lost >= best.lost) continue;
    // Of several ways to read the same signs none is taken.
    if (others.some((other) => lossOf(key, other, document) <= lost)) continue;
    best = { text: reading, lost };
  }
  return best;
}

/** The end of a text, where most damage is, as a sentence quotes it. */
function ending(text: string): string {
  const letters = Array.from(text);
  return `"${letters.length > 40 ? '...' : ''}${shown(letters.slice(-40).join(''))}"`;
}
