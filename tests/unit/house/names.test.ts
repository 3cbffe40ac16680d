import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** Where a name may be another's as well, and why. */
const apart = [
  // Each file of the kind exports the same, and is found by its own name.
  /\.(late-)?panel\.ts$|\.overlay\.ts$/,
  // Tables of words are called after what they are about.
  /^text\//,
  // Lessons are called after their rules, and are written in a few words of their own, which nothing else imports.
  /^lessons\/course\//,
  // What a host's program is told about stands there whole, under the names that it has on the page.
  /^embed\/api\.ts$/,
  // Read as `hyper.momentum`, beside the rule of that name.
  /^core\/optimizers\/hyperparameters\.ts$/,
];

const DECLARED =
  /^export (?:async )?(?:abstract )?(?:const|let|function\*?|class|interface|type|enum) (\w+)/gm;

/** The names that more than one file exports, with these files. */
function sharedNames(files: readonly (readonly [file: string, text: string])[]): string[] {
  const exporters = new Map<string, Set<string>>();
  for (const [file, text] of files) {
    for (const [, name = ''] of text.matchAll(DECLARED)) {
      exporters.set(name, (exporters.get(name) ?? new Set()).add(file));
    }
  }
  return [...exporters].flatMap(([name, of]) => (of.size > 1 ? [`${name}: ${[...of].join(', ')}`] : []));
}

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
  .map((file) => [file, readFileSync(join('src', file), 'utf8')] as const);

test('no two files export different things under one name', () => {
  const own = sources.filter(([file]) => !apart.some((kind) => kind.test(file)));
  expect(own.length).toBeGreaterThan(700);
  expect(sharedNames(own)).toEqual([]);
});

test('names that two files export are found, overloads of one are not', () => {
  const [a, b] = [
    'export function rateOf(a: A): B;\nexport function rateOf() {}\n',
    'export type rateOf = A;\n',
  ];
  expect(sharedNames([['a.ts', a]])).toEqual([]);
  expect(
    sharedNames([
      ['a.ts', a],
      ['b.ts', b],
    ]),
  ).toEqual(['rateOf: a.ts, b.ts']);
});

test('every place where names may be shared has some that are', () => {
  for (const kind of apart) {
    const [inside, outside] = [true, false].map((is) =>
      sources.filter(([file]) => kind.test(file) === is || (!is && !apart.some((other) => other.test(file)))),
    );
    expect(sharedNames([...inside!, ...outside!]), String(kind)).not.toEqual([]);
  }
});
