import { gzipSync } from 'node:zlib';
import type { Rolldown } from 'vite';
import { scenesOf } from '../../src/core/lesson/lesson.ts';
import { readFragment } from '../../src/core/scene/url.ts';
import { course } from '../../src/lessons/course/index.ts';

type Built = Rolldown.RolldownOutput['output'];

/** A paragraph of a lesson, "lesson#part", with the kilobytes of JavaScript and CSS, gzipped, of its first picture. */
export interface LinkedPart {
  readonly at: string;
  readonly size: number;
}

/** What a link's rules are loaded as: `src/app/rules.ts`. */
const rules: Readonly<Record<string, string>> = {
  newton: 'app/second-order-rules.ts',
  lbfgs: 'app/second-order-rules.ts',
  custom: 'app/typed-rules.ts',
};
const early = new Set(['sgd', 'momentum', 'nesterov', 'rmsprop', 'adam', 'adamw', 'adagrad']);

/** For every paragraph of every lesson, what is loaded until its first picture is complete: by the graph of what is built. */
export async function linkedParts(built: Built): Promise<readonly LinkedPart[]> {
  const sizeOf = sizesOf(built);
  const parts: LinkedPart[] = [];
  for (const { id, load } of course) {
    const lesson = await load();
    scenesOf(lesson.parts).forEach((fragment, i) => {
      const { scene } = readFragment(fragment);
      const late = scene.optimizers.map((setting) => setting.id).filter((name) => !early.has(name));
      const modules = [
        'main.ts',
        'entries/lessons.ts',
        'entries/lesson.ts',
        `lessons/course/${id}.ts`,
        scene.curve ? 'charts/curve/curve.ts' : 'view3d/stage.ts',
        // A model's code comes after it.
        ...(scene.model ? [] : late.map((name) => rules[name] ?? 'app/all-rules.ts')),
      ];
      parts.push({ at: `${id}#${lesson.parts[i]!.id}`, size: sizeOf(modules) });
    });
  }
  return parts;
}

/** Kilobytes, gzipped, of the files that have these modules, and of all that comes with them. */
function sizesOf(built: Built): (modules: readonly string[]) => number {
  const files = new Map(built.map((file) => [file.fileName, file]));
  const chunks = built.filter((file) => file.type === 'chunk');
  const page = files.get('index.html');
  const linked = page?.type === 'asset' ? String(page.source).match(/assets\/[^"]+\.css/g) : null;
  const sizes = new Map<string, number>();
  const sizeOf = (name: string) => {
    const known = sizes.get(name);
    if (known !== undefined) return known;
    const file = files.get(name);
    const size = file
      ? gzipSync(file.type === 'chunk' ? file.code : file.source, { level: 9 }).length / 1000
      : 0;
    sizes.set(name, size);
    return size;
  };
  return (modules) => {
    const needed = new Set<string>(linked);
    for (const path of modules) {
      const chunk = chunks.find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(`/src/${path}`)));
      if (!chunk) throw new Error(`No file has ${path}.`);
      needed.add(chunk.fileName);
    }
    for (const name of needed) {
      const chunk = files.get(name);
      if (chunk?.type !== 'chunk') continue;
      for (const other of [...chunk.imports, ...(chunk.viteMetadata?.importedCss ?? [])]) needed.add(other);
    }
    return [...needed].reduce((sum, name) => sum + sizeOf(name), 0);
  };
}
