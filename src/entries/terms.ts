/** What the words of controls and equations mean: its code comes when one is first pointed at, or has the focus. */
import { course } from '../lessons/course/index.ts';
import { createTermSign } from '../lessons/glossary/cards.ts';
import { loadTex, setTex } from '../present/tex.ts';
import '../styles/terms.css';

void loadTex();
const sign = createTermSign(document.body, { course, setTex: (tex) => setTex(tex, true) });

/** Offers the term of a row, but takes no button that has the focus away for a pointer that passes. */
export function offerTerm(row: Element, by: 'pointerover' | 'focusin'): void {
  if (by === 'focusin' || document.activeElement !== sign.element) sign.offer(row);
}
