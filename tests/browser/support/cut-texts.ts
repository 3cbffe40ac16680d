import type { Page } from 'playwright-core';

/**
 * What of a page's text no scrolling brings out, in a few words each: it reaches out of the window or of a box that cuts it
 * off; and which texts beside the stage lie on each other. Text on canvases is not among it.
 *
 * @param within selectors of what is looked at
 * @param but of what is cut on purpose
 */
export function cutTexts(page: Page, within: string, but: string): Promise<string[]> {
  return page.evaluate(
    ([where, without]) => {
      interface Box {
        readonly left: number;
        readonly right: number;
        readonly top: number;
        readonly bottom: number;
      }
      /** Pixels of rounding, and of a line's room over and under its letters. */
      const slack = 2;
      const found: string[] = [];
      const { documentElement, body } = document;
      if (documentElement.scrollWidth > documentElement.clientWidth) found.push('the page is too wide');
      const window: Box = { left: 0, right: innerWidth, top: 0, bottom: innerHeight };
      /** What of an element's content is seen, wherever it is scrolled to; null for nothing. */
      const seen = new Map<Element, Box | null>([[documentElement, window]]);
      const seenOf = (element: Element): Box | null => {
        const known = seen.get(element);
        if (known !== undefined) return known;
        const outer = seenOf(element.parentElement!);
        const { clip, clipPath, overflowX, overflowY } = getComputedStyle(element);
        const isSaidAlone = clipPath !== 'none' || (clip !== 'auto' && clip !== '');
        const own = element.getBoundingClientRect();
        const scrolls = (overflow: string) => overflow === 'auto' || overflow === 'scroll';
        const along = (overflow: string, from: number, to: number, ownFrom: number, ownTo: number) =>
          element === body || overflow === 'visible'
            ? [from, to]
            : scrolls(overflow)
              ? [-Infinity, Infinity]
              : [Math.max(from, ownFrom), Math.min(to, ownTo)];
        const box = () => {
          const [left, right] = along(overflowX, outer!.left, outer!.right, own.left, own.right);
          const [top, bottom] = along(overflowY, outer!.top, outer!.bottom, own.top, own.bottom);
          return { left: left!, right: right!, top: top!, bottom: bottom! };
        };
        const result = isSaidAlone || !outer ? null : box();
        seen.set(element, result);
        return result;
      };

      const beside: { readonly text: string; readonly rect: DOMRect }[] = [];
      for (const root of document.querySelectorAll(where)) {
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        const range = document.createRange();
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const text = node.textContent!.trim();
          const element = node.parentElement!;
          if (/^[\u200b\s]*$/.test(text) || element.closest(without)) continue;
          if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
          const box = seenOf(element);
          if (!box) continue;
          range.selectNodeContents(node);
          for (const rect of range.getClientRects()) {
            if (rect.width < 1 || rect.height < 1) continue;
            const { left, right, top, bottom } = rect;
            if (left < box.left - slack || right > box.right + slack) found.push(`cut at its side: ${text}`);
            if (top < box.top - slack || bottom > box.bottom + slack) found.push(`cut in height: ${text}`);
            if (element.closest('.reader-stage')) beside.push({ text, rect });
          }
        }
      }
      beside.forEach((a, i) => {
        for (const b of beside.slice(i + 1)) {
          const across = Math.min(a.rect.right, b.rect.right) - Math.max(a.rect.left, b.rect.left);
          const down = Math.min(a.rect.bottom, b.rect.bottom) - Math.max(a.rect.top, b.rect.top);
          if (across > slack && down > 2 * slack) found.push(`on each other: ${a.text} / ${b.text}`);
        }
      });
      return [...new Set(found)];
    },
    [within, but] as const,
  );
}
