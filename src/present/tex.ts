import type katex from 'katex';
import { html } from '../app/dom.ts';
import { mathTypefaces } from '../app/typefaces.ts';

let setter: typeof katex | null = null;
let loading: Promise<boolean> | null = null;

/** Loads what sets formulas, with its style sheet and typefaces. Settles with whether it is there. */
export function loadTex(): Promise<boolean> {
  loading ??= Promise.all([import('katex'), import('katex/dist/katex.min.css')]).then(
    async ([module]) => {
      await mathTypefaces();
      setter = module.default;
      return true;
    },
    () => {
      loading = null;
      return false;
    },
  );
  return loading;
}

/** A formula of a caption. What is no TeX, and any TeX before `loadTex` has settled, is shown as typed. */
export function setTex(tex: string, display: boolean): HTMLElement {
  const element = html('span', { class: display ? 'tex-display' : 'tex' });
  try {
    if (!setter) throw new Error('not loaded');
    setter.render(tex, element, {
      displayMode: display,
      output: 'htmlAndMathml',
      throwOnError: true,
      strict: false,
      trust: false,
      maxSize: 10,
      maxExpand: 300,
    });
  } catch {
    element.replaceChildren(html('code', {}, tex));
  }
  return element;
}
