import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { knownCoreRooms, knownRooms, overridesOfFloors } from '../../tools/floors.ts';

const file = '.oxlintrc.json';

/** The configuration as it would be with the overrides of the table. */
function withFloors(): unknown {
  const configuration = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  return { ...configuration, overrides: overridesOfFloors() };
}

const foldersOf = (path: string) =>
  readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

test("the linter's configuration is made from the table of floors", () => {
  if (process.env['WRITE_FLOORS']) writeFileSync(file, `${JSON.stringify(withFloors(), null, 2)}\n`);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(withFloors());
});

test('every folder of src stands in the table', () => {
  expect(knownRooms).toEqual(expect.arrayContaining(foldersOf('src')));
  expect(knownCoreRooms).toEqual(expect.arrayContaining(foldersOf('src/core')));
});
