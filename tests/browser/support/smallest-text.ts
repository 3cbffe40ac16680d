import type { Page } from 'playwright-core';

export interface TextReport {
  /** Font size in pixels of the screen of the smallest text that is seen, Infinity without any. */
  readonly smallest: number;
  /** That text. */
  readonly smallestText: string;
  /** Texts that reach out of the window or of a box that cuts them off. */
  readonly clipped: readonly string[];
  /** Pairs of texts that lie on each other. */
  readonly overlapping: readonly string[];
}

/**
 * Walks all text that is seen: of elements, of fields, of SVG. Text on canvases (the numbers on the map's contour
 * lines, which are off at first) is not among it.
 *
 * A formula set by KaTeX counts as one box, for its pieces overlap on purpose; its indices count for the size.
 */
export function readTexts(page: Page): Promise<TextReport> {
  return page.evaluate(() => {
    interface Box {
      readonly text: string;
      readonly element: Element;
      left: number;
      right: number;
      top: number;
      bottom: number;
    }
    /** Pixels that a box may reach beyond another: rounding, and a line's room over and under its letters. */
    const slack = 2;
    const boxes: Box[] = [];
    let smallest = Infinity;
    let smallestText = '';

    const isSeen = (element: Element): boolean => {
      if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
      for (let at: Element | null = element; at; at = at.parentElement) {
        const { clipPath, clip } = getComputedStyle(at);
        // Said to screen readers alone.
        if (clipPath !== 'none' || (clip !== 'auto' && clip !== '')) return false;
      }
      return true;
    };
    /** An SVG drawn larger than its units draws its type larger. */
    const magnification = (element: Element): number =>
      element instanceof SVGGraphicsElement ? (element.getScreenCTM()?.a ?? 1) : 1;
    const measure = (element: Element, text: string) => {
      const size = Number.parseFloat(getComputedStyle(element).fontSize) * magnification(element);
      if (size < smallest) [smallest, smallestText] = [size, text];
    };
    const add = (element: Element, text: string, rect: DOMRect, trim: number) => {
      if (rect.width < 1 || rect.height < 1) return;
      const { left, right, top, bottom, height } = rect;
      boxes.push({ text, element, left, right, top: top + trim * height, bottom: bottom - trim * height });
    };

    const formulas = new Set<Element>();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent?.trim() ?? '';
      const element = node.parentElement;
      if (text === '' || !element || element.closest('select, script, style, noscript, textarea')) continue;
      if (/^[\u200b\s]*$/.test(text) || !isSeen(element)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const rects = [...range.getClientRects()].filter(({ width, height }) => width >= 1 && height >= 1);
      if (rects.length === 0) continue;
      measure(element, text);
      const formula = element.closest('.katex');
      if (formula) {
        if (!formulas.has(formula)) {
          formulas.add(formula);
          add(formula, formula.textContent ?? '', formula.getBoundingClientRect(), 0.15);
        }
        continue;
      }
      for (const rect of rects) add(element, text, rect, 0.15);
    }
    for (const field of document.querySelectorAll(
      'input:not([type=range], [type=checkbox]), select, textarea',
    )) {
      if (!isSeen(field)) continue;
      const { value } = field as HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
      measure(field, value);
      add(field, value, field.getBoundingClientRect(), 0.15);
    }

    const clipped: string[] = [];
    for (const { element, text, left, right, top, bottom } of boxes) {
      let isCut = left < -slack || top < -slack || right > innerWidth + slack || bottom > innerHeight + slack;
      for (let at: Element | null = element; at && !isCut; at = at.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(at);
        const box = at.getBoundingClientRect();
        if (overflowX !== 'visible') isCut ||= left < box.left - slack || right > box.right + slack;
        if (overflowY !== 'visible') isCut ||= top < box.top - slack || bottom > box.bottom + slack;
      }
      if (isCut) clipped.push(text);
    }

    const overlapping: string[] = [];
    boxes.forEach((a, i) => {
      for (const b of boxes.slice(i + 1)) {
        if (a.element === b.element || a.element.contains(b.element) || b.element.contains(a.element))
          continue;
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (across > slack && down > slack) overlapping.push(`${a.text} / ${b.text}`);
      }
    });
    return { smallest, smallestText, clipped, overlapping };
  });
}
