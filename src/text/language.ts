import type * as english from './en/index.ts';
import { speak } from './spoken.ts';

/** A folder beside this file is a language. English is there from the start; the others are loaded when they are chosen. */
const packs = import.meta.glob<typeof english>(['./*/index.ts', '!./en/index.ts']);
const folderOf = (language: string) => `./${language}/index.ts`;

/** All that the page can speak. */
export const languages: readonly string[] = ['en', ...Object.keys(packs).map((file) => file.split('/')[1]!)];

/**
 * The first language wished for that is known, each wish also without its region and script: RFC 4647, lookup. English
 * where none is.
 */
export function languageOf(wishes: readonly string[], known: readonly string[] = languages): string {
  for (const wish of wishes) {
    for (let tag = wish.toLowerCase(); tag !== ''; tag = tag.replace(/(^|-)[^-]*$/, '')) {
      const found = known.find((language) => language.toLowerCase() === tag);
      if (found !== undefined) return found;
    }
  }
  return 'en';
}

/** What the address asks for, then what the browser's reader reads. */
export function wishesOf(search: string, reads: readonly string[]): string[] {
  return [new URLSearchParams(search).get('lang') ?? '', ...reads];
}

/** Has the page speak a language, which its document then says. Rejects where the words cannot be loaded. */
export async function startLanguage(language: string, page: HTMLElement): Promise<void> {
  const load = packs[folderOf(language)];
  if (!load) return;
  const pack = await load();
  speak(language, pack);
  page.lang = language;
  page.dir = pack.direction;
}
