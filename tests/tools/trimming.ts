/**
 * Takes out of a library's sources the methods that nothing can call, and answers the questions of kind whose answer is
 * known. It reads code by its format: classes, methods and constructors as three and lil-gui write them, without
 * exception, a tab a level.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A method of a class, with its name. */
export const method = /\n\t(?:static )?([A-Za-z_$][\w$]*)\([^\n]*\) \{\n[\s\S]*?\n\t\}\n/g;
/** What a constructor gives to what it makes: a function, or an inner one under its own name. */
export const given =
  /\n(\t+)this\.([\w$]+) = (?:async )?function \([^\n]*\) \{\n[\s\S]*?\n\1\};|\n\t+this\.([\w$]+) = \3;/g;
export const member = /(?:\.|\['|\[ ')([A-Za-z_$][\w$]*)/g;
export const comment = /\/\*[\s\S]*?\*\/|(?<!:)\/\/[^\n]*/g;
/** What is said in words names members that it does not ask for. */
export const sentence = /'[^'\n]* [^'\n]*'/g;
/** Where a constructor gives a method away, which asks for nothing. */
export const gift = /\n\t+this\.[\w$]+ = (?=(?:async )?function \()|\n\t+this\.([\w$]+) = \1;/g;
/** A question whether something is of a kind, as `material.isShaderMaterial`. */
export const question = /(?<![\w$.)\]])(?:[A-Za-z_$][\w$]*(?:\[[^\][]*\])?\.)+(is[A-Z]\w*)\b(?! = )/g;
export const kind = /\b(is[A-Z]\w*)(?: =(?!=)|:|\()/g;

export type Names = ReadonlySet<string>;

/** Of which kinds something is: all that can be asked, or some, or nothing. */
export interface Kinds {
  readonly some: Names;
  readonly all: Names;
}

/** The module's text without comments, without the methods that are not wanted, and with the answers that are known. */
export function trimmed(code: string, wanted: Names, { some, all }: Kinds): string {
  return code
    .replace(comment, '')
    .replace(question, (whole, name: string) => (all.has(name) ? 'true' : some.has(name) ? whole : 'false'))
    .replace(given, (whole, _indent: string, name?: string, inner = '') =>
      wanted.has(name ?? inner) ? whole : '\n',
    )
    .replace(method, (whole, name: string) => (name === 'constructor' || wanted.has(name) ? whole : '\n'));
}

/**
 * The names of members that anything asks for: the given code, and those methods of the modules that are wanted
 * themselves. Nothing else can be called, for no method is called by a name that was put together.
 */
export function wantedNames(modules: readonly string[], own: string, kinds: Kinds): Set<string> {
  const asked = (code: string) => [...code.matchAll(member)].map(([, name = '']) => name);
  let wanted = new Set(asked(own));
  for (;;) {
    const before = wanted;
    wanted = new Set(before);
    for (const code of modules) {
      const uses = trimmed(code, before, kinds).replace(gift, '\n').replace(sentence, "''");
      for (const name of asked(uses)) wanted.add(name);
    }
    if (wanted.size === before.size) return wanted;
  }
}

/** All TypeScript under a folder, in one text. */
export function textOf(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
}
