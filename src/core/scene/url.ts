import { defaultDocument, documentOf, type Restored, type ScenePlayhead } from './document.ts';
import { withTrueMarks } from './follow.ts';
import { quote } from './kinds.ts';
import { parseNumber } from './numbers.ts';
import { collector, restoreScene } from './restore.ts';
import type { Scene } from './scene.ts';
import { keys, otherKeys, surfaceKeys } from './schema.ts';
import { sentences } from './sentences.ts';
import { markedLink, needsVersion } from './unmarked.ts';

/** Longer fragments are not read: the longest formula, every character of it encoded, and the rest. */
const MAX_LENGTH = 40_000;
/**
 * The key of a link's version. In the first one, which need not be named, an optimizer's value that is left out is at
 * the registry's default; from the second on what is left out is suggested.
 */
const VERSION_KEY = 'v';
const LINK_VERSION = 2;

/**
 * The scene as a link's fragment, without "#": key=value pairs joined by "&". What is suggested by the surface, or is a
 * default, is left out; the surface and the optimizers are always named, so that a link outlives a change of the
 * scene that the page opens on. That one scene is the empty fragment. The version is there where it tells.
 */
export function writeFragment(scene: Scene, playhead: ScenePlayhead): string {
  const document = documentOf(withTrueMarks(scene), playhead);
  const standard = defaultDocument();
  if (keys.every((key) => isSame(key.print(document), key.print(standard)))) return '';
  const own = document.loss === 'custom';
  const surface = own ? surfaceKeys.formula : surfaceKeys.loss;
  const pairs: [string, string][] = surface.print(document).map((text) => [surface.key, text]);
  for (const key of otherKeys) {
    const texts = key.print(document);
    if (!key.repeats && isSame(texts, key.print(standard))) continue;
    pairs.push(...texts.map((text): [string, string] => [key.key, text]));
  }
  if (needsVersion(document)) pairs.push([VERSION_KEY, String(LINK_VERSION)]);
  return pairs.map(([key, text]) => `${key}=${encode(text)}`).join('&');
}

/**
 * The scene that a fragment stands for, with or without "#". Takes any text, as `restoreScene` does; an empty one is
 * the scene that the page opens on.
 */
export function readFragment(text: string): Restored {
  const { problems, report } = collector();
  const fragment = text.startsWith('#') ? text.slice(1) : text;
  if (fragment.length > MAX_LENGTH) {
    const scene = restoreScene(undefined);
    return { ...scene, problems: [{ where: '', message: sentences.tooLong(MAX_LENGTH) }] };
  }
  const given = new Map<string, string[]>();
  for (const pair of fragment.split('&')) {
    if (pair.trim() === '') continue;
    const equals = pair.indexOf('=');
    const key = decode(equals < 0 ? pair : pair.slice(0, equals)).trim();
    const texts = given.get(key) ?? [];
    texts.push(equals < 0 ? '' : decode(pair.slice(equals + 1)));
    given.set(key, texts);
  }
  const raw: Record<string, unknown> = {};
  const named = given.get(VERSION_KEY)?.at(-1);
  const version = named === undefined ? 1 : (parseNumber(named) ?? named);
  // The documents of both are of one version.
  if (version !== LINK_VERSION) raw['version'] = version;
  given.delete(VERSION_KEY);
  for (const key of keys) {
    const texts = given.get(key.key);
    if (!texts) continue;
    given.delete(key.key);
    if (texts.length > 1 && !key.repeats) report(key.path.join('.'), sentences.twice(key.key));
    put(raw, key.path, key.parse(texts));
  }
  for (const key of given.keys()) report(key, sentences.unknownKey(quote(key)));
  if ('formula' in raw) {
    const loss = raw['loss'];
    if (loss !== undefined && loss !== 'custom') report('loss', sentences.unusedLoss(quote(loss)));
    raw['loss'] = 'custom';
  }
  const result = restoreScene(version === 1 ? markedLink(raw) : { suggested: [], ...raw });
  for (const { where, message } of result.problems) report(where, message);
  return { ...result, problems };
}

/** Sets a member of the raw document; the paths are the table's own. */
function put(raw: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [name = '', inner] = path;
  if (inner === undefined) raw[name] = value;
  else raw[name] = { ...(raw[name] as object | undefined), [inner]: value };
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, i) => text === b[i]);
}

/**
 * Encodes what would end a value, what browsers would encode themselves, and what programs that find links in text
 * stop at. Everything else stays readable: x^2+3y^2.
 */
function encode(text: string): string {
  return text.replaceAll(/[^!$'()*+,\-./0-9:;=?@A-Z^_a-z~]+/g, (part) =>
    encodeURIComponent(part.replaceAll(/\p{Surrogate}/gu, '\uFFFD')),
  );
}

/** Decodes what is encoded; a stray % stays as it is. */
function decode(text: string): string {
  return text.replaceAll(/(?:%[0-9a-f]{2})+/gi, (part) => {
    try {
      return decodeURIComponent(part);
    } catch {
      return part;
    }
  });
}
