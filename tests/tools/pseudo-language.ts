import { parseSync, type Plugin } from 'vite';

/**
 * The words of `src/text/en` in a language that nobody speaks: every letter has an accent, and vowels are written twice,
 * which makes words some 40 % longer. English that is seen among them does not come from there.
 */
export function pseudoLanguage(): Plugin {
  return {
    name: 'pseudo-language',
    enforce: 'pre',
    transform(code, id) {
      return /\/src\/text\/en\/[\w-]+\.ts$/.test(id) ? pseudoModule(code) : null;
    },
  };
}

const PLAIN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ACCENTED = Array.from('áƀćđéƒǵĥíĵķĺḿńóṕɋŕśţúṽẃẍýźÁɃĆĐÉƑǴĤÍĴĶĹḾŃÓṔɊŔŚŢÚṼẂẌÝŹ');

/** What an address, TeX between dollars, a tag or an entity says is no word. */
const NO_WORDS = /https?:\/\/\S+|\$[^$]*\$|\\\w+|<[^>]*>|&\w+;/g;

export function pseudo(text: string): string {
  const accented = (words: string) =>
    words.replaceAll(/[a-z]/gi, (letter) => {
      const sign = ACCENTED[PLAIN.indexOf(letter)]!;
      return /[aeiou]/.test(letter) ? sign + sign : sign;
    });
  let at = 0;
  let said = '';
  for (const match of text.matchAll(NO_WORDS)) {
    said += accented(text.slice(at, match.index)) + match[0];
    at = match.index + match[0].length;
  }
  return said + accented(text.slice(at));
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';

/** Strings that are compared, looked up or handed to another library are no words. */
const SILENT = /^(Import|Export(Named|All)Declaration$|TS(?!As|Satisfies)|BinaryExpression|NewExpression)/;

function wordsOf(value: unknown, found: Node[] = []): Node[] {
  if (Array.isArray(value)) for (const item of value as readonly unknown[]) wordsOf(item, found);
  if (!isNode(value)) return found;
  if (value.type === 'ExportNamedDeclaration') return wordsOf(value['declaration'], found);
  if (SILENT.test(value.type)) return found;
  if (value.type === 'Literal' && typeof value['value'] === 'string') found.push(value);
  if (value.type === 'TemplateElement') found.push(value);
  for (const [key, part] of Object.entries(value)) {
    const isName = key === 'key' || (key === 'property' && value['computed'] !== true);
    if (!isName && key !== 'test') wordsOf(part, found);
  }
  return found;
}

/** A module of words with its strings in the pseudo-language. */
export function pseudoModule(code: string): string {
  let made = code;
  for (const node of wordsOf(parseSync('words.ts', code).program).toSorted((a, b) => b.start - a.start)) {
    const given = code.slice(node.start, node.end);
    const text = node.type === 'Literal' ? JSON.stringify(pseudo(String(node['value']))) : pseudo(given);
    made = made.slice(0, node.start) + text + made.slice(node.end);
  }
  return made;
}
