import type { Restored, ScenePlayhead } from './document.ts';
import { isRecord, member } from './kinds.ts';
import { MAX_FILE_LENGTH } from './limits.ts';
import { restoreScene, writeDocument } from './restore.ts';
import type { Scene } from './scene.ts';

/** A scene as a file: what it is called, and its text (JSON). */
export function writeFile(
  scene: Scene,
  playhead: ScenePlayhead,
): { readonly name: string; readonly text: string } {
  // JSON.stringify writes a negative zero as 0; JSON itself knows it. No string of a scene has a control character.
  const mark = '\u0000-0';
  const text = JSON.stringify(
    writeDocument(scene, playhead),
    (_, value: unknown) => (Object.is(value, -0) ? mark : value),
    2,
  )
    .replaceAll('"\\u0000-0"', '-0')
    // A table's numbers, one line each, would be longer than the rest of them.
    .replaceAll(/"values": \[[^[\]"]*\]/g, (list) => list.replaceAll(/\n\s*/g, ''));
  return { name: fileName(scene), text: `${text}\n` };
}

/** The scene in a file's text; null when the text is not a scene at all. */
export function readFile(text: string): Restored | null {
  if (text.length > MAX_FILE_LENGTH) return null;
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch {
    return null;
  }
  const says = (key: string) => member(input, key) !== undefined;
  if (!isRecord(input) || !says('version') || !(says('loss') || says('formula'))) return null;
  return restoreScene(input);
}

/** "fall-line-himmelblau-sgd-adam.json": the surface and the rules, each once. */
function fileName({ loss, formula, optimizers }: Scene): string {
  const surface = loss === 'custom' ? formula : loss;
  const rules = [...new Set(optimizers.map(({ id }) => id))];
  const words = ['fall-line', surface.slice(0, 40), ...rules].join('-');
  const plain = words.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  return `${plain.slice(0, 100).replace(/-$/, '')}.json`;
}
