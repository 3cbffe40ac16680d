/** A text as a code that phones read: QR code, ISO/IEC 18004, dark on light in every theme. */
import { black, white } from '../styles/palette.ts';
import { encode } from 'uqr';
import { svg } from './dom.ts';

export interface QrCode {
  /** Modules a side, the quiet zone around it included. */
  readonly size: number;
  /** `size` units a side, as large as it is told to be. */
  readonly element: SVGSVGElement;
}

/** Light modules that the standard asks for around a code. */
const QUIET = 4;

/**
 * How much of a code may be spoilt, by how many modules it takes: the largest version (1 to 40, 4 more modules a side
 * each) at which a level is worth its room. A link is short as a rule; what is long is read at all before it is safe.
 */
const levels = [
  ['Q', 9],
  ['M', 18],
  ['L', 40],
] as const;

/**
 * The code of a text, called by a name; null where the text is longer than any code holds, 2,953 bytes.
 *
 * @param text of ASCII, as addresses are
 */
export function qrCode(text: string, name: string): QrCode | null {
  const modules = qrModules(text);
  return modules && drawn(modules, name);
}

/** Which modules of a text's code are dark, row by row, the quiet zone included; null where it is too long. */
export function qrModules(text: string): readonly (readonly boolean[])[] | null {
  for (const [ecc, maxVersion] of levels) {
    try {
      return encode(text, { ecc, maxVersion, boostEcc: true, border: QUIET }).data;
    } catch (error) {
      // Too long for this level.
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return null;
}

function drawn(modules: readonly (readonly boolean[])[], name: string): QrCode {
  const size = modules.length;
  const path = modules.map((row, y) => rowPath(row, y)).join('');
  const element = svg(
    'svg',
    {
      viewBox: `0 0 ${size} ${size}`,
      class: 'qr-code',
      role: 'img',
      'aria-label': name,
      'shape-rendering': 'crispEdges',
    },
    svg('path', { d: `M0 0h${size}v${size}h-${size}z`, fill: white }),
    svg('path', { d: path, fill: black }),
  );
  return { size, element };
}

/** A rectangle for each stretch of dark modules: without seams between them. */
function rowPath(row: readonly boolean[], y: number): string {
  let path = '';
  for (let x = 0; x < row.length; x++) {
    if (!row[x]) continue;
    const from = x;
    while (row[x + 1]) x++;
    const width = x + 1 - from;
    path += `M${from} ${y}h${width}v1h-${width}z`;
  }
  return path;
}
