/**
 * The page speaks one language, which is chosen when it starts. The tables of words are English until then, and stay
 * the same objects: whoever has one says what stands in it. Those that are loaded later are put in the language as they
 * come.
 */
type Table = Record<string, unknown>;

const tables: (readonly [name: string, table: Table])[] = [];
let words: Table = {};
let language = 'en';

/** Tells of tables, by the names under which a language has its own. */
export function spoken(more: Readonly<Record<string, object>>): void {
  for (const [name, table] of Object.entries(more)) {
    if (!isTable(table)) continue;
    tables.push([name, table]);
    put(table, words[name]);
  }
}

/** From here on the page speaks a language. @param pack its tables, by the same names as the English ones */
export function speak(id: string, pack: object): void {
  language = id;
  words = { ...pack };
  for (const [name, table] of tables) put(table, words[name]);
}

/** The language that is spoken, as `lang` and `Intl` call it. */
export const languageNow = (): string => language;

const isTable = (value: unknown): value is Table => typeof value === 'object' && value !== null;

function put(table: Table, from: unknown): void {
  if (!isTable(from)) return;
  for (const [key, said] of Object.entries(from)) {
    const own = table[key];
    if (isTable(own)) put(own, said);
    else table[key] = said;
  }
}
