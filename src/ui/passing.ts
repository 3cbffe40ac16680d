import { html } from './dom.ts';

/** How long a confirmation stays, in milliseconds; and one that offers something to press. */
const SHOWN = 4000;
const OFFERED = 15_000;

export interface Passing {
  readonly element: HTMLElement;
  /** Says what was done, for a while; what it offers to press stays while it has the focus. */
  say(sentence: string, offer?: HTMLElement): void;
  dispose(): void;
}

/** A place for confirmations, which screen readers hear. */
export function createPassing(): Passing {
  const element = html('output', { class: 'said' });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = (after: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (element.contains(document.activeElement)) end(after);
      else element.replaceChildren();
    }, after);
  };
  return {
    element,
    say(sentence, offer) {
      element.replaceChildren(sentence, ...(offer ? [' ', offer] : []));
      end(offer ? OFFERED : SHOWN);
    },
    dispose: () => clearTimeout(timer),
  };
}
