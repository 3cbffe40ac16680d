import { texts as askTexts } from './ask-kind.ts';
import { defaultDocument, documentOf, type Problem, type Restored, type ScenePlayhead } from './document.ts';
import { withTrueMarks } from './follow.ts';
import { number, quote } from './kinds.ts';
import { closed, encodeText } from './link-text.ts';
import { matching, nearestName } from './match-name.ts';
import { isSuspect, type LinkKeys, keysToMend, mend, type Pair, pairsOf, type ReadKey } from './repair.ts';
import { collector, restoreScene } from './restore.ts';
import type { Scene } from './scene.ts';
import { type Key, keys, otherKeys, surfaceKeys } from './schema.ts';
import { sceneSentences } from './scene-sentences.ts';
import { isCurve, markedLink, needsVersion } from './unmarked.ts';

export { linkTo } from './link-text.ts';

/** Longer fragments are not read: the longest formula, every character of it encoded, or the largest table, and the rest. */
const MAX_LENGTH = 40_000;
/**
 * The key of a link's version. In the first one, which need not be named, an optimizer's value that is left out is at
 * the registry's default; from the second on what is left out is suggested.
 */
const VERSION_KEY = 'v';
const LINK_VERSION = 2;
const versionNumber = number({ min: 1, max: 1e9, whole: true });
const versionKey: ReadKey = {
  key: VERSION_KEY,
  path: ['version'],
  parse: versionNumber.parse,
  restore(document, given, report) {
    versionNumber.restore(given, 1, { name: VERSION_KEY, where: 'version', report });
    return document;
  },
};
const names = [...keys.map(({ key }) => key), VERSION_KEY];
/** What a link need not say; made for the first that is written. */
let standard: ReadonlyMap<Key, readonly string[]> | undefined;
/** Null until a link has come damaged. */
let toMend: LinkKeys | null = null;

/**
 * The scene as a link's fragment, without "#": key=value pairs joined by "&". What is suggested by the surface, or is a
 * default, is left out; the surface and the optimizers are always named, so that a link outlives a change of the
 * scene that the page opens on. That one scene is the empty fragment. The version is there where it tells.
 */
export function writeFragment(scene: Scene, playhead: ScenePlayhead): string {
  const document = documentOf(withTrueMarks(scene), playhead);
  standard ??= new Map(keys.map((key) => [key, key.print(defaultDocument())]));
  const isStandard = (key: Key, texts = key.print(document)) => isSame(texts, standard!.get(key)!);
  if (keys.every((key) => isStandard(key))) return '';
  const own = document.loss === 'custom';
  const surface = own ? surfaceKeys.formula : surfaceKeys.loss;
  const pairs: [string, string][] = document.model
    ? []
    : surface.print(document).map((text) => [surface.key, text]);
  for (const key of otherKeys) {
    const texts = key.print(document);
    if (!key.repeats && isStandard(key, texts)) continue;
    pairs.push(...texts.map((text): [string, string] => [key.key, text]));
  }
  // A run's name, the text of a rule and what is said of a question would take whatever sign stands behind the link.
  const [lastKey = '', lastText = ''] = pairs.at(-1) ?? [];
  const isOpen = /,(?:name:[^,]*|rule:.*)$/.test(lastText) || Object.hasOwn(askTexts, lastKey);
  if (needsVersion(document) || isOpen) pairs.push([VERSION_KEY, String(LINK_VERSION)]);
  return closed(pairs.map(([key, text]) => `${key}=${encodeText(text)}`).join('&'));
}

/**
 * The scene that a fragment stands for, with or without "#". Takes any text, as `restoreScene` does; an empty one is
 * the scene that the page opens on. One that came damaged is mended where it can be read in one way alone.
 */
export function readFragment(text: string): Restored {
  const fragment = text.startsWith('#') ? text.slice(1) : text;
  if (fragment.length > MAX_LENGTH) {
    const scene = restoreScene(undefined);
    return { ...scene, problems: [{ where: '', message: sceneSentences.say('tooLong', MAX_LENGTH) }] };
  }
  const plain = restored(pairsOf(fragment), []);
  if (plain.problems.length === 0 && !isSuspect(fragment)) return plain;
  const { pairs, notes } = mend(fragment, (toMend ??= keysToMend([...keys, versionKey])));
  return notes.length === 0 ? plain : restored(pairs, notes);
}

/** The scene of pairs that came as they are, or were mended as the notes say. */
function restored(pairs: readonly Pair[], notes: readonly Problem[]): Restored {
  const { problems, report } = collector(notes);
  const given = new Map<string, string[]>();
  for (const [key, value] of pairs) {
    const name = matching(key, names) ?? key;
    const texts = given.get(name) ?? [];
    texts.push(value);
    given.set(name, texts);
  }
  const raw: Record<string, unknown> = {};
  const version = versionKey.parse(given.get(VERSION_KEY) ?? ['1']);
  // The documents of both are of one version.
  if (version !== LINK_VERSION) raw['version'] = version;
  given.delete(VERSION_KEY);
  for (const key of keys) {
    const texts = given.get(key.key);
    if (!texts) continue;
    given.delete(key.key);
    if (texts.length > 1 && !key.repeats) report(key.path.join('.'), sceneSentences.say('twice', key.key));
    put(raw, key.path, key.parse(texts));
  }
  for (const key of given.keys())
    report(key, sceneSentences.say('unknownKey', quote(key), nearestName(key, names)));
  if ('formula' in raw) {
    const loss = raw['loss'];
    if (loss !== undefined && loss !== 'custom')
      report('loss', sceneSentences.say('unusedLoss', quote(loss)));
    raw['loss'] = 'custom';
  }
  const result = restoreScene(version === 1 && !isCurve(raw) ? markedLink(raw) : { suggested: [], ...raw });
  for (const problem of result.problems) report(problem.where, problem.message);
  return { ...result, problems };
}

/** Sets a member of the raw document; the paths are the table's own. */
function put(raw: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [name = '', inner] = path;
  if (inner === undefined) raw[name] = value;
  else Object.assign((raw[name] ??= {}), { [inner]: value });
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, i) => text === b[i]);
}
