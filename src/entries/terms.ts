/** What the words of controls and equations mean: its code comes when one is first pointed at, or has the focus. */
import { course } from '../lessons/course/index.ts';
import { createTermSign } from '../lessons/glossary/cards.ts';
import { loadTex, setTex } from '../present/tex.ts';
import { html } from '../ui/dom.ts';
import '../styles/terms.css';

/** A card's formula: as it is typed until what sets it has come, which is asked for with the first card. */
function formula(tex: string): HTMLElement {
  const element = html('div', {}, setTex(tex, true));
  void loadTex().then(() => element.replaceChildren(setTex(tex, true)));
  return element;
}

const sign = createTermSign(document.body, { course, setTex: formula });

/** Offers the term of a row, but takes no button that has the focus away for a pointer that passes. */
export function offerTerm(row: Element, by: 'pointerover' | 'focusin'): void {
  if (by === 'focusin' || document.activeElement !== sign.element) sign.offer(row);
}
