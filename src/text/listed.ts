import { languageNow } from './spoken.ts';

/** Names as a sentence of the language that is spoken lists them: a, b, and c. */
export function listed(names: readonly string[]): string {
  return new Intl.ListFormat(languageNow()).format(names);
}
