import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { FallLineElement } from '../../../public/embed.d.ts';
import { optionNames } from '../../../src/embed/attributes.ts';
import { optionRows } from '../../../src/embed/options.ts';
import type { EventName, MethodName, Params, Result } from '../../../src/embed/api.ts';
import { eventNames, methodNames } from '../../../src/embed/protocol.ts';
import { apiSection, declarations, jsxDeclarations, optionSection } from '../../tools/api-text.ts';

const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');

/** The text of the README between a heading and the next of its rank. */
function section(heading: string): string {
  const start = readme.indexOf(`\n${heading}\n`);
  if (start < 0) throw new Error(`The README has no heading "${heading}".`);
  const rank = heading.split(' ', 1)[0];
  const end = readme.indexOf(`\n${rank} `, start + heading.length);
  return readme.slice(start, end < 0 ? undefined : end);
}

test('embed.d.ts follows from the protocol', async () => {
  await expect(declarations()).toMatchFileSnapshot('../../../public/embed.d.ts');
});

test('embed-react.d.ts follows from the attributes', async () => {
  await expect(jsxDeclarations()).toMatchFileSnapshot('../../../public/embed-react.d.ts');
});

test("the README's API section is the protocol's", () => {
  expect(section('### API')).toContain(apiSection());
  for (const name of [...methodNames, ...eventNames]) expect(apiSection()).toContain(`| \`${name}\` |`);
});

test("the README's table of options is the embed's and has every attribute of the element", () => {
  expect(section('### Options')).toContain(optionSection());
  expect(Object.keys(optionRows).toSorted()).toEqual(optionNames.toSorted());
});

test('the published element has every method with its types', () => {
  type Published = {
    [M in MethodName]: (...params: Partial<[Params<M>]>) => Promise<Result<M>>;
  };
  const typed = (
    element: FallLineElement,
  ): { [M in MethodName]: unknown } & Pick<Published, 'getState' | 'play'> => element;
  const heard: readonly EventName[] = eventNames;
  expect([typeof typed, heard.length]).toEqual(['function', 7]);
});
