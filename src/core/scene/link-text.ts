/**
 * The text of links, so that programs that find links in text (chats, forums, Markdown) take them whole: of signs only
 * those at which none of them ends a link, no marks in a row or before an encoded sign, and a letter or a digit at the
 * end. All else is percent-encoded. `tests/unit/core/scene/finders.test.ts` tries the programs.
 */

/** A text as a part of a link. Half a character is written as U+FFFD, the rest comes back by decoding. */
export function encodeText(text: string): string {
  return text
    .replaceAll(/[^+,\-./0-9:A-Za-z]+/g, (part) =>
      encodeURIComponent(part.replaceAll(/\p{Surrogate}/gu, '\uFFFD')).replaceAll(/[!'()*_~]/g, hex),
    )
    .replaceAll(/[,.:]{2,}|([+\-/])\1+/g, (marks) => marks.replaceAll(/./g, hex))
    .replaceAll(/[,.:](?=%)/g, hex);
}

function hex(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** A fragment of encoded parts that nothing can take the last sign of. */
export function closed(fragment: string): string {
  return fragment.replace(/[^0-9A-Za-z]$/, hex);
}

/** The address of a page with a fragment, as it is given to anybody; '' is the page itself. */
export function linkTo(page: string, fragment: string): string {
  return page.replace(/#.*$/s, '') + (fragment === '' ? '' : `#${closed(fragment)}`);
}

/** Decodes what is encoded; a stray % stays as it is. */
export function decodeText(text: string): string {
  if (!text.includes('%')) return text;
  return text.replaceAll(/(?:%[0-9a-f]{2})+/gi, (part) => {
    try {
      return decodeURIComponent(part);
    } catch {
      return part;
    }
  });
}

/** What is not seen and no link is written with: line breaks, and what programs put where a line may break. */
const unseen = /[\r\n\u00ad\u200b\u200e\u200f\u2028\u2029\u2060-\u2064\ufeff]/;
const unseenParts = new RegExp(`\\s*[\\r\\n]+\\s*|${unseen.source}`, 'g');

export function hasUnseen(text: string): boolean {
  return unseen.test(text);
}

/** A text without line breaks, the blanks that indent the next line, and what else is not seen. */
export function withoutUnseen(text: string): string {
  return text.replaceAll(unseenParts, '');
}
