import { html } from '../ui/dom.ts';
import { linksOpenOnly } from '../app/public-address.ts';
import { qrCode } from '../ui/qr-code.ts';
import { print } from '../text/en/print.ts';

const text = print.room;

/** Links that are longer are in the code alone: nobody in a room types them. */
const TYPED = 240;

/** The code of a link for everybody in the room, over all of the page; it looks the same in every theme. */
export interface CodeSheet {
  readonly element: HTMLElement;
  /** Fills it. Returns what is said to who does not see it. */
  show(link: string): string;
}

export function createCodeSheet(): CodeSheet {
  const element = html('section', { class: 'present-code', 'aria-label': text.scan, hidden: true });
  return {
    element,
    show(link) {
      const code = qrCode(link, print.code(link));
      const opensOnly = linksOpenOnly();
      const sentences = [
        ...(code ? [] : [print.tooLong(link.length)]),
        ...(opensOnly === null ? [] : [text.opensOnly[opensOnly]]),
      ];
      element.replaceChildren(
        html('p', { class: 'present-code-name' }, text.scan),
        ...(code ? [code.element] : []),
        html('p', { class: link.length > TYPED ? 'visually-hidden' : 'present-code-link' }, link),
        ...sentences.map((sentence) => html('p', {}, sentence)),
      );
      return [code ? text.shown(link) : '', ...sentences, text.close].filter((said) => said !== '').join(' ');
    },
  };
}
