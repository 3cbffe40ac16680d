import { exportText as words } from '../../text/en/export-text.ts';
import type { ExportContext } from '../context.ts';
import { ExportError } from '../export-error.ts';
import type { Exporter } from '../exporter.ts';
import { fileName } from '../file-name.ts';
import { textPreview } from '../text-preview.ts';
import { modelScript } from './model-script.ts';

/** Code that makes a model's runs again; in its place, where there is none, why. */
export function modelCodeExporter(context: ExportContext): Exporter {
  const plain = { id: 'numpy', initial: {}, fields: [] } as const;
  const script = modelScript(context);
  if (script === null) {
    const refuse = () => Promise.reject(new ExportError(words.noModelCode));
    return { ...plain, name: words.code, preview: refuse, make: refuse };
  }
  const file = fileName(context, { what: 'numpy', extension: 'py' });
  const facts = [words.needsForModel, words.same];
  return {
    ...plain,
    name: words.numpy,
    copies: 'text',
    preview: async () => ({ element: textPreview(file, [script]), facts }),
    async make() {
      return [{ name: file, blob: new Blob([script], { type: 'text/x-python;charset=utf-8' }) }];
    },
  };
}
