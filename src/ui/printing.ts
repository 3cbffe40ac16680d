/** Printing: what is made for paper stands in the place of the page, and is gone when it is printed. */
import { html } from './dom.ts';
import { lateTools as text } from '../text/en/late-tools.ts';

/** Puts the paper of this moment into the document, at once: the browser waits for nothing. */
export type MakePaper = () => HTMLElement;

export interface PaperSource {
  /** Its code, which comes when somebody may be about to print. */
  load(): Promise<MakePaper>;
  /** Asks how it should be, where the page is asked and not the browser. */
  ask?(): Promise<void>;
}

export interface Printing {
  /** Opens the browser's dialog, when the paper is there, or asks before. Rejects when its code cannot be had. */
  print(): Promise<void>;
  /** The page's own paper, whatever else Print gives at the moment. */
  printPage(): Promise<void>;
  /** The same with a paper that was made already. */
  printPaper(paper: HTMLElement): void;
  /** From now on another paper is what Print gives. Returns what ends it. */
  give(source: PaperSource): () => void;
}

/** What begins as a way to the browser's own Print: its key, its menu. */
const hints = ['blur', 'touchstart'] as const;

interface Source extends PaperSource {
  coming?: Promise<MakePaper>;
  make?: MakePaper;
}

/** @param own the page's own paper */
export function createPrinting(own: PaperSource): Printing {
  /** The last one counts. */
  const sources: Source[] = [{ ...own }];
  let paper: HTMLElement | null = null;
  let isComplete = false;

  const ready = (source = sources.at(-1)!) => {
    source.coming ??= source.load().then(
      (make) => (source.make = make),
      (error: unknown) => {
        // Asked for once more, it is tried once more.
        delete source.coming;
        throw error;
      },
    );
    return source.coming;
  };
  /** Where the page was scrolled to, which is lost while it is not shown. */
  let scrolled: readonly { element: Element; left: number; top: number }[] = [];
  const keepScroll = () => {
    if (!paper) scrolled = scrolledElements();
  };
  const put = (next: HTMLElement, complete: boolean) => {
    paper?.remove();
    paper = next;
    isComplete = complete;
  };
  const putUnready = () => {
    const link = html('a', { href: location.href }, location.href);
    const article = html('article', { class: 'paper' }, html('h1', {}, document.title), html('p', {}, link));
    article.append(html('p', {}, text.notPrinted));
    document.body.append(article);
    put(article, false);
  };
  const media = matchMedia('print');
  const begin = () => {
    if (paper && isComplete) return;
    keepScroll();
    const make = sources.at(-1)?.make;
    if (make) {
      put(make(), true);
      return;
    }
    if (!paper) putUnready();
    const late = (made: MakePaper) => {
      if (media.matches && !isComplete) put(made(), true);
    };
    ready().then(late, () => {});
  };
  const end = () => {
    if (media.matches) return;
    if (!paper) return;
    paper.remove();
    paper = null;
    isComplete = false;
    // The browser says so before the page is laid out for the screen again.
    const places = scrolled;
    requestAnimationFrame(() => {
      for (const { element, left, top } of places) element.scrollTo({ left, top, behavior: 'instant' });
    });
  };
  const prepare = () => void ready().catch(() => {});
  window.addEventListener('beforeprint', begin);
  window.addEventListener('afterprint', end);
  media.addEventListener('change', () => (media.matches ? begin() : end()));
  for (const hint of hints) window.addEventListener(hint, prepare, { passive: true });
  document.documentElement.addEventListener('pointerleave', prepare);
  window.addEventListener('keydown', ({ key }) => {
    if (key === 'Control' || key === 'Meta') prepare();
  });

  const printPaper = (made: HTMLElement) => {
    keepScroll();
    put(made, true);
    window.print();
  };
  return {
    async print() {
      const { ask } = sources.at(-1)!;
      if (ask) await ask();
      else printPaper((await ready())());
    },
    async printPage() {
      printPaper((await ready(sources[0]))());
    },
    printPaper,
    give(other) {
      const source = { ...other };
      sources.push(source);
      return () => void sources.splice(sources.indexOf(source), 1);
    },
  };
}

function scrolledElements(): { element: Element; left: number; top: number }[] {
  return [...document.querySelectorAll('*')].flatMap((element) => {
    const { scrollLeft: left, scrollTop: top } = element;
    return left === 0 && top === 0 ? [] : [{ element, left, top }];
  });
}
