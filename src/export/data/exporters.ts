import { exportText as words } from '../../text/en/export-text.ts';
import type { ExportContext } from '../context.ts';
import type { Exporter } from '../exporter.ts';
import { fileName } from '../file-name.ts';
import { textPreview } from '../text-preview.ts';
import { csvParts } from './csv.ts';
import { jsonParts } from './json.ts';

/** Every run as a table, and as JSON. */
export function dataExporters(context: ExportContext): readonly Exporter[] {
  const { runs } = context;
  const rows = runs.reduce((sum, { run }) => sum + run.steps + 1, 0);
  const fact = words.rows(String(rows), String(runs.length));
  const kinds = [
    {
      id: 'csv',
      name: words.csv,
      parts: () => csvParts(context),
      type: 'text/csv',
      facts: (file: string) => [fact, words.settings, words.pandasCsv(file)],
    },
    {
      id: 'json',
      name: words.json,
      parts: () => jsonParts(context),
      type: 'application/json',
      facts: (file: string) => [fact, words.settingsJson, words.pandasJson(file)],
    },
  ];
  return kinds.map(({ id, name, parts, type, facts }): Exporter => {
    const file = fileName(context, { what: 'runs', extension: id });
    return {
      id,
      name,
      initial: {},
      fields: [],
      copies: 'text',
      preview: async () => ({ element: textPreview(file, parts()), facts: facts(file) }),
      async make(_options, { signal, progress }) {
        // A header, some pieces a run, an end: near enough to tell how much is done.
        const about = 2 + rows / 4096 + 7 * runs.length;
        const made: string[] = [];
        for (const part of parts()) {
          made.push(part);
          progress(Math.min(1, made.length / about));
          await nextTask();
          signal.throwIfAborted();
        }
        return [{ name: file, blob: new Blob(made, { type: `${type};charset=utf-8` }) }];
      },
    };
  });
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
