import { keyOf } from '../ui/press.ts';
import type { Reader } from './reader.ts';

/** Keys that go from part to part. */
const partKeys: Readonly<Record<string, number>> = { n: 1, p: -1 };

/** Keys that scroll the column while nothing has the focus, as shares of its height. */
const scrolls: Readonly<Record<string, number>> = {
  ArrowDown: 0.1,
  ArrowUp: -0.1,
  PageDown: 0.85,
  PageUp: -0.85,
};

/** What presses do in a lesson that nothing else has used: all that a `KeyHost` of the page's keys does. */
export function readerKeys(reader: Pick<Reader, 'at' | 'goTo' | 'element'>) {
  return {
    take: () => false,
    give(event: KeyboardEvent): void {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const by = partKeys[keyOf(event).toLowerCase()];
      if (by !== undefined) reader.goTo(reader.at + by);
      else if (event.target === document.body) scrollBy(event, reader.element);
    },
  };
}

function scrollBy(event: KeyboardEvent, column: HTMLElement): void {
  const share = scrolls[event.key];
  if (share === undefined) return;
  event.preventDefault();
  column.scrollBy({ top: share * column.clientHeight });
}
