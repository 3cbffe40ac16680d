import { exportText as words } from '../../text/en/export-text.ts';
import type { ExportContext } from '../context.ts';
import { ExportError } from '../export-error.ts';
import type { Exporter } from '../exporter.ts';
import { fileName } from '../file-name.ts';
import { textPreview } from '../text-preview.ts';
import { modelScript } from './model-script.ts';
import { numpyScript, torchScript } from './script.ts';
import { OLDEST_TORCH } from './torch-optim.ts';

/** The scene as a program. */
export function codeExporters(context: ExportContext): readonly Exporter[] {
  if (context.model) return [modelCodeExporter(context)];
  const kinds = [
    {
      id: 'pytorch',
      name: words.torch,
      script: torchScript,
      facts: [words.needs(`PyTorch ${OLDEST_TORCH.join('.')} or newer`), words.own, words.same],
    },
    { id: 'numpy', name: words.numpy, script: numpyScript, facts: [words.needs('NumPy'), words.same] },
  ];
  return kinds.map(({ id, name, script, facts }): Exporter => {
    const file = fileName(context, { what: id, extension: 'py' });
    return {
      id,
      name,
      initial: {},
      fields: [],
      copies: 'text',
      preview: async () => ({ element: textPreview(file, [script(context)]), facts }),
      async make() {
        return [{ name: file, blob: new Blob([script(context)], { type: 'text/x-python;charset=utf-8' }) }];
      },
    };
  });
}

/** Code that makes a model's runs again; in its place, where there is none, why. */
function modelCodeExporter(context: ExportContext): Exporter {
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
