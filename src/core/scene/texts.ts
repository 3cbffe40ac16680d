/** Text as talks and lessons keep it: of bounded length, well formed, without characters that control a terminal. */

/** One line: a title. */
export function lineOf(text: string, length: number): string {
  return cut(text.slice(0, 4 * length).replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' '), length);
}

/** Lines: a caption, notes. */
export function proseOf(text: string, length: number): string {
  const lines = text.slice(0, 4 * length).replaceAll(/\r\n?|[\p{Zl}\p{Zp}]/gu, '\n');
  return cut(lines.replaceAll(/(?![\n\t])\p{Cc}/gu, ''), length);
}

/** The first `length` characters, no pair of surrogates torn; lone ones, which no file could keep, are replaced. */
function cut(text: string, length: number): string {
  const end = /[\uD800-\uDBFF]/.test(text.charAt(length - 1)) ? length - 1 : length;
  return text.slice(0, text.length > length ? end : length).replaceAll(/\p{Surrogate}/gu, '\uFFFD');
}
