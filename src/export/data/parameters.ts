import type { ModelView } from '../../app/state.ts';
import { exportText as words } from '../../text/en/export-text.ts';
import type { ExportContext } from '../context.ts';
import { ExportError } from '../export-error.ts';
import type { Exporter } from '../exporter.ts';
import { fileName } from '../file-name.ts';
import { textPreview } from '../text-preview.ts';
import { type Tabled, tabled } from './columns.ts';
import { npyHeader } from './npy.ts';

type ParametersChoice = Readonly<{ run: string }>;

/** All parameters of a run at every step, a row a step, for NumPy. */
export function parametersExporter(context: ExportContext, model: ModelView): Exporter<ParametersChoice> {
  const runs = tabled(context);
  const nameOfRun = ({ index, averaged }: Tabled) => (averaged ? `${index}-average` : String(index));
  const chosen = ({ run }: ParametersChoice): Tabled => {
    const own = runs.find((one) => nameOfRun(one) === run);
    if (!own) throw new ExportError(words.noRun);
    return own;
  };
  // An optimizer that is selected need not be on.
  const first = runs.find(({ index }) => index === context.state.selected) ?? runs[0];
  const nameOf = (own: Tabled) =>
    fileName(
      { scene: context.scene, runs: [own] },
      { what: own.averaged ? 'average-parameters' : 'parameters', extension: 'npy' },
    );
  return {
    id: 'npy',
    name: words.npy,
    initial: { run: first ? nameOfRun(first) : '' },
    fields: [
      {
        kind: 'choice',
        key: 'run',
        label: words.run,
        choices: runs.map((one) => ({ value: nameOfRun(one), label: one.label })),
      },
    ],
    async preview(choice) {
      const own = chosen(choice);
      const { parameters, loss } = model.model;
      const lines = parameters.map(
        ({ name, shape, offset }) => `${name}: ${shape.join(' x ')}, from column ${offset}\n`,
      );
      const rows = own.run.steps + 1;
      const megabytes = (8 * rows * loss.dimension) / 1e6;
      return {
        element: textPreview(nameOf(own), lines),
        facts: [
          words.npyShape(String(rows), String(loss.dimension), megabytes.toFixed(1)),
          words.load(nameOf(own)),
        ],
      };
    },
    async make(choice, { signal, progress }) {
      const own = chosen(choice);
      const rows = own.run.steps + 1;
      const { at = (step) => model.at(own.index, step) } = own;
      const parts: (Uint8Array<ArrayBuffer> | Float64Array<ArrayBuffer>)[] = [
        npyHeader(rows, model.model.loss.dimension),
      ];
      for (let step = 0; step < rows; step++) {
        const row = at(step);
        if (!row) throw new ExportError(words.noRun);
        parts.push(Float64Array.from(row));
        if (step % 256 > 0) continue;
        progress(step / rows);
        await new Promise((resolve) => setTimeout(resolve));
        signal.throwIfAborted();
      }
      return [{ name: nameOf(own), blob: new Blob(parts, { type: 'application/octet-stream' }) }];
    },
  };
}
