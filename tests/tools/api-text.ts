import { readFileSync } from 'node:fs';
import { type OptionName, optionNames, type OwnName, ownNames, SANDBOX } from '../../src/embed/attributes.ts';
import { methods } from '../../src/embed/protocol.ts';
import { defaultOptions, optionRows } from '../../src/embed/options.ts';
import { embed } from '../../src/text/en/embed.ts';

/** The published types and the README's tables, from the table of the protocol: src/embed/api.ts. */

const source = readFileSync(new URL('../../src/embed/api.ts', import.meta.url), 'utf8');

interface Member {
  readonly meaning: string;
  readonly name: string;
  readonly params: string;
  readonly result: string;
}

/** The members of an interface of the source, with their comments. */
function membersOf(name: string): Member[] {
  const body = new RegExp(`export interface ${name} \\{\\n(.*?)\\n\\}`, 's').exec(source)?.[1] ?? '';
  const member =
    /\/\*\* (?<meaning>.*?) \*\/\n {2}(?<name>\w+)(?:\((?:params: (?<params>.*?))?\))?: (?<result>.*?);(?=\n {2}\/\*\*|$)/gs;
  return [...body.matchAll(member)].map(({ groups = {} }) => ({
    meaning: groups['meaning'] ?? '',
    name: groups['name'] ?? '',
    params: (groups['params'] ?? '').replaceAll(/\s+/g, ' ').replace(/,? ?\}$/, ' }'),
    result: groups['result'] ?? '',
  }));
}

/** public/embed.d.ts */
export function declarations(): string {
  const asked = Object.keys(methods).map((name) => {
    const params = membersOf('Methods').find((member) => member.name === name)?.params ?? '';
    const optional = params === '' || !/\w: /.test(params.replaceAll(/\w+\?: /g, '')) ? '?' : '';
    return `  ${name}(params${optional}: Params<'${name}'>): Promise<Result<'${name}'>>;`;
  });
  return `${source}
/** The element <fall-line>: every method is a request, every event a CustomEvent with its data as \`detail\`. */
export interface FallLineElement extends HTMLElement {
${asked.join('\n')}
  request<M extends MethodName>(method: M, params?: Params<M>): Promise<Result<M>>;
  addEventListener<E extends EventName>(
    type: E,
    listener: (event: CustomEvent<Events[E]>) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'fall-line': FallLineElement;
  }
}
`;
}

const cell = (text: string) => text.replaceAll('|', '\\|');
const code = (text: string) => (text === '' ? '' : `\`${cell(text)}\``);
const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

/** The README's section "API". */
export function apiSection(): string {
  return `${table(
    ['method', 'takes', 'gives', ''],
    membersOf('Methods').map(({ name, params, result, meaning }) => [
      code(name),
      code(params),
      code(result),
      cell(meaning),
    ]),
  )}

${table(
  ['event', 'data', ''],
  membersOf('Events').map(({ name, result, meaning }) => [code(name), code(result), cell(meaning)]),
)}`;
}

/** The README's table of an embed's options, which are attributes of the element too, and of its further ones. */
export function optionSection(): string {
  const standard = new Map(Object.entries(defaultOptions).map(([name, value]) => [name, value]));
  const options = optionNames.map((name) => {
    const { form, meaning } = optionRows[name];
    const value = standard.get(name);
    const words =
      value === null || value === false || (Array.isArray(value) && value.length === 0) ? '' : value;
    return [code(name), code(form), code(String(words)), cell(meaning)];
  });
  const standards: Partial<Record<OwnName, string>> = { sandbox: code(SANDBOX) };
  const attributes = ownNames.map((name) => {
    const [form, meaning] = embed.attributes[name];
    return [code(name), form, standards[name] ?? '', cell(meaning)];
  });
  return `${table(['option', 'value', 'default', ''], options)}

${table(['attribute', 'value', 'default', ''], attributes)}`;
}

/** public/embed-react.d.ts */
export function jsxDeclarations(): string {
  const lines = (names: readonly string[], meaning: (name: never) => string) =>
    names.map((name) => `      /** ${meaning(name as never)} */\n      ${name}?: ${typeOf(name)};`);
  const typeOf = (name: string) => {
    const [, form = ''] =
      Object.entries(optionRows)
        .find(([row]) => row === name)?.[1]
        .form.match(/^(\w+(?:\|\w+)*)$/) ?? [];
    if (form !== '')
      return form
        .split('|')
        .map((word) => `'${word}'`)
        .join(' | ');
    if (name === 'autoplay') return "boolean | ''";
    if (name === 'loop') return 'boolean | string';
    return ['speed', 'height'].includes(name) ? 'number | string' : 'string';
  };
  return `/** \`<fall-line>\` in JSX: \`import type {} from 'fall-line/react'\`. */
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { FallLineElement } from './embed.d.ts';

declare module 'react' {
  namespace JSX {
    interface FallLineAttributes
      extends Omit<DetailedHTMLProps<HTMLAttributes<FallLineElement>, FallLineElement>, 'title' | 'lang'> {
${[
  ...lines(ownNames, (name: OwnName) => embed.attributes[name][1]),
  ...lines(optionNames, (name: OptionName) => optionRows[name].meaning),
].join('\n')}
    }

    interface IntrinsicElements {
      'fall-line': FallLineAttributes;
    }
  }
}
`;
}
