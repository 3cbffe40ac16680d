import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { linkTable } from '../../../tools/link-table.ts';
import { writeDocument } from '../../../../src/core/scene/restore.ts';
import { readFragment, writeFragment } from '../../../../src/core/scene/url.ts';

/**
 * Links as each version wrote them, one a line, and the documents that they stand for. A link that somebody has
 * shared must keep its meaning: lines are added, never changed.
 */
const folder = new URL('../../../links/', import.meta.url);
const versions = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => {
    const read = (ending: string) => readFileSync(new URL(name.replace(/txt$/, ending), folder), 'utf8');
    const documents: unknown = JSON.parse(read('json'));
    return {
      name,
      links: read('txt').trim().split('\n'),
      documents: Array.isArray(documents) ? documents : [],
    };
  });

describe.each(versions)('links of $name', ({ links, documents }) => {
  test('have a document each', () => expect(documents).toHaveLength(links.length));

  test.each(links.map((link, i) => ({ link, i })))('$link', ({ link, i }) => {
    const { scene, playhead, problems } = readFragment(link);
    expect(problems).toEqual([]);
    // What came to the document later has its default and is not in the older document.
    expect(writeDocument(scene, playhead)).toMatchObject(documents[i]);
    const again = readFragment(writeFragment(scene, playhead));
    expect(again).toEqual({ scene, playhead, problems: [] });
  });
});

test('the README documents every key of links', () => {
  const readme = readFileSync(new URL('../../README.md', folder), 'utf8');
  expect(readme).toContain(linkTable());
});
