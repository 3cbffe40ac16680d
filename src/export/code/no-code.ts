import { exportText } from '../../text/en/export-text.ts';
import { ExportError } from '../export-error.ts';
import type { Exporter } from '../exporter.ts';

/** In the place of code that makes a model's runs again, why there is none. */
export function noCodeExporter(): Exporter {
  const refuse = () => Promise.reject(new ExportError(exportText.noModelCode));
  return { id: 'numpy', name: exportText.code, initial: {}, fields: [], preview: refuse, make: refuse };
}
