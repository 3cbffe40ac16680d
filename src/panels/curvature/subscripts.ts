import { html } from '../../ui/dom.ts';

/** Writes text in which λmax and λmin have their subscripts, only where it differs from what is there. */
export function setMath(element: HTMLElement, sentence: string): void {
  if (element.textContent === sentence) return;
  const pieces = sentence
    .split(/(?<=λ)(max|min)/)
    .map((piece, i) => (i % 2 === 1 ? html('sub', {}, piece) : piece));
  element.replaceChildren(...pieces);
}
