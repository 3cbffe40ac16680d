import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** The clock itself, and what has no page and no film: a worker gives way after some time, core has no time at all. */
const own = /^(app\/clock\.ts|workers\/)/;

test('how much time has gone by is read from the one clock', () => {
  const readers = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts') && !own.test(file))
    .filter((file) => /performance\s*\.\s*now\b/.test(readFileSync(`src/${file}`, 'utf8')));
  expect(readers).toEqual([]);
});
