import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';

/**
 * What others call has an example in its docstring: a program, in which each `console.log` stands with what it prints
 * behind it, in a line of its own.
 */
const core = fileURLToPath(new URL('../../../src/core/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'fall-line-examples-'));
afterAll(() => rmSync(folder, { recursive: true }));

const index = readFileSync(join(core, 'index.ts'), 'utf8');

/** The values that a file exports to a caller, types left out; and the file in which each is declared. */
const exported = [...index.matchAll(/^export \{([^}]*)\} from '\.\/(.*)';/gm)].flatMap(
  ([, names = '', file = '']) =>
    names
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '' && !name.startsWith('type '))
      .map((name) => ({ name, file })),
);

/** The docstring of a declaration, without its stars; that of another file where this one passes it on. */
function docOf(name: string, file: string): string {
  const text = readFileSync(join(core, file), 'utf8');
  const passed = new RegExp(`^export \\{[^}]*\\b${name}\\b[^}]*\\} from '([^']*)'`, 'm').exec(text)?.[1];
  if (passed) return docOf(name, join(file, '..', passed));
  const declared = text.search(new RegExp(`^export (?:function|const|class) ${name}\\b`, 'm'));
  const doc = /\/\*\*((?:(?!\*\/)[^])*)\*\/\s*$/.exec(text.slice(0, declared))?.[1] ?? '';
  return doc.replaceAll(/^ \* ?/gm, '').trimEnd();
}

const exampleOf = (name: string, file: string) => /^@example\n([^]*)$/m.exec(docOf(name, file))?.[1] ?? '';

/** What it prints, and what it says that it prints. */
async function run(name: string, code: string): Promise<[printed: string[], said: string[]]> {
  const program = join(folder, `${name}.ts`);
  const names = exported.map((each) => each.name).filter((each) => new RegExp(`\\b${each}\\b`).test(code));
  writeFileSync(
    program,
    `import { ${names.join(', ')} } from ${JSON.stringify(join(core, 'index.ts'))};
    export const printed: string[] = [];
    const console = { log: (...values: unknown[]) => void printed.push(values.map(String).join(' ')) };
    ${code}`,
  );
  const { printed } = (await import(/* @vite-ignore */ pathToFileURL(program).href)) as { printed: string[] };
  return [printed, [...code.matchAll(/^\s*\/\/ (.*)$/gm)].map(([, text = '']) => text)];
}

describe('what a caller without the page uses', () => {
  test('is found', () => {
    expect(exported.length).toBeGreaterThan(25);
    expect(exported.map(({ name }) => name)).toContain('recordRun');
  });

  test.each(exported)('$name has an example, which prints what it says', async ({ name, file }) => {
    const code = exampleOf(name, file);
    expect(code, 'an @example').not.toBe('');
    expect(code).toContain(name);
    const [printed, said] = await run(name, code);
    expect(said.length).toBeGreaterThan(0);
    expect(said).toEqual(printed);
  });
});
