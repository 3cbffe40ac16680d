/** Characters of a run's own name, at most. */
export const MAX_NAME = 40;

/** Control characters, line ends, what turns the direction of others, halves of characters. */
const unreadable = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** A name with what cannot be read taken out; '' where nothing can be. */
export function cleanName(text: string): string {
  const clean = text.replaceAll(/\s+/gu, ' ').replaceAll(unreadable, '').replaceAll(/ +/g, ' ').trim();
  return /[^\s\u200c\u200d]/u.test(clean) ? clean : '';
}
