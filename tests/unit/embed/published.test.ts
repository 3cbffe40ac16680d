import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { FallLineElement } from '../../../public/embed.d.ts';
import type { EventName, MethodName, Params, Result } from '../../../src/embed/api.ts';
import { eventNames, methodNames } from '../../../src/embed/protocol.ts';
import { apiSection, declarations, optionSection } from '../../tools/api-text.ts';

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

test("the README's API section is the protocol's", () => {
  expect(section('### API')).toContain(apiSection());
  for (const name of [...methodNames, ...eventNames]) expect(apiSection()).toContain(`| \`${name}\` |`);
});

test("the README's table of options is the embed's", () => {
  expect(section('### Options')).toContain(optionSection());
});

test('the published element has every method with its types', () => {
  type Published = {
    [M in MethodName]: (...params: Partial<[Params<M>]>) => Promise<Result<M>>;
  };
  const typed = (
    element: FallLineElement,
  ): { [M in MethodName]: unknown } & Pick<Published, 'getState' | 'play'> => element;
  const heard: readonly EventName[] = eventNames;
  expect([typeof typed, heard.length]).toEqual(['function', 6]);
});
