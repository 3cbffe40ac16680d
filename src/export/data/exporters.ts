import { exportText as words } from '../../text/en/export-text.ts';
import type { ExportContext } from '../context.ts';
import type { Exporter, ExportField, Options } from '../exporter.ts';
import { fileName } from '../file-name.ts';
import { textPreview } from '../text-preview.ts';
import { tabled } from './columns.ts';
import { csvParts, type Decimals } from './csv.ts';
import { jsonParts } from './json.ts';
import { parametersExporter } from './parameters.ts';

/** Every run as a table, and as JSON; of a model all parameters for NumPy as well. */
export function dataExporters(context: ExportContext): readonly Exporter[] {
  const runs = tabled(context);
  const rows = runs.reduce((sum, { run }) => sum + run.steps + 1, 0);
  const fact = words.rows(rows, runs.length);
  const decimals: ExportField<Options> = {
    kind: 'choice',
    key: 'decimals',
    label: words.decimals,
    choices: (['point', 'comma'] as const).map((value) => ({ value, label: words.decimalsNames[value] })),
  };
  const decimalsOf = (options: Options): Decimals => (options['decimals'] === 'comma' ? 'comma' : 'point');
  const kinds = [
    {
      id: 'csv',
      name: words.csv,
      initial: { decimals: 'point' },
      fields: [decimals],
      parts: (options: Options) => csvParts(context, decimalsOf(options)),
      type: 'text/csv',
      facts: (file: string, options: Options) => [
        fact,
        words.settings,
        words.pandasCsv(file, decimalsOf(options)),
      ],
    },
    {
      id: 'json',
      name: words.json,
      initial: {},
      fields: [],
      parts: () => jsonParts(context),
      type: 'application/json',
      facts: (file: string) => [fact, words.settingsJson, words.pandasJson(file)],
    },
  ];
  const tables = kinds.map(({ id, name, initial, fields, parts, type, facts }): Exporter => {
    const file = fileName(context, { what: 'runs', extension: id });
    return {
      id,
      name,
      initial,
      fields,
      copies: 'text',
      preview: async (options) => ({
        element: textPreview(file, parts(options)),
        facts: facts(file, options),
      }),
      async make(options, { signal, progress }) {
        // A header, some pieces a run, an end: near enough to tell how much is done.
        const about = 2 + rows / 4096 + 7 * runs.length;
        const made: string[] = [];
        for (const part of parts(options)) {
          made.push(part);
          progress(Math.min(1, made.length / about));
          await nextTask();
          signal.throwIfAborted();
        }
        return [{ name: file, blob: new Blob(made, { type: `${type};charset=utf-8` }) }];
      },
    };
  });
  return context.model ? [...tables, parametersExporter(context, context.model)] : tables;
}

/** Lets the page answer between two pieces. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
