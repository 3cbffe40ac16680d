/**
 * A formula's characters as the reader of tokens knows them: what word processors, phones, web pages and typeset
 * mathematics put in the place of plain characters is read as these, and what is invisible and says nothing is left
 * out. Keeps where each character stood.
 */
export interface Spelled {
  readonly text: string;
  /** The place in the text as given, from a place in `text`, end exclusive; an empty one stays empty. */
  span(start: number, end: number): { start: number; end: number };
}

/** Zero-width characters, soft hyphens, the invisible "function application", variation selectors. */
const LEFT_OUT = /[\u00ad\u200b-\u200d\u2060\u2061\ufeff]|\ufe0e|\ufe0f/;
const NOT_PLAIN = /[^\t\n\r -~]/;
const BLANK = /[\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
const MINUS = /[\u2010-\u2015\u2212\ufe58\ufe63]/;
const TIMES = /[\u00b7\u00d7\u2022\u2062\u2217\u2219\u22c5\u2715\u2a2f]/;
const OVER = /[\u00f7\u2044\u2215]/;
const BAR = /[\u2016\u2223\u2758]/;
/** Full-width forms and the letters and digits of typeset mathematics, each the twin of a plain character. */
const TWIN = /[\uff01-\uff5e\u{1d400}-\u{1d7ff}\u210e]/u;

export function respell(text: string): Spelled {
  if (!NOT_PLAIN.test(text)) return { text, span: (start, end) => ({ start, end }) };
  const starts: number[] = [];
  const ends: number[] = [];
  let spelled = '';
  let at = 0;
  for (const character of text) {
    const plain = plainOf(character);
    for (let i = 0; i < plain.length; i++) {
      starts.push(at);
      ends.push(at + character.length);
    }
    spelled += plain;
    at += character.length;
  }
  return {
    text: spelled,
    span: (start, end) => {
      const first = starts[start] ?? text.length;
      return { start: first, end: end > start ? ends[end - 1]! : first };
    },
  };
}

function plainOf(character: string): string {
  if (LEFT_OUT.test(character)) return '';
  if (BLANK.test(character)) return ' ';
  if (MINUS.test(character)) return '-';
  if (TIMES.test(character)) return '*';
  if (OVER.test(character)) return '/';
  if (BAR.test(character)) return '|';
  if (character === '\u02c6') return '^';
  return TWIN.test(character) ? twinOf(character) : character;
}

function twinOf(character: string): string {
  const plain = character.normalize('NFKC');
  return MINUS.test(plain) ? '-' : plain;
}

/** A letter that is not seen. */
export const HANGUL_FILLER = 0x3164;

/** Letters of other alphabets that look like one of these. */
const LOOKALIKES: ReadonlyMap<string, string> = new Map(
  Array.from('\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u03bd\u03c7\u03bf', (letter, i) => [
    letter,
    'aeopcyxivxo'.charAt(i),
  ]),
);

export function latinLookalike(character: string): string | undefined {
  return LOOKALIKES.get(character);
}
