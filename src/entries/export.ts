import { exportContext } from './export-context.ts';
import { captionExporter } from '../export/caption/exporter.ts';
import { noCodeExporter } from '../export/code/no-code.ts';
import { codeExporters } from '../export/code/exporters.ts';
import { dataExporters } from '../export/data/exporters.ts';
import { openExportDialog } from '../export/dialog/dialog.ts';
import { filmExporters } from '../export/film/exporters.ts';
import { pictureExporters } from '../export/picture/exporters.ts';
import { models } from '../text/en/models.ts';
import type { PagePieces } from './late-tools.ts';

/** Opens the dialog that makes pictures, films, data and code of the scene. */
export function openExport({ app, root, shell, printing }: PagePieces): void {
  const { model } = app.derived;
  if (app.state.scene.model && (!model?.seen || model.progress)) {
    shell.notify(models.notYet);
    return;
  }
  app.pause();
  const { clientWidth: width, clientHeight: height } = shell.stage;
  const context = exportContext(app, { width, height });
  openExportDialog(
    root,
    [
      ...pictureExporters(context),
      ...filmExporters(context),
      ...dataExporters(context),
      ...(model ? [noCodeExporter()] : codeExporters(context)),
      captionExporter(context),
    ],
    printing.printPage,
  );
}
