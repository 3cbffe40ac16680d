import { exporting } from '../../text/en/export.ts';
import { html } from '../../ui/dom.ts';
import { ExportError } from '../export-error.ts';
import type { Exporter, Options, Preview } from '../exporter.ts';

const text = exporting.dialog;

/** What will be made, as far as it can be shown. @param told hears whether it can be made */
export function createExportPreview(told: (isThere: boolean) => void) {
  const picture = html('div', { class: 'export-picture' });
  const facts = html('ul', { class: 'export-facts' });
  const element = html('section', { class: 'export-preview', 'aria-label': text.preview }, picture, facts);
  let shown: Preview | null = null;
  let showing: AbortController | null = null;
  const stop = () => showing?.abort();
  const drop = () => {
    shown?.dispose?.();
    shown = null;
  };
  const show = async (exporter: Exporter, options: Options) => {
    stop();
    const own = (showing = new AbortController());
    element.setAttribute('aria-busy', 'true');
    if (picture.childElementCount === 0) picture.replaceChildren(html('p', {}, text.making));
    try {
      const next = await exporter.preview(options, own.signal);
      if (own.signal.aborted) {
        next.dispose?.();
        return;
      }
      drop();
      shown = next;
      picture.replaceChildren(next.element);
      facts.replaceChildren(...next.facts.map((fact) => html('li', {}, fact)));
      told(true);
    } catch (error) {
      if (own.signal.aborted) return;
      drop();
      picture.replaceChildren(html('p', { class: 'export-error', role: 'alert' }, sentence(error)));
      facts.replaceChildren();
      told(false);
    }
    element.removeAttribute('aria-busy');
  };

  return {
    element,
    /** Shows what an exporter makes with such options, in the place of what was shown. */
    show,
    stop,
    dispose(): void {
      stop();
      drop();
    },
  };
}

/** Why something could not be made. */
export function sentence(error: unknown): string {
  return error instanceof ExportError ? error.message : text.failed;
}
