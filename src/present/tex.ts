import type katex from 'katex';
import { html } from '../ui/dom.ts';
import type { TexFault } from '../core/talk/tex-fault.ts';
import { captionTree } from './caption-tree.ts';
import { captionFaults, options, setMended } from './tex-faults.ts';

let setter: typeof katex | null = null;
let loading: Promise<boolean> | null = null;

/** Loads what sets formulas, with its style sheet and typefaces. Settles with whether it is there. */
export function loadTex(): Promise<boolean> {
  loading ??= Promise.all([
    import('katex'),
    import('../ui/typefaces.ts'),
    import('katex/dist/katex.min.css'),
  ]).then(
    async ([module, { mathTypefaces }]) => {
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

/**
 * A formula of a caption; what is wrong in it is mended where it can be. What cannot, and any TeX before `loadTex` has
 * settled, is shown as typed, in the caption's own typeface.
 */
export function setTex(tex: string, displayMode: boolean): HTMLElement {
  const element = html('span', { class: displayMode ? 'tex-display' : 'tex' });
  const isSet =
    setter !== null &&
    setMended(tex, (source, macros) => setter?.render(source, element, { ...options, displayMode, macros }));
  if (!isSet) element.replaceChildren(tex);
  return element;
}

/** What is wrong with a caption's formulas; null before `loadTex` has settled. */
export function texFaults(markdown: string): readonly TexFault[] | null {
  return setter && captionFaults(setter, captionTree(markdown));
}
