import { withoutUnseen } from './link-text.ts';

/** A remainder that a reader of links would take for an encoded sign. */
const encoded = /%(?=[0-9a-f]{2})/gi;

/**
 * A rule's text as documents keep it: a statement a line, one blank between words, no line empty. A line without any
 * blank is given those that one would write, so that a link may leave them out.
 */
export function tidied(text: string): string {
  return text
    .split(/[\r\n;\u2028\u2029]+/)
    .map((line) => withoutUnseen(line.replaceAll(/\s+/g, ' ').replaceAll(encoded, '% ')).trim())
    .filter((line) => line !== '')
    .map((line) => (line.includes(' ') || line.startsWith('#') ? line : spaced(line)))
    .join('\n');
}

/** A tidy text for a link: statements parted by semicolons, without the blanks that reading it puts back. */
export function compacted(text: string): string {
  return text
    .split('\n')
    .map((line) => {
      const short = line.replaceAll(' ', '');
      return !line.startsWith('#') && spaced(short) === line ? short : line;
    })
    .join(';');
}

const SIGN = /\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|[A-Za-z_]\w*|[<>=!]=|./gu;

/** A line without blanks, with those that one would write. */
function spaced(line: string): string {
  const declared = /^([A-Za-z_]\w*)=(-?[\d.]+(?:[eE][+-]?\d+)?)in(\[.+\])(log)?$/.exec(line);
  if (declared) {
    const [, name, value, range, log] = declared;
    return `${name} = ${value} in ${range!.replace(',', ', ')}${log === undefined ? '' : ' log'}`;
  }
  let out = '';
  let before = '';
  for (const sign of line.match(SIGN) ?? []) {
    const isBinary = before !== '' && !/[-+*/^(,[=<>!|]$/.test(before);
    if (/^(?:=|[<>=!]=|[<>])$/.test(sign) || (/^[-+]$/.test(sign) && isBinary)) out += ` ${sign} `;
    else out += sign === ',' ? ', ' : sign;
    before = sign;
  }
  return out.replaceAll(/ +/g, ' ').trim();
}
