import type { Page } from 'playwright-core';
import './drawn-texts.ts';

export interface ForeignReport {
  /** Words without an accent, that is English, seen or read out, each with where it stands. */
  readonly english: readonly string[];
  /** Texts of which a box that does not scroll, or the edge of a canvas or of what is drawn on it, hides a part; an ellipsis that says so is none. */
  readonly cut: readonly string[];
}

/**
 * Reads the page in a pseudo-language, and its canvases where `noteDrawnTexts` has run.
 *
 * @param documents what is in the language of whoever wrote it, by a selector
 */
export function readForeign(page: Page, documents: string): Promise<ForeignReport> {
  return page.evaluate((written) => {
    /** Formulas, names of keys, what a text field has of its own, and what stands there until the page does. */
    const apart = `.katex, code, kbd, textarea, script, style, noscript, .first-text, ${written}`;
    const attributes = [
      'title',
      'aria-label',
      'aria-description',
      'aria-roledescription',
      'placeholder',
      'alt',
    ];
    /** TeX, addresses and names of files. */
    const noWords = /\\\w+|\S+[./:]\w\S*/g;
    /** Mathematics. */
    const same = new Set(['min', 'max']);
    /** Pixels that a line's letters reach beyond it, and rounding. */
    const slack = 3;
    const nameOf = (element: Element) =>
      `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}`;

    const english = new Set<string>();
    const cut = new Set<string>();
    const listen = (said: string | null, element: Element) => {
      for (const word of (said ?? '').replaceAll(noWords, ' ').match(/[A-Za-z]{3,}/g) ?? [])
        if (!same.has(word)) english.add(`${word} in ${nameOf(element)}`);
    };
    const isSeen = (element: Element): boolean => {
      if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
      for (let at: Element | null = element; at; at = at.parentElement) {
        const { clipPath, clip } = getComputedStyle(at);
        // Said to screen readers alone.
        if (clipPath !== 'none' || (clip !== 'auto' && clip !== '')) return false;
      }
      return true;
    };
    const isCut = (element: Element, rect: DOMRect): boolean => {
      for (let at: Element | null = element; at; at = at.parentElement) {
        const { overflowX, overflowY, textOverflow } = getComputedStyle(at);
        const box = at.getBoundingClientRect();
        const hides = (overflow: string) => overflow === 'hidden' || overflow === 'clip';
        const across = rect.left < box.left - slack || rect.right > box.right + slack;
        const down = rect.top < box.top - slack || rect.bottom > box.bottom + slack;
        if (across && hides(overflowX) && textOverflow !== 'ellipsis') return true;
        if (down && hides(overflowY)) return true;
        // What scrolls, or says that there is more, hides nothing for good.
        if (overflowX !== 'visible' || overflowY !== 'visible') return false;
      }
      return rect.left < -slack || rect.right > innerWidth + slack;
    };

    for (const element of document.querySelectorAll('body, body *')) {
      if (element.closest(apart)) continue;
      for (const name of attributes) listen(element.getAttribute(name), element);
      for (const node of element.childNodes) {
        if (node.nodeType !== Node.TEXT_NODE || (node.textContent ?? '').trim() === '') continue;
        listen(node.textContent, element);
        if (element.closest('select') || !isSeen(element)) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const rect of range.getClientRects())
          if (rect.width >= 1 && isCut(element, rect))
            cut.add(`${node.textContent?.trim()} in ${nameOf(element)}`);
      }
    }
    for (const [canvas, texts] of window.drawnTexts ?? []) {
      const where = `the canvas of ${nameOf(canvas.closest('[class]') ?? canvas)}`;
      for (const { text, box, within } of texts) {
        for (const word of text.replaceAll(noWords, ' ').match(/[A-Za-z]{3,}/g) ?? [])
          if (!same.has(word)) english.add(`${word} on ${where}`);
        const [left, top, right, bottom] = box;
        const [west, north, east, south] = within;
        const isOutside = right < west || bottom < north || left > east || top > south;
        const across = left < west - slack || right > east + slack;
        const down = top < north - slack || bottom > south + slack;
        if (!isOutside && (across || down)) cut.add(`${text} on ${where}`);
      }
    }
    return { english: [...english], cut: [...cut] };
  }, documents);
}
