import { html } from '../../ui/dom.ts';
import { qrCode } from '../../ui/qr-code.ts';
import { print as text } from '../../text/en/print.ts';

/** The least that a module may measure on paper for a phone to tell it from the next, and a code as a whole, in mm. */
const [MODULE, SMALLEST] = [0.4, 28];

/** The code of a link with what it does, and its side in mm; null where the link is too long for one. */
export function codeOnPaper(link: string): { readonly element: HTMLElement; readonly side: number } | null {
  const code = qrCode(link, text.code(link));
  if (!code) return null;
  const side = Math.max(SMALLEST, Math.round(code.size * MODULE));
  code.element.setAttribute('width', `${side}mm`);
  code.element.setAttribute('height', `${side}mm`);
  // In a PDF the code can be pressed, too.
  const element = html(
    'figure',
    { class: 'paper-code' },
    html('a', { href: pressable(link) }, code.element),
    html('figcaption', {}, text.scan),
  );
  return { element, side };
}

/**
 * The link as a PDF keeps it. One that leads to the page that is printed but for its fragment is taken for a place on the
 * paper, which has none of that name, and is left out; an empty query makes it another address of the same page.
 */
function pressable(link: string): string {
  return link.replace(/^([^?#]*)#/, '$1?#');
}

/** Where links open, when not everywhere. */
export type Nearness = keyof typeof text.opensOnly | null;

/** The link in letters, and what is to be known of it. */
export function linkOnPaper(link: string, opensOnly: Nearness, hasCode: boolean): HTMLElement {
  const sentences = [
    ...(hasCode ? [] : [text.tooLong(link.length)]),
    ...(opensOnly === null ? [] : [text.opensOnly[opensOnly]]),
  ];
  return html(
    'div',
    { class: 'paper-link' },
    html('p', {}, html('a', { href: pressable(link) }, link)),
    ...sentences.map((sentence) => html('p', {}, sentence)),
  );
}
