import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseSync } from 'vite';

/** A function of more lines is several ideas. */
const MOST = 100;

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly id?: { readonly name?: string } | null;
  readonly key?: { readonly name?: string } | null;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/** Every function of a program, under its own name or that of what it is given to, with its lines. */
function functionsIn(code: string): { name: string; lines: number }[] {
  const found: { name: string; lines: number }[] = [];
  const visit = (value: unknown, outer: string): void => {
    if (Array.isArray(value)) for (const each of value) visit(each, outer);
    if (!isNode(value)) return;
    const name = value.id?.name ?? value.key?.name ?? outer;
    if (/Function/.test(value.type) && 'body' in value && value.body)
      found.push({ name, lines: code.slice(value.start, value.end).split('\n').length });
    for (const inner of Object.values(value)) visit(inner, name);
  };
  visit(parseSync('module.ts', code).program, '');
  return found;
}

test('a function has a hundred lines at most', () => {
  const long = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => ({ file, code: readFileSync(`src/${file}`, 'utf8') }))
    .filter(({ code }) => code.split('\n').length > MOST)
    .flatMap(({ file, code }) =>
      functionsIn(code)
        .filter(({ lines }) => lines > MOST)
        .map(({ name, lines }) => ({ name: `${file.replaceAll('\\', '/')} ${name}`, lines })),
    );
  expect(long).toEqual([]);
});

test('lines are counted of functions of every kind', () => {
  const body = `{${'\n'.repeat(4)}}`;
  expect(
    functionsIn(
      `function a() ${body}\nconst b = () => ${body};\nconst c = { d() ${body} };\nclass E { f() ${body} }`,
    ),
  ).toEqual(['a', 'b', 'd', 'f'].map((name) => ({ name, lines: 5 })));
});
