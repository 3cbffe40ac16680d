import { symbolText } from '../../core/expression/symbols.ts';

const NAMED = ['aria-label', 'title'] as const;

/**
 * Writes the names of a formula's variables in the place of x and y, in the labels, tooltips and accessible names of
 * rows that were made with x and y.
 */
export function createOwnNames(rows: readonly HTMLElement[]): (variables: readonly string[]) => void {
  let shown = 'x,y';
  const places: (readonly [write: (text: string) => void, text: string])[] = [];
  for (const row of rows) {
    for (const element of [row, ...row.querySelectorAll<HTMLElement>('*')]) {
      for (const name of NAMED) {
        const text = element.getAttribute(name);
        if (text !== null) places.push([(changed) => element.setAttribute(name, changed), text]);
      }
      const first = element.firstChild;
      if (first?.nodeType === Node.TEXT_NODE && first.nodeValue) {
        places.push([(changed) => void (first.nodeValue = changed), first.nodeValue]);
      }
    }
  }
  return (variables) => {
    if (variables.join() === shown) return;
    shown = variables.join();
    const [x = '', y = ''] = variables.map(symbolText);
    for (const [write, long] of places) {
      // Of one variable there is no second name.
      const text = y === '' ? long.replaceAll(/, y\b/g, '') : long;
      write(text.replaceAll(/\b[xy]\b/g, (name) => (name === 'x' ? x : y)));
    }
  };
}
