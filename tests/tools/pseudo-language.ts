import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
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

/** The same as languages that the page can be asked for: accented, and from right to left with its letters in that order. */
export const pseudoLanguages = { 'en-XA': 'ltr', 'ar-XB': 'rtl' } as const;
type PseudoId = keyof typeof pseudoLanguages;

const OF_PSEUDO = /\/src\/text\/(en-XA|ar-XB)\/([\w-]+\.ts)$/;

/** Puts them beside English: as if there were a folder of each, made from that of English. */
export function withPseudoLanguages(): Plugin {
  const packs = Object.keys(pseudoLanguages).map(
    (id) => `'./${id}/index.ts': () => import('./${id}/index.ts')`,
  );
  return {
    name: 'with-pseudo-languages',
    enforce: 'pre',
    resolveId(source, importer) {
      const path = importer && source.startsWith('.') ? join(dirname(importer), source) : source;
      return OF_PSEUDO.test(path) ? path : null;
    },
    load(path) {
      const [, id, file = ''] = OF_PSEUDO.exec(path) ?? [];
      if (id === undefined) return null;
      const code = readFileSync(join(dirname(path), '../en', file), 'utf8');
      const direction = pseudoLanguages[id as PseudoId];
      return file === 'index.ts'
        ? code.replace("= 'ltr'", `= '${direction}'`)
        : pseudoModule(code, direction === 'rtl');
    },
    transform(code, path) {
      if (!path.endsWith('/src/text/language.ts')) return null;
      return code.replace(/import\.meta\.glob<[^>]*>\(\[[^\]]*\]\)/, `{ ...$&, ${packs.join(', ')} }`);
    },
  };
}

const PLAIN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ACCENTED = Array.from('áƀćđéƒǵĥíĵķĺḿńóṕɋŕśţúṽẃẍýźÁɃĆĐÉƑǴĤÍĴĶĹḾŃÓṔɊŔŚŢÚṼẂẌÝŹ');

/** What an address, TeX between dollars, a tag or an entity says is no word. */
const NO_WORDS = /https?:\/\/\S+|\$[^$]*\$|\\\w+|<[^>]*>|&\w+;/g;

/** @param mirrored whether its words are shown from right to left, by what Unicode has for it */
export function pseudo(text: string, mirrored = false): string {
  const accented = (words: string) => {
    const said = words.replaceAll(/[a-z]/gi, (letter) => {
      const sign = ACCENTED[PLAIN.indexOf(letter)]!;
      return /[aeiou]/.test(letter) ? sign + sign : sign;
    });
    return mirrored ? said.replaceAll(/\p{L}(?:[\p{L} ,’]*\p{L})?/gu, '\u202E$&\u202C') : said;
  };
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
export function pseudoModule(code: string, mirrored = false): string {
  let made = code;
  for (const node of wordsOf(parseSync('words.ts', code).program).toSorted((a, b) => b.start - a.start)) {
    const given = code.slice(node.start, node.end);
    const text =
      node.type === 'Literal'
        ? JSON.stringify(pseudo(String(node['value']), mirrored))
        : pseudo(given, mirrored);
    made = made.slice(0, node.start) + text + made.slice(node.end);
  }
  return made;
}
