import type katex from 'katex';
import { html, setText } from '../../ui/dom.ts';
import { mathTypefaces } from '../../ui/typefaces.ts';

type Katex = typeof katex;

/** A place for a formula: plain text until KaTeX is there, then set; set again only when its TeX has changed. */
export interface MathBox {
  readonly element: HTMLElement;
  /** True when it was set anew. */
  show(tex: string, plain: string): boolean;
}

/** Sets formulas by KaTeX, whose code, style sheet and typefaces are loaded when first asked for. */
export interface MathSetter {
  /** Starts loading; `loaded` is called once the formulas can be set. */
  load(loaded: () => void): void;
  /** Settles when formulas that were asked for can be set, or never will be. */
  settled(): Promise<unknown>;
  box(className: string): MathBox;
}

/** The names of a rule's symbols pass through `\htmlData`, which nothing else may use: see `symbol`. */
const options = {
  output: 'htmlAndMathml',
  throwOnError: false,
  strict: false,
  trust: ({ command }: { readonly command: string }) => command === '\\htmlData',
} as const;

/** A symbol that the style sheet colours by its part, and that can be pointed at. */
export function symbol(tex: string, key: string, part: string): string {
  return `\\htmlData{key=${key}, part=${part}}{${tex}}`;
}

export function createMathSetter(): MathSetter {
  let loading: Promise<unknown> | null = null;
  let setter: Katex | null = null;
  return {
    load(loaded) {
      loading ??= Promise.all([import('katex'), import('katex/dist/katex.min.css')]).then(
        async ([module]) => {
          await mathTypefaces();
          setter = module.default;
          loaded();
        },
        // Without it the plain text stays, which says the same.
        () => {},
      );
    },
    settled: async () => loading,
    box(className) {
      const element = html('span', { class: className });
      let shown = '';
      let set = false;
      return {
        element,
        show(tex, plain) {
          if (tex === shown && set === (setter !== null)) return false;
          shown = tex;
          set = setter !== null;
          if (setter && tex !== '') setter.render(tex, element, options);
          else setText(element, plain);
          return true;
        },
      };
    },
  };
}
